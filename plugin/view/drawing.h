/* One unit being drawn: its place in the bytes, its item, and the few ways in which fields are added below it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DRAWING_H
#define DRAWING_H

#include "place.h"

/* A reply as far as one call has it: an item with its lines and rows below. */
struct view_reply {
    const struct mail_reply *reply; /* NULL: none yet */
    proto_item *item;
    proto_tree *tree;
    tvbuff_t *tvb; /* where the item's bytes begin */
    int offset;
    bool is_single; /* the call has one line of it and no row: what that says stands in the reply's own tree */
};

struct mail_drawing {
    const struct mail_view *view;
    const struct mail_unit *unit;
    proto_tree *top;          /* of all that the call has */
    proto_tree *parent;       /* where the unit's item goes: `top`, or the tree of its reply */
    struct view_reply *reply; /* of a line or a row of one */
    struct view_place place;  /* of the unit's bytes; of its line's text in case of a line */
    tvbuff_t *message;        /* of a message: its content; NULL if there is none */
    tvbuff_t *decoded;        /* of a SASL line: what its base64 says; NULL if there is none, or none to be shown */
    proto_item *item;         /* the unit's */
    proto_tree *tree;         /* below it */
};

/* Adds the unit's item and the tree below it. */
typedef void (*unit_draw)(struct mail_drawing *drawing);

/* Opens the unit's item: a field with `text` as its value, or a label. */
void drawing_open_field(struct mail_drawing *drawing, int field, int subtree, const char *text);
void drawing_open_label(struct mail_drawing *drawing, int subtree, const char *label);

/* Where `part` stands, a slice of the unit's line; all of the unit where it is none. */
struct view_place drawing_place_of(const struct mail_drawing *drawing, mail_slice part);

/* Fields over `part`, a slice of the unit's line, or over the whole unit where it is none. */
proto_item *drawing_add_string(const struct mail_drawing *drawing, int field, mail_slice part);
proto_item *drawing_add_text(const struct mail_drawing *drawing, int field, mail_slice part, const char *text);
/* Hidden and generated: the label of another item says it. */
void drawing_add_hidden(const struct mail_drawing *drawing, int field, mail_slice part, const char *text);

/* The same of what is true. */
void drawing_add_hidden_truth(const struct mail_drawing *drawing, int field);

proto_item *drawing_add_number(const struct mail_drawing *drawing, int field, mail_slice part, uint32_t value);
proto_item *drawing_add_long_number(const struct mail_drawing *drawing, int field, mail_slice part, uint64_t value);
proto_item *drawing_add_truth(const struct mail_drawing *drawing, int field, mail_slice part, bool value);

proto_item *drawing_add_signed(const struct mail_drawing *drawing, int field, mail_slice part, int32_t value);
proto_item *drawing_add_moment(const struct mail_drawing *drawing, int field, mail_slice part, struct mail_time value);

/* Generated: what something is for, and the source that says so. */
void drawing_add_description(const struct mail_drawing *drawing, int field, mail_slice part, const char *description,
                             const char *reference);

/* Hidden, and said beside `item`: what something is for, and the source that says so. */
void drawing_append_description(const struct mail_drawing *drawing, proto_item *item, int field, mail_slice part,
                                const char *description, const char *reference);

/* Opens a tree below `item`, a field of the drawing: what is added to the result stands there. */
struct mail_drawing drawing_below(const struct mail_drawing *drawing, proto_item *item, int subtree);

/* Generated: a link to another frame. */
void drawing_add_frame(const struct mail_drawing *drawing, int field, uint32_t frame);

/* Generated: links to the earlier frames that the unit's line came from. */
void drawing_add_line_parts(const struct mail_drawing *drawing);

nstime_t drawing_time_between(struct mail_time earlier, struct mail_time later);

/* Generated: the frame of the reply, once it is known. */
void drawing_add_response_in(const struct mail_drawing *drawing);

/* Generated: a time, in milliseconds where it is small. */
void drawing_add_duration(const struct mail_drawing *drawing, int field, nstime_t time);

#endif
