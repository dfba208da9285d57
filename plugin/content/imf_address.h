/* Lists of addresses in header fields (RFC 5322, 3.4 and 4.4; RFC 6532).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_ADDRESS_H
#define IMF_ADDRESS_H

#include "base/mail_arena.h"
#include "imf_header.h"
#include "mime_options.h"

enum { IMF_ADDRESSES_LIMIT = 10000 }; /* of one field; the rest is not kept */

struct imf_address {
    const struct imf_address *next;
    mail_slice display_name; /* decoded, UTF-8; of an address without one, the comment after it; or empty */
    mail_slice address;      /* addr-spec without brackets, comments, blanks and source route: "bob@example.net" */
    mail_slice source;       /* the mailbox as it stands: a slice of the body that was given */
};

struct imf_address_list {
    const struct imf_address *first;
    unsigned count;
    bool is_over_limit;
};

/* Reads From, To, Cc and the like. Groups give their members. No recursion; linear. What it says lives in `arena`. */
struct imf_address_list imf_address_list_read(const struct mail_arena *arena, const struct mime_options *options,
                                              mail_slice body);

/* The same for the body of a field. A mailbox that a hole cuts is not given. */
struct imf_address_list imf_address_list_read_field(const struct mail_arena *arena, const struct mime_options *options,
                                                    const struct imf_field *field);

#endif
