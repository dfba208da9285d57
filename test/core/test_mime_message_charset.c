/* What character set a message seems to have as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_message.h"
#include "core_test.h"

static const struct {
    const char *name;
    const char *message;
    const char *guess;
} rows[] = {
    { "header and text",
      "From: \xb1\xab\xb2\xaa <bob@example.net>\r\nSubject: "
      "\xbb\xa8\xd4\xb0\xc0\xef\xb5\xc4\xcf\xc2\xce\xe7\xb2\xe8\r\n\r\n\xce\xd2\xc3\xc7\xd4\xda\xbb\xa8\xd4\xb0\xc0\xef"
      "\xba\xc8\xb2\xe8\xa3\xac\xc7\xeb\xb4\xf8\xc9\xcf\xc4\xe3\xb5\xc4\xc5\xf3\xd3\xd1\xa1\xa3\r\n",
      "GB18030" },
    { "a name alone", "From: \xb1\xab\xb2\xaa <bob@example.net>\r\n\r\nTea in the garden.\r\n", NULL },
    { "Latin-1",
      "From: Zo\xeb <zoe@example.net>\r\nSubject: Caf\xe9 \xe0 la cr\xe8me\r\n\r\nD\xe9j\xe0 vu, o\xf9 \xe7"
      "a?\r\n",
      NULL },
    { "a header in UTF-8",
      "From: \xe9\xb2\x8d\xe5\x8b\x83 "
      "<bob@example.net>"
      "\r\n\r\n\xce\xd2\xc3\xc7\xd4\xda\xbb\xa8\xd4\xb0\xc0\xef\xba\xc8\xb2\xe8\xa3\xac\xc7\xeb\xb4\xf8\xc9\xcf\xc4\xe3"
      "\xb5\xc4\xc5\xf3\xd3\xd1\xa1\xa3\r\n",
      NULL },
    { "KOI8-R",
      "From: \xe2\xcf\xd2\xc9\xd3 <b@example.net>\r\nSubject: \xfe\xc1\xca \xd7 \xd3\xc1\xc4\xd5 \xd7 "
      "\xd7\xcf\xd3\xcb\xd2\xc5\xd3\xc5\xce\xd8\xc5\r\n\r\n\xf0\xd2\xc9\xc8\xcf\xc4\xc9\xd4\xc5 \xd0\xc9\xd4\xd8 "
      "\xde\xc1\xca \xd7 \xce\xc1\xdb \xd3\xc1\xc4 \xd7 \xd7\xcf\xd3\xcb\xd2\xc5\xd3\xc5\xce\xd8\xc5.\r\n",
      NULL },
};

static void test_guesses(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct mail_arena arena = core_test_arena_new();
        mail_slice content = mail_slice_from_string(rows[i].message);
        const struct mime_message *message = mime_message_read(&arena, content, NULL, &mime_default_limits);
        g_test_message("%s", rows[i].name);
        g_assert_cmpstr(message->charset_guess, ==, rows[i].guess);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/message-charset/guesses", test_guesses);
    return g_test_run();
}
