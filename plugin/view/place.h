/* Where in a tvb the bytes of a unit stand: in the segment, or in a data source of their own where they are not in it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PLACE_H
#define PLACE_H

#include "view.h"

struct view_place {
    tvbuff_t *tvb;
    int offset;
    int length;
};

/* Adds a data source for a line that came in several frames and for bytes that were held: call it once per unit. */
struct view_place place_of_unit(const struct mail_view *view, const struct mail_unit *unit);

/* Where `part` stands, a slice of `whole`, which begins at `place`; all of `place` if it is no slice of it. */
struct view_place place_within(struct view_place place, mail_slice whole, mail_slice part);

/* All of a tvb. */
struct view_place place_of_tvb(tvbuff_t *tvb);

/* A data source over bytes that stay where they are as long as the packet is shown. */
tvbuff_t *place_add_source(const struct mail_view *view, mail_slice bytes, const char *name);

#endif
