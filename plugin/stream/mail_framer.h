/* Cuts one direction's bytes into lines and content. Knows CRLF, the lone dot and counted bytes; no verbs, no replies.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FRAMER_H
#define MAIL_FRAMER_H

#include "mail_dot_reader.h"
#include "mail_line.h"
#include "mail_message.h"

enum mail_framing {
    MAIL_FRAMING_LINES,
    MAIL_FRAMING_DOT_CONTENT,     /* ends with CRLF.CRLF (RFC 5321, 4.1.1.4; RFC 1939, 3) */
    MAIL_FRAMING_COUNTED_CONTENT, /* ends after a number of bytes (RFC 3030, 2) */
    MAIL_FRAMING_COUNTED_BYTES,   /* the same, but not a message */
    MAIL_FRAMING_PROBE,           /* one line after a gap in content, to be judged before it is read */
    MAIL_FRAMING_OPAQUE           /* not mail: TLS */
};

enum mail_framed {
    MAIL_FRAMED_MORE,    /* the whole piece was taken */
    MAIL_FRAMED_LINE,    /* framer->finished_line */
    MAIL_FRAMED_CONTENT, /* the last byte of the content, or of counted bytes, was taken */
    MAIL_FRAMED_PROBED   /* framer->finished_line is the probed line, or NULL: too long to be a line of the dialogue */
};

struct mail_framer {
    enum mail_framing framing;
    struct mail_line_reader lines;
    struct mail_line *finished_line;
    struct mail_message *message; /* open content */
    struct mail_dot_reader *dot;  /* reads dot content; NULL before there was any */
    uint64_t remaining;           /* counted content and bytes: how many are still to come */
};

void mail_framer_init(struct mail_framer *framer, const struct mail_arena *arena, size_t line_limit);

/* From the next byte on, content goes to `message`. */
void mail_framer_expect_dot_content(struct mail_framer *framer, struct mail_message *message);
void mail_framer_expect_counted_content(struct mail_framer *framer, struct mail_message *message, uint64_t count);

/* From the next byte on, `count` bytes follow that are not a message. */
void mail_framer_expect_counted_bytes(struct mail_framer *framer, uint64_t count);

/* From the next byte on, lines follow, or bytes that are not mail. An open message is left to its owner. */
void mail_framer_expect_lines(struct mail_framer *framer);
void mail_framer_expect_opaque(struct mail_framer *framer);

/* Takes bytes from the front of `piece`, at most to the end of the next line or content. */
enum mail_framed mail_framer_take(struct mail_framer *framer, struct mail_piece *piece);

/* Tells the framer that `length` bytes are lost here. Returns how many of them were counted; the owner finishes
 * content whose count ends in the gap. */
uint64_t mail_framer_take_gap(struct mail_framer *framer, uint64_t length);

/* The next line of dot content is probed: it may be a line of the dialogue. */
void mail_framer_probe_content(struct mail_framer *framer);

/* Goes on with dot content after a probed line that was not a line of the dialogue. */
void mail_framer_resume_content(struct mail_framer *framer);

/* The stream position after a lone dot that the strict rule does not accept, if that was read last; else 0. */
uint64_t mail_framer_lone_dot_end(const struct mail_framer *framer);

/* Whether the last byte read, at `position`, ended a lone dot that the strict rule does not accept. */
bool mail_framer_is_after_lone_dot(const struct mail_framer *framer, uint64_t position);

#endif
