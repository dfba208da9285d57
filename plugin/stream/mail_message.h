/* One message as handed over: its bytes after dot-unstuffing, where each came from, and what was odd about them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "base/mail_arena.h"
#include "base/mail_hole.h"
#include "mail_stream.h"

/* What a message says: the reader of messages knows. */
struct mime_message;

/* How a message is handed over: the protocols say which ways there are. */
struct mail_via {
    const char *name; /* of the command: "DATA" */
    bool is_from_server;
    bool is_in_chunks; /* whose size is told beforehand; else the message ends with a dot alone on a line */
    bool may_be_part;  /* the server may send less than the message */
};

/* Oddities of content that the framer sees as it reads (RFC 5321, 2.3.8, 4.1.1.4, 4.5.3.1.6). */
enum mail_content_event_kind {
    MAIL_CONTENT_BARE_LF,
    MAIL_CONTENT_BARE_CR,
    MAIL_CONTENT_NUL,
    MAIL_CONTENT_LONG_LINE, /* over 1000 octets, CRLF included */
    MAIL_CONTENT_LF_DOT_LF, /* a lone dot that does not end the content */
    MAIL_CONTENT_LF_DOT_CRLF,
    MAIL_CONTENT_CRLF_DOT_LF,
    MAIL_CONTENT_LF_DOT_CR,
    MAIL_CONTENT_CRLF_DOT_CR,
    MAIL_CONTENT_CR_DOT_CR,
    MAIL_CONTENT_NUL_DOT, /* NUL and a dot on a line of their own, or a dot and NUL */
    MAIL_CONTENT_DOT_NUL,
    MAIL_CONTENT_EVENT_KINDS
};

/* How many events of one kind a message remembers; all are counted. */
#define MAIL_CONTENT_EVENTS_KEPT 16

struct mail_content_event {
    const struct mail_content_event *next;
    enum mail_content_event_kind kind;
    uint64_t message_offset;
    uint64_t position; /* stream position */
};

/* All that is odd about a message. */
struct mail_content_events {
    const struct mail_content_event *last;
    uint64_t counts[MAIL_CONTENT_EVENT_KINDS];
};

/* The share of a message that came in one frame: bytes [message_begin, message_end) of the message are the stream's
 * [position_begin, position_end). */
struct mail_content_span {
    struct mail_content_span *next;
    uint32_t frame;
    uint64_t position_begin, position_end;
    uint64_t message_begin, message_end;
};

enum mail_message_end {
    MAIL_MESSAGE_OPEN,
    MAIL_MESSAGE_STRICT,  /* CRLF.CRLF, or the last chunk */
    MAIL_MESSAGE_LENIENT, /* a lone dot with a bare LF, and then the server's reply */
    MAIL_MESSAGE_IN_GAP,  /* its end was lost */
    MAIL_MESSAGE_ABORTED  /* given up or refused before its end */
};

struct mail_message {
    unsigned number; /* from 1 within the session */
    const struct mail_via *via;
    enum mail_message_end end : 8;
    bool has_claimed_size : 1;
    bool may_lack_chunks : 1;    /* commands that announced chunks may have been lost */
    bool has_refused_chunk : 1;  /* the server refused one before the end: what it has is not known (RFC 3030, 2) */
    bool has_referred_parts : 1; /* the server fetched parts of it elsewhere (RFC 4468, 3.2) */
    bool was_assumed : 1;        /* read as content without having seen the server's word */
    uint32_t listed_number;      /* the one by which the client asked for it; 0: it did not */
    uint64_t claimed_size;       /* octets, as the text of a reply says */
    uint64_t size;               /* bytes captured, after dot-unstuffing */
    uint64_t missing;            /* bytes lost in gaps */
    mail_slice content;          /* frozen once the message has ended; shorter than `size` if over the limit */
    struct mail_content_span *spans, *last_span;
    struct mail_hole *holes, *last_hole; /* where bytes of it are missing, or may be; complete once it has ended */
    struct mail_content_events *events;  /* NULL: nothing is odd */
    const struct mime_message *contents; /* read when it has ended; NULL: nothing was kept, or nobody reads */
    const struct mail_content_event *smuggling_dot; /* the first lone dot that a command follows, or NULL */
    uint64_t longest_line;                          /* bytes, CRLF included */
    struct mail_time last_time;

    const struct mail_arena *arena; /* below: while it grows */
    uint64_t limit;
    uint8_t *buffer;
    size_t capacity;
};

/* A message whose bytes were all sent here, captured and kept: it may be hashed and handed to other dissectors. */
bool mail_message_is_whole(const struct mail_message *message);

/* The same, and not the answer to a command that may give less than the message, as TOP does. */
bool mail_message_is_complete(const struct mail_message *message);

struct mail_message *mail_message_new(const struct mail_arena *arena, unsigned number, const struct mail_via *via,
                                      uint64_t limit);

/* Appends content bytes (already unstuffed). Over the limit they are counted, not kept. */
void mail_message_append(struct mail_message *message, mail_slice bytes);

/* Notes that the piece's bytes from stream position `begin` to `end` brought the message's bytes since `message_begin`.
 */
void mail_message_add_span(struct mail_message *message, const struct mail_piece *piece, uint64_t end,
                           uint64_t message_begin);

/* Notes that `length` bytes of the message are lost after those that were read. */
void mail_message_add_gap(struct mail_message *message, uint64_t length);

/* Notes an oddity at the byte that has it: the CR, LF, NUL or dot, or the LF that ends the long line. `message_offset`
 * is its place in the message (of a dot that was taken out: of what follows it), `position` its place in the stream. */
void mail_message_note(struct mail_message *message, enum mail_content_event_kind kind, uint64_t message_offset,
                       uint64_t position);

/* Takes back the bytes after `size` (a lone dot that turned out to be the end). */
void mail_message_truncate(struct mail_message *message, uint64_t size);

/* Ends the message and freezes its content. Where it was not seen to its end, or chunks or parts of it may be missing,
 * there are holes too. */
void mail_message_finish(struct mail_message *message, enum mail_message_end end);

/* How many events of that kind there were. */
uint64_t mail_message_event_count(const struct mail_message *message, enum mail_content_event_kind kind);

#endif
