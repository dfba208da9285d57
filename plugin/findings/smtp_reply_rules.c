/* See smtp_reply_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_rules.h"
#include "engine/mail_exchange.h"
#include "smtp/smtp_session.h"

unsigned smtp_has_masked_extension(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return smtp_unit_is_extension(unit) && unit->head_length &&
           smtp_extension_line_parse(smtp_unit_reply_line(unit).text).is_masked;
}

/* The class of the enhanced status code is that of the reply code (RFC 2034, 4). */
unsigned smtp_has_other_enhanced_class(const struct mail_session *session, const struct mail_unit *unit)
{
    struct smtp_reply_line line = smtp_unit_reply_line(unit);

    (void) session;
    return line.enhanced.length && line.enhanced.bytes[0] - '0' != line.code / 100;
}

unsigned smtp_has_other_code(const struct mail_session *session, const struct mail_unit *unit)
{
    struct smtp_reply_line line = smtp_unit_reply_line(unit);

    (void) session;
    return line.code && line.code != unit->reply->status;
}

unsigned smtp_has_code_out_of_range(const struct mail_session *session, const struct mail_unit *unit)
{
    struct smtp_reply_line line = smtp_unit_reply_line(unit);

    (void) session;
    return line.code && !smtp_reply_code_is_in_range(line.code);
}

/* Said of the first line of an answer: the command after the one answered, if it was sent already. Not before this
 * reply is it certain that no reply before the command was lost. */
unsigned smtp_next_command_came_too_early(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_exchange *next = smtp_exchange_of(mail_exchange_oldest(session));
    bool is_answer = unit->reply_index == 0 && unit->exchange;

    return is_answer && next && next->base.kind == MAIL_EXCHANGE_COMMAND && next->came_too_early;
}
