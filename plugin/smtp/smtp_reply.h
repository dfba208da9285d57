/* SMTP reply lines (RFC 5321, 4.2; RFC 3463). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_REPLY_H
#define SMTP_REPLY_H

#include "base/mail_slice.h"
#include "engine/mail_protocol.h"
#include "sasl/sasl_facts.h"

/* Reply-line = Reply-code ( "-" / SP ) [ textstring ] CRLF; a code alone is a last line. */
struct smtp_reply_line {
    uint16_t code;       /* 100 to 599 */
    bool has_more;       /* code and hyphen */
    bool is_malformed;   /* the text follows the code with neither between them */
    mail_slice enhanced; /* "5.7.8"; empty if there is none */
    mail_slice text;     /* without code and enhanced status code */
};

/* Whether the grammar of RFC 5321, 4.2 has the code: its first digit is 2 to 5, its second 0 to 5. */
bool smtp_reply_code_is_in_range(uint16_t code);

/* 1yz (RFC 821, E): another reply follows, which is the answer. */
bool smtp_reply_code_is_preliminary(uint16_t code);

/* Completion, 2yz (RFC 5321, 4.2.1). */
bool smtp_reply_code_is_positive(uint16_t code);

/* Negative completion, 4yz and 5yz (RFC 5321, 4.2.1). */
bool smtp_reply_code_is_refusal(uint16_t code);

/* What a reply with the code means for what was asked. */
enum mail_outcome smtp_reply_code_outcome(uint16_t code);

/* The same for a line of a login: only 334 has it go on (RFC 4954, 4). */
enum mail_outcome smtp_reply_code_login_outcome(uint16_t code);

/* What a reply with the code decides of a login; undecided if the login goes on. 235 alone is a success (RFC 4954, 4).
 * Other positive replies, what is refused for now, and 503 say nothing of the credentials: 454 is a temporary failure
 * of the server (RFC 4954, 6), 503 answers a login after another (RFC 4954, 4); 500, 502 and 504 say that the server
 * does not know the command or the mechanism (RFC 5321, 4.2.2; RFC 4954, 4). */
enum sasl_result smtp_reply_code_login_result(uint16_t code);

/* The code that a line begins with that is known to begin with one. */
uint16_t smtp_reply_code_of(mail_slice line);

/* False if the line does not begin with a reply code and space, hyphen or its end. */
bool smtp_reply_line_parse(mail_slice line, struct smtp_reply_line *reply);

/* The same for "250ok" and "354:go", which some servers say: only where a reply is awaited is it one. False if other
 * text is likely, such as a number. */
bool smtp_reply_line_parse_malformed(mail_slice line, struct smtp_reply_line *reply);

/* The same of a line whose end is lost in a gap: a blank or hyphen must follow the code, and a blank the enhanced
 * status code, as more digits might. */
bool smtp_reply_line_parse_cut(mail_slice line, struct smtp_reply_line *reply);

#endif
