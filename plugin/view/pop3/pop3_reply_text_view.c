/* See pop3_reply_text_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_reply_text_view.h"
#include "pop3_fields.h"

#include "engine/mail_exchange.h"
#include "pop3/pop3_reply.h"
#include "pop3/pop3_reply_text.h"
#include "pop3/pop3_verb.h"
#include "view/fields.h"

static bool may_claim_counts(const struct mail_reply *reply)
{
    const struct pop3_verb *verb = reply->exchange ? pop3_verb_of(reply->exchange->verb) : NULL;

    return reply->status == POP3_STATUS_OK && verb && verb->text == POP3_TELLS_COUNTS;
}

static bool read_counts(const struct mail_exchange *exchange, mail_slice text, struct pop3_claimed_counts *counts)
{
    bool is_whole_list =
        !mail_exchange_has_argument(exchange) && pop3_verb_of(exchange->verb)->listing == POP3_SCAN_LISTING;

    return pop3_claimed_counts_parse(text, counts) || (is_whole_list && pop3_bare_counts_parse(text, counts));
}

static void add_counts(const struct mail_drawing *drawing, const struct pop3_claimed_counts *counts)
{
    const struct pop3_claimed_count *messages = &counts->of[POP3_COUNT_MESSAGES];
    const struct pop3_claimed_count *octets = &counts->of[POP3_COUNT_OCTETS];

    if (messages->text.length)
        drawing_add_number(drawing, hf_pop3_text_messages, messages->text, (uint32_t) messages->value);
    if (octets->text.length)
        drawing_add_long_number(drawing, hf_pop3_text_octets, octets->text, octets->value);
}

void pop3_reply_text_view_add(const struct mail_drawing *drawing, mail_slice text)
{
    const struct mail_reply *reply = drawing->unit->reply;
    struct pop3_claimed_counts counts;

    if (text.length == 0)
        return;

    proto_item *item = drawing_add_string(drawing, hf_pop3_text, text);

    if (mail_line_is_cut(drawing->unit->line) || !may_claim_counts(reply) ||
        !read_counts(reply->exchange, text, &counts))
        return;

    struct mail_drawing below = drawing_below(drawing, item, ett_reply_text);

    add_counts(&below, &counts);
}
