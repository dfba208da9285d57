/* See smtp_offers.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_offers.h"

#define WORD_BITS 64

static const struct smtp_offers nothing = { 0 };

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

static struct smtp_offers *being_read(struct smtp_offering *offering, const struct mail_arena *arena)
{
    if (!offering->offers_being_read)
        offering->offers_being_read = mail_arena_allocate_zeroed(arena, sizeof(struct smtp_offers));
    return offering->offers_being_read;
}

void smtp_offering_take_line(struct smtp_offering *offering, const struct mail_arena *arena, mail_slice text)
{
    struct smtp_extension_line line = smtp_extension_line_parse(text);

    add_line(arena, being_read(offering, arena), &line);
}

void smtp_offering_doubt_reply(struct smtp_offering *offering, const struct mail_arena *arena)
{
    being_read(offering, arena)->may_have_more = true;
}

void smtp_offering_clear(struct smtp_offering *offering)
{
    *offering = (struct smtp_offering){ .offers = &nothing };
}

void smtp_offering_forget(struct smtp_offering *offering)
{
    *offering = (struct smtp_offering){ .offers = NULL };
}

void smtp_offering_replace(struct smtp_offering *offering, uint16_t code)
{
    const struct smtp_offers *read = offering->offers_being_read ? offering->offers_being_read : &nothing;

    *offering = (struct smtp_offering){ .offers = code == 250 ? read : NULL };
}

void smtp_offering_doubt(struct smtp_offering *offering, const struct mail_arena *arena)
{
    offering->offers_being_read = NULL;
    if (!offering->offers || offering->offers->may_have_more)
        return;

    struct smtp_offers *offers = mail_arena_allocate_zeroed(arena, sizeof(struct smtp_offers));

    *offers = *offering->offers;
    offers->may_have_more = true;
    offering->offers = offers;
}

static enum smtp_offer offer_of(const struct smtp_offers *offers, bool is_there)
{
    if (is_there)
        return SMTP_OFFERED;
    return offers->may_have_more ? SMTP_OFFER_UNKNOWN : SMTP_NOT_OFFERED;
}

/* Keywords without a row are not remembered. */
enum smtp_offer smtp_offering_of_extension(const struct smtp_offering *offering, mail_slice keyword)
{
    const struct smtp_extension *extension = smtp_extension_find(keyword);

    if (!offering->offers || !extension)
        return SMTP_OFFER_UNKNOWN;
    return offer_of(offering->offers, has_extension(offering->offers, extension));
}

enum smtp_offer smtp_offering_of_mechanism(const struct smtp_offering *offering, mail_slice mechanism)
{
    if (!offering->offers)
        return SMTP_OFFER_UNKNOWN;
    return offer_of(offering->offers, has_mechanism(offering->offers, mechanism));
}

bool smtp_offering_lacks(const struct smtp_offering *offering, const char *keyword)
{
    return keyword && smtp_offering_of_extension(offering, mail_slice_from_string(keyword)) == SMTP_NOT_OFFERED;
}
