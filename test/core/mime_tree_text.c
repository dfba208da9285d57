/* See mime_tree_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_tree_text.h"
#include "core_test.h"

enum { HOLES_LIMIT = 10 };

static void append_part(GString *text, const struct mail_arena *arena, const struct mime_part *part)
{
    g_string_append_printf(text, "%s ", mime_part_path(arena, part));
    core_test_append_escaped(text, part->type.value);
    g_string_append(text, part->has_hole ? "!" : "");
    g_string_append(text, part->is_not_closed ? "~" : "");
    g_string_append(text, part->was_decoded ? "@" : "");
    if (part->kind == MIME_PART_LEAF) {
        g_string_append_c(text, ' ');
        core_test_append_escaped(text, part->body);
    }
    g_string_append_c(text, '\n');
}

/* Takes the marks out of the text; returns how many there were. */
static size_t take_marks(const char *text, GString *content, struct mail_hole *holes)
{
    size_t count = 0;

    for (; *text; text++) {
        if (*text != '\x01') {
            g_string_append_c(content, *text);
            continue;
        }
        g_assert_cmpuint(count, <, HOLES_LIMIT);
        holes[count] = (struct mail_hole){ .offset = content->len };
        if (count)
            holes[count - 1].next = &holes[count];
        count++;
    }
    return count;
}

char *mime_tree_text(const char *text)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_hole holes[HOLES_LIMIT];
    GString *content = g_string_new(NULL), *result = g_string_new(NULL);
    size_t count = take_marks(text, content, holes);
    mail_slice bytes = mail_slice_make(content->str, content->len);
    const struct mime_message *message = mime_message_read(&arena, bytes, count ? holes : NULL, &mime_default_limits);

    for (const struct mime_part *part = message->root; part; part = part->next)
        append_part(result, &arena, part);
    core_test_arena_free(&arena);
    g_string_free(content, TRUE);
    return g_string_free(result, FALSE);
}

void mime_tree_expect(const char *text, const char *expected)
{
    g_autofree char *described = mime_tree_text(text);

    g_test_message("%s", text);
    g_assert_cmpstr(described, ==, expected);
}
