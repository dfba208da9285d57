/* See pop3_reply_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_reply_text.h"
#include "base/mail_wording.h"

const struct pop3_count_wording pop3_count_wordings[] = {
#define POP3_COUNT_WORDING(wording, reference, count) { wording, reference, count },
#include "registry/pop3_count_wordings.def"
#undef POP3_COUNT_WORDING
};
const size_t pop3_count_wording_count = sizeof pop3_count_wordings / sizeof pop3_count_wordings[0];

static const uint64_t largest[POP3_COUNTS] = { [POP3_COUNT_MESSAGES] = UINT32_MAX, [POP3_COUNT_OCTETS] = UINT64_MAX };

/* The first of each kind counts. */
static bool note_count(struct pop3_claimed_counts *counts, enum pop3_count kind, mail_slice digits)
{
    struct pop3_claimed_count *count = &counts->of[kind];

    if (count->text.length || !mail_slice_parse_decimal(digits, largest[kind], &count->value))
        return false;
    count->text = digits;
    return true;
}

bool pop3_claimed_counts_parse(mail_slice text, struct pop3_claimed_counts *counts)
{
    bool is_any = false;

    *counts = (struct pop3_claimed_counts){ 0 };
    if (!mail_slice_has_digit(text))
        return false;
    for (size_t i = 0; i < pop3_count_wording_count; i++) {
        const struct pop3_count_wording *row = &pop3_count_wordings[i];
        mail_slice digits;
        if (mail_wording_match(row->wording, text, &digits) && note_count(counts, row->count, digits))
            is_any = true;
    }
    return is_any;
}

bool pop3_bare_counts_parse(mail_slice text, struct pop3_claimed_counts *counts)
{
    mail_slice messages = mail_slice_take_word(&text);
    mail_slice octets = mail_slice_take_word(&text);

    *counts = (struct pop3_claimed_counts){ 0 };
    return mail_slice_take_word(&text).length == 0 && note_count(counts, POP3_COUNT_MESSAGES, messages) &&
           note_count(counts, POP3_COUNT_OCTETS, octets);
}
