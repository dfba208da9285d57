/* See pop3_capability.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_capability.h"
#include "base/mail_keyword.h"

const struct pop3_capability pop3_capabilities[] = {
#define POP3_CAPABILITY(tag, reference, parameters, meaning) { tag, reference, parameters, meaning },
#include "registry/pop3_capabilities.def"
#undef POP3_CAPABILITY
};
const size_t pop3_capability_count = sizeof pop3_capabilities / sizeof pop3_capabilities[0];

const struct pop3_capability *pop3_capability_find(mail_slice tag)
{
    const struct pop3_capability *family = NULL;

    for (size_t i = 0; i < pop3_capability_count; i++) {
        const struct pop3_capability *row = &pop3_capabilities[i];
        if (mail_slice_equals_nocase(tag, mail_slice_from_string(row->tag)))
            return row;
        if (mail_keyword_fits_family(row->tag, tag))
            family = row;
    }
    return family;
}

/* capability = capa-tag *(SP param) CRLF (RFC 2449, 3) */
struct pop3_capability_row pop3_capability_row_parse(mail_slice row)
{
    struct pop3_capability_row parsed = { .parameters = row };

    parsed.tag = mail_slice_take_word(&parsed.parameters);
    parsed.capability = pop3_capability_find(parsed.tag);
    parsed.parameters = mail_slice_trim(parsed.parameters);
    return parsed;
}

static bool is_word(mail_slice word, const char *expected)
{
    return mail_slice_equals_nocase(word, mail_slice_from_string(expected));
}

/* Of LOGIN-DELAY and EXPIRE. */
static enum pop3_parameter_meaning limit_meaning(enum pop3_capability_parameters parameters, unsigned index,
                                                 mail_slice word, uint64_t *number)
{
    bool is_days = parameters == POP3_CAPABILITY_DAYS;

    if (index == 0 && mail_slice_parse_decimal(word, UINT32_MAX, number))
        return is_days ? POP3_PARAMETER_DAYS : POP3_PARAMETER_SECONDS;
    if (index == 0 && is_days && is_word(word, "NEVER"))
        return POP3_PARAMETER_NEVER;
    return index == 1 && is_word(word, "USER") ? POP3_PARAMETER_PER_USER : POP3_PARAMETER_WORD;
}

struct pop3_parameter pop3_parameter_read(enum pop3_capability_parameters parameters, unsigned index, mail_slice word)
{
    struct pop3_parameter parameter = { POP3_PARAMETER_WORD, 0 };
    uint64_t number = 0;

    switch (parameters) {
    case POP3_CAPABILITY_WORDS:
    case POP3_CAPABILITY_TEXT:
        break;
    case POP3_CAPABILITY_MECHANISMS:
        parameter.meaning = POP3_PARAMETER_MECHANISM;
        break;
    case POP3_CAPABILITY_SECONDS:
    case POP3_CAPABILITY_DAYS:
        parameter.meaning = limit_meaning(parameters, index, word, &number);
        parameter.number = (uint32_t) number;
        break;
    }
    return parameter;
}
