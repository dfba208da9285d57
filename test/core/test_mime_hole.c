/* Messages of which bytes are missing: what is read, and what is touched (base/mail_hole.h). The byte \1 is a hole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "mime_tree_text.h"

#include "content/imf_address.h"
#include "content/imf_date.h"
#include "content/imf_received.h"
#include "content/mime_attachment.h"
#include "content/mime_reading_text.h"

#include <string.h>

#define HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
#define ONE "--b\r\n\r\none\r\n"
#define TWO "--b\r\n\r\ntwo\r\n"
#define END "--b--\r\n"

static const struct {
    const char *text, *parts;
} rows[] = {
    { HEAD ONE TWO END, " multipart/mixed\n1 text/plain one\n2 text/plain two\n" },
    /* in a body: that part alone, and what contains it */
    { HEAD "--b\r\n\r\no\1ne\r\n" TWO END, " multipart/mixed!\n1 text/plain! one\n2 text/plain two\n" },
    { HEAD "--b\r\n\r\none\r\1\n" TWO END, " multipart/mixed!\n1 text/plain! one\n2 text/plain two\n" },
    { HEAD "--b\r\n\r\n\1one\r\n" TWO END, " multipart/mixed!\n1 text/plain! one\n2 text/plain two\n" },
    { HEAD ONE TWO "\1" END, " multipart/mixed!~\n1 text/plain one\n2 text/plain! two\\r\\n--b--\\r\\n\n" },
    { HEAD ONE "\1" TWO END, " multipart/mixed!\n1 text/plain! one\\r\\n--b\\r\\n\\r\\ntwo\n" },
    { HEAD ONE "\1xx\r\n" TWO END, " multipart/mixed!\n1 text/plain! one\\r\\nxx\n2 text/plain two\n" },
    /* preamble and epilogue */
    { HEAD "pre\1amble\r\n" ONE END, " multipart/mixed!\n1 text/plain one\n" },
    { HEAD ONE END "epi\1logue", " multipart/mixed!\n1 text/plain one\n" },
    { HEAD ONE END "\1", " multipart/mixed!\n1 text/plain one\n" },
    /* in a delimiter */
    { HEAD ONE "--\1b\r\n\r\ntwo\r\n" END, " multipart/mixed!\n1 text/plain! one\\r\\n--b\\r\\n\\r\\ntwo\n" },
    { HEAD ONE "--b\1xx\r\n\r\ntwo\r\n" END, " multipart/mixed!\n1 text/plain one\n2 text/plain! two\n" },
    { HEAD ONE "--b\r\n\1\r\ntwo\r\n" END, " multipart/mixed!\n1 text/plain one\n2 text/plain! \\r\\ntwo\n" },
    /* in a part's header: fields and folded lines go on with it, others do not */
    { HEAD "--b\r\nContent-Type: a/b\r\nX: y\1z\r\nY: z\r\n w\r\n\r\none\r\n" TWO END,
      " multipart/mixed!\n1 a/b! one\n2 text/plain two\n" },
    { HEAD "--b\r\nContent-Type: a/b\r\nX: y\1z\r\nno field\r\n\r\none\r\n" TWO END,
      " multipart/mixed!\n1 a/b! z\\r\\nno field\\r\\n\\r\\none\n2 text/plain two\n" },
    { HEAD "--b\r\nContent-\1Type: a/b\r\n\r\none\r\n" TWO END,
      " multipart/mixed!\n1 text/plain! one\n2 text/plain two\n" },
    { HEAD "--b\r\nX: y\1z\r\n" TWO END, " multipart/mixed!\n1 text/plain! \n2 text/plain two\n" },
    { HEAD "--b\r\nX: y\1z\r\nY: z\1\1\r\nno field\r\n" TWO END,
      " multipart/mixed!\n1 text/plain! z\\r\\nY: z\\r\\nno field\n2 text/plain two\n" },
    /* in the message's header */
    { "A: b\1c\r\n" HEAD ONE END, " multipart/mixed!\n1 text/plain one\n" },
    { "Content-Type: multipart/mixed; boundary=b\r\nX: y\1z\r\n" ONE END, " multipart/mixed!\n1 text/plain one\n" },
    { "A: b\1c\r\nno field\r\n" HEAD,
      "1 text/plain! c\\r\\nno field\\r\\nContent-Type: multipart/mixed; boundary=b\\r\\n"
      "\\r\\n\n" },
    /* the beginning is missing */
    { "\1rest: x\r\nContent-Type: a/b\r\n\r\nbody", "1 a/b! body\n" },
    { "\1rest\r\n folded\r\nContent-Type: a/b\r\n\r\nbody", "1 a/b! body\n" },
    { "\1rest\r\n" HEAD ONE END, " multipart/mixed!\n1 text/plain one\n" },
    { "\1" HEAD ONE END,
      "1 text/plain! Content-Type: multipart/mixed; boundary=b\\r\\n\\r\\n--b\\r\\n\\r\\none\\r\\n--b--"
      "\\r\\n\n" },
    { "\1rest\r\n\r\nContent-Type: a/b\r\n\r\n", "1 text/plain! rest\\r\\n\\r\\nContent-Type: a/b\\r\\n\\r\\n\n" },
    { "\1rest\r\nA: b\r\nno field\r\n\r\n", "1 text/plain! rest\\r\\nA: b\\r\\nno field\\r\\n\\r\\n\n" },
    { "\1rest\r\nA: b\r\n", "1 text/plain! rest\\r\\nA: b\\r\\n\n" },
    { "\1", "1 text/plain! \n" },
    /* the message was cut */
    { HEAD ONE TWO "\1", " multipart/mixed!~\n1 text/plain one\n2 text/plain! two\\r\\n\n" },
    { HEAD ONE "--b\r\n\1", " multipart/mixed!~\n1 text/plain one\n" },
    { HEAD ONE "--b\r\nContent-Type: a/\1", " multipart/mixed!~\n1 text/plain one\n2 text/plain! \n" },
    { "A: b\r\n\1", "1 text/plain! \n" },
    { "Content-Type: message/rfc822\r\n\r\nA: b\r\n\r\nx\1", "1 message/rfc822!\n1.1 text/plain! x\n" },
    /* what was decoded from bytes with a hole is touched as a whole */
    { "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nQTogYg0KDQp4\1\r\n",
      "1 message/rfc822!\n1.1 text/plain!@ x\n" },
};

