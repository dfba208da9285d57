/* Hops of a message (RFC 5321, 4.4), and the many ways in which hosts write the address that they saw.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/imf_received.h"
#include "content/imf_received_address.h"
#include "core_test.h"

#define NO_DATE INT64_MIN

static const struct {
    const char *body;
    const char *from, *address, *by, *via, *with, *id, *recipient;
    int64_t date;
} hops[] = {
    { " from mail.example.com (mail.example.com [192.0.2.1])\r\n\tby mx.example.net (Postfix) with ESMTPS id 4F2\r\n\t"
      "for <bob@example.net>; Fri, 21 Nov 1997 09:55:06 -0600 (CST)",
      "mail.example.com", "192.0.2.1", "mx.example.net", NULL, "ESMTPS", "4F2", "bob@example.net", 880127706 },
    { "by mx.example.net; 1 Jan 1970 00:00:00 +0000", NULL, NULL, "mx.example.net", NULL, NULL, NULL, NULL, 0 },
    { "FROM a.example.com BY b.example.com VIA TCP WITH SMTP ID <1@b> FOR bob@example.net; 1 Jan 1970 00:00:00 +0000",
      "a.example.com", NULL, "b.example.com", "TCP", "SMTP", "<1@b>", "bob@example.net", 0 },
    { "from a by b with Microsoft SMTP Server (TLS) id 14.3; 1 Jan 1970 00:00:01 +0000", "a", NULL, "b", NULL,
      "Microsoft SMTP Server", "14.3", NULL, 1 },
    { "from a by b with Microsoft SMTP Server (TLS) and more id 14.3", "a", NULL, "b", NULL, "Microsoft SMTP Server",
      "14.3", NULL, NO_DATE },
    { "from a by b via Frontend Transport with HTTP", "a", NULL, "b", "Frontend Transport", "HTTP", NULL, NULL,
      NO_DATE },
    { "from a by b with ESMTPS tls TLS_AES_256_GCM_SHA384 id 1", "a", NULL, "b", NULL, "ESMTPS", "1", NULL, NO_DATE },
    { "by a.example.com (/\\==/\\ Smail3.1 #2)\r\n  from b.example.com (192.0.2.7) with smtp id <m0>; 19 Jun 96 18:12 "
      "MES",
      "b.example.com", "192.0.2.7", "a.example.com", NULL, "smtp", "<m0>", NULL, 835207920 },
    { "by a(b)with(c)d", NULL, NULL, "a", NULL, "d", NULL, NULL, NO_DATE },
    /* hosts named as keywords; a keyword behind a comment */
    { "from by by from with for id id for with", "by", NULL, "from", NULL, "for", "id", "with", NO_DATE },
    { "from ([192.0.2.1]) by mx.example.net with SMTP", NULL, "192.0.2.1", "mx.example.net", NULL, "SMTP", NULL, NULL,
      NO_DATE },
    { "from (c) a by (c) b", "a", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "(from user@a.example.com) by b.example.com (8.14/x) id x1", NULL, NULL, "b.example.com", NULL, NULL, "x1", NULL,
      NO_DATE },
    { "(qmail 1 invoked by uid 0); 1 Jan 1970 00:00:00 -0000", NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0 },
    /* words that belong to nothing; clauses twice */
    { "from a [192.0.2.9] by b", "a", "192.0.2.9", "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a (a) x [192.0.2.9] by b", "a", "192.0.2.9", "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a (a [192.0.2.8]) [192.0.2.9] by b", "a", "192.0.2.8", "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from [192.0.2.9] by b", "[192.0.2.9]", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from [192.0.2.9] (helo=a) by b", "[192.0.2.9]", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a by b ([192.0.2.9]) [192.0.2.10]", "a", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a b c by d e f from g by h", "a", NULL, "d", NULL, NULL, NULL, NULL, NO_DATE },
    { "apparently", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NO_DATE },
    { "", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NO_DATE },
    { "from", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NO_DATE },
    /* semicolons */
    { "from a; by b; 1 Jan 1970 00:00:00 +0000", "a", NULL, "b", NULL, NULL, NULL, NULL, 0 },
    { "from a (x; y) by b; (;) 1 Jan 1970 00:00:00 +0000 (;)", "a", NULL, "b", NULL, NULL, NULL, NULL, 0 },
    { "from a; b with SMTP; 1 Jan 1970 00:00:00 +0000", "a", NULL, NULL, NULL, "SMTP", NULL, NULL, 0 },
    { "from a by b; 1 Jan 1970 00:00:00 +0000;", "a", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a by b 1 Jan 1970 00:00:00 +0000", "a", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    { "from a by b; Mrz, 02 2004 12:55:34 -0700", "a", NULL, "b", NULL, NULL, NULL, NULL, NO_DATE },
    /* recipients */
    { "for bob@example.net", NULL, NULL, NULL, NULL, NULL, NULL, "bob@example.net", NO_DATE },
    { "for <\"a b;>\"@example.net> x", NULL, NULL, NULL, NULL, NULL, NULL, "\"a b;>\"@example.net", NO_DATE },
    { "for <bob@example.net", NULL, NULL, NULL, NULL, NULL, NULL, "bob@example.net", NO_DATE },
    { "for <>", NULL, NULL, NULL, NULL, NULL, NULL, "", NO_DATE },
};

static void expect_hop(const char *body, const struct imf_hop *hop, size_t i)
{
    core_test_expect_text(body, hop->from, hops[i].from);
    core_test_expect_text(body, hop->from_address, hops[i].address);
    core_test_expect_text(body, hop->by, hops[i].by);
    core_test_expect_text(body, hop->via, hops[i].via);
    core_test_expect_text(body, hop->with, hops[i].with);
    core_test_expect_text(body, hop->id, hops[i].id);
    core_test_expect_text(body, hop->recipient, hops[i].recipient);
    g_assert_cmpint(hop->has_date, ==, hops[i].date != NO_DATE);
    g_assert_cmpint(hop->has_date ? hop->date : NO_DATE, ==, hops[i].date);
}

static struct imf_field make_field(const char *name, const char *body)
{
    return (struct imf_field){ .name = mail_slice_from_string(name), .body = mail_slice_from_string(body) };
}

static void test_hops(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(hops); i++) {
        struct imf_field field = make_field("received", hops[i].body);
        struct imf_header header = { .first = &field, .count = 1 };
        const struct imf_hop *hop = imf_hops_read(&arena, &header);
        g_test_message("%s", hops[i].body);
        g_assert_nonnull(hop);
        g_assert_null(hop->next);
        g_assert_true(hop->field == &field);
        g_assert_false(hop->has_delay);
        expect_hop(hops[i].body, hop, i);
    }
    core_test_arena_free(&arena);
}

