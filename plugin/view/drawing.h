/* One unit being drawn: its place in the bytes, its item, and the few ways in which fields are added below it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DRAWING_H
#define DRAWING_H

#include "place.h"

struct mail_drawing {
    const struct mail_view *view;
    const struct mail_unit *unit;
    proto_tree *parent;      /* where the unit's item goes */
    struct view_place place; /* of the unit's bytes; of its line's text in case of a line */
    tvbuff_t *message;       /* of a message: its content; NULL if there is none */
    tvbuff_t *decoded;       /* of a SASL line: what its base64 says; NULL if there is none, or none to be shown */
    proto_item *item;        /* the unit's */
    proto_tree *tree;        /* below it */
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
proto_item *drawing_add_number(const struct mail_drawing *drawing, int field, mail_slice part, uint32_t value);
proto_item *drawing_add_long_number(const struct mail_drawing *drawing, int field, mail_slice part, uint64_t value);
proto_item *drawing_add_truth(const struct mail_drawing *drawing, int field, mail_slice part, bool value);

proto_item *drawing_add_signed(const struct mail_drawing *drawing, int field, mail_slice part, int32_t value);
proto_item *drawing_add_moment(const struct mail_drawing *drawing, int field, mail_slice part, struct mail_time value);

/* Generated: what something is for, and the source that says so. */
void drawing_add_description(const struct mail_drawing *drawing, int field, mail_slice part, const char *description,
                             const char *reference);

/* Opens a tree below `item`, a field of the drawing: what is added to the result stands there. */
struct mail_drawing drawing_below(const struct mail_drawing *drawing, proto_item *item, int subtree);

/* Generated: a link to another frame. */
void drawing_add_frame(const struct mail_drawing *drawing, int field, uint32_t frame);

/* Generated: links to the earlier frames that the unit's line came from. */
void drawing_add_line_parts(const struct mail_drawing *drawing);

nstime_t drawing_time_between(struct mail_time earlier, struct mail_time later);

/* Generated: the frame of the reply, once it is known. */
void drawing_add_response_in(const struct mail_drawing *drawing);

/* Generated, on the first line of a reply: what it answers and how long that took. */
void drawing_add_response_to(const struct mail_drawing *drawing);

#endif
