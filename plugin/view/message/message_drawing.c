/* See message_drawing.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_drawing.h"
#include "message_fields.h"

#include "wireshark/tree_room.h"
#include "wireshark/view_text.h"

bool message_drawing_wants(const struct message_drawing *drawing, int field)
{
    return tree_room_is_asked_for(drawing->tree, field);
}

bool message_drawing_wants_any(const struct message_drawing *drawing, const int *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (message_drawing_wants(drawing, *fields[i]))
            return true;
    return false;
}

struct message_place {
    int offset, length;
};

static struct message_place place_of(const struct message_drawing *drawing, mail_slice place)
{
    mail_slice content = drawing->message->content;

    if (!mail_slice_is_part(content, place))
        return (struct message_place){ 0, 0 };
    return (struct message_place){ (int) (place.bytes - content.bytes), (int) place.length };
}

proto_item *message_drawing_add_string(const struct message_drawing *drawing, int field, mail_slice place,
                                       const char *text)
{
    struct message_place at = place_of(drawing, place);

    return proto_tree_add_string(drawing->tree, field, drawing->tvb, at.offset, at.length, text);
}

proto_item *message_drawing_add_text(const struct message_drawing *drawing, int field, mail_slice place,
                                     mail_slice text)
{
    return message_drawing_add_string(drawing, field, place, view_text(drawing->pinfo->pool, text));
}

proto_item *message_drawing_add_size(const struct message_drawing *drawing, int field, mail_slice place, uint64_t size)
{
    struct message_place at = place_of(drawing, place);
    proto_item *item = proto_tree_add_uint64(drawing->tree, field, drawing->tvb, at.offset, at.length, size);

    proto_item_set_generated(item);
    return item;
}

proto_item *message_drawing_add_truth(const struct message_drawing *drawing, int field, mail_slice place, bool value)
{
    struct message_place at = place_of(drawing, place);
    proto_item *item = proto_tree_add_boolean(drawing->tree, field, drawing->tvb, at.offset, at.length, value);

    proto_item_set_generated(item);
    return item;
}

proto_item *message_drawing_add_seconds(const struct message_drawing *drawing, int field, mail_slice place,
                                        int64_t seconds)
{
    struct message_place at = place_of(drawing, place);
    nstime_t time = NSTIME_INIT_SECS_NSECS(seconds, 0);

    return proto_tree_add_time(drawing->tree, field, drawing->tvb, at.offset, at.length, &time);
}

void message_drawing_add_known(const struct message_drawing *drawing, int field, mail_slice place, mail_slice text)
{
    if (text.length)
        message_drawing_add_text(drawing, field, place, text);
}

struct message_drawing message_drawing_below(const struct message_drawing *drawing, proto_item *item, int subtree)
{
    struct message_drawing below = *drawing;

    below.tree = proto_item_add_subtree(item, subtree);
    return below;
}

struct message_drawing message_drawing_below_label(const struct message_drawing *drawing, mail_slice place, int subtree,
                                                   const char *label)
{
    struct message_place at = place_of(drawing, place);
    struct message_drawing below = *drawing;

    below.tree = proto_tree_add_subtree(drawing->tree, drawing->tvb, at.offset, at.length, subtree, NULL, label);
    return below;
}

bool message_drawing_has_room(const struct message_drawing *drawing, unsigned drawn, unsigned limit)
{
    if (drawn < limit && tree_room_is_left_for_messages(drawing->tree))
        return true;
    proto_tree_add_subtree(drawing->tree, drawing->tvb, 0, 0, ett_message_more, NULL, "Further items are not shown");
    return false;
}
