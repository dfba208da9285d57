/* Addresses by the grammar of RFC 5321, 4.1.2 and 4.1.3, and RFC 6531, 3.3; and what breaks it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_address.h"

#include <string.h>

static const struct {
    const char *path, *route, *local_part, *domain;
} addresses[] = {
    { "a@b", NULL, "a", "b" },
    { "Smith@bar.com", NULL, "Smith", "bar.com" },
    { "jones@xyz.com", NULL, "jones", "xyz.com" },
    { "@hosta.int,@jkl.org:userc@d.bar.org", "@hosta.int,@jkl.org", "userc", "d.bar.org" },
    { "@ONE,@TWO:JOE@THREE", "@ONE,@TWO", "JOE", "THREE" },
    { "@a:b@c", "@a", "b", "c" },
    { "first.last+tag@sub.example.com", NULL, "first.last+tag", "sub.example.com" },
    { "!#$%&'*+-/=?^_`{|}~@example.com", NULL, "!#$%&'*+-/=?^_`{|}~", "example.com" },
    { "user%remote@relay", NULL, "user%remote", "relay" },
    { "\"Joe.\\\\Blow\"@example.com", NULL, "\"Joe.\\\\Blow\"", "example.com" },
    { "\"a b\"@c", NULL, "\"a b\"", "c" },
    { "\"a@b\"@c", NULL, "\"a@b\"", "c" },
    { "\"a\\\"b\"@c", NULL, "\"a\\\"b\"", "c" },
    { "\"\"@c", NULL, "\"\"", "c" },
    { "a@[192.0.2.1]", NULL, "a", "[192.0.2.1]" },
    { "a@[255.255.255.255]", NULL, "a", "[255.255.255.255]" },
    { "a@[IPv6:2001:db8::1]", NULL, "a", "[IPv6:2001:db8::1]" },
    { "a@[ipv6:::1]", NULL, "a", "[ipv6:::1]" },
    { "a@[IPv6:::ffff:192.0.2.1]", NULL, "a", "[IPv6:::ffff:192.0.2.1]" },
    { "a@[IPv6:2001:db8:1:2:3:4:5:6]", NULL, "a", "[IPv6:2001:db8:1:2:3:4:5:6]" },
    { "a@1.2.3.4", NULL, "a", "1.2.3.4" },
    { "a@xn--bcher-kva.example", NULL, "a", "xn--bcher-kva.example" },
    { "\xe5\x95\x8f@\xe4\xbe\x8b.example", NULL, "\xe5\x95\x8f", "\xe4\xbe\x8b.example" },
    { "\"\xe5\x95\x8f x\"@example.com", NULL, "\"\xe5\x95\x8f x\"", "example.com" },
    { "m\xc3\xbcller@b\xc3\xbc"
      "cher.example",
      NULL, "m\xc3\xbcller",
      "b\xc3\xbc"
      "cher.example" },
};

static void test_addresses(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        mail_slice path = mail_slice_from_string(addresses[i].path);
        for (enum smtp_path_kind kind = SMTP_REVERSE_PATH; kind <= SMTP_FORWARD_PATH; kind++) {
            struct smtp_address address;
            g_test_message("%s", addresses[i].path);
            g_assert_true(smtp_address_parse(path, kind, &address));
            core_test_expect_text(addresses[i].path, address.route, addresses[i].route);
            core_test_expect_text(addresses[i].path, address.local_part, addresses[i].local_part);
            core_test_expect_text(addresses[i].path, address.domain, addresses[i].domain);
        }
    }
}

static const char *const others[] = {
    "a",
    "@",
    "a@",
    "@b",
    "a@b@c",
    "a b@c",
    "a..b@c",
    ".a@b",
    "a.@b",
    "a@b.",
    "a@.b",
    "a@b..c",
    "a@-b",
    "a@b-",
    "a@b.-c",
    "a@b_c",
    "a@b c",
    "a@b/c",
    "a,b@c",
    "a(comment)@b",
    "<a@b>",
    "a@b>",
    "\"a@b",
    "\"a\"b@c",
    "a\"b\"@c",
    "\"a\\\"@b",
    "\"a\tb\"@c",
    "\"a",
    "\"",
    "\"\\",
    "a@[",
    "a@[]",
    "a@[192.0.2.1",
    "a@192.0.2.1]",
    "a@[192.0.2]",
    "a@[192.0.2.1.5]",
    "a@[192.0.2.256]",
    "a@[0192.0.2.1]",
    "a@[192.0.2.]",
    "a@[192.0.2.1]x",
    "a@[2001:db8::1%eth0]",
    "a@[IPv6:2001:db8::1%eth0]",
    "a@[IPv6:]",
    "a@[IPv6:1]",
    "a@[IPv6:192.0.2.1]",
    "a@[IPv6:2001:db8]",
    "a@[IPv6:1:2:3:4:5:6:7:8:9]",
    "a@[IPv6:1::2::3]",
    "a@[IPv6:2001:0db8:0000:0000:0000:0000:255.255.255.2555]",
    "a@[x400:c=de;a=b]",
    "a@[x400:]",
    "a@[x-:y]",
    "a@[:y]",
    "a@[x:y[z]",
    "@one:",
    "@one,@two",
    "@one,two:joe@three",
    "@one,:joe@three",
    "@:joe@three",
    "@one@two:joe@three",
    "@one joe@three",
    "@[192.0.2.1]:joe@three",
    "postmaster@",
    "a@\xff",
    "\xc3@b",
    "\xed\xa0\x80@b",
    "a@b\xc3",
    "\"\xff\"@b",
    "\"\\\xc3\xa4\"@b",
};

static void test_others(void)
{
    struct smtp_address address;

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_test_message("%s", others[i]);
        g_assert_false(smtp_address_parse(mail_slice_from_string(others[i]), SMTP_REVERSE_PATH, &address));
        g_assert_false(smtp_address_parse(mail_slice_from_string(others[i]), SMTP_FORWARD_PATH, &address));
    }
    g_assert_false(smtp_address_parse(mail_slice_make("a\0@b", sizeof "a\0@b" - 1), SMTP_FORWARD_PATH, &address));
    g_assert_false(smtp_address_parse(mail_slice_make("a@b\0", sizeof "a@b\0" - 1), SMTP_FORWARD_PATH, &address));
    g_assert_false(smtp_address_parse(mail_slice_make("a@[192.0.2.1\0]", sizeof "a@[192.0.2.1\0]" - 1),
                                      SMTP_FORWARD_PATH, &address));
    g_assert_false(smtp_address_parse(mail_slice_make("a@[IPv6:::1\0]", sizeof "a@[IPv6:::1\0]" - 1), SMTP_FORWARD_PATH,
                                      &address));
    g_assert_false(smtp_address_parse(mail_slice_make("\"\0\"@b", sizeof "\"\0\"@b" - 1), SMTP_FORWARD_PATH, &address));
}

/* Reverse-path = Path / "<>"; RCPT takes "<Postmaster>" too (RFC 5321, 4.1.1.2 and 4.1.1.3). */
static void test_without_domain(void)
{
    struct smtp_address address;

    g_assert_true(smtp_address_parse(mail_slice_from_string(""), SMTP_REVERSE_PATH, &address));
    core_test_expect_text("<>", address.local_part, NULL);
    g_assert_false(smtp_address_parse(mail_slice_from_string(""), SMTP_FORWARD_PATH, &address));
    g_assert_true(smtp_address_parse(mail_slice_from_string("pOSTMASTER"), SMTP_FORWARD_PATH, &address));
    core_test_expect_text("<Postmaster>", address.local_part, "pOSTMASTER");
    core_test_expect_text("<Postmaster>", address.domain, NULL);
    g_assert_false(smtp_address_parse(mail_slice_from_string("Postmaster"), SMTP_REVERSE_PATH, &address));
    g_assert_false(smtp_address_parse(mail_slice_from_string("Postmasters"), SMTP_FORWARD_PATH, &address));
}

/* Every part of every address, in a buffer that a sanitizer watches: no byte after it is read. */
static void test_cut_anywhere(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++)
        for (size_t length = 0; length <= strlen(addresses[i].path); length++) {
            g_autofree guint8 *copy = g_memdup2(addresses[i].path, length);
            struct smtp_address address;
            smtp_address_parse(mail_slice_make(copy, length), SMTP_FORWARD_PATH, &address);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-address/addresses", test_addresses);
    g_test_add_func("/mail-address/others", test_others);
    g_test_add_func("/mail-address/without-domain", test_without_domain);
    g_test_add_func("/mail-address/cut-anywhere", test_cut_anywhere);
    return g_test_run();
}
