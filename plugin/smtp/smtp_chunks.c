/* See smtp_chunks.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_chunks.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"

const struct mail_via smtp_via_bdat = { .name = "BDAT", .is_in_chunks = true };

/* The open message, if the next chunk is one more of it. */
static struct mail_message *open_message(const struct smtp_chunks *chunks, const struct mail_session *session)
{
    struct mail_message *message = mail_content_message(session);
    bool goes_on = message && message->via == &smtp_via_bdat && chunks->last_chunk > chunks->begin;

    return goes_on ? message : NULL;
}

/* What the message lacks: chunks lost since it could begin, and parts that BURL named. */
static void note_what_is_missing(const struct smtp_chunks *chunks, struct mail_message *message)
{
    message->may_lack_chunks |= chunks->lost_after > chunks->begin;
    message->has_referred_parts |= chunks->reference > chunks->begin;
}

static void note_chunk(struct smtp_chunks *chunks, const struct smtp_exchange *exchange, bool is_last)
{
    chunks->last_chunk = exchange->base.number;
    if (is_last)
        chunks->begin = chunks->begin_before = exchange->base.number;
}

void smtp_chunks_take_chunk(struct smtp_chunks *chunks, struct mail_session *session, struct smtp_exchange *exchange,
                            const struct smtp_chunk *chunk)
{
    struct mail_message *message = open_message(chunks, session);

    if (!message)
        message = mail_content_begin(session, &exchange->base, &smtp_via_bdat);
    note_what_is_missing(chunks, message);
    note_chunk(chunks, exchange, chunk->is_last);
    mail_content_take_chunk(session, &exchange->base, chunk->size, chunk->is_last);
}

void smtp_chunks_take_reference(struct smtp_chunks *chunks, struct mail_session *session,
                                struct smtp_exchange *exchange, bool is_last)
{
    struct mail_message *message = open_message(chunks, session);

    if (!message) {
        chunks->reference = exchange->base.number;
        exchange->base.ends_message = is_last;
        if (is_last)
            chunks->begin = chunks->begin_before = exchange->base.number;
        return;
    }
    message->has_referred_parts = true;
    note_what_is_missing(chunks, message);
    note_chunk(chunks, exchange, is_last);
    mail_content_take_chunk(session, &exchange->base, 0, is_last);
}

void smtp_chunks_note_refusal(struct mail_session *session, const struct smtp_exchange *exchange)
{
    struct mail_message *message = mail_content_message(session);

    if (message && message == exchange->base.message)
        message->has_refused_chunk = true;
}

void smtp_chunks_leave(struct smtp_chunks *chunks, const struct smtp_exchange *exchange)
{
    chunks->begin = exchange->base.number;
}

void smtp_chunks_return(struct smtp_chunks *chunks, const struct smtp_exchange *exchange)
{
    if (chunks->begin == exchange->base.number)
        chunks->begin = chunks->begin_before;
}

void smtp_chunks_begin_after(struct smtp_chunks *chunks, struct mail_session *session,
                             const struct smtp_exchange *exchange)
{
    const struct mail_exchange *content = mail_content_exchange(session);
    unsigned number = exchange->base.number;

    if (chunks->begin < number)
        chunks->begin = number;
    if (chunks->begin_before < number)
        chunks->begin_before = number;
    if (mail_content_message(session) && content->number < number)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

void smtp_chunks_begin_anew(struct smtp_chunks *chunks, const struct mail_session *session)
{
    chunks->begin = chunks->begin_before = mail_exchange_last_number(session);
}

void smtp_chunks_doubt(struct smtp_chunks *chunks, const struct mail_session *session)
{
    chunks->lost_after = mail_exchange_last_number(session) + 1;
}