static void test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        mime_tree_expect(rows[i].text, rows[i].parts);
}

/* A field that a hole cuts keeps what stood before it, and folded lines behind the hole belong to none. */
static void test_fields(void)
{
    static const char text[] = "A: bc\r\nX: yz\r\n w\r\nB: c\r\nC: d\r\n\r\n";
    struct mail_arena arena = core_test_arena_new();
    struct mail_hole second = { .offset = 24 }, first = { .next = &second, .offset = 11 };
    const struct imf_header *header =
        &mime_message_read(&arena, mail_slice_make(text, sizeof text - 1), &first, &mime_default_limits)->root->header;

    core_test_expect_text("A", imf_header_find(header, "A")->body, " bc");
    core_test_expect_text("X", imf_header_find(header, "X")->body, " y");
    core_test_expect_text("B", imf_header_find(header, "B")->body, " c");
    g_assert_false(imf_header_find(header, "A")->has_hole);
    g_assert_true(imf_header_find(header, "X")->has_hole);
    g_assert_true(imf_header_find(header, "B")->has_hole);
    g_assert_null(imf_header_find(header, "C"));
    g_assert_true(header->has_hole);
    core_test_arena_free(&arena);
}

/* What follows a hole is header only if an empty line ends it: text of the body may look like fields. */
static void test_fields_after_hole(void)
{
    static const struct {
        const char *text; /* with a hole at offset 6 */
        unsigned fields;
    } headers[] = {
        { "A: b\r\nx\r\nB: c\r\n\r\n", 2 },      { "A: b\r\nx\r\nB: c\r\nno field\r\n\r\n", 1 },
        { "A: b\r\nx\r\nB: c\r\n C: d\r\n", 1 }, { "A: b\r\nB: c\r\nB: c\r\n--b\r\n\r\n", 1 },
        { "A: b\r\nx\r\n\r\nB: c\r\n", 1 },
    };
    struct mail_arena arena = core_test_arena_new();
    struct mail_hole hole = { .offset = 6 };

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        mail_slice text = mail_slice_from_string(headers[i].text);
        g_test_message("%zu", i);
        g_assert_cmpuint(mime_message_read(&arena, text, &hole, &mime_default_limits)->root->header.count, ==,
                         headers[i].fields);
    }
    core_test_arena_free(&arena);
}

