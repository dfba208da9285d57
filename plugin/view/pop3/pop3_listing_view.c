/* See pop3_listing_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_listing_view.h"
#include "pop3_fields.h"

#include "pop3/pop3_command.h"
#include "pop3/pop3_listing.h"

void pop3_listing_view_add_language(const struct mail_drawing *drawing, mail_slice text)
{
    mail_slice tag, words;

    if (!pop3_language_parse(text, &tag, &words))
        return;
    drawing_add_string(drawing, hf_pop3_lang_tag, tag);
    if (words.length)
        drawing_add_string(drawing, hf_pop3_lang_text, words);
}

/* +OK nn (RFC 1460, 5): the highest message number which was accessed; 0: none was. */
void pop3_listing_view_add_last(const struct mail_drawing *drawing, mail_slice text)
{
    uint32_t message;

    if (pop3_message_parse(text, &message))
        drawing_add_number(drawing, hf_pop3_last_message, mail_slice_take_word(&text), message);
}

void pop3_listing_view_add_bboard(const struct mail_drawing *drawing, mail_slice row)
{
    mail_slice name, maxima_text;
    uint32_t maxima;

    if (!pop3_bboard_parse(row, &name, &maxima_text, &maxima))
        return;
    drawing_add_string(drawing, hf_pop3_bboard_name, name);
    drawing_add_number(drawing, hf_pop3_bboard_maxima, maxima_text, maxima);
}
