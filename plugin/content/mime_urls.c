/* The URLs of a whole message. See mime_reading_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_html.h"
#include "mime_piece.h"
#include "mime_reading_text.h"
#include "mime_scratch.h"
#include "mime_source_text.h"
#include "mime_url.h"

#include <glib.h>

struct finder {
    const struct mail_arena *arena;
    const struct mime_part *part;
    struct mime_url *first;
    struct mime_url *last;
    GHashTable *known; /* of GBytes that lie in `arena` */
    unsigned count;
};

static void take_url(void *context, mail_slice url)
{
    struct finder *finder = context;
    GBytes *key = g_bytes_new_static(url.bytes, url.length);
    struct mime_url *entry;

    if (finder->count >= MIME_URLS_LIMIT || g_hash_table_contains(finder->known, key)) {
        g_bytes_unref(key);
        return;
    }
    g_bytes_unref(key);
    entry = mail_arena_allocate_zeroed(finder->arena, sizeof *entry);
    entry->url = mail_arena_copy(finder->arena, url);
    entry->part = finder->part;
    if (finder->last)
        finder->last->next = entry;
    else
        finder->first = entry;
    finder->last = entry;
    finder->count++;
    g_hash_table_add(finder->known, g_bytes_new_static(entry->url.bytes, entry->url.length));
}

static void take_value(void *context, mail_slice value)
{
    if (mime_url_is_url(value))
        take_url(context, value);
}

/* A URL at the end of text that a hole cuts may go on. */
static void find_in_text(struct finder *finder, mail_slice text, bool is_cut)
{
    while (is_cut && text.length && text.bytes[text.length - 1] > ' ')
        text.length--;
    mime_url_find_in_text(text, take_url, finder);
}

static void find_in_html(struct finder *finder, mail_slice html, bool is_cut)
{
    GString *text = g_string_new(NULL);

    mime_html_read(html, text, take_value, finder);
    find_in_text(finder, mail_slice_make(text->str, text->len), is_cut);
    g_string_free(text, TRUE);
}

static void find_in_piece(struct finder *finder, const struct mime_options *options, const struct mime_pieces *pieces)
{
    struct mime_scratch *scratch = mime_scratch_new();
    mail_slice text = mime_part_source_text(mime_scratch_arena(scratch), options, &pieces->piece, SIZE_MAX);

    if (mail_slice_equals_nocase(finder->part->type.value, mail_slice_from_string("text/html")))
        find_in_html(finder, text, pieces->is_cut);
    else
        find_in_text(finder, text, pieces->is_cut);
    mime_scratch_free(scratch);
}

static void find_in_part(struct finder *finder, const struct mime_options *options)
{
    struct mime_pieces pieces = mime_pieces_of(finder->part);

    while (mime_pieces_next(&pieces))
        find_in_piece(finder, options, &pieces);
}

/* Other kinds of text, such as text/css and text/calendar, are not for reading. */
static bool may_hold_urls(const struct mime_part *part)
{
    return mime_part_is_text(part) &&
           (mail_slice_equals_nocase(part->type.value, mail_slice_from_string("text/plain")) ||
            mail_slice_equals_nocase(part->type.value, mail_slice_from_string("text/html")));
}

const struct mime_url *mime_urls_find(const struct mail_arena *arena, const struct mime_options *options,
                                      const struct mime_message *message)
{
    struct finder finder = { .arena = arena };

    finder.known = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
    for (finder.part = message->root; finder.part && finder.count < MIME_URLS_LIMIT; finder.part = finder.part->next)
        if (may_hold_urls(finder.part))
            find_in_part(&finder, options);
    g_hash_table_destroy(finder.known);
    return finder.first;
}
