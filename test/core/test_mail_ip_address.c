/* IP addresses as text: what is one, and what is not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_ip_address.h"
#include "core_test.h"

struct row {
    const char *text, *octets; /* in hex; NULL: no address */
};

static void expect_octets(const struct row *row, bool is_valid, const uint8_t *octets, size_t count)
{
    GString *hex = g_string_new(NULL);

    g_test_message("%s", row->text);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(hex, "%02x", octets[i]);
    g_assert_cmpint(is_valid, ==, row->octets != NULL);
    if (is_valid)
        g_assert_cmpstr(hex->str, ==, row->octets);
    g_string_free(hex, TRUE);
}

static void test_ipv4(void)
{
    static const struct row rows[] = {
        { "192.0.2.1", "c0000201" }, { "0.0.0.0", "00000000" }, { "255.255.255.255", "ffffffff" },
        { "192.0.2", NULL },         { "192.0.2.1.", NULL },    { "192.0.2.1.1", NULL },
        { "192.0.2.256", NULL },     { "192.0.02.1", NULL },    { ".0.2.1", NULL },
        { "192..2.1", NULL },        { "192.0.2.1x", NULL },    { "", NULL },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint8_t octets[4];
        bool is_valid = mail_ipv4_parse(mail_slice_from_string(rows[i].text), octets);
        expect_octets(&rows[i], is_valid, octets, is_valid ? sizeof octets : 0);
    }
}

static void test_ipv6(void)
{
    static const struct row rows[] = {
        { "2001:db8::1", "20010db8000000000000000000000001" },
        { "::", "00000000000000000000000000000000" },
        { "::1", "00000000000000000000000000000001" },
        { "1::", "00010000000000000000000000000000" },
        { "1:2:3:4:5:6:7:8", "00010002000300040005000600070008" },
        { "1:2:3:4:5:6:192.0.2.1", "000100020003000400050006c0000201" },
        { "::ffff:192.0.2.1", "00000000000000000000ffffc0000201" },
        { "ABCD:ef01::", "abcdef01000000000000000000000000" },
        { "1:2:3:4:5:6:7", NULL },
        { "1:2:3:4:5:6:7:8:9", NULL },
        { "1:2:3:4:5:6:7:192.0.2.1", NULL },
        { "1:2:3:4::5:6:7:8", NULL },
        { "1::2::3", NULL },
        { ":::", NULL },
        { ":1::2", NULL },
        { "1::2:", NULL },
        { "1:2:3:4:5:6:7:8:", NULL },
        { "12345::", NULL },
        { "g::", NULL },
        { "192.0.2.1::", NULL },
        { "192.0.2.1", NULL },
        { "", NULL },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint8_t octets[16];
        bool is_valid = mail_ipv6_parse(mail_slice_from_string(rows[i].text), octets);
        expect_octets(&rows[i], is_valid, octets, is_valid ? sizeof octets : 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ip-address/ipv4", test_ipv4);
    g_test_add_func("/ip-address/ipv6", test_ipv6);
    return g_test_run();
}
