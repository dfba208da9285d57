/* Dot-terminated content: where it ends and what dot-stuffing took out (RFC 5321, 4.1.1.4 and 4.5.2; RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_DOT_READER_H
#define MAIL_DOT_READER_H

#include "mail_message.h"

enum mail_dot_state {
    MAIL_DOT_LINE_START, /* after CRLF, or at the start of the content */
    MAIL_DOT_SEEN,       /* CRLF . */
    MAIL_DOT_CR_SEEN,    /* CRLF . CR */
    MAIL_DOT_MIDDLE,     /* inside a line */
    MAIL_DOT_LF_START,   /* after a bare LF, or after a gap */
    MAIL_DOT_LF_DOT,     /* bare LF, dot */
    MAIL_DOT_LF_DOT_CR,  /* bare LF, dot, CR */
    MAIL_DOT_WITH_NUL    /* inside a line that is a dot and NUL so far */
};

/* A lone dot next to a bare LF or NUL: it ends the content only if the server then answers (design property 6). */
struct mail_lone_dot {
    enum mail_content_event_kind kind;
    uint64_t end_position; /* stream position after it */
    uint64_t message_size; /* the message's size before it */
    uint64_t message_end;  /* the same, with it */
};

struct mail_dot_reader {
    enum mail_dot_state state;
    enum mail_content_event_kind nul_kind : 8; /* which may be the dot and NUL that are being read */
    uint8_t nul_count;                         /* bytes of it that are in the message */
    bool last_was_cr;
    bool line_began_in_gap; /* the bytes before the content line are lost */
    uint64_t line_length;   /* of the content line being read */
    struct mail_lone_dot lone_dot;
};

/* Content begins. */
void mail_dot_reader_begin(struct mail_dot_reader *reader);

/* Bytes are lost here: what follows may be the middle of a line. */
void mail_dot_reader_take_gap(struct mail_dot_reader *reader);

/* Reads content from the front of `piece` into the message, at most to the dot line that ends it, and returns how many
 * bytes it read. The piece is not moved. */
size_t mail_dot_reader_take(struct mail_dot_reader *reader, struct mail_message *message,
                            const struct mail_piece *piece, bool *has_ended);

#endif