static const struct {
    const char *comment, *address;
} comments[] = {
    { "mail.example.com [192.0.2.1]", "192.0.2.1" },
    { "[192.0.2.1]", "192.0.2.1" },
    { "192.0.2.1", "192.0.2.1" },
    { " 192.0.2.1 ", "192.0.2.1" },
    { "unknown [IPv6:2001:db8::1]", "2001:db8::1" },
    { "[ipv6:2001:db8::1]", "2001:db8::1" },
    { "[2001:db8::1]", "2001:db8::1" },
    { "2001:db8::1", "2001:db8::1" },
    { "[IPv6:::1]", "::1" },
    { "[::ffff:192.0.2.1]", "::ffff:192.0.2.1" },
    { "[fe80::1%12]", "fe80::1" },
    { "[192.0.2.1]:4711", "192.0.2.1" },
    { "[192.0.2.1:4711] helo=example.com", "192.0.2.1" },
    { "[2001:db8::1]:4711", "2001:db8::1" },
    { "192.0.2.1:4711", "192.0.2.1" },
    { "helo [192.0.2.1]", NULL },
    { "HELO [192.0.2.2]) ([192.0.2.1]", "192.0.2.1" },
    { "HELO 192.0.2.2", NULL },
    { "EHLO mail.example.com", NULL },
    { "LHLO [192.0.2.2]", NULL },
    { "helo=[192.0.2.2]", NULL },
    { "[192.0.2.1] helo=[192.0.2.2]", "192.0.2.1" },
    { "helo=[192.0.2.2] [192.0.2.1]", "192.0.2.1" },
    { "user@192.0.2.1 with login", "192.0.2.1" },
    { "user@mail.example.com [192.0.2.1]", "192.0.2.1" },
    { "192.0.2.2 [192.0.2.1]", "192.0.2.1" },
    { "mail.example.com [192.0.2.1] (may be forged)", "192.0.2.1" },
    { "mail.example.com (may be forged) [192.0.2.1]", "192.0.2.1" },
    { "mail.example.com, [192.0.2.1], x", "192.0.2.1" },
    { "using version 192.0.2.1", NULL },
    { "Authenticated sender: joe@192.0.2.1", NULL },
    { "[]", NULL },
    { "[] verified", NULL },
    { "[", NULL },
    { "[192.0.2.1", NULL },
    { "[unix socket]", NULL },
    { "[192.0.2.256]", NULL },
    { "[192.0.2]", NULL },
    { "[192.0.2.1:]", NULL },
    { "[192.0.2.1:65536]", NULL },
    { "[192.0.2.1:x]", NULL },
    { "[xxx.xxx.xxx.xxx] verified", NULL },
    { "[IPv6:]", NULL },
    { "[%]", NULL },
    { "user@", NULL },
    { "@", NULL },
    { "unverified", NULL },
    { "256/256 bits", NULL },
    { "", NULL },
};

