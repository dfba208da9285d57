/* See sasl_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_view.h"
#include "fields.h"
#include "sasl_fact_rows.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "sasl/sasl_exchange.h"
#include "wireshark/inner_dissector.h"

tvbuff_t *sasl_view_add_source(const struct mail_view *view, const struct mail_unit *unit)
{
    if (!unit->details->sasl || !unit->details->sasl->decoded.length || secret_is_hidden(view, unit))
        return NULL;
    return place_add_source(view, unit->details->sasl->decoded, "Decoded base64");
}

/* A fact that is written otherwise than it stands has all of the decoded bytes as its place. */
static struct view_place place_of_fact(const struct mail_drawing *drawing, const struct fact_row *row, mail_slice fact)
{
    if (row->origin == DECODED && drawing->decoded)
        return place_within(place_of_tvb(drawing->decoded), drawing->unit->details->sasl->decoded, fact);
    return place_within(drawing->place, drawing->unit->line->text, fact);
}

static void add_facts(const struct mail_drawing *drawing, const struct sasl_facts *facts)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    bool is_hidden = secret_is_hidden(drawing->view, drawing->unit);

    for (size_t i = 0; i < fact_row_count; i++) {
        const struct fact_row *row = &fact_rows[i];
        mail_slice fact = fact_of(facts, row);
        bool is_masked = is_hidden && row->secrecy == IS_SECRET;

        if (!fact.bytes)
            continue;

        struct view_place place = place_of_fact(drawing, row, fact);

        proto_tree_add_string(drawing->tree, *row->field, place.tvb, place.offset, place.length,
                              is_masked ? secret_mask : view_text(pool, fact));
    }
}

static proto_item *add_generated(const struct mail_drawing *drawing, proto_tree *tree, int field, const char *text)
{
    proto_item *item = proto_tree_add_string(tree, field, drawing->place.tvb, 0, 0, text);

    proto_item_set_generated(item);
    return item;
}

/* How a login ended, and whose it was and how it was tried: the lines that said so are in other frames. */
static void add_outcome(const struct mail_drawing *drawing, const struct sasl_facts *facts)
{
    const struct sasl_attempt *attempt = facts->attempt;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const char *result = sasl_result_name(facts->result);

    if (!result)
        return;

    proto_item *item = add_generated(drawing, drawing->tree, hf_auth_result, result);
    proto_tree *tree = proto_item_add_subtree(item, ett_sasl);

    add_generated(drawing, tree, hf_auth_result_mechanism, view_text(pool, attempt->mechanism));
    if (attempt->user.bytes)
        add_generated(drawing, tree, hf_auth_result_user, view_text(pool, attempt->user));
}

void sasl_view_add(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    if (!facts)
        return;
    add_facts(drawing, facts);

    tvbuff_t *tvb = drawing->place.tvb;

    if (facts->digest_match)
        proto_item_set_generated(proto_tree_add_boolean(drawing->tree, hf_auth_digest_matches, tvb, 0, 0,
                                                        facts->digest_match == SASL_DIGEST_MATCHES));
    proto_item_set_generated(proto_tree_add_uint(drawing->tree, hf_auth_attempt, tvb, 0, 0, facts->attempt->number));
    add_outcome(drawing, facts);
}

/* Where the decoded bytes have the token, or a data source of its own, where a header was put before it. */
static tvbuff_t *source_of_token(const struct mail_drawing *drawing, const struct sasl_facts *facts)
{
    struct view_place whole = place_of_tvb(drawing->decoded);
    struct view_place place = place_within(whole, facts->decoded, facts->inner_token);

    if (place.length == (int) facts->inner_token.length)
        return tvb_new_subset_length(place.tvb, place.offset, place.length);
    return place_add_source(drawing->view, facts->inner_token, "GSS-API token");
}

void sasl_view_hand_over(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    if (drawing->decoded && facts->inner)
        inner_dissector_call(drawing->view->pinfo, inner_rows[facts->inner].dissector, source_of_token(drawing, facts),
                             drawing->tree);
}
