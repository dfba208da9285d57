/* See mime_boundary.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_boundary.h"

mail_slice mime_boundary_of_type(const struct mail_arena *arena, const struct mime_value *type)
{
    const struct mime_options options = { .fallback_charset = NULL };
    mail_slice text = mime_value_parameter(type, "boundary");

    if (!text.bytes)
        text = mime_value_decode_parameter(arena, &options, type, "boundary");
    while (text.length && (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t'))
        text.length--;
    return text;
}

static int compare(mail_slice one, mail_slice other)
{
    size_t length = one.length < other.length ? one.length : other.length;
    int difference = memcmp(one.bytes, other.bytes, length);

    return difference ? difference : (one.length > other.length) - (one.length < other.length);
}

static size_t place_of(const struct mime_boundaries *boundaries, mail_slice text)
{
    size_t first = 0;
    size_t end = boundaries->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (compare(boundaries->open[middle]->text, text) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

void mime_boundaries_open(struct mime_boundaries *boundaries, struct mime_boundary *boundary)
{
    size_t place = place_of(boundaries, boundary->text);
    struct mime_boundary **slot = &boundaries->open[place];

    boundary->is_open = true;
    boundary->outer = NULL;
    if (place < boundaries->count && compare((*slot)->text, boundary->text) == 0) {
        boundary->outer = *slot;
    } else {
        memmove(slot + 1, slot, (boundaries->count - place) * sizeof(struct mime_boundary *));
        boundaries->count++;
    }
    *slot = boundary;
}

void mime_boundaries_close(struct mime_boundaries *boundaries, struct mime_boundary *boundary)
{
    if (!boundary->is_open)
        return;
    boundary->is_open = false;

    size_t place = place_of(boundaries, boundary->text);
    struct mime_boundary **slot = &boundaries->open[place];

    if (boundary->outer) {
        *slot = boundary->outer;
        return;
    }
    boundaries->count--;
    memmove(slot, slot + 1, (boundaries->count - place) * sizeof(struct mime_boundary *));
}

/* Those whose byte at `index` is `byte` or more, of a range whose texts are the same up to there. */
static size_t lower_bound(const struct mime_boundaries *boundaries, size_t first, size_t end, size_t index,
                          unsigned byte)
{
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (boundaries->open[middle]->text.bytes[index] < byte)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* Texts from `first` to `end` begin with the bytes of `text` before `index`; with each byte they become fewer. */
const struct mime_boundary *mime_boundaries_match(const struct mime_boundaries *boundaries, mail_slice text)
{
    const struct mime_boundary *found = NULL;
    size_t first = 0;
    size_t end = boundaries->count;

    for (size_t index = 0; first < end; index++) {
        if (boundaries->open[first]->text.length == index)
            found = boundaries->open[first++];
        if (first == end || index == text.length)
            break;
        unsigned byte = text.bytes[index];
        if (boundaries->open[first]->text.bytes[index] == byte && boundaries->open[end - 1]->text.bytes[index] == byte)
            continue;
        first = lower_bound(boundaries, first, end, index, byte);
        end = lower_bound(boundaries, first, end, index, byte + 1);
    }
    return found;
}
