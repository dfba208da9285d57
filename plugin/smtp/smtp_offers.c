/* See smtp_offers.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_offers.h"
#include "engine/mail_session.h"
#include "engine/mail_transcript.h"
#include "engine/mail_verb.h"

#define WORD_BITS 64

static const struct smtp_offers nothing = { 0 };

bool smtp_unit_is_extension(const struct mail_unit *unit)
{
    const struct mail_reply *reply = unit->reply;
    const struct mail_verb *verb = reply && reply->exchange ? reply->exchange->verb : NULL;

    return verb && verb->standing == MAIL_EXTENDED_HELLO && reply->code == 250 && unit->reply_index > 0;
}

static void add_extension(struct smtp_offers *offers, const struct smtp_extension *extension)
{
    size_t index = (size_t) (extension - smtp_extensions);

    offers->extension_bits[index / WORD_BITS] |= UINT64_C(1) << index % WORD_BITS;
}

static bool has_extension(const struct smtp_offers *offers, const struct smtp_extension *extension)
{
    size_t index = (size_t) (extension - smtp_extensions);

    return offers->extension_bits[index / WORD_BITS] >> index % WORD_BITS & 1;
}

static bool has_mechanism(const struct smtp_offers *offers, mail_slice mechanism)
{
    for (const struct smtp_offered_mechanism *offered = offers->mechanisms; offered; offered = offered->next)
        if (mail_slice_equals_nocase(offered->name, mechanism))
            return true;
    return false;
}

static void add_mechanism(const struct mail_arena *arena, struct smtp_offers *offers, mail_slice name)
{
    struct smtp_offered_mechanism *offered = mail_arena_allocate(arena, sizeof(struct smtp_offered_mechanism));

    *offered = (struct smtp_offered_mechanism){ offers->mechanisms, name };
    offers->mechanisms = offered;
    offers->mechanism_count++;
}

/* AUTH is often offered twice, in its old form too. */
static void add_mechanisms(const struct mail_arena *arena, struct smtp_offers *offers, mail_slice words)
{
    for (mail_slice word = mail_slice_take_word(&words); word.length; word = mail_slice_take_word(&words)) {
        if (has_mechanism(offers, word))
            continue;
        if (offers->mechanism_count == SMTP_OFFERED_MECHANISMS) {
            offers->may_have_more = true;
            return;
        }
        add_mechanism(arena, offers, word);
    }
}

static void add_line(const struct mail_arena *arena, struct smtp_offers *offers, const struct smtp_extension_line *line)
{
    offers->may_have_more = offers->may_have_more || line->is_masked;
    if (!line->extension)
        return;
    add_extension(offers, line->extension);
    if (mail_slice_equals_nocase(line->keyword, mail_slice_from_string("AUTH")))
        add_mechanisms(arena, offers, line->parameters);
    if (line->extension->parameters == SMTP_EXTENSION_OCTETS)
        offers->has_size_limit = mail_slice_parse_decimal(line->parameters, UINT64_MAX, &offers->size_limit);
}

static struct smtp_offers *being_read(struct mail_session *session)
{
    if (!session->offers_being_read)
        session->offers_being_read = mail_arena_allocate_zeroed(session->arena, sizeof(struct smtp_offers));
    return session->offers_being_read;
}

void smtp_offers_take_line(struct mail_session *session, mail_slice text)
{
    struct smtp_extension_line line = smtp_extension_line_parse(text);

    if (line.is_masked)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_ehlo_masked);
    add_line(session->arena, being_read(session), &line);
}

void smtp_offers_doubt_reply(struct mail_session *session)
{
    being_read(session)->may_have_more = true;
}

void smtp_offers_clear(struct mail_session *session)
{
    session->offers = &nothing;
    session->offers_being_read = NULL;
}

void smtp_offers_forget(struct mail_session *session)
{
    session->offers = NULL;
    session->offers_being_read = NULL;
}

void smtp_offers_replace(struct mail_session *session, const struct mail_reply *reply)
{
    const struct smtp_offers *read = session->offers_being_read;

    session->offers = reply->code != 250 ? NULL : read ? read : &nothing;
    session->offers_being_read = NULL;
}

void smtp_offers_doubt(struct mail_session *session)
{
    session->offers_being_read = NULL;
    if (!session->offers || session->offers->may_have_more)
        return;

    struct smtp_offers *offers = mail_arena_allocate_zeroed(session->arena, sizeof(struct smtp_offers));

    *offers = *session->offers;
    offers->may_have_more = true;
    session->offers = offers;
}

static enum smtp_offer offer_of(const struct smtp_offers *offers, bool is_there)
{
    if (is_there)
        return SMTP_OFFERED;
    return offers->may_have_more ? SMTP_OFFER_UNKNOWN : SMTP_NOT_OFFERED;
}

/* Keywords without a row are not remembered. */
enum smtp_offer smtp_session_is_offered(const struct mail_session *session, mail_slice keyword)
{
    const struct smtp_extension *extension = smtp_extension_find(keyword);

    if (!session->offers || !extension)
        return SMTP_OFFER_UNKNOWN;
    return offer_of(session->offers, has_extension(session->offers, extension));
}

enum smtp_offer smtp_session_is_mechanism_offered(const struct mail_session *session, mail_slice mechanism)
{
    if (!session->offers)
        return SMTP_OFFER_UNKNOWN;
    return offer_of(session->offers, has_mechanism(session->offers, mechanism));
}
