/* The tree of parts (RFC 2045, 5; RFC 2046, 5), and where messages break the rules.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "mime_tree_text.h"

#define MIXED(boundary) "Content-Type: multipart/mixed; boundary=" boundary "\r\n"

static const struct {
    const char *text, *parts;
} rows[] = {
    { "", "1 text/plain \n" },
    { "A: b\r\n\r\nx", "1 text/plain x\n" },
    { "Content-Type: Image/PNG\r\n\r\nx", "1 image/png x\n" },
    { "Content-Type: no type\r\n\r\nx", "1 text/plain x\n" },
    { "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\nx", "1 a/b x\n" },
    { MIXED("b") "\r\npre\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: "
                 "a/b\r\n\r\ntwo\r\n\r\n--b--\r\nepilogue\r\n--b\r\n\r\nno",
      " multipart/mixed\n1 text/plain one\n2 a/b two\\r\\n\n" },
    { MIXED("b") "\n--b\n\none\n--b--\n", " multipart/mixed\n1 text/plain one\n" },
    { MIXED("b") "\r\n--b\r\n\r\n\r\n--b\r\n\r\n--b\r\nA: b\r\n--b--",
      " multipart/mixed\n1 text/plain \n2 text/plain \n"
      "3 text/plain \n" },
    /* the line need only begin with the boundary; -- directly behind it closes */
    { MIXED("b") "\r\n--bcd\r\n\r\none\r\n--b \t\r\n\r\ntwo\r\n--b-x\r\n\r\nthree\r\n--b--x\r\n",
      " multipart/mixed\n1 text/plain one\n2 text/plain two\n3 text/plain three\n" },
    { MIXED("b") "\r\n--b\r\n\r\none\r\n --b\r\n-b\r\nx--b\r\n--B\r\n---b\r\n--b---\r\n",
      " multipart/mixed\n1 text/plain one\\r\\n --b\\r\\n-b\\r\\nx--b\\r\\n--B\\r\\n---b\n" },
    { MIXED("\"b  \"") "\r\n--b\r\n\r\none\r\n--b--\r\n", " multipart/mixed\n1 text/plain one\n" },
    { MIXED("\"a b:c\"") "\r\n--a b:c\r\n\r\none\r\n--a b:c--\r\n", " multipart/mixed\n1 text/plain one\n" },
    /* no boundary, or an empty one: a leaf */
    { "Content-Type: multipart/mixed\r\n\r\n--b\r\n", "1 multipart/mixed --b\\r\\n\n" },
    { MIXED("\"\"") "\r\n--\r\n\r\nx", "1 multipart/mixed --\\r\\n\\r\\nx\n" },
    { MIXED("\"  \"") "\r\n--\r\n\r\nx", "1 multipart/mixed --\\r\\n\\r\\nx\n" },
    /* not closed; a delimiter with nothing behind it opens no part */
    { MIXED("b") "\r\n--b\r\n\r\none", " multipart/mixed~\n1 text/plain one\n" },
    { MIXED("b") "\r\n--b\r\n\r\none\r\n--b\r\n", " multipart/mixed~\n1 text/plain one\n" },
    { MIXED("b") "\r\n--b\r\n\r\none\r\n--b", " multipart/mixed~\n1 text/plain one\n" },
    { MIXED("b") "\r\nno part", " multipart/mixed~\n" },
    { MIXED("b") "\r\n--b--\r\n", " multipart/mixed\n" },
    /* an inner multipart that is not closed does not swallow the outer delimiter */
    { MIXED("b") "\r\n--b\r\n" MIXED("c") "\r\n--c\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--c\r\n--b--\r\n",
      " multipart/mixed\n1 multipart/mixed~\n1.1 text/plain one\n2 text/plain two\\r\\n--c\n" },
    /* the longest boundary, then the innermost */
    { MIXED("b") "\r\n--b\r\n" MIXED("bc") "\r\n--bc\r\n\r\none\r\n--bcd\r\n\r\ntwo\r\n--bd\r\n\r\nthree\r\n--b--\r\n",
      " multipart/mixed\n1 multipart/mixed~\n1.1 text/plain one\n1.2 text/plain two\n2 text/plain three\n" },
    { MIXED("bc") "\r\n--bc\r\n" MIXED("b") "\r\n--b\r\n\r\none\r\n--bd\r\n\r\ntwo\r\n--bc--\r\n",
      " multipart/mixed\n1 multipart/mixed~\n1.1 text/plain one\n1.2 text/plain two\n" },
    { MIXED("b") "\r\n--b\r\n" MIXED("b") "\r\n--b\r\n\r\none\r\n--b--\r\n--b\r\n\r\ntwo\r\n--b--\r\n",
      " multipart/mixed\n1 multipart/mixed\n1.1 text/plain one\n2 text/plain two\n" },
    /* a delimiter ends a header: that of what contains the part, or its own */
    { MIXED("b") "\r\n--b\r\nContent-Type: a/b\r\nno field\r\n--b\r\n\r\ntwo\r\n--b--\r\n",
      " multipart/mixed\n1 a/b \n2 text/plain two\n" },
    { MIXED("b") "no field\r\n--b\r\n\r\none\r\n--b--\r\n", " multipart/mixed\n1 text/plain one\n" },
    { MIXED("\"b:c\"") "--b:c\r\n\r\none\r\n--b:c--\r\n", " multipart/mixed\n1 text/plain one\n" },
    { "A: b\r\n--b\r\n" MIXED("b") "\r\n--b\r\n\r\none\r\n--b--\r\n", " multipart/mixed\n1 text/plain one\n" },
    { MIXED("b") "\r\n--b\r\nContent-Type: message/rfc822\r\n--b--\r\n",
      " multipart/mixed\n1 message/rfc822\n1.1 text/plain \n" },
    /* messages in messages, and their numbers (RFC 3501, 6.4.5) */
    { "Content-Type: message/rfc822\r\n\r\nA: b\r\n\r\nx", "1 message/rfc822\n1.1 text/plain x\n" },
    { "Content-Type: message/global\r\n\r\n" MIXED(
          "b") "\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: message/RFC822\r\n\r\n\r\nx"
               "\r\n--b--\r\n",
      "1 message/global\n1 multipart/mixed\n1.1 text/plain one\n1.2 message/rfc822\n1.2.1 text/plain x\n" },
    { "Content-Type: message/partial\r\n\r\nA: b\r\n\r\nx", "1 message/partial A: b\\r\\n\\r\\nx\n" },
    { "Content-Type: message/rfc822\r\n\r\n", "1 message/rfc822\n1.1 text/plain \n" },
    /* a digest holds messages, but what has no valid type is text */
    { "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nA: b\r\n\r\nx\r\n--b\r\nContent-Type: "
      "bad\r\n\r\ny\r\n"
      "--b\r\nContent-Type: a/b\r\n\r\nz\r\n--b--\r\n",
      " multipart/digest\n1 message/rfc822\n1.1 text/plain x\n2 text/plain y\n3 a/b z\n" },
    /* encoded though it is forbidden (RFC 2046, 5.2.1), and a label that lies */
    { "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nQTogYg0KDQp4\r\n",
      "1 message/rfc822\n1.1 text/plain@ x\n" },
    { "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nContent-Type: a/b;=\r\n "
      "c=3Dd\r\n"
      "\r\nx=3D",
      "1 message/rfc822\n1.1 a/b@ x=\n" },
    { "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nA: b\r\n\r\nx",
      "1 message/rfc822\n1.1 text/plain x\n" },
    { MIXED("b") "\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: "
                 "base64\r\n\r\nQTogYg0KDQp4\r\n--b\r\n"
                 "\r\ntwo\r\n--b--",
      " multipart/mixed\n1 message/rfc822\n1.1 text/plain@ x\n2 text/plain two\n" },
    { MIXED("b") "Content-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\none\r\n--b--\r\n",
      " multipart/mixed\n1 text/plain one\n" },
};

