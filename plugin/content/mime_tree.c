/* See mime_tree.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_tree.h"

struct mime_part *mime_tree_add(const struct mail_arena *arena, struct mime_part *parent, struct mime_part *before)
{
    struct mime_part *part = mail_arena_allocate_zeroed(arena, sizeof *part);

    part->parent = parent;
    part->number = before ? before->number + 1 : 1;
    part->depth = parent ? parent->depth + 1 : 0;
    part->is_embedded_root = parent && parent->kind == MIME_PART_MESSAGE;
    if (before)
        before->next_sibling = part;
    else if (parent)
        parent->first_child = part;
    return part;
}

static bool type_is(mail_slice type, const char *name)
{
    return mail_slice_equals_nocase(type, mail_slice_from_string(name));
}

bool mime_type_is_message(mail_slice type)
{
    return type_is(type, "message/rfc822") || type_is(type, "message/global");
}

bool mime_type_is_multipart(mail_slice type)
{
    return mail_slice_starts_with_nocase(type, mail_slice_from_string("multipart/"));
}

/* After the end of a line only further parameters may be missing. */
static void mark_cut(struct mime_value *value, const struct imf_field *field)
{
    value->is_cut = field && field->has_hole;
    value->has_open_end = value->has_open_end && field && field->is_cut;
}

/* In a digest a part is a message (RFC 2046, 5.1.5), but one whose field is not valid is text (RFC 2045, 5.2). */
static void read_type(const struct mail_arena *arena, struct mime_part *part)
{
    const struct imf_field *field = imf_header_find(&part->header, "Content-Type");
    bool is_in_digest = part->parent && part->parent->kind == MIME_PART_MULTIPART &&
                        type_is(part->parent->type.value, "multipart/digest");

    if (field)
        part->type = mime_value_read_type(arena, field->body);
    mark_cut(&part->type, field);
    part->has_declared_type = part->type.value.length > 0;
    if (!part->has_declared_type)
        part->type.value = mail_slice_from_string(is_in_digest && !field ? "message/rfc822" : "text/plain");
}

void mime_tree_read_fields(const struct mail_arena *arena, struct mime_part *part)
{
    const struct imf_field *disposition = imf_header_find(&part->header, "Content-Disposition");
    const struct imf_field *encoding = imf_header_find(&part->header, "Content-Transfer-Encoding");

    read_type(arena, part);
    if (disposition)
        part->disposition = mime_value_read_disposition(arena, disposition->body);
    mark_cut(&part->disposition, disposition);
    if (encoding) {
        part->declared_encoding = mime_encoding_read(arena, encoding->body);
        part->encoding = mime_encoding_find(encoding->body);
    }
}

/* The part after `part` and all that it contains: of it, or of one that contains it, the sibling. */
static const struct mime_part *part_after(const struct mime_part *part)
{
    while (part && !part->next_sibling)
        part = part->parent;
    return part ? part->next_sibling : NULL;
}

void mime_tree_link(struct mime_part *root)
{
    struct mime_part *part = root;

    while (part) {
        part->next = part->first_child ? part->first_child : part_after(part);
        part = (struct mime_part *) part->next;
    }
}
