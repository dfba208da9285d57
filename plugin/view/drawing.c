/* See drawing.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "drawing.h"
#include "fields.h"
#include "wireshark/view_text.h"

#include <wsutil/str_util.h>

void drawing_open_field(struct mail_drawing *drawing, int field, int subtree, const char *text)
{
    struct view_place place = drawing->place;

    drawing->item = proto_tree_add_string(drawing->parent, field, place.tvb, place.offset, place.length, text);
    drawing->tree = proto_item_add_subtree(drawing->item, subtree);
}

void drawing_open_label(struct mail_drawing *drawing, int subtree, const char *label)
{
    struct view_place place = drawing->place;

    drawing->tree =
        proto_tree_add_subtree(drawing->parent, place.tvb, place.offset, place.length, subtree, &drawing->item, label);
}

struct view_place drawing_place_of(const struct mail_drawing *drawing, mail_slice part)
{
    const struct mail_line *line = drawing->unit->line;

    return line ? place_within(drawing->place, line->text, part) : drawing->place;
}

proto_item *drawing_add_text(const struct mail_drawing *drawing, int field, mail_slice part, const char *text)
{
    struct view_place place = drawing_place_of(drawing, part);

    return proto_tree_add_string(drawing->tree, field, place.tvb, place.offset, place.length, text);
}

proto_item *drawing_add_string(const struct mail_drawing *drawing, int field, mail_slice part)
{
    return drawing_add_text(drawing, field, part, view_text(drawing->view->pinfo->pool, part));
}

proto_item *drawing_add_number(const struct mail_drawing *drawing, int field, mail_slice part, uint32_t value)
{
    struct view_place place = drawing_place_of(drawing, part);

    return proto_tree_add_uint(drawing->tree, field, place.tvb, place.offset, place.length, value);
}

proto_item *drawing_add_long_number(const struct mail_drawing *drawing, int field, mail_slice part, uint64_t value)
{
    struct view_place place = drawing_place_of(drawing, part);

    return proto_tree_add_uint64(drawing->tree, field, place.tvb, place.offset, place.length, value);
}

proto_item *drawing_add_truth(const struct mail_drawing *drawing, int field, mail_slice part, bool value)
{
    struct view_place place = drawing_place_of(drawing, part);

    return proto_tree_add_boolean(drawing->tree, field, place.tvb, place.offset, place.length, value);
}

proto_item *drawing_add_signed(const struct mail_drawing *drawing, int field, mail_slice part, int32_t value)
{
    struct view_place place = drawing_place_of(drawing, part);

    return proto_tree_add_int(drawing->tree, field, place.tvb, place.offset, place.length, value);
}

proto_item *drawing_add_moment(const struct mail_drawing *drawing, int field, mail_slice part, struct mail_time value)
{
    struct view_place place = drawing_place_of(drawing, part);
    nstime_t time = { .secs = (time_t) value.seconds, .nsecs = value.nanoseconds };

    return proto_tree_add_time(drawing->tree, field, place.tvb, place.offset, place.length, &time);
}

void drawing_add_description(const struct mail_drawing *drawing, int field, mail_slice part, const char *description,
                             const char *reference)
{
    const char *text = wmem_strconcat(drawing->view->pinfo->pool, description, " (", reference, ")", NULL);

    proto_item_set_generated(drawing_add_text(drawing, field, part, text));
}

struct mail_drawing drawing_below(const struct mail_drawing *drawing, proto_item *item, int subtree)
{
    struct mail_drawing below = *drawing;

    below.item = item;
    below.tree = proto_item_add_subtree(item, subtree);
    return below;
}

void drawing_add_frame(const struct mail_drawing *drawing, int field, uint32_t frame)
{
    proto_item *item = proto_tree_add_uint(drawing->tree, field, drawing->place.tvb, 0, 0, frame);

    proto_item_set_generated(item);
}

void drawing_add_line_parts(const struct mail_drawing *drawing)
{
    const struct mail_line_part first = mail_line_first_part(drawing->unit->line, (struct mail_time){ 0 });
    uint32_t last_frame = drawing->unit->frame;

    for (const struct mail_line_part *part = &first; part; part = part->next) {
        if (part->frame != drawing->unit->frame && part->frame != last_frame)
            drawing_add_frame(drawing, hf_line_part, part->frame);
        last_frame = part->frame;
    }
}

void drawing_add_response_in(const struct mail_drawing *drawing)
{
    const struct mail_exchange *exchange = drawing->unit->exchange;

    if (exchange && exchange->late_reply)
        drawing_add_frame(drawing, hf_response_in, exchange->late_reply->first_at.frame);
}

nstime_t drawing_time_between(struct mail_time earlier, struct mail_time later)
{
    nstime_t first = { .secs = (time_t) earlier.seconds, .nsecs = earlier.nanoseconds };
    nstime_t second = { .secs = (time_t) later.seconds, .nsecs = later.nanoseconds };
    nstime_t difference;

    nstime_delta(&difference, &second, &first);
    return difference;
}

void drawing_add_response_to(const struct mail_drawing *drawing)
{
    const struct mail_reply *reply = drawing->unit->reply;

    if (drawing->unit->reply_index > 0 || !reply->exchange)
        return;

    nstime_t time =
        drawing_time_between(mail_moment_time(reply->exchange->asked_at), mail_moment_time(reply->first_at));

    drawing_add_frame(drawing, hf_response_to, reply->exchange->asked_at.frame);
    proto_item_set_generated(proto_tree_add_time(drawing->tree, hf_time, drawing->place.tvb, 0, 0, &time));
}
