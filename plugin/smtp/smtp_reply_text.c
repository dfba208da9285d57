/* See smtp_reply_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_text.h"
#include "base/mail_codec.h"
#include "base/mail_wording.h"

#include <glib.h>

/* Shorter words are base64 by accident too often. */
#define SHORTEST_BASE64 8

/* A lone digit counts messages: "1 message accepted for delivery". */
#define SHORTEST_QUEUE_ID 2

const struct smtp_queue_id_wording smtp_queue_id_wordings[] = {
#define QUEUE_ID_WORDING(wording, reference) { wording, reference },
#include "registry/smtp_queue_id_wordings.def"
#undef QUEUE_ID_WORDING
};
const size_t smtp_queue_id_wording_count = G_N_ELEMENTS(smtp_queue_id_wordings);

/* Two wordings may find the same. */
static bool is_found(const struct smtp_queue_ids *found, mail_slice queue_id)
{
    for (size_t i = 0; i < found->count; i++)
        if (mail_slice_is_part(found->of[i], queue_id) || mail_slice_is_part(queue_id, found->of[i]))
            return true;
    return false;
}

static void insert_in_order(struct smtp_queue_ids *found, mail_slice queue_id)
{
    size_t i = found->count++;

    for (; i > 0 && found->of[i - 1].bytes > queue_id.bytes; i--)
        found->of[i] = found->of[i - 1];
    found->of[i] = queue_id;
}

struct smtp_queue_ids smtp_queue_ids_find(mail_slice text)
{
    struct smtp_queue_ids found = { 0 };
    mail_slice queue_id;

    for (size_t i = 0; i < smtp_queue_id_wording_count && found.count < G_N_ELEMENTS(found.of); i++)
        if (mail_wording_match(smtp_queue_id_wordings[i].wording, text, &queue_id) &&
            queue_id.length >= SHORTEST_QUEUE_ID && !is_found(&found, queue_id))
            insert_in_order(&found, queue_id);
    return found;
}

const struct smtp_session_id_wording smtp_session_id_wordings[] = {
#define SESSION_ID_WORDING(wording, reference) { wording, reference },
#include "registry/smtp_session_id_wordings.def"
#undef SESSION_ID_WORDING
};
const size_t smtp_session_id_wording_count = G_N_ELEMENTS(smtp_session_id_wordings);

mail_slice smtp_session_id_find(mail_slice text)
{
    mail_slice session_id;

    for (size_t i = 0; i < smtp_session_id_wording_count; i++)
        if (mail_wording_match(smtp_session_id_wordings[i].wording, text, &session_id) && session_id.length)
            return session_id;
    return mail_slice_from_string("");
}

static mail_slice last_word(mail_slice text)
{
    mail_slice trimmed = mail_slice_trim(text);
    size_t begin = trimmed.length;

    while (begin && trimmed.bytes[begin - 1] != ' ' && trimmed.bytes[begin - 1] != '\t')
        begin--;
    return mail_slice_skip(trimmed, begin);
}

static bool is_readable(mail_slice text)
{
    const char *next = (const char *) text.bytes;
    const char *end = next + text.length;

    if (!g_utf8_validate_len(next, text.length, NULL))
        return false;
    for (; next < end; next = g_utf8_next_char(next))
        if (!g_unichar_isprint(g_utf8_get_char(next)))
            return false;
    return text.length > 0;
}

/* Padding, or a colon at the end as prompts have it, is what no other word has. */
bool smtp_reply_base64_find(const struct mail_arena *arena, mail_slice text, mail_slice *word, mail_slice *decoded)
{
    *word = last_word(text);
    if (word->length < SHORTEST_BASE64 || word->length % 4 != 0)
        return false;
    if (!mail_base64_decode(arena, *word, decoded) || !is_readable(*decoded))
        return false;
    return word->bytes[word->length - 1] == '=' || decoded->bytes[decoded->length - 1] == ':';
}