/* The first field of `text`, which a hole cuts at its end. */
static const struct imf_field *read_cut_field(const struct mail_arena *arena, const char *text)
{
    struct mail_hole *hole = mail_arena_allocate_zeroed(arena, sizeof *hole);

    hole->offset = strlen(text);
    return mime_message_read(arena, mail_slice_from_string(text), hole, &mime_default_limits)->root->header.first;
}

static void test_cut_dates(void)
{
    struct mail_arena arena = core_test_arena_new();
    int64_t seconds;

    g_assert_false(imf_date_read_field(read_cut_field(&arena, "Date: Mon, 5 Jan 2026 10:01"), &seconds));
    g_assert_false(imf_date_read_field(read_cut_field(&arena, "Date: Mon, 5 Jan 2026 10:01:00"), &seconds));
    g_assert_true(imf_date_read_field(read_cut_field(&arena, "Date: Mon, 5 Jan 2026 10:01:00\r\n"), &seconds));
    core_test_arena_free(&arena);
}

/* A mailbox that may go on is not given; brackets and separators end it. */
static void test_cut_addresses(void)
{
    static const struct {
        const char *text;
        unsigned count;
    } lists[] = {
        { "To: a@example.com, b@exam", 1 },
        { "To: a@example.com, B <b@exam", 1 },
        { "To: a@example.com, B <b@x.org>", 2 },
        { "To: a@example.com,", 1 },
        { "To: a@example.com, B ", 1 },
        { "To: a@example.com, \"B, b", 1 },
        { "To: a@example.com", 0 },
        { "To: a@example.com\r\n", 1 },
        { "To: tea: a@example.com;", 1 },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        const struct imf_field *field = read_cut_field(&arena, lists[i].text);
        g_test_message("%s", lists[i].text);
        g_assert_cmpuint(imf_address_list_read_field(&arena, NULL, field).count, ==, lists[i].count);
    }
    core_test_arena_free(&arena);
}

/* The last word may go on; behind the semicolon only the date does. */
static void test_cut_hops(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct imf_header header = { .first = read_cut_field(&arena, "Received: from a (b [192.0.2.1]) by mx.exam") };
    const struct imf_hop *hop = imf_hops_read(&arena, &header);

    core_test_expect_text("from", hop->from, "a");
    core_test_expect_text("address", hop->from_address, "192.0.2.1");
    core_test_expect_text("by", hop->by, NULL);
    header.first = read_cut_field(&arena, "Received: from a ([192.0.2.1");
    core_test_expect_text("address", imf_hops_read(&arena, &header)->from_address, NULL);
    header.first = read_cut_field(&arena, "Received: by mx.example.com;Mon, 5 Jan 2026 10:01");
    hop = imf_hops_read(&arena, &header);
    core_test_expect_text("by", hop->by, "mx.example.com");
    g_assert_false(hop->has_date);
    core_test_arena_free(&arena);
}

/* What stands on both sides of a hole is not put together, neither as text nor as a URL. */
static void test_text(void)
{
    static const struct {
        const char *before, *after, *text, *url;
    } bodies[] = {
        { "\r\nhttp://example.c", "m/a b", "http://example.c\nm/a b", NULL },
        { "\r\nhttp://", "xample.com/ b", "http://\nxample.com/ b", NULL },
        { "\r\nhttp://example.com/a.", "b", "http://example.com/a.\nb", NULL },
        { "\r\nhttp://example.com/a\r\n", "b", "http://example.com/a\n\nb", "http://example.com/a" },
        { "\r\na", "b http://example.com/a", "a\nb http://example.com/a", "http://example.com/a" },
        { "Content-Type: text/html\r\n\r\n<a href='http://exam", "ple.com/a'>b", "ple.com/a'>b", NULL },
        { "Content-Type: text/html\r\n\r\n<b>http://exam", "ple.com/a</b>", "http://exam\nple.com/a", NULL },
        { "Content-Transfer-Encoding: base64\r\n\r\nQUJD", "REVG", "ABC\n", NULL },
        { "Content-Transfer-Encoding: quoted-printable\r\n\r\na=", "41b", "a\n41b", NULL },
        { "X: y", "z\r\n\r\nb", "b", NULL },
    };
    static const struct mime_options options = { NULL };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autofree char *content = g_strconcat(bodies[i].before, bodies[i].after, NULL);
        struct mail_hole hole = { .offset = strlen(bodies[i].before) };
        const struct mime_message *message =
            mime_message_read(&arena, mail_slice_from_string(content), &hole, &mime_default_limits);
        const struct mime_url *url = mime_urls_find(&arena, &options, message);
        g_test_message("%s", content);
        core_test_expect_text("text", mime_part_text(&arena, &options, message->root, SIZE_MAX), bodies[i].text);
        core_test_expect_text("URL", url ? url->url : mail_slice_make(NULL, 0), bodies[i].url);
    }
    core_test_arena_free(&arena);
}

