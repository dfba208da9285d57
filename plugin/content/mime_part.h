/* The parts of a message as a tree, and what it says of each (RFC 2045; RFC 2046; RFC 2183).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_PART_H
#define MIME_PART_H

#include "base/mail_arena.h"
#include "base/mail_hole.h"
#include "imf_header.h"
#include "mime_parameter.h"
#include "mime_transfer.h"

enum mime_part_kind {
    MIME_PART_LEAF,
    MIME_PART_MULTIPART,
    MIME_PART_MESSAGE /* message/rfc822, message/global: its one child is the root of an embedded message */
};

/* What mime_default_limits has. */
enum {
    MIME_PARTS_LIMIT = 200000, /* further delimiters are read over: their bytes belong to the last part */
    MIME_DEPTH_LIMIT = 200     /* deeper parts are leaves; no limit of depth is above this one */
};

struct mime_part {
    const struct mime_part *parent;       /* NULL: the root of the whole message */
    const struct mime_part *next;         /* in the order of the message: the part below, beside, or beside a parent */
    const struct mime_part *first_child;  /* NULL: none */
    const struct mime_part *next_sibling; /* NULL: none */
    struct imf_header header;
    const struct mail_hole *first_hole; /* in its body or after that; its offset counts from `first_byte`; or NULL */
    const uint8_t *first_byte;
    mail_slice body;        /* still encoded, without the line break before the delimiter */
    struct mime_value type; /* of Content-Type; where there is none or none that is valid: text/plain, or message/rfc822
                               in a digest (RFC 2045, 5.2; RFC 2046, 5.1.5) */
    struct mime_value disposition; /* empty value: no Content-Disposition */
    mail_slice declared_encoding;  /* body of Content-Transfer-Encoding, in lower case; empty: none */
    unsigned number;               /* among its siblings, from 1 */
    unsigned depth;                /* 0: the root */
    enum mime_part_kind kind : 8;
    enum mime_encoding encoding : 8;
    bool has_declared_type : 1;
    bool has_hole : 1;         /* bytes are missing in its header, its body, or at its end: it has no hash */
    bool is_embedded_root : 1; /* the root of an embedded message: its header is that message's */
    bool was_decoded : 1;      /* an embedded message that was encoded: its bytes are not the message's own */
    bool is_not_closed : 1;    /* a multipart whose last delimiter is missing */
};

struct mime_message {
    const struct mime_part *root; /* its header is the message's */
    unsigned part_count;
    const char *charset_guess;   /* of its header, as a whole; NULL: none */
    bool has_too_many_parts : 1; /* or embedded messages that decode to more than the message has bytes */
    bool is_too_deep : 1;
    bool has_header_over_limit : 1;     /* of the message or of a part */
    bool has_parameters_over_limit : 1; /* the same */
    bool goes_back_in_time : 1;         /* a hop is well before the one before it */
    bool has_hole : 1;
};

/* "1.2" as IMAP counts parts (RFC 3501, 6.4.5); "" for a root that is a multipart. A multipart that is the root of an
 * embedded message has the path of that message. */
const char *mime_part_path(const struct mail_arena *arena, const struct mime_part *part);

/* The encoding as the header names it; "7bit" where it names none (RFC 2045, 6.1). */
mail_slice mime_part_encoding_name(const struct mime_part *part);

/* Whether the part lies in an embedded message. */
bool mime_part_is_embedded(const struct mime_part *part);

#endif
