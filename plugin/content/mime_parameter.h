/* Content-Type and Content-Disposition with their parameters (RFC 2045, 5.1; RFC 2183; RFC 2231).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_PARAMETER_H
#define MIME_PARAMETER_H

#include "base/mail_arena.h"
#include "mime_options.h"

enum { MIME_PARAMETERS_LIMIT = 200 }; /* of one field; the rest is not kept */

/* One parameter as it stands: quoted-pairs and quotation marks undone, nothing decoded. */
struct mime_parameter {
    const struct mime_parameter *next;
    mail_slice name; /* as written, with its * */
    mail_slice value;
};

/* "text/plain; charset=utf-8" or "attachment; filename=a.txt". */
struct mime_value {
    mail_slice value; /* in lower case, without blanks and comments: "text/plain", "attachment"; empty: not valid */
    const struct mime_parameter *first;
    bool is_over_limit : 1;
    bool has_open_end : 1; /* the last parameter goes to the end of the body: no mark ends it */
    bool is_cut : 1;       /* a hole cuts the field: parameters may be missing at its end */
};

/* Reads a field body. What it says lives in `arena`. A type needs a slash, a disposition must have none. */
struct mime_value mime_value_read_type(const struct mail_arena *arena, mail_slice body);
struct mime_value mime_value_read_disposition(const struct mail_arena *arena, mail_slice body);

/* The first parameter of that plain name, in any case of letters, raw; empty without bytes (NULL) if there is none. */
mail_slice mime_value_parameter(const struct mime_value *value, const char *name);

/* Whether more of that parameter may be missing where a hole cuts the field: its end, or a section of RFC 2231. */
bool mime_value_may_lack(const struct mime_value *value, const char *name);

/* A parameter as people read it, in UTF-8 (bytes of no known character set as they are): RFC 2231's name*, name*0.. or,
 * without these, the plain one with encoded words decoded. Empty without bytes (NULL) if there is none. */
mail_slice mime_value_decode_parameter(const struct mail_arena *arena, const struct mime_options *options,
                                       const struct mime_value *value, const char *name);

#endif
