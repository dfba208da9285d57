/* One message being drawn: where its items go, and the few ways in which what it says is added.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_DRAWING_H
#define MESSAGE_DRAWING_H

#include "content/mime_message.h"
#include "stream/mail_message.h"

#include <wireshark.h>

#include <epan/packet.h>

struct message_drawing {
    packet_info *pinfo;
    const struct mail_message *message;
    const struct mime_options *options;
    const struct mail_arena *arena; /* of the packet's pool */
    tvbuff_t *tvb;                  /* the message's content; never NULL */
    proto_tree *packet_tree;        /* where other dissectors go */
    proto_tree *tree;               /* below the item that is being filled */
    unsigned *source_count;         /* data sources of this call so far */
    wmem_map_t *sources;            /* of decoded parts: struct mime_part -> tvbuff_t */
    bool fills_stock_fields;        /* the whole message goes to the IMF dissector */
    int address_field;              /* for every address, of envelope and header alike */
};

/* What the message says; NULL where its content was not kept. */
static inline const struct mime_message *message_drawing_contents(const struct message_drawing *drawing)
{
    return drawing->message->contents;
}

/* Whether the field is to be shown or asked for. */
bool message_drawing_wants(const struct message_drawing *drawing, int field);

/* Whether one of `count` fields is. */
bool message_drawing_wants_any(const struct message_drawing *drawing, const int *const *fields, size_t count);

/* Each adds an item over `place`, a slice of the message's content; over nothing where it is none, as in an embedded
 * message that was encoded. */
proto_item *message_drawing_add_text(const struct message_drawing *drawing, int field, mail_slice place,
                                     mail_slice text);
proto_item *message_drawing_add_string(const struct message_drawing *drawing, int field, mail_slice place,
                                       const char *text);
proto_item *message_drawing_add_size(const struct message_drawing *drawing, int field, mail_slice place, uint64_t size);
proto_item *message_drawing_add_truth(const struct message_drawing *drawing, int field, mail_slice place, bool value);

/* Seconds since the epoch, or between two times. */
proto_item *message_drawing_add_seconds(const struct message_drawing *drawing, int field, mail_slice place,
                                        int64_t seconds);

/* The same unless the text is empty. */
void message_drawing_add_known(const struct message_drawing *drawing, int field, mail_slice place, mail_slice text);

/* Opens a folded tree below `item`, or below a label over `place`. */
struct message_drawing message_drawing_below(const struct message_drawing *drawing, proto_item *item, int subtree);
struct message_drawing message_drawing_below_label(const struct message_drawing *drawing, mail_slice place, int subtree,
                                                   const char *label);

/* Whether more items may be added; the first time that there may not, says so in the tree. */
bool message_drawing_has_room(const struct message_drawing *drawing, unsigned drawn, unsigned limit);

#endif
