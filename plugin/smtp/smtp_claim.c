/* See smtp_claim.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_claim.h"
#include "base/mail_first_line.h"
#include "engine/mail_proxy_header.h"
#include "smtp_verb.h"

static bool is_smtp_greeting(mail_slice line)
{
    return (mail_slice_starts_with_nocase(line, mail_slice_from_string("220 ")) ||
            mail_slice_starts_with_nocase(line, mail_slice_from_string("220-"))) &&
           (mail_slice_contains_nocase(line, mail_slice_from_string("SMTP")) ||
            mail_slice_contains_nocase(line, mail_slice_from_string("LMTP")));
}

/* A client that names itself. */
static bool is_hello(mail_slice line)
{
    mail_slice rest = line;
    mail_slice word = mail_slice_take_word(&rest);
    const struct mail_verb *verb = mail_verb_find(&smtp_verb_table, word);
    bool is_verb = verb && (verb->standing == MAIL_HELLO || verb->standing == MAIL_EXTENDED_HELLO);

    return is_verb && word.bytes == line.bytes && mail_slice_trim(rest).length > 0;
}

bool smtp_claims(mail_slice bytes)
{
    mail_slice said = mail_proxy_header_skip(bytes);
    mail_slice line = mail_first_line_of(said);

    return is_smtp_greeting(line) || (mail_first_line_is_whole(said) && is_hello(line));
}