static void test_comments(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comments); i++) {
        g_test_message("%s", comments[i].comment);
        core_test_expect_text(comments[i].comment,
                              imf_received_address_in_comment(mail_slice_from_string(comments[i].comment)),
                              comments[i].address);
    }
}

/* One hop after the other; a comment of its own for each program. */
static void test_comments_of_a_hop(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct imf_field field =
        make_field("Received", "from unknown (HELO [192.0.2.2]) (192.0.2.1) (using TLS with cipher (256/256)) by b");
    struct imf_header header = { .first = &field, .count = 1 };

    core_test_expect_text("two comments", imf_hops_read(&arena, &header)->from_address, "192.0.2.1");
    core_test_arena_free(&arena);
}

/* The delay of a hop is the time since the field below; clocks that differ make it negative. */
static void test_delays(void)
{
    static const struct {
        const char *name, *body;
        bool has_delay;
        int64_t delay;
    } rows[] = {
        { "Received", "by e; 1 Jan 1970 00:01:40 +0000", true, 40 },
        { "Subject", "no hop; 1 Jan 1970 00:00:00 +0000", false, 0 },
        { "RECEIVED", "by d; 1 Jan 1970 00:01:00 +0000", true, -60 },
        { "Received", "by c; 1 Jan 1970 00:02:00 +0000", false, 0 },
        { "Received", "by b; soon", false, 0 },
        { "Received", "by a; 1 Jan 1970 01:00:00 +0100", false, 0 },
    };
    struct mail_arena arena = core_test_arena_new();
    struct imf_field fields[G_N_ELEMENTS(rows)];
    struct imf_header header = { .first = fields, .count = G_N_ELEMENTS(rows) };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fields[i] = make_field(rows[i].name, rows[i].body);
        fields[i].next = i + 1 < G_N_ELEMENTS(rows) ? &fields[i + 1] : NULL;
    }

    const struct imf_hop *hop = imf_hops_read(&arena, &header);

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (i == 1)
            continue;
        g_assert_true(hop->field == &fields[i]);
        g_assert_cmpint(hop->has_delay, ==, rows[i].has_delay);
        g_assert_cmpint(hop->delay, ==, rows[i].delay);
        hop = hop->next;
    }
    g_assert_null(hop);
    core_test_arena_free(&arena);
}

static void test_limit(void)
{
    enum { FIELDS = IMF_HOPS_LIMIT + 2 };
    struct mail_arena arena = core_test_arena_new();
    g_autofree struct imf_field *fields = g_new0(struct imf_field, FIELDS);
    struct imf_header header = { .first = fields, .count = FIELDS };
    int count = 0;

    for (size_t i = 0; i < FIELDS; i++) {
        fields[i] = make_field("Received", "by a");
        fields[i].next = i + 1 < FIELDS ? &fields[i + 1] : NULL;
    }
    for (const struct imf_hop *hop = imf_hops_read(&arena, &header); hop; hop = hop->next)
        count++;
    g_assert_cmpint(count, ==, IMF_HOPS_LIMIT);
    header.first = NULL;
    g_assert_null(imf_hops_read(&arena, &header));
    core_test_arena_free(&arena);
}

/* A field of a megabyte is read once, whatever it is made of, and takes no more memory than a copy. */
static void test_hostile(void)
{
    static const char *const fillings[] = { "(",       ")", "()",    "\\", "\"",   "from ", "from (", "from([",
                                            "from a ", ";", "from;", "<",  "for<", "[1.2.", "a@",     ":" };
    enum { SIZE = 1024 * 1024 };

    for (size_t i = 0; i < G_N_ELEMENTS(fillings); i++) {
        struct mail_arena arena = core_test_arena_new();
        g_autoptr(GString) text = g_string_new("from ");
        while (text->len < SIZE)
            g_string_append(text, fillings[i]);
        struct imf_field field = { .name = mail_slice_from_string("Received"),
                                   .body = mail_slice_make(text->str, text->len) };
        struct imf_header header = { .first = &field, .count = 1 };
        g_assert_nonnull(imf_hops_read(&arena, &header));
        g_assert_cmpuint(core_test_arena_size(&arena), <=, SIZE + 4096);
        memset(text->str + 5, 0, text->len - 5);
        g_assert_nonnull(imf_hops_read(&arena, &header));
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-received/hops", test_hops);
    g_test_add_func("/imf-received/comments", test_comments);
    g_test_add_func("/imf-received/comments-of-a-hop", test_comments_of_a_hop);
    g_test_add_func("/imf-received/delays", test_delays);
    g_test_add_func("/imf-received/limit", test_limit);
    g_test_add_func("/imf-received/hostile", test_hostile);
    return g_test_run();
}
