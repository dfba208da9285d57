/* See message_summary.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_summary.h"

#include "content/imf_address.h"
#include "content/mime_message_charset.h"
#include "content/mime_text.h"

static const struct imf_field *find_field(const struct mail_message *message, const char *name)
{
    return message->contents ? imf_header_find(&message->contents->root->header, name) : NULL;
}

mail_slice message_summary_field(const struct mail_arena *arena, const struct mime_options *options,
                                 const struct mail_message *message, const char *name)
{
    const struct imf_field *field = find_field(message, name);

    if (!field)
        return mail_slice_make(NULL, 0);

    struct mime_options all = mime_message_options(options, message->contents);
    mail_slice text = mime_text_decode(arena, &all, field->body).text;

    return text.length ? text : mail_slice_from_string("");
}

struct message_summary_addresses message_summary_addresses(const struct mail_arena *arena,
                                                           const struct mime_options *options,
                                                           const struct mail_message *message, const char *name)
{
    const struct imf_field *field = find_field(message, name);
    struct imf_address_list list = { 0 };

    if (field)
        list = imf_address_list_read_field(arena, options, field);
    return (struct message_summary_addresses){ list.first ? list.first->address : mail_slice_make(NULL, 0),
                                               list.count };
}
