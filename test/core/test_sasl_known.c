/* How many passwords are remembered, and how many are tried: up to the limit and one beyond.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "sasl/sasl_known.h"

#define KNOWN_LIMIT 1000
#define TRIED_LIMIT 16

/* MD5 of the challenge "<1@a>" followed by the password "right" (RFC 1939, 7). */
static struct sasl_attempt attempt_with_digest(const char *digest)
{
    return (struct sasl_attempt){ .mechanism = mail_slice_from_string("APOP"),
                                  .user = mail_slice_from_string("alice"),
                                  .digest = mail_slice_from_string(digest),
                                  .last_challenge = mail_slice_from_string("<1@a>") };
}

static void note(struct mail_capture *capture, const char *user, const char *password, unsigned count)
{
    struct sasl_attempt attempt = { .user = mail_slice_from_string(user),
                                    .password = mail_slice_from_string(password),
                                    .has_password = true };

    for (unsigned i = 0; i < count; i++)
        sasl_known_note(capture, &attempt);
}

/* Notes `before` passwords of another user, the right one, and `after` wrong ones, and returns whether the right one is
 * found. */
static enum sasl_digest_match match_among(unsigned before, unsigned after)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_MD5, "<1@a>right", -1);
    struct sasl_attempt attempt = attempt_with_digest(digest);

    note(capture, "bob", "other", before);
    note(capture, "alice", "right", 1);
    note(capture, "alice", "wrong", after);

    enum sasl_digest_match match = sasl_known_match(capture, &attempt);

    g_assert_cmpuint(capture->known_count, <=, KNOWN_LIMIT);
    core_test_arena_free(&arena);
    return match;
}

static void test_remembered_up_to_the_limit(void)
{
    g_assert_cmpint(match_among(KNOWN_LIMIT - 1, 0), ==, SASL_DIGEST_MATCHES);
    g_assert_cmpint(match_among(KNOWN_LIMIT, 0), ==, SASL_DIGEST_UNTRIED);
}

static void test_tried_up_to_the_limit(void)
{
    g_assert_cmpint(match_among(0, TRIED_LIMIT - 1), ==, SASL_DIGEST_MATCHES);
    g_assert_cmpint(match_among(0, TRIED_LIMIT), ==, SASL_DIGEST_DIFFERS);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sasl/known/remembered", test_remembered_up_to_the_limit);
    g_test_add_func("/sasl/known/tried", test_tried_up_to_the_limit);
    return g_test_run();
}
