/* See mime_part.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_part.h"

enum { DIGITS = 10 };

/* A multipart that is a message's root has the number of that message (RFC 3501, 6.4.5). */
static bool has_number(const struct mime_part *part)
{
    return part->kind != MIME_PART_MULTIPART || (part->parent && !part->is_embedded_root);
}

static char *prepend_number(char *text, unsigned number)
{
    do {
        *--text = (char) ('0' + number % 10);
        number /= 10;
    } while (number);
    return text;
}

const char *mime_part_path(const struct mail_arena *arena, const struct mime_part *part)
{
    size_t size = ((size_t) part->depth + 1) * (DIGITS + 1) + 1;
    char *end = (char *) mail_arena_allocate_zeroed(arena, size) + size - 1;
    char *path = end;

    for (; part; part = part->parent) {
        if (!has_number(part))
            continue;
        if (path != end)
            *--path = '.';
        path = prepend_number(path, part->number);
    }
    return path;
}

bool mime_part_is_embedded(const struct mime_part *part)
{
    while (part && !part->is_embedded_root)
        part = part->parent;
    return part != NULL;
}
