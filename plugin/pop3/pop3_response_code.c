/* See pop3_response_code.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_response_code.h"
#include "base/mail_keyword.h"

const struct pop3_response_code pop3_response_codes[] = {
#define POP3_RESPONSE_CODE(code, reference, meaning) { code, reference, meaning },
#include "registry/pop3_response_codes.def"
#undef POP3_RESPONSE_CODE
};
const size_t pop3_response_code_count = sizeof pop3_response_codes / sizeof pop3_response_codes[0];

/* rchar = %x21-2E / %x30-5C / %x5E-7F ;printable ASCII, excluding "/" and "]" (RFC 2449, 3) */
static bool is_rchar(uint8_t byte)
{
    return byte >= 0x21 && byte <= 0x7f && byte != '/' && byte != ']';
}

/* resp-level = 1*rchar (RFC 2449, 3) */
static size_t level_length(mail_slice text)
{
    size_t length = 0;

    while (length < text.length && is_rchar(text.bytes[length]))
        length++;
    return length;
}

/* resp-code = "[" resp-level *("/" resp-level) "]" (RFC 2449, 3) */
mail_slice pop3_response_code_parse(mail_slice text)
{
    mail_slice rest = text;

    if (text.length == 0 || text.bytes[0] != '[')
        return mail_slice_from_string("");
    do {
        size_t length = level_length(mail_slice_skip(rest, 1));
        rest = mail_slice_skip(rest, length ? 1 + length : rest.length);
    } while (rest.length && rest.bytes[0] == '/');
    if (rest.length == 0 || rest.bytes[0] != ']')
        return mail_slice_from_string("");
    return mail_slice_make(text.bytes + 1, text.length - rest.length - 1);
}

static const struct pop3_response_code *row_of(mail_slice code)
{
    const struct pop3_response_code *family = NULL;

    for (size_t i = 0; i < pop3_response_code_count; i++) {
        const struct pop3_response_code *row = &pop3_response_codes[i];
        if (mail_slice_equals_nocase(code, mail_slice_from_string(row->code)))
            return row;
        if (mail_keyword_fits_family(row->code, code))
            family = row;
    }
    return family;
}

static mail_slice without_last_level(mail_slice code)
{
    while (code.length && code.bytes[code.length - 1] != '/')
        code.length--;
    return mail_slice_first(code, code.length ? code.length - 1 : 0);
}

const struct pop3_response_code *pop3_response_code_find(mail_slice code, mail_slice *known)
{
    for (*known = code; known->length; *known = without_last_level(*known)) {
        const struct pop3_response_code *row = row_of(*known);
        if (row)
            return row;
    }
    return NULL;
}
