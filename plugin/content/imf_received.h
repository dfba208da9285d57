/* The hops that a message has taken: its Received fields (RFC 5321, 4.4; RFC 5322, 3.6.7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_RECEIVED_H
#define IMF_RECEIVED_H

#include "base/mail_arena.h"
#include "imf_header.h"

enum { IMF_HOPS_LIMIT = 1000 };

/* Empty without bytes (NULL): not said. Slices of the unfolded field in `arena`. */
struct imf_hop {
    const struct imf_hop *next; /* the field below it: the hop before */
    const struct imf_field *field;
    mail_slice from, by, via, with, id, recipient; /* `recipient`: for, without brackets */
    mail_slice from_address; /* the address that the receiving host saw: in the comment after from, without brackets */
    int64_t date;
    int64_t delay; /* seconds from the hop before to this */
    bool has_date : 1;
    bool has_delay : 1; /* both hops have a date */
};

/* The hops in the order of the fields: the last one first. */
const struct imf_hop *imf_hops_read(const struct mail_arena *arena, const struct imf_header *header);

#endif
