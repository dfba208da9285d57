/* See sasl_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_view.h"
#include "fields.h"
#include "secret.h"
#include "view_arena.h"
#include "view_text.h"

#include "core/mail_codec.h"
#include "core/sasl_exchange.h"

#include <string.h>

enum fact_origin { IN_LINE, DECODED };
enum fact_secrecy { IS_PUBLIC, IS_SECRET };

struct fact_row {
    size_t member; /* of a mail_slice in struct sasl_facts */
    const int *field;
    enum fact_origin origin;
    enum fact_secrecy secrecy;
};

static const struct fact_row fact_rows[] = {
#define SASL_FACT(name, word, where, secret) { offsetof(struct sasl_facts, name), &hf_auth_##name, where, secret },
#include "sasl_facts.def"
#undef SASL_FACT
};

/* The decoded base64 of a line. */
struct decoded {
    mail_slice bytes;
    size_t searched; /* facts stand in it in the order of the rows */
    tvbuff_t *tvb;   /* NULL: there is none */
};

static struct decoded decode(const struct mail_view *view, const struct sasl_facts *facts)
{
    struct mail_arena arena = view_arena(view->pinfo->pool);
    struct decoded decoded = { .tvb = NULL };

    if (facts->base64.length && mail_base64_decode(&arena, facts->base64, &decoded.bytes) && decoded.bytes.length)
        decoded.tvb = place_add_source(view, decoded.bytes, "Decoded base64");
    return decoded;
}

/* Index of the first `needle` from `begin` on, or the slice's length. */
static size_t index_of_slice(mail_slice slice, size_t begin, mail_slice needle)
{
    for (size_t i = begin; i + needle.length <= slice.length; i++)
        if (memcmp(slice.bytes + i, needle.bytes, needle.length) == 0)
            return i;
    return slice.length;
}

static struct view_place place_in_decoded(struct decoded *decoded, mail_slice fact)
{
    size_t offset = index_of_slice(decoded->bytes, decoded->searched, fact);

    if (offset == decoded->bytes.length)
        return place_of_tvb(decoded->tvb);
    decoded->searched = offset + fact.length;
    return (struct view_place){ decoded->tvb, (int) offset, (int) fact.length };
}

static struct view_place place_of_fact(const struct mail_drawing *drawing, const struct fact_row *row,
                                       struct decoded *decoded, mail_slice fact)
{
    if (row->origin == DECODED && decoded->tvb)
        return place_in_decoded(decoded, fact);
    return place_within(drawing->place, drawing->unit->line->text, fact);
}

static void add_facts(const struct mail_drawing *drawing, const struct sasl_facts *facts)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    bool is_hidden = secret_is_hidden(drawing->view, drawing->unit);
    struct decoded decoded = is_hidden ? (struct decoded){ .tvb = NULL } : decode(drawing->view, facts);

    for (size_t i = 0; i < G_N_ELEMENTS(fact_rows); i++) {
        const struct fact_row *row = &fact_rows[i];
        mail_slice fact = *(const mail_slice *) ((const char *) facts + row->member);
        bool is_masked = is_hidden && row->secrecy == IS_SECRET;

        if (!fact.bytes)
            continue;

        struct view_place place = place_of_fact(drawing, row, &decoded, fact);

        proto_tree_add_string(drawing->tree, *row->field, place.tvb, place.offset, place.length,
                              is_masked ? secret_mask : view_text(pool, fact));
    }
}

void sasl_view_add(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->sasl;

    if (!facts)
        return;
    add_facts(drawing, facts);

    tvbuff_t *tvb = drawing->place.tvb;
    const char *result = sasl_result_name(facts->result);

    proto_item_set_generated(proto_tree_add_uint(drawing->tree, hf_auth_attempt, tvb, 0, 0, facts->attempt->number));
    if (result)
        proto_item_set_generated(proto_tree_add_string(drawing->tree, hf_auth_result, tvb, 0, 0, result));
}
