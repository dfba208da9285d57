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

void drawing_add_hidden(const struct mail_drawing *drawing, int field, mail_slice part, const char *text)
{
    proto_item *item = drawing_add_text(drawing, field, part, text);

    proto_item_set_generated(item);
    proto_item_set_hidden(item);
}

void drawing_add_hidden_truth(const struct mail_drawing *drawing, int field)
{
    proto_item *item = proto_tree_add_boolean(drawing->tree, field, drawing->place.tvb, 0, 0, true);

    proto_item_set_generated(item);
    proto_item_set_hidden(item);
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

/* "IANA: none (private to Dovecot)" without what only a registry says. */
static const char *words_of_reference(wmem_allocator_t *pool, const char *reference)
{
    static const char prefix[] = "IANA: none (";
    bool has_prefix = g_str_has_prefix(reference, prefix) && g_str_has_suffix(reference, ")");
    const char *inner = reference + sizeof prefix - 1;

    return has_prefix ? wmem_strndup(pool, inner, strlen(inner) - 1) : reference;
}

void drawing_append_description(const struct mail_drawing *drawing, proto_item *item, int field, mail_slice part,
                                const char *description, const char *reference)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;

    drawing_add_hidden(drawing, field, part, wmem_strdup_printf(pool, "%s (%s)", description, reference));
    proto_item_append_text(item, ": %s (%s)", description, words_of_reference(pool, reference));
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

nstime_t drawing_time_between(struct mail_time earlier, struct mail_time later)
{
    nstime_t first = { .secs = (time_t) earlier.seconds, .nsecs = earlier.nanoseconds };
    nstime_t second = { .secs = (time_t) later.seconds, .nsecs = later.nanoseconds };
    nstime_t difference;

    nstime_delta(&difference, &second, &first);
    return difference;
}

/* A second or more in seconds. */
void drawing_add_duration(const struct mail_drawing *drawing, int field, nstime_t time)
{
    double seconds = nstime_to_sec(&time);
    bool is_long = seconds >= 1 || seconds <= -1;

    proto_item_set_generated(proto_tree_add_time_format_value(drawing->tree, field, drawing->place.tvb, 0, 0, &time,
                                                              is_long ? "%.3f s" : "%.3f ms",
                                                              is_long ? seconds : seconds * 1000));
}

/* The frame and time of a line's shares, in order: one step for each frame. */
static const struct mail_line_part *next_frame(const struct mail_line_part *part)
{
    uint32_t frame = part->frame;

    while (part && part->frame == frame)
        part = part->next;
    return part;
}

/* Links to the earlier frames; returns the last share. */
static const struct mail_line_part *add_parts(const struct mail_drawing *drawing, const struct mail_line_part *part)
{
    const struct mail_line_part *last = part;

    for (; part; part = next_frame(part)) {
        if (part->frame != drawing->unit->frame)
            drawing_add_frame(drawing, hf_line_part, part->frame);
        last = part;
    }
    return last;
}

static unsigned count_parts(const struct mail_line_part *part)
{
    unsigned count = 0;

    for (; part; part = next_frame(part))
        count++;
    return count;
}

/* "13 segments, #20 to #45" */
void drawing_add_line_parts(const struct mail_drawing *drawing)
{
    const struct mail_line_part first = mail_line_first_part(drawing->unit->line, (struct mail_time){ 0 });
    unsigned count = count_parts(&first);

    if (count == 1 && first.frame == drawing->unit->frame)
        return;

    proto_item *item = proto_tree_add_uint_format(drawing->tree, hf_line_segments, drawing->place.tvb, 0, 0, count,
                                                  "%u segment%s, #%u to #%u", count, count == 1 ? "" : "s", first.frame,
                                                  drawing->unit->frame);
    struct mail_drawing below = drawing_below(drawing, item, ett_line_parts);

    proto_item_set_generated(item);

    const struct mail_line_part *last = add_parts(&below, &first);

    drawing_add_duration(&below, hf_line_duration, drawing_time_between(first.time, last->time));
}

void drawing_add_response_in(const struct mail_drawing *drawing)
{
    const struct mail_exchange *exchange = drawing->unit->exchange;

    if (exchange && exchange->late_reply)
        drawing_add_frame(drawing, hf_response_in, exchange->late_reply->first_at.frame);
}