static void test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        mime_tree_expect(rows[i].text, rows[i].parts);
}

static const struct mime_message *read_all(const struct mail_arena *arena, const GString *text)
{
    return mime_message_read(arena, mail_slice_make(text->str, text->len), NULL, &mime_default_limits);
}

static unsigned deepest(const struct mime_message *message)
{
    unsigned depth = 0;

    for (const struct mime_part *part = message->root; part; part = part->next)
        depth = MAX(depth, part->depth);
    return depth;
}

/* Each level has a boundary of its own. */
static void test_depth(void)
{
    static const struct {
        unsigned levels, depth;
        bool is_over_limit;
    } cases[] = {
        { MIME_DEPTH_LIMIT, MIME_DEPTH_LIMIT, false },
        { MIME_DEPTH_LIMIT + 1, MIME_DEPTH_LIMIT, true },
        { 10000, MIME_DEPTH_LIMIT, true },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct mail_arena arena = core_test_arena_new();
        g_autoptr(GString) parts = g_string_new(MIXED("b0;")), messages = g_string_new(NULL);
        for (unsigned level = 0; level < cases[i].levels; level++) {
            g_string_append_printf(parts, "\r\n--b%u;\r\n" MIXED("b%u;"), level, level + 1);
            g_string_append(messages, "Content-Type: message/rfc822\r\n\r\n");
        }
        g_string_append(messages, "A: b\r\n\r\nx");
        g_assert_cmpuint(deepest(read_all(&arena, messages)), ==, cases[i].depth);
        g_assert_cmpint(read_all(&arena, messages)->is_too_deep, ==, cases[i].is_over_limit);
        g_assert_cmpuint(deepest(read_all(&arena, parts)), ==, cases[i].depth);
        core_test_arena_free(&arena);
    }
}

