/* See smtp_reply.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply.h"
#include "smtp_enhanced_status.h"

#include <glib.h>

/* Reply-code = %x32-35 %x30-35 %x30-39 (RFC 5321, 4.2); leniently, any second digit: the class alone says what the
 * client does next (4.3.2). RFC 821, E has the class 1yz too. */
static bool reply_code_parse(mail_slice line, uint16_t *code)
{
    if (line.length < 3 || !g_ascii_isdigit(line.bytes[1]) || !g_ascii_isdigit(line.bytes[2]))
        return false;
    if (line.bytes[0] < '1' || line.bytes[0] > '5')
        return false;
    *code = smtp_reply_code_of(line);
    return true;
}

uint16_t smtp_reply_code_of(mail_slice line)
{
    return (uint16_t) ((line.bytes[0] - '0') * 100 + (line.bytes[1] - '0') * 10 + (line.bytes[2] - '0'));
}

bool smtp_reply_code_is_in_range(uint16_t code)
{
    return code >= 200 && code / 10 % 10 <= 5;
}

bool smtp_reply_code_is_preliminary(uint16_t code)
{
    return code < 200;
}

bool smtp_reply_code_is_positive(uint16_t code)
{
    return code >= 200 && code < 300;
}

bool smtp_reply_code_is_refusal(uint16_t code)
{
    return code >= 400;
}

enum mail_outcome smtp_reply_code_outcome(uint16_t code)
{
    if (smtp_reply_code_is_refusal(code))
        return MAIL_OUTCOME_REFUSED;
    return smtp_reply_code_is_positive(code) ? MAIL_OUTCOME_ACCEPTED : MAIL_OUTCOME_CONTINUES;
}

enum mail_outcome smtp_reply_code_login_outcome(uint16_t code)
{
    if (code == 334)
        return MAIL_OUTCOME_CONTINUES;
    return smtp_reply_code_is_positive(code) ? MAIL_OUTCOME_ACCEPTED : MAIL_OUTCOME_REFUSED;
}

/* Takes what separates an enhanced status code from the text: a blank, or a colon and a blank. */
static mail_slice after_separator(mail_slice rest)
{
    bool has_colon = rest.length && rest.bytes[0] == ':';

    return mail_slice_skip(rest, has_colon ? 2 : 1);
}

enum sasl_result smtp_reply_code_login_result(uint16_t code)
{
    if (code == 334)
        return SASL_UNDECIDED;
    if (code == 235)
        return SASL_SUCCESS;
    return code <= 504 && code != 501 ? SASL_LEFT_OPEN : SASL_FAILURE;
}

bool smtp_reply_line_parse(mail_slice line, struct smtp_reply_line *reply)
{
    *reply = (struct smtp_reply_line){ 0 };
    if (!reply_code_parse(line, &reply->code))
        return false;
    if (line.length > 3 && line.bytes[3] != ' ' && line.bytes[3] != '-')
        return false;
    reply->has_more = line.length > 3 && line.bytes[3] == '-';
    reply->text = mail_slice_skip(line, 4);

    size_t enhanced = smtp_enhanced_status_length(reply->text);

    reply->enhanced = mail_slice_first(reply->text, enhanced);
    if (enhanced)
        reply->text = after_separator(mail_slice_skip(reply->text, enhanced));
    return true;
}

/* What stands between code and text if it is neither of the two that may: not a digit, nor punctuation before one, as
 * in an address or an amount. */
static bool is_text_after_code(mail_slice rest)
{
    bool is_number = rest.length > 1 && !g_ascii_isalpha(rest.bytes[0]) && g_ascii_isdigit(rest.bytes[1]);

    return rest.length > 0 && !g_ascii_isdigit(rest.bytes[0]) && !is_number;
}

bool smtp_reply_line_parse_malformed(mail_slice line, struct smtp_reply_line *reply)
{
    mail_slice rest = mail_slice_skip(line, 3);

    *reply = (struct smtp_reply_line){ .is_malformed = true, .text = rest };
    return reply_code_parse(line, &reply->code) && smtp_reply_code_is_in_range(reply->code) && is_text_after_code(rest);
}

bool smtp_reply_line_parse_cut(mail_slice line, struct smtp_reply_line *reply)
{
    if (line.length < 4 || !smtp_reply_line_parse(line, reply))
        return false;
    if (reply->enhanced.length + 4 < line.length)
        return true;
    reply->enhanced = mail_slice_first(reply->enhanced, 0);
    reply->text = mail_slice_skip(line, 4);
    return true;
}
