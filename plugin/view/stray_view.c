/* See stray_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stray_view.h"
#include "fields.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"

#include <inttypes.h>

/* Bytes shown of an unfinished line or of unrecognized bytes. */
#define EXCERPT_LIMIT 100

/* A CR at the end may turn out to be half of the line's ending: it is not shown, so that every pass shows the same. */
mail_slice stray_view_known_line(const struct mail_view *view, const struct mail_unit *unit)
{
    uint64_t length = mail_unit_partial_length(unit);
    mail_slice known = mail_slice_first(unit->line->text, (size_t) MIN(length, unit->line->text.length));

    if (known.length && known.length == length && known.bytes[known.length - 1] == '\r')
        known.length--;
    return secret_unknown(view, unit, known);
}

static mail_slice bytes_of(const struct mail_view *view, const struct mail_unit *unit)
{
    uint64_t offset = unit->begin - view->reading->begin;
    uint64_t length = unit->end - unit->begin;
    guint captured = tvb_captured_length(view->tvb);

    if (unit->line)
        return unit->line->text;
    if (unit->was_held)
        return unit->details->bytes;
    if (unit->begin < view->reading->begin || offset + length > captured || length == 0)
        return mail_slice_from_string("");
    return mail_slice_make(tvb_get_ptr(view->tvb, (gint) offset, (gint) length), (size_t) length);
}

mail_slice stray_view_bytes(const struct mail_view *view, const struct mail_unit *unit)
{
    return secret_unknown(view, unit, bytes_of(view, unit));
}

static uint64_t length_of(const struct mail_unit *unit)
{
    return unit->end - unit->begin;
}

static void add_completed_in(const struct mail_drawing *drawing, uint32_t frame)
{
    if (frame)
        drawing_add_frame(drawing, hf_completed_in, frame);
}

void stray_view_draw_partial(struct mail_drawing *drawing)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const char *known = view_excerpt(pool, stray_view_known_line(drawing->view, drawing->unit), EXCERPT_LIMIT);

    drawing_open_label(drawing, ett_partial, wmem_strdup_printf(pool, "Unfinished line: %s", known));
    drawing_add_hidden_truth(drawing, hf_line_partial);
    add_completed_in(drawing, drawing->unit->line->late_completed_frame);
}

const char *stray_view_held_words(wmem_allocator_t *pool, const struct mail_unit *unit)
{
    const struct mail_verb *gate = unit->details->gate;
    const char *until = gate                      ? wmem_strdup_printf(pool, "until the reply to %s", gate->name)
                        : unit->details->is_early ? "until bytes before them come"
                                                  : "until earlier bytes of the other side come";

    return wmem_strdup_printf(pool, "%" PRIu64 " bytes held %s", length_of(unit), until);
}

void stray_view_draw_held(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const char *bytes = view_excerpt(pool, stray_view_bytes(drawing->view, unit), EXCERPT_LIMIT);

    drawing_open_label(drawing, ett_held, wmem_strdup_printf(pool, "%s: %s", stray_view_held_words(pool, unit), bytes));
    add_completed_in(drawing, unit->details->late_completed_frame);
}

void stray_view_draw_gap(struct mail_drawing *drawing)
{
    struct view_place place = drawing->place;

    drawing->item = proto_tree_add_uint64_format(
        drawing->parent, hf_gap, place.tvb, place.offset, place.length, length_of(drawing->unit),
        "Gap: %" PRIu64 " bytes that Wireshark did not deliver (lost, cut short, or out of order while "
        "tcp.reassemble_out_of_order is off)",
        length_of(drawing->unit));
    drawing->tree = proto_item_add_subtree(drawing->item, ett_gap);
}

void stray_view_draw_repeated(struct mail_drawing *drawing)
{
    drawing_open_label(drawing, ett_text,
                       wmem_strdup_printf(drawing->view->pinfo->pool, "Retransmission: %" PRIu64 " bytes already read",
                                          length_of(drawing->unit)));
}

static void draw_bytes(struct mail_drawing *drawing, const char *what)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    mail_slice bytes = stray_view_bytes(drawing->view, drawing->unit);

    drawing_open_label(drawing, ett_text,
                       wmem_strdup_printf(pool, "%s: %" PRIu64 " bytes: %s", what, length_of(drawing->unit),
                                          view_excerpt(pool, bytes, EXCERPT_LIMIT)));
}

void stray_view_draw_text(struct mail_drawing *drawing)
{
    draw_bytes(drawing, "Unrecognized");
    drawing_add_line_parts(drawing);
}

void stray_view_draw_unread(struct mail_drawing *drawing)
{
    draw_bytes(drawing, "Not read");
}

void stray_view_draw_tls(struct mail_drawing *drawing)
{
    drawing_open_label(
        drawing, ett_text,
        wmem_strdup_printf(drawing->view->pinfo->pool, "TLS: %" PRIu64 " bytes", length_of(drawing->unit)));
}
