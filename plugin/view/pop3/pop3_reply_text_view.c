/* See pop3_reply_text_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_reply_text_view.h"
#include "pop3_fields.h"

#include "engine/mail_exchange.h"
#include "engine/mail_verb.h"
#include "pop3/pop3_reply_text.h"
#include "view/fields.h"

/* The commands whose +OK may tell how much there is; STAT's answer is no free text (RFC 1939, 5). */
static const char *const verbs_with_counts[] = { "APOP", "AUTH", "LIST", "PASS", "RETR", "RSET", "TOP", "UIDL" };

static bool may_claim_counts(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    if (reply->status != MAIL_STATUS_OK || !exchange || !exchange->verb)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(verbs_with_counts); i++)
        if (strcmp(exchange->verb->name, verbs_with_counts[i]) == 0)
            return true;
    return false;
}

static bool read_counts(const struct mail_exchange *exchange, mail_slice text, struct pop3_claimed_counts *counts)
{
    bool is_whole_list = mail_exchange_argument(exchange).length == 0 && strcmp(exchange->verb->name, "LIST") == 0;

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

    if (!may_claim_counts(reply) || !read_counts(reply->exchange, text, &counts))
        return;

    struct mail_drawing below = drawing_below(drawing, item, ett_reply_text);

    add_counts(&below, &counts);
}
