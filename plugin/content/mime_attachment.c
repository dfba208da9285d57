/* See mime_attachment.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_attachment.h"

static bool starts_with(mail_slice text, const char *prefix)
{
    return mail_slice_starts_with_nocase(text, mail_slice_from_string(prefix));
}

/* A disposition that is not known means attachment (RFC 2183, 2.8). */
static bool is_disposed_as_attachment(const struct mime_part *part)
{
    mail_slice value = part->disposition.value;

    return value.length && !mail_slice_equals_nocase(value, mail_slice_from_string("inline")) &&
           !mail_slice_equals_nocase(value, mail_slice_from_string("form-data"));
}

/* Half a name is none. */
static mail_slice find_whole(const struct mail_arena *arena, const struct mime_options *options,
                             const struct mime_value *value, const char *name)
{
    return mime_value_may_lack(value, name) ? mail_slice_make(NULL, 0)
                                            : mime_value_decode_parameter(arena, options, value, name);
}

/* Where a name may stand, the first that counts. */
static mail_slice find_name(const struct mail_arena *arena, const struct mime_options *options,
                            const struct mime_part *part)
{
    mail_slice name = find_whole(arena, options, &part->disposition, "filename");

    return name.length ? name : find_whole(arena, options, &part->type, "name");
}

static bool text_is(mail_slice text, const char *other)
{
    return mail_slice_equals_nocase(text, mail_slice_from_string(other));
}

/* "filename", or the first section of RFC 2231: "filename*", "filename*0", "filename*0*". */
static bool has_parameter(const struct mime_value *value, const char *name)
{
    const struct mime_parameter *parameter = value->first;

    for (; parameter; parameter = parameter->next) {
        mail_slice rest = mail_slice_skip(parameter->name, strlen(name));
        if (parameter->value.length && starts_with(parameter->name, name) &&
            (!rest.length || text_is(rest, "*") || text_is(rest, "*0") || text_is(rest, "*0*")))
            return true;
    }
    return false;
}

bool mime_part_is_attachment(const struct mime_part *part)
{
    mail_slice type = part->type.value;

    if (part->kind == MIME_PART_MULTIPART || starts_with(type, "multipart/"))
        return false;
    return is_disposed_as_attachment(part) || has_parameter(&part->disposition, "filename") ||
           has_parameter(&part->type, "name") || !(starts_with(type, "text/") || starts_with(type, "message/"));
}

mail_slice mime_part_name(const struct mail_arena *arena, const struct mime_options *options,
                          const struct mime_part *part)
{
    return find_name(arena, options, part);
}

void mime_part_decode(const struct mime_part *part, mime_sink sink, void *context)
{
    mime_transfer_decode(part->encoding, part->body, sink, context);
}

uint64_t mime_part_size(const struct mime_part *part)
{
    return mime_transfer_size(part->encoding, part->body);
}

mail_slice mime_part_decode_first(const struct mail_arena *arena, const struct mime_part *part, size_t limit)
{
    return mime_transfer_decode_first(arena, part->encoding, part->body, limit);
}
