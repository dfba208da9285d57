/* The fields of Wireshark's own dissectors for the same protocols, filled from the units as hidden items, so that
 * filters and scripts that use them go on working.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STOCK_FIELDS_H
#define STOCK_FIELDS_H

#include "stock_values.h"

enum stock_field_place { STOCK_TOP, STOCK_ONCE, STOCK_INNER };

struct stock_field {
    const char *name;
    enum ftenum type;
    enum stock_field_place place;
    int id; /* 0, which is the id of no field: this Wireshark has none of that name and type */
};

/* When a field is filled: a field for each line of a message is much for a tree that merely might be shown. */
enum stock_demand { STOCK_WHEN_SHOWN, STOCK_WHEN_NAMED };

/* What a kind of unit says in a field. */
struct stock_row {
    enum mail_unit_kind kind;
    unsigned field; /* index of its row */
    stock_value_find find;
    enum stock_demand demand;
};

/* One for each protocol. Only the ids are written, by stock_fields_handoff(). */
struct stock_fields {
    const char *protocol; /* its name as a filter */
    int protocol_id;      /* negative: this Wireshark has none */
    struct stock_field *fields;
    size_t field_count;
    const struct stock_row *rows;
    size_t row_count;
};

/* The hidden tree of one call. */
struct stock_tree {
    proto_tree *tree;   /* of the stock protocol; NULL: nothing is filled */
    proto_tree *parent; /* where inner fields go: below the last field that stands directly in `tree`, or `tree` */
    bool has_once;      /* what stands once per call */
    unsigned count;     /* of items so far */
};

/* Looks the protocol and its fields up, after every protocol is registered. NULL: there is none. */
void stock_fields_handoff(struct stock_fields *stock);

/* The id of the stock protocol for the same; negative: this Wireshark has none. */
int stock_fields_protocol(const struct mail_view *view);

/* The stock protocol's item, to be opened once per call. */
struct stock_tree stock_fields_open(const struct mail_view *view);

/* The fields of a unit that is drawn. */
void stock_fields_add(const struct mail_drawing *drawing, struct stock_tree *stock);

#endif