static void test_parts_limit(void)
{
    for (unsigned count = MIME_PARTS_LIMIT - 2; count <= MIME_PARTS_LIMIT + 2; count++) {
        struct mail_arena arena = core_test_arena_new();
        g_autoptr(GString) text = g_string_new(MIXED("b") "\r\n");
        for (unsigned i = 0; i < count; i++)
            g_string_append(text, "--b\r\n\r\nx\r\n");
        const struct mime_message *message = read_all(&arena, text);
        g_assert_cmpuint(message->part_count, ==, MIN(count + 1, MIME_PARTS_LIMIT));
        g_assert_cmpint(message->has_too_many_parts, ==, count + 1 > MIME_PARTS_LIMIT);
        core_test_arena_free(&arena);
    }
}

/* Decoded messages take no more bytes than the message has. */
static void test_encoded_in_encoded(void)
{
    struct mail_arena arena = core_test_arena_new();
    g_autoptr(GString) text = g_string_new("A: b\r\n\r\nx");

    for (unsigned i = 0; i < 20; i++) {
        g_autofree char *encoded = g_base64_encode((const guchar *) text->str, text->len);
        g_string_printf(text, "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n%s", encoded);
    }
    g_assert_true(read_all(&arena, text)->has_too_many_parts);
    g_assert_cmpuint(core_test_arena_size(&arena), <, 2 * text->len + 100000);
    core_test_arena_free(&arena);
}

/* A boundary of 64 kB, many times nearly. */
static void test_long_boundary(void)
{
    struct mail_arena arena = core_test_arena_new();
    g_autofree char *boundary = g_strnfill(65536, 'b');
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(text, MIXED("%s.") "\r\n", boundary);
    for (unsigned i = 0; i < 100; i++)
        g_string_append_printf(text, "--%s\r\n", boundary);
    g_string_append_printf(text, "--%s.\r\n\r\none\r\n--%s.--\r\n", boundary, boundary);
    const struct mime_part *root = read_all(&arena, text)->root;
    core_test_expect_text("one", root->first_child->body, "one");
    g_assert_false(root->is_not_closed);
    core_test_arena_free(&arena);
}

static void test_embedded(void)
{
    struct mail_arena arena = core_test_arena_new();
    g_autoptr(GString) text = g_string_new(MIXED("b") "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" MIXED(
        "c") "\r\n--c\r\n\r\none\r\n--c--\r\n--b--\r\n");
    const struct mime_part *part = read_all(&arena, text)->root;

    for (unsigned i = 0; part; i++, part = part->next) {
        g_assert_cmpint(mime_part_is_embedded(part), ==, i >= 2);
        g_assert_cmpint(part->is_embedded_root, ==, i == 2);
    }
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-message/rows", test_rows);
    g_test_add_func("/mime-message/depth", test_depth);
    g_test_add_func("/mime-message/parts-limit", test_parts_limit);
    g_test_add_func("/mime-message/encoded-in-encoded", test_encoded_in_encoded);
    g_test_add_func("/mime-message/long-boundary", test_long_boundary);
    g_test_add_func("/mime-message/embedded", test_embedded);
    return g_test_run();
}
