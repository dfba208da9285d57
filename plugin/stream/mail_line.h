/* A line of the dialogue, assembled from as many frames as it takes, bounded in memory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_LINE_H
#define MAIL_LINE_H

#include "base/mail_arena.h"
#include "mail_stream.h"

/* The share of a line that came in one frame. */
struct mail_line_part {
    struct mail_line_part *next;
    uint32_t frame;
    struct mail_time time;
    uint64_t begin; /* stream position */
    size_t length;  /* bytes on the wire, CRLF included */
};

enum mail_line_ending {
    MAIL_LINE_UNFINISHED,
    MAIL_LINE_CRLF,
    MAIL_LINE_BARE_LF, /* RFC 5321, 2.3.8 forbids it */
    MAIL_LINE_COUNTED, /* no line: as many bytes as were asked for */
    MAIL_LINE_CUT      /* by a gap: the rest of the text is lost, or none but the ending is */
};

/* A complete line is frozen: its bytes are neither moved nor written again. */
struct mail_line {
    mail_slice text;               /* without the line ending; the first `line_limit` bytes of a longer line */
    uint64_t begin, end;           /* stream positions, line ending included */
    uint32_t late_completed_frame; /* frame of the last byte; 0 while unfinished */
    enum mail_line_ending ending : 8;
    bool is_truncated;            /* longer than the limit: the rest was counted, not kept */
    bool has_bare_cr;             /* a CR that is not followed by LF (RFC 5321, 2.3.8) */
    struct mail_line_part *parts; /* in order; NULL: the line came in one piece */
};

/* Assembles one direction's lines. */
struct mail_line_reader {
    const struct mail_arena *arena;
    size_t limit;           /* bytes kept of one line */
    struct mail_line *line; /* the unfinished line; NULL between lines */
    uint8_t *buffer;
    size_t capacity;
    bool is_buffer_resizable; /* else it lies after the line */
    struct mail_line_part *last_part;
    uint8_t last_byte;
};

/* The first share, which the others follow in order. `completed_time` is when the line's last byte came; it is used
 * for a line that came in one piece. */
struct mail_line_part mail_line_first_part(const struct mail_line *line, struct mail_time completed_time);

/* Takes bytes from the front of `piece` up to and including LF. Returns the line when its LF was among them, else NULL
 * with the whole piece taken and kept. */
struct mail_line *mail_line_reader_take(struct mail_line_reader *reader, struct mail_piece *piece);

/* Takes bytes from the front of `piece` whatever they are, until there are `length` bytes: returns them as a line, or
 * NULL if more must come. */
struct mail_line *mail_line_reader_take_counted(struct mail_line_reader *reader, struct mail_piece *piece,
                                                size_t length);

/* What there is of the unfinished line, which a gap cuts short, is a line. There must be one. If it ends with CR it is
 * whole: nothing but its LF is lost, which is then counted as the line's. */
struct mail_line *mail_line_reader_cut(struct mail_line_reader *reader, uint32_t frame);

/* What there is of the unfinished line is all of it: it has no ending. There must be one. */
struct mail_line *mail_line_reader_end(struct mail_line_reader *reader);

/* Whether the rest of the unfinished line is no more than its LF. */
bool mail_line_reader_lacks_lf_alone(const struct mail_line_reader *reader);

static inline bool mail_line_is_cut(const struct mail_line *line)
{
    return line->ending == MAIL_LINE_CUT;
}

/* The text of a line as those read it who take CR CR LF for a line ending, as servers do, or CR alone. */
mail_slice mail_line_words(const struct mail_line *line);

/* Forgets an unfinished line (after a gap). The line object stays valid, never completed. */
void mail_line_reader_abandon(struct mail_line_reader *reader);

#endif
