/* See mail_claim.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_claim.h"
#include "pop3/pop3_command.h"
#include "pop3/pop3_reply.h"
#include "smtp/smtp_command.h"

static mail_slice first_line(mail_slice bytes)
{
    mail_slice line = mail_slice_first(bytes, mail_slice_index_of(bytes, '\n'));

    if (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

static bool has_complete_line(mail_slice bytes)
{
    return mail_slice_index_of(bytes, '\n') < bytes.length;
}

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
    const struct mail_verb *verb = mail_verb_find(smtp_verbs, smtp_verb_count, word);
    bool is_verb = verb && (verb->standing == MAIL_HELLO || verb->standing == MAIL_EXTENDED_HELLO);

    return is_verb && word.bytes == line.bytes && mail_slice_trim(rest).length > 0;
}

bool smtp_claims(mail_slice bytes)
{
    mail_slice line = first_line(bytes);

    return is_smtp_greeting(line) || (has_complete_line(bytes) && is_hello(line));
}

bool pop3_claims(mail_slice bytes)
{
    mail_slice line = first_line(bytes);

    return mail_slice_starts_with_nocase(line, mail_slice_from_string("+OK ")) &&
           mail_slice_contains_nocase(line, mail_slice_from_string("POP"));
}

/* Redis too knows AUTH and answers +OK: its AUTH has a password where POP3's has a mechanism. */
static bool is_pop3_login(const struct mail_verb *verb, mail_slice argument)
{
    static const char *const names[] = { "USER", "APOP", "CAPA", "STLS" };
    mail_slice name = mail_slice_from_string(verb->name);

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (mail_slice_equals_nocase(name, mail_slice_from_string(names[i])))
            return mail_argument_has_form(argument, verb->form);
    return mail_slice_equals_nocase(name, mail_slice_from_string("AUTH")) &&
           (argument.length == 0 || mail_slice_starts_with_nocase(argument, mail_slice_from_string("PLAIN")) ||
            mail_slice_equals_nocase(argument, mail_slice_from_string("LOGIN")) ||
            mail_slice_equals_nocase(argument, mail_slice_from_string("CRAM-MD5")));
}

bool pop3_may_claim_if_answered(mail_slice bytes)
{
    mail_slice rest = first_line(bytes);
    const struct mail_verb *verb = mail_verb_find(pop3_verbs, pop3_verb_count, mail_slice_take_word(&rest));

    return has_complete_line(bytes) && verb && is_pop3_login(verb, mail_slice_trim(rest));
}

bool pop3_is_answer(mail_slice bytes)
{
    struct pop3_status_line parsed;

    return pop3_status_line_parse(first_line(bytes), &parsed) && parsed.status != MAIL_STATUS_CHALLENGE;
}