/* A name that may go on after the hole is none, and the part is an attachment all the same. */
static void test_cut_names(void)
{
    static const struct {
        const char *text, *name;
    } names[] = {
        { "Content-Disposition: attachment; filename=a.tx", NULL },
        { "Content-Disposition: attachment; filename=\"a.tx", NULL },
        { "Content-Disposition: attachment; filename=\"a.txt\"", "a.txt" },
        { "Content-Disposition: attachment; filename=a.txt;", "a.txt" },
        { "Content-Disposition: attachment; filename=a.txt; size=1", "a.txt" },
        { "Content-Disposition: attachment; filename*=utf-8''a%C3", NULL },
        { "Content-Disposition: attachment; filename*0=\"a\"", NULL },
        { "Content-Disposition: attachment; filename*0=\"a\"; filename*1=\".txt\";\r\n", NULL },
        { "Content-Disposition: attachment; filename*0=\"a\"; size=1", "a" },
        { "Content-Disposition: attachment; filename=a.txt\r\n", "a.txt" },
        { "Content-Type: a/b; name=a.tx", NULL },
        { "Content-Type: a/b; name=a.txt\r\nContent-Disposition: attachment; filename=\"b", "a.txt" },
        { "Content-Type: a/b; name=a.txt\r\nX: y", "a.txt" },
    };
    static const struct mime_options options = { NULL };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct mail_hole hole = { .offset = strlen(names[i].text) };
        mail_slice text = mail_slice_from_string(names[i].text);
        const struct mime_part *root = mime_message_read(&arena, text, &hole, &mime_default_limits)->root;
        g_test_message("%s", names[i].text);
        mail_slice name = mime_part_name(&arena, &options, root);
        core_test_expect_text("name", name.length ? name : mail_slice_make(NULL, 0), names[i].name);
        g_assert_true(mime_part_is_attachment(root));
    }
    core_test_arena_free(&arena);
}

/* A hole at any place leaves the parts before and after it as they were, once the boundary is known. */
static void test_everywhere(void)
{
    static const char before[] = HEAD "pre\r\n" ONE "--b\r\nContent-Type: a/b\r\n\r\nsome\r\nlines\r\n";
    static const char after[] = TWO END "epilogue\r\n";
    const size_t end_of_one = strlen(HEAD "pre\r\n" ONE "--b");
    g_autofree char *text = g_strconcat(before, after, NULL);

    for (size_t offset = strlen(HEAD); offset <= strlen(text); offset++) {
        g_autofree char *holed = g_strdup_printf("%.*s\1%s", (int) offset, text, text + offset);
        g_autofree char *parts = mime_tree_text(holed);
        g_test_message("%zu: %s", offset, parts);
        g_assert_true(offset < end_of_one || strstr(parts, "1 text/plain one\n"));
        g_assert_true(offset >= strlen(before) || strstr(parts, " text/plain two\n"));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-hole/rows", test_rows);
    g_test_add_func("/mime-hole/fields", test_fields);
    g_test_add_func("/mime-hole/fields-after-hole", test_fields_after_hole);
    g_test_add_func("/mime-hole/cut-dates", test_cut_dates);
    g_test_add_func("/mime-hole/cut-addresses", test_cut_addresses);
    g_test_add_func("/mime-hole/cut-hops", test_cut_hops);
    g_test_add_func("/mime-hole/text", test_text);
    g_test_add_func("/mime-hole/cut-names", test_cut_names);
    g_test_add_func("/mime-hole/everywhere", test_everywhere);
    return g_test_run();
}
