/* See pop3_claim.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_claim.h"
#include "base/mail_first_line.h"
#include "engine/mail_proxy_header.h"
#include "pop3_reply.h"
#include "pop3_verb.h"

bool pop3_claims(mail_slice bytes)
{
    mail_slice line = mail_first_line_of(bytes);

    return mail_slice_starts_with_nocase(line, mail_slice_from_string("+OK ")) &&
           mail_slice_contains_nocase(line, mail_slice_from_string("POP"));
}

/* Redis too knows AUTH and answers +OK: its AUTH has a password where POP3's has a mechanism. */
static bool names_mechanism(mail_slice argument)
{
    return argument.length == 0 || mail_slice_starts_with_nocase(argument, mail_slice_from_string("PLAIN")) ||
           mail_slice_equals_nocase(argument, mail_slice_from_string("LOGIN")) ||
           mail_slice_equals_nocase(argument, mail_slice_from_string("CRAM-MD5"));
}

static bool is_claim(const struct mail_verb *verb, mail_slice argument)
{
    switch (pop3_verb_of(verb)->claim) {
    case POP3_CLAIMS_BY_FORM:
        return mail_argument_has_form(argument, verb->form);
    case POP3_CLAIMS_BY_MECHANISM:
        return names_mechanism(argument);
    case POP3_CLAIMS_NOTHING:
        break;
    }
    return false;
}

bool pop3_may_claim_if_answered(mail_slice bytes)
{
    mail_slice asked = mail_proxy_header_skip(bytes);
    mail_slice rest = mail_first_line_of(asked);
    const struct mail_verb *verb = mail_verb_find(&pop3_verb_table, mail_slice_take_word(&rest));

    return mail_first_line_is_whole(asked) && verb && is_claim(verb, mail_slice_trim(rest));
}

bool pop3_is_answer(mail_slice bytes)
{
    struct pop3_status_line parsed;

    return pop3_status_line_parse(mail_first_line_of(bytes), &parsed) && parsed.status != POP3_STATUS_CHALLENGE;
}
