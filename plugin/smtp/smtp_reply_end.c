/* See smtp_reply_end.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_end.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_going_on.h"
#include "smtp_extension.h"
#include "smtp_pairing.h"
#include "smtp_verb.h"

static bool parse(const struct mail_line *line, struct smtp_reply_line *parsed)
{
    return mail_line_is_cut(line) ? smtp_reply_line_parse_cut(line->text, parsed)
                                  : smtp_reply_line_parse(mail_line_words(line), parsed);
}

static bool lists_extensions(const struct mail_reply *reply)
{
    const struct mail_verb *verb = reply->exchange ? reply->exchange->verb : NULL;

    return verb && verb->standing == MAIL_EXTENDED_HELLO && smtp_reply_code_is_positive(reply->status);
}

/* A client that does not wait may go on within a long answer: lines with a hyphen, and extensions, are still of it. */
static bool goes_on_with_reply(const struct mail_session *session, const struct mail_reply *reply,
                               const struct smtp_reply_line *parsed)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);
    bool is_extension = lists_extensions(reply) && smtp_extension_line_parse(parsed->text).extension;

    return parsed->has_more || is_extension || !oldest || !smtp_pairing_fits(oldest, parsed->code);
}

bool smtp_reply_end_is_shown(const struct mail_session *session, const struct mail_line *line)
{
    const struct mail_reply *reply = mail_dialogue_reply(session);
    bool has_gone_on = mail_going_on_is_shown(session);
    struct smtp_reply_line parsed;

    if (!parse(line, &parsed) || smtp_reply_code_is_preliminary(parsed.code))
        return false;
    if (parsed.code != reply->status)
        return has_gone_on || smtp_pairing_find_own(session, parsed.code);
    return has_gone_on && !goes_on_with_reply(session, reply, &parsed);
}
