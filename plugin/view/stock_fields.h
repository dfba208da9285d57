/* The fields of Wireshark's own dissectors for SMTP and POP3, filled from the units as hidden items, so that filters
 * and scripts that use them go on working.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STOCK_FIELDS_H
#define STOCK_FIELDS_H

#include "drawing.h"

/* The hidden tree of one call. */
struct stock_tree {
    proto_tree *tree;   /* of the stock protocol; NULL: nothing is filled */
    proto_tree *parent; /* where inner fields go: below the last field that stands directly in `tree`, or `tree` */
    bool has_once;      /* what stands once per call */
    unsigned count;     /* of items so far */
};

/* Looks the fields up, after every protocol is registered. */
void stock_fields_handoff(void);

/* The id of the stock protocol for the same; negative: this Wireshark has none. */
int stock_fields_protocol(const struct mail_view *view);

/* The stock protocol's item, to be opened once per call. */
struct stock_tree stock_fields_open(const struct mail_view *view);

/* The fields of a unit that is drawn. */
void stock_fields_add(const struct mail_drawing *drawing, struct stock_tree *stock);

#endif
