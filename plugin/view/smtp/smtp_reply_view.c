/* See smtp_reply_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_view.h"
#include "smtp_enhanced_status_view.h"
#include "smtp_extension_view.h"
#include "smtp_fields.h"
#include "transaction_view.h"

#include "engine/mail_verb.h"
#include "registry/mail_software.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_offers.h"
#include "smtp/smtp_reply.h"
#include "smtp/smtp_reply_text.h"
#include "smtp/smtp_transaction.h"
#include "view/fields.h"
#include "view/reply_view.h"
#include "view/sasl_view.h"
#include "view/software_view.h"
#include "wireshark/pool_arena.h"
#include "wireshark/view_text.h"

/* 220 has two meanings; which it is, what it answers says (RFC 5321, 4.2.2; RFC 3207, 4). */
static const char *meaning_of(const struct mail_drawing *drawing, uint16_t code)
{
    const struct mail_exchange *exchange = drawing->unit->exchange;

    if (code == 220 && drawing->unit->reply->kind == MAIL_REPLY_GREETING)
        return "Service ready";
    if (code == 220 && exchange && mail_verb_is_gate_to(exchange->verb, MAIL_GATE_TO_TLS))
        return "Ready to start TLS";
    return smtp_fields_code_meaning(code);
}

static void add_reply_head(const struct mail_drawing *drawing, mail_slice line, uint16_t code)
{
    const char *meaning = meaning_of(drawing, code);
    struct view_place place = drawing_place_of(drawing, mail_slice_first(line, 3));
    proto_item *class = drawing_add_number(drawing, hf_smtp_reply_class, mail_slice_first(line, 1), code / 100);

    proto_tree_add_uint_format_value(drawing->tree, hf_smtp_reply_code, place.tvb, place.offset, place.length, code,
                                     "%s (%u)", meaning ? meaning : "Unknown", code);
    proto_item_set_hidden(class);
    if (meaning)
        drawing_add_hidden(drawing, hf_smtp_reply_meaning, mail_slice_first(line, 3), meaning);
}

/* Base64 at the end of a refusal: what the login program sent last. */
static void add_decoded(const struct mail_drawing *text, mail_slice words)
{
    struct mail_arena arena = pool_arena(text->view->pinfo->pool);
    struct mail_drawing below = *text;
    mail_slice word, decoded;

    if (!smtp_reply_base64_find(&arena, words, &word, &decoded))
        return;
    below.tree = proto_item_add_subtree(text->item, ett_reply_text);
    proto_item_set_generated(
        drawing_add_text(&below, hf_smtp_reply_text_decoded, word, view_text(text->view->pinfo->pool, decoded)));
}

/* An extension and a challenge in base64 have items of their own. */
static bool is_said_otherwise(const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    return smtp_unit_is_extension(unit) || (facts && facts->base64.bytes);
}

static void add_text(const struct mail_drawing *drawing, const struct smtp_reply_line *reply)
{
    struct mail_drawing text = *drawing;

    text.item = drawing_add_string(drawing, hf_smtp_reply_text, reply->text);
    if (is_said_otherwise(drawing->unit))
        proto_item_set_hidden(text.item);
    if (smtp_reply_code_is_refusal(reply->code) && !mail_line_is_cut(drawing->unit->line))
        add_decoded(&text, reply->text);
}

/* On the line that names them. */
static void add_queue_ids(const struct mail_drawing *drawing, mail_slice text)
{
    struct smtp_queue_ids found = { 0 };

    if (smtp_reply_of(drawing->unit->reply)->is_acceptance && !mail_line_is_cut(drawing->unit->line))
        found = smtp_queue_ids_find(text);
    for (size_t i = 0; i < found.count; i++)
        drawing_add_string(drawing, hf_smtp_queue_id, found.of[i]);
}

static void add_session_id(const struct mail_drawing *drawing, const struct smtp_reply_line *reply)
{
    mail_slice session_id = mail_slice_from_string("");

    if (smtp_reply_code_is_positive(reply->code) && !mail_line_is_cut(drawing->unit->line))
        session_id = smtp_session_id_find(reply->text);
    if (session_id.length)
        drawing_add_string(drawing, hf_smtp_session_id, session_id);
}

/* In LMTP, and with PRDR, the recipient of the message that the reply speaks of. */
static void add_recipient(const struct mail_drawing *drawing)
{
    const struct smtp_exchange *exchange = smtp_exchange_of_const(drawing->unit->exchange);
    bool is_for_message = smtp_reply_answers_message(drawing->unit->reply);

    if (!is_for_message || !exchange->recipient || drawing->unit->reply_index > 0)
        return;
    if (exchange->recipient->path.bytes)
        proto_item_set_generated(drawing_add_text(drawing, hf_smtp_rcpt_to, mail_slice_from_string(""),
                                                  view_text(drawing->view->pinfo->pool, exchange->recipient->path)));
    drawing_add_frame(drawing, hf_smtp_rcpt_to_frame, exchange->recipient->frame);
}

static void add_reply(const struct mail_drawing *drawing, const struct smtp_reply_line *reply)
{
    if (reply->enhanced.length)
        smtp_enhanced_status_view_add(drawing, reply->enhanced);
    add_text(drawing, reply);
    add_queue_ids(drawing, reply->text);
    add_session_id(drawing, reply);
    add_recipient(drawing);
    software_view_add(drawing, mail_software_text_of_smtp(reply->text));
    if (smtp_unit_is_extension(drawing->unit) && !mail_line_is_cut(drawing->unit->line))
        smtp_extension_view_add(drawing, reply->text);
}

void smtp_reply_view_draw(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    struct smtp_reply_line reply = smtp_unit_reply_line(unit);
    const struct mail_drawing whole = reply_view_whole(drawing);

    if (reply.code && unit->reply_index == 0)
        add_reply_head(&whole, unit->line->text, reply.code);
    reply_view_add_answered(&whole);
    reply_view_open_line(drawing, hf_smtp_reply_line);
    if (reply.code)
        add_reply(drawing, &reply);
    drawing_add_line_parts(drawing);
    sasl_view_add(&whole);
    transaction_view_add(drawing);
}
