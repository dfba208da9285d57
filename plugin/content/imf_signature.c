/* Signatures' fields; see imf_authentication.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_authentication.h"
#include "imf_lexical.h"
#include "mime_text.h"

#include <glib.h>

/* DKIM's older kin, whose tags are written and called the same, is in RFC 4870, 3.2. */
static const char *const signature_fields[] = { "ARC-MESSAGE-SIGNATURE", "DKIM-SIGNATURE", "DOMAINKEY-SIGNATURE" };

static bool is_signature(mail_slice name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(signature_fields); i++)
        if (mail_slice_compare_nocase(name, signature_fields[i]) == 0)
            return true;
    return false;
}

/* Where the value of a tag goes, or NULL. Names are in lower case, and only so (RFC 6376, 3.2). */
static mail_slice *find_tag(struct imf_signature *signature, mail_slice name)
{
    if (name.length != 1)
        return NULL;
    switch (name.bytes[0]) {
    case 'a':
        return &signature->algorithm;
    case 'd':
        return &signature->domain;
    case 's':
        return &signature->selector;
    default:
        return NULL;
    }
}

/* tag-list = tag-spec *( ";" tag-spec ) [ ";" ]; tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS] (RFC 6376,
 * 3.2). It has no comments and no quoted strings. Of a tag that stands there twice, the first one is kept. */
static void read_tags(struct imf_signature *signature, mail_slice body)
{
    while (body.length) {
        mail_slice value = mail_slice_take_until(&body, ';');
        mail_slice name = mail_slice_take_until(&value, '=');
        mail_slice *tag = find_tag(signature, imf_trim(name));
        if (tag && tag->bytes == NULL)
            *tag = imf_trim(value);
    }
}

const struct imf_signature *imf_signatures_read(const struct mail_arena *arena, const struct imf_header *header)
{
    struct imf_signature *first = NULL, *last = NULL;
    int count = 0;

    for (const struct imf_field *field = header->first; field && count < IMF_RESULTS_LIMIT; field = field->next) {
        if (!is_signature(field->name))
            continue;

        struct imf_signature *signature = mail_arena_allocate_zeroed(arena, sizeof *signature);

        signature->field = field;
        read_tags(signature, mime_text_unfold(arena, field->body));
        if (last)
            last->next = signature;
        else
            first = signature;
        last = signature;
        count++;
    }
    return first;
}
