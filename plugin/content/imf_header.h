/* The header section of a message or of a part: its fields, as they stand (RFC 5322, 2.1, 2.2). Decodes nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_HEADER_H
#define IMF_HEADER_H

#include "base/mail_slice.h"

#include <stdbool.h>

/* One field: slices of the message. */
struct imf_field {
    const struct imf_field *next;
    mail_slice name;   /* as written, without blanks and colon */
    mail_slice body;   /* what follows the colon, still folded, without the last line's end */
    bool has_hole : 1; /* bytes are missing in it */
    bool is_cut : 1;   /* its last line is: what stands at its end may go on */
};

/* Limits; what goes beyond is read over, and `is_over_limit` says so. */
enum {
    IMF_FIELDS_LIMIT = 5000,      /* of one header section */
    IMF_FIELD_LIMIT = 1024 * 1024 /* bytes of one field: the rest is cut */
};

struct imf_header {
    const struct imf_field *first;
    unsigned count;
    unsigned bad_line_count; /* lines that are no field */
    mail_slice bytes;        /* all lines, without the empty line that ends them */
    bool is_over_limit : 1;
    bool has_hole : 1;
    bool has_no_end : 1; /* no empty line ended it */
};

/* The first field of that name, in any case of letters (RFC 5322, 3.6 allows one of most); NULL if there is none. */
const struct imf_field *imf_header_find(const struct imf_header *header, const char *name);

/* The same, after `field`. */
const struct imf_field *imf_header_find_next(const struct imf_field *field, const char *name);

#endif
