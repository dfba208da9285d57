/* Header sections: fields, what is none, where they end (RFC 5322, 2.2, 3.6.8, 4.2 and 4.5).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_message.h"
#include "core_test.h"

static const struct mime_message *read_text(const struct mail_arena *arena, const char *text)
{
    return mime_message_read(arena, mail_slice_from_string(text), NULL, &mime_default_limits);
}

/* "name=body|" for each field, line ends as they are. */
static char *describe(const struct imf_header *header)
{
    GString *text = g_string_new(NULL);

    for (const struct imf_field *field = header->first; field; field = field->next) {
        core_test_append_escaped(text, field->name);
        g_string_append_c(text, '=');
        core_test_append_escaped(text, field->body);
        g_string_append_c(text, '|');
    }
    return g_string_free(text, FALSE);
}

static const struct {
    const char *text, *fields, *body;
    unsigned bad_lines;
    bool has_no_end;
} rows[] = {
    { "A: b\r\n\r\nbody", "A= b|", "body", 0, false },
    { "A: b\n\nbody", "A= b|", "body", 0, false },
    { "A:\r\n\r\n", "A=|", "", 0, false },
    { "A: b\r\n c\r\n\td\r\n\r\nx", "A= b\\r\\n c\\r\\n\\x09d|", "x", 0, false },
    { "A: b\rC: d\r\n\r\nx", "A= b\\rC: d|", "x", 0, false },
    { "A: b\r\n \t \r\nC: d\r\n\r\nx", "A= b\\r\\n \\x09 |C= d|", "x", 0, false },
    { "A: b\r\nno field\r\nC: d\r\n\r\nx", "A= b|C= d|", "x", 1, false },
    { "A: b\r\nno field\r\n folded\r\nC: d\r\n\r\nx", "A= b|C= d|", "x", 2, false },
    { " folded\r\nC: d\r\n\r\nx", "C= d|", "x", 1, false },
    { "A \t: b\r\n\r\n", "A= b|", "", 0, false },
    { "A b: c\r\n\r\n", "", "", 1, false },
    { ": c\r\n\r\n", "", "", 1, false },
    { "\xc3\xa4: c\r\n\r\n", "", "", 1, false },
    { "a:b:c\r\n\r\n", "a=b:c|", "", 0, false },
    { "From bob Mon Jan  5 10:00:00 2026\r\nA: b\r\n\r\nx", "A= b|", "x", 0, false },
    { ">From bob Mon Jan  5 10:00:00 2026\r\nA: b\r\n\r\nx", "A= b|", "x", 0, false },
    { "A: b\r\nFrom bob\r\n\r\nx", "A= b|", "x", 1, false },
    { "From : bob@example.com\r\n\r\nx", "From= bob@example.com|", "x", 0, false },
    { "A: b", "A= b|", "", 0, true },
    { "A: b\r", "A= b\\r|", "", 0, true },
    { "A: b\r\n", "A= b|", "", 0, true },
    { "A: b\r\nno", "A= b|", "", 1, true },
    { "\r\nA: b\r\n\r\nx", "", "A: b\\r\\n\\r\\nx", 0, false },
    { "", "", "", 0, true },
};

static void test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct mail_arena arena = core_test_arena_new();
        const struct mime_part *root = read_text(&arena, rows[i].text)->root;
        g_autofree char *fields = describe(&root->header);
        g_autoptr(GString) body = g_string_new(NULL);
        core_test_append_escaped(body, root->body);
        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(fields, ==, rows[i].fields);
        g_assert_cmpstr(body->str, ==, rows[i].body);
        g_assert_cmpuint(root->header.bad_line_count, ==, rows[i].bad_lines);
        g_assert_cmpint(root->header.has_no_end, ==, rows[i].has_no_end);
        core_test_arena_free(&arena);
    }
}

static void test_find(void)
{
    struct mail_arena arena = core_test_arena_new();
    const struct imf_header *header = &read_text(&arena, "A: 1\r\nB: 2\r\na: 3\r\nAB: 4\r\n\r\n")->root->header;
    const struct imf_field *field = imf_header_find(header, "a");

    core_test_expect_text("a", field->body, " 1");
    field = imf_header_find_next(field, "A");
    core_test_expect_text("A", field->body, " 3");
    g_assert_null(imf_header_find_next(field, "A"));
    g_assert_null(imf_header_find(header, "C"));
    g_assert_null(imf_header_find(header, ""));
    core_test_arena_free(&arena);
}

static const struct imf_header *read_repeated(const struct mail_arena *arena, GString *text, const char *line,
                                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_string_append(text, line);
    return &mime_message_read(arena, mail_slice_make(text->str, text->len), NULL, &mime_default_limits)->root->header;
}

static void test_limits(void)
{
    struct mail_arena arena = core_test_arena_new();
    g_autoptr(GString) fields = g_string_new(NULL);
    g_autoptr(GString) more = g_string_new(NULL);
    g_autoptr(GString) folded = g_string_new("A: ");
    const struct imf_header *header = read_repeated(&arena, fields, "A: b\r\n c\r\n", IMF_FIELDS_LIMIT);

    g_assert_cmpuint(header->count, ==, IMF_FIELDS_LIMIT);
    g_assert_false(header->is_over_limit);
    header = read_repeated(&arena, more, "A: b\r\n c\r\n", IMF_FIELDS_LIMIT + 1);
    g_assert_cmpuint(header->count, ==, IMF_FIELDS_LIMIT);
    g_assert_cmpuint(header->bad_line_count, ==, 0);
    g_assert_true(header->is_over_limit);
    header = read_repeated(&arena, folded, "bbbb\r\n ", IMF_FIELD_LIMIT / 4);
    g_assert_true(header->is_over_limit);
    g_assert_cmpuint(header->first->body.length, ==, IMF_FIELD_LIMIT - 2);
    core_test_arena_free(&arena);
}

/* What is kept does not grow with lines that are no fields. */
static void test_hostile(void)
{
    static const char *const lines[] = { ":\n", "x\n", " \n", "--\n", "(((((((\n", "A" };

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        struct mail_arena arena = core_test_arena_new();
        g_autoptr(GString) text = g_string_new(NULL);
        read_repeated(&arena, text, lines[i], 1000000);
        g_assert_cmpuint(core_test_arena_size(&arena), <, 100000);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-header/rows", test_rows);
    g_test_add_func("/imf-header/find", test_find);
    g_test_add_func("/imf-header/limits", test_limits);
    g_test_add_func("/imf-header/hostile", test_hostile);
    return g_test_run();
}
