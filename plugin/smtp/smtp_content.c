/* See smtp_content.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_content.h"
#include "engine/mail_blob.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "smtp_pairing.h"
#include "smtp_verb.h"

const struct mail_via smtp_via_data = { .name = "DATA" };

void smtp_content_open_of_lost_data(struct smtp_session *smtp)
{
    struct mail_exchange *data =
        mail_exchange_make(smtp->session, mail_verb_find_gate(&smtp_verb_table, MAIL_GATE_TO_CONTENT));

    smtp_exchange_of(data)->transaction = smtp->transactions.of_client;
    mail_content_open_unasked(smtp->session, data, &smtp_via_data);
}

/* 4yz and 552 may come while content is being sent (RFC 5321, 3.8 and 4.5.3.1.9). */
static bool is_final_refusal(uint16_t code)
{
    return code >= 500 && code != 552;
}

struct mail_exchange *smtp_content_take_reply(struct smtp_session *smtp, uint16_t code)
{
    bool is_acceptance = smtp_reply_code_is_positive(code);

    if (mail_content_is_open(smtp->session))
        return mail_content_end_by_reply(smtp->session, is_acceptance, is_acceptance || is_final_refusal(code));
    mail_blob_note_reply(smtp->session);
    return NULL;
}

void smtp_content_break_off(struct smtp_session *smtp)
{
    const struct mail_message *message = mail_content_message(smtp->session);

    if (mail_content_is_open(smtp->session))
        mail_content_abandon(smtp->session, message->missing ? MAIL_MESSAGE_IN_GAP : MAIL_MESSAGE_ABORTED);
}

/* A 354 answers no content: what was read as content after a gap was, from some line on, the dialogue; unless the DATA
 * that the content belongs to still waits for it. */
void smtp_content_note_code(struct smtp_session *smtp, uint16_t code)
{
    struct mail_session *session = smtp->session;

    if (code != 354 || !mail_content_is_open(session) || !mail_content_message(session)->missing)
        return;
    if (mail_content_exchange(session) == smtp_pairing_find_own(session, code))
        return;
    mail_content_abandon(session, MAIL_MESSAGE_IN_GAP);
    mail_exchange_forget_all(session);
}

void smtp_content_disprove_assumed(struct smtp_session *smtp)
{
    struct mail_session *session = smtp->session;
    bool is_assumed =
        mail_content_is_open(session) && mail_content_exchange(session) == mail_exchange_in_doubt(session);

    if (!is_assumed || mail_content_message(session)->size == 0)
        return;
    mail_exchange_forget_oldest(session);
    mail_exchange_end_doubt(session);
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

bool smtp_content_is_consented_late(const struct smtp_session *smtp)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(smtp->session);

    return mail_content_is_assumed(smtp->session) && oldest && oldest->kind == MAIL_EXCHANGE_CONTENT;
}
