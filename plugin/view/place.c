/* See place.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "place.h"

#include "wireshark/data_source.h"

struct view_place place_of_tvb(tvbuff_t *tvb)
{
    return (struct view_place){ tvb, 0, (int) tvb_captured_length(tvb) };
}

tvbuff_t *place_add_source(const struct mail_view *view, mail_slice bytes, const char *name)
{
    return data_source_add(view->pinfo, view->tvb, view->source_count, bytes, name);
}

static uint64_t clamp(uint64_t position, uint64_t low, uint64_t high)
{
    return position < low ? low : position > high ? high : position;
}

/* The unit's share of the segment; nothing at its front or end for what lies outside. */
static struct view_place place_in_segment(const struct mail_view *view, const struct mail_unit *unit)
{
    uint64_t segment_begin = view->reading->begin;
    uint64_t segment_end = segment_begin + tvb_captured_length(view->tvb);
    uint64_t begin = clamp(unit->begin, segment_begin, segment_end);
    uint64_t end = clamp(unit->end, begin, segment_end);

    return (struct view_place){ view->tvb, (int) (begin - segment_begin), (int) (end - begin) };
}

static bool lies_in_segment(const struct mail_view *view, const struct mail_unit *unit)
{
    uint64_t segment_begin = view->reading->begin;

    return !unit->was_held && unit->begin >= segment_begin &&
           unit->end <= segment_begin + tvb_captured_length(view->tvb);
}

/* The bytes of a unit that are in no segment of this frame, if they are frozen: a partial line may still grow. */
static mail_slice frozen_bytes(const struct mail_unit *unit)
{
    if (unit->line)
        return unit->kind == MAIL_UNIT_PARTIAL ? mail_slice_from_string("") : unit->line->text;
    return unit->details->bytes;
}

struct view_place place_of_unit(const struct mail_view *view, const struct mail_unit *unit)
{
    mail_slice bytes = frozen_bytes(unit);

    if (lies_in_segment(view, unit) || bytes.length == 0)
        return place_in_segment(view, unit);

    const char *name = unit->was_held ? "Held bytes" : "Line from several frames";

    return place_of_tvb(place_add_source(view, bytes, name));
}

struct view_place place_within(struct view_place place, mail_slice whole, mail_slice part)
{
    if (!mail_slice_is_part(whole, part))
        return place;
    return (struct view_place){ place.tvb, place.offset + (int) (part.bytes - whole.bytes), (int) part.length };
}
