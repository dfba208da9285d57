/* What the free text of an SMTP reply says to those who know the servers (RFC 5321, 4.2). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_REPLY_TEXT_H
#define SMTP_REPLY_TEXT_H

#include "base/mail_arena.h"

/* A way to name a message that was accepted; see mail_wording.h. */
struct smtp_queue_id_wording {
    const char *wording;
    const char *reference;
};

/* The rows of registry/smtp_queue_id_wordings.def, sorted by wording. */
extern const struct smtp_queue_id_wording smtp_queue_id_wordings[];
extern const size_t smtp_queue_id_wording_count;

/* A content filter tells its own name of the message and that of the server behind it. */
struct smtp_queue_ids {
    size_t count;
    mail_slice of[4];
};

/* The names that the server gives the message it accepts, in order, from the text without code and enhanced status
 * code. */
struct smtp_queue_ids smtp_queue_ids_find(mail_slice text);

/* A way to name the server's session; see mail_wording.h. */
struct smtp_session_id_wording {
    const char *wording;
    const char *reference;
};

/* The rows of registry/smtp_session_id_wordings.def, sorted by wording. */
extern const struct smtp_session_id_wording smtp_session_id_wordings[];
extern const size_t smtp_session_id_wording_count;

/* The name that the server gives the session, from the text of a positive reply; empty if there is none. */
mail_slice smtp_session_id_find(mail_slice text);

/* The last word of the text, decoded, if it is clearly base64 of readable text, as in "authentication failed:
 * UGFzc3dvcmQ6". `word` is that word. */
bool smtp_reply_base64_find(const struct mail_arena *arena, mail_slice text, mail_slice *word, mail_slice *decoded);

#endif
