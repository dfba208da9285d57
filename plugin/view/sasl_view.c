/* See sasl_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_view.h"
#include "fields.h"
#include "login_view.h"
#include "sasl_fact_rows.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "sasl/sasl_exchange.h"
#include "wireshark/inner_dissector.h"

/* Bytes shown of a fact in the words for a line. */
#define WORD_LIMIT 80

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

/* `user "alice", password "wonderland"`, as far as it may be shown; else which login it is. */
const char *sasl_view_words(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    bool is_hidden = secret_is_hidden(drawing->view, drawing->unit);
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    for (size_t i = 0; i < fact_row_count; i++) {
        const struct fact_row *row = &fact_rows[i];
        mail_slice fact = fact_of(facts, row);
        if (!row->word || !fact.bytes)
            continue;
        wmem_strbuf_append_printf(
            text, "%s%s%s\"%s\"", wmem_strbuf_get_len(text) ? ", " : "", row->word, row->word[0] ? " " : "",
            is_hidden && row->secrecy == IS_SECRET ? secret_mask : view_excerpt(pool, fact, WORD_LIMIT));
    }
    if (wmem_strbuf_get_len(text) == 0)
        wmem_strbuf_append_printf(text, "%s, attempt %u", view_excerpt(pool, facts->attempt->mechanism, WORD_LIMIT),
                                  facts->attempt->number);
    return wmem_strbuf_get_str(text);
}

void sasl_view_add_facts(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    add_facts(drawing, facts);
    if (facts->digest_match)
        proto_item_set_generated(proto_tree_add_boolean(drawing->tree, hf_auth_digest_matches, drawing->place.tvb, 0, 0,
                                                        facts->digest_match == SASL_DIGEST_MATCHES));
    if (!facts->result)
        proto_item_set_generated(
            proto_tree_add_uint(drawing->tree, hf_auth_attempt, drawing->place.tvb, 0, 0, facts->attempt->number));
}

static bool has_facts(const struct sasl_facts *facts)
{
    for (size_t i = 0; i < fact_row_count; i++)
        if (fact_of(facts, &fact_rows[i]).bytes)
            return true;
    return false;
}

void sasl_view_add(const struct mail_drawing *drawing)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    if (!facts)
        return;
    if (!facts->result || has_facts(facts)) {
        proto_item *item = proto_tree_add_string(drawing->tree, hf_auth, drawing->place.tvb, drawing->place.offset,
                                                 drawing->place.length, sasl_view_words(drawing));
        struct mail_drawing below = drawing_below(drawing, item, ett_sasl);
        sasl_view_add_facts(&below);
    }
    if (facts->result)
        login_view_add(drawing);
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
