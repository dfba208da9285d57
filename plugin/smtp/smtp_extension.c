/* See smtp_extension.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_extension.h"

#include <glib.h>
#include <stdlib.h>

const struct smtp_extension smtp_extensions[] = {
#define SMTP_EXTENSION(keyword, reference, parameters, meaning) { keyword, reference, parameters, meaning },
#include "registry/smtp_extensions.def"
#undef SMTP_EXTENSION
};
const size_t smtp_extension_count = G_N_ELEMENTS(smtp_extensions);

static int compare_keyword_with_row(const void *key, const void *row)
{
    return mail_slice_compare_nocase(*(const mail_slice *) key, ((const struct smtp_extension *) row)->keyword);
}

const struct smtp_extension *smtp_extension_find(mail_slice keyword)
{
    return bsearch(&keyword, smtp_extensions, smtp_extension_count, sizeof *smtp_extensions, compare_keyword_with_row);
}

/* At least three X and no other letter but the last, which Cisco's inspection leaves as a count. */
static bool is_masked(mail_slice keyword)
{
    size_t count = 0;

    while (count < keyword.length && keyword.bytes[count] == 'X')
        count++;
    return keyword.length >= 4 && count + 1 >= keyword.length;
}

struct smtp_extension_line smtp_extension_line_parse(mail_slice text)
{
    struct smtp_extension_line line = { .parameters = text };
    mail_slice word = mail_slice_take_word(&line.parameters);
    size_t keyword_length = mail_slice_index_of(word, '=');

    line.keyword = mail_slice_first(word, keyword_length);
    if (keyword_length < word.length) {
        size_t before = (size_t) (word.bytes - text.bytes) + keyword_length + 1;
        line.parameters = mail_slice_skip(text, before);
    }
    line.parameters = mail_slice_trim(line.parameters);
    line.extension = smtp_extension_find(line.keyword);
    line.is_masked = !line.extension && is_masked(line.keyword);
    return line;
}

bool smtp_limit_parse(mail_slice parameter, mail_slice *name, mail_slice *value_text, uint64_t *value)
{
    size_t name_length = mail_slice_index_of(parameter, '=');

    *name = mail_slice_first(parameter, name_length);
    *value_text = mail_slice_skip(parameter, name_length + 1);
    *value = 0;
    return mail_slice_parse_decimal(*value_text, UINT64_MAX, value);
}
