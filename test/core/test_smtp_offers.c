/* What the server offered is remembered, replaced by each accepted EHLO or LHLO, and forgotten where the RFCs say so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_session.h"

#include <string.h>

struct fixture {
    struct mail_arena arena;
    struct mail_session *session;
    uint32_t next_sequence[MAIL_LAYERS][MAIL_SIDES];
    enum mail_layer layer;
};

/* Feeds lines that begin with "C: " or "S: ", each with CRLF in a segment of its own. "C-" and "S-" lose 100 bytes;
 * "tls" begins the layer that TLS decrypted. */
static void feed_line(struct fixture *fixture, const char *line)
{
    enum mail_side side = line[0] == 'C' ? MAIL_SIDE_A : MAIL_SIDE_B;
    uint32_t *sequence = &fixture->next_sequence[fixture->layer][side];
    g_autofree char *bytes = g_strdup_printf("%s\r\n", line + MIN(strlen(line), 3));
    struct mail_segment segment = { .side = side,
                                    .layer = fixture->layer,
                                    .has_sequence = true,
                                    .sequence = *sequence,
                                    .bytes = mail_slice_from_string(bytes) };

    if (g_str_equal(line, "tls")) {
        fixture->layer = MAIL_LAYER_TLS;
    } else if (line[1] == '-') {
        *sequence += 100;
    } else {
        *sequence += (uint32_t) segment.bytes.length;
        mail_session_read(fixture->session, &segment);
    }
}

static void fixture_read(struct fixture *fixture, const char *dialogue)
{
    g_auto(GStrv) lines = g_strsplit(dialogue, "\n", -1);

    *fixture = (struct fixture){ .arena = core_test_arena_new() };
    fixture->session = mail_session_new(mail_capture_new(fixture->arena, &mail_rules), &smtp_protocol, MAIL_SIDE_A,
                                        MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
    for (char **line = lines; *line; line++)
        if (**line)
            feed_line(fixture, *line);
}

#define GREETING "S: 220 mx ESMTP\n"
#define EHLO                                                                                                           \
    "C: EHLO client\nS: 250-mx\nS: 250-size 1000\nS: 250-AUTH LOGIN PLAIN\nS: 250-AUTH=LOGIN\nS: 250 STARTTLS\n"

/* Of keywords: + offered, - not offered, ? unknown. */
static char sign_of(enum smtp_offer offer)
{
    return "?+-"[offer];
}

struct row {
    const char *name, *dialogue;
    const char *size, *auth, *starttls; /* signs */
    const char *plain;                  /* the mechanism's sign */
};

static const struct row rows[] = {
    { "nothing read", "", "?", "?", "?", "?" },
    { "greeting", GREETING, "?", "?", "?", "?" },
    { "ehlo", GREETING EHLO, "+", "+", "+", "+" },
    { "reply unfinished", GREETING "C: EHLO x\nS: 250-mx\nS: 250-SIZE", "?", "?", "?", "?" },
    { "one line", GREETING "C: EHLO x\nS: 250 mx", "-", "-", "-", "-" },
    { "lhlo", GREETING "C: LHLO x\nS: 250-mx\nS: 250 SIZE", "+", "-", "-", "-" },
    { "first line is no keyword", GREETING "C: EHLO x\nS: 250-SIZE\nS: 250 DSN", "-", "-", "-", "-" },
    { "ehlo replaces", GREETING EHLO "C: EHLO x\nS: 250-mx\nS: 250 AUTH CRAM-MD5", "-", "+", "-", "-" },
    { "ehlo refused", GREETING EHLO "C: EHLO x\nS: 501 no", "+", "+", "+", "+" },
    { "helo clears", GREETING EHLO "C: HELO x\nS: 250 mx", "-", "-", "-", "-" },
    { "helo refused", GREETING EHLO "C: HELO x\nS: 501 mx", "+", "+", "+", "+" },
    { "rset keeps", GREETING EHLO "C: RSET\nS: 250 ok", "+", "+", "+", "+" },
    { "other reply of many lines", GREETING "C: HELP\nS: 250-mx\nS: 250 SIZE", "?", "?", "?", "?" },
    { "starttls forgets", GREETING EHLO "C: STARTTLS\nS: 220 go", "?", "?", "?", "?" },
    { "starttls refused", GREETING EHLO "C: STARTTLS\nS: 454 no", "+", "+", "+", "+" },
    { "ehlo in tls", GREETING EHLO "C: STARTTLS\nS: 220 go\ntls\nC: EHLO x\nS: 250-mx\nS: 250 SIZE", "+", "-", "-",
      "-" },
    { "xclient begins anew", GREETING EHLO "C: XCLIENT NAME=x\nS: 220 mx", "?", "?", "?", "?" },
    { "xclient refused", GREETING EHLO "C: XCLIENT NAME=x\nS: 501 no", "+", "+", "+", "+" },
    { "turn begins anew", GREETING EHLO "C: TURN\nS: 250 ok", "?", "?", "?", "?" },
    { "turn refused", GREETING EHLO "C: TURN\nS: 502 no", "+", "+", "+", "+" },
    { "masked", GREETING "C: EHLO x\nS: 250-mx\nS: 250-SIZE 1\nS: 250 XXXXXXXA", "+", "?", "?", "?" },
    { "gap of the server's", GREETING "C: EHLO x\nS: 250-mx\nS: 250 SIZE\nS-\nC: NOOP\nS: 250 ok", "+", "?", "?", "?" },
    { "gap in the reply", GREETING "C: EHLO x\nS: 250-mx\nS: 250-SIZE\nS-\nS: 250 DSN", "?", "?", "?", "?" },
    { "gap before a reply", GREETING EHLO "S-\nC: EHLO x\nS: 250-mx\nS: 250 SIZE", "+", "+", "+", "+" },
    { "ehlo after a gap", GREETING EHLO "S-\nS: 250 x\nC: EHLO x\nS: 250-mx\nS: 250 SIZE", "+", "-", "-", "-" },
    { "gap of the client's", GREETING "C: EHLO x\nS: 250-mx\nS: 250 SIZE\nC-\nC: NOOP", "+", "?", "?", "?" },
    { "pipelined", GREETING "C: EHLO x\nC: NOOP\nS: 250-mx\nS: 250 SIZE\nS: 250 ok", "+", "-", "-", "-" },
    { "code missing", GREETING "C: EHLO x\nS: 250-mx\nS: SIZE\nS: 250-SIZE\nS: 250 DSN", "+", "?", "?", "?" },
    { "code missing in another reply", GREETING EHLO "C: HELP\nS: 250-mx\nS: help\nS: 250 DSN", "+", "+", "+", "+" },
    { "another positive reply", GREETING EHLO "C: EHLO x\nS: 251-mx\nS: 251 SIZE", "?", "?", "?", "?" },
    { "another positive reply in lmtp", GREETING "C: LHLO x\nS: 251-mx\nS: 251 SIZE", "?", "?", "?", "?" },
    { "tls without its reply", GREETING EHLO "tls\nC: NOOP", "?", "?", "?", "?" },
    { "reply broken off by tls", GREETING "C: EHLO x\nS: 250-mx\nS: 250-SIZE 1\ntls\nC: EHLO x\nS: 250-mx\nS: 250 AUTH",
      "-", "+", "-", "-" },
    { "helo in tls", GREETING EHLO "C: STARTTLS\nS: 220 go\ntls\nC: HELO x\nS: 250 mx", "-", "-", "-", "-" },
};

static void test_offers(gconstpointer data)
{
    const struct row *row = data;
    struct fixture fixture;

    fixture_read(&fixture, row->dialogue);
    g_assert_cmpint(sign_of(smtp_session_is_offered(fixture.session, mail_slice_from_string("SIZE"))), ==,
                    row->size[0]);
    g_assert_cmpint(sign_of(smtp_session_is_offered(fixture.session, mail_slice_from_string("auth"))), ==,
                    row->auth[0]);
    g_assert_cmpint(sign_of(smtp_session_is_offered(fixture.session, mail_slice_from_string("STARTTLS"))), ==,
                    row->starttls[0]);
    g_assert_cmpint(sign_of(smtp_session_is_mechanism_offered(fixture.session, mail_slice_from_string("plain"))), ==,
                    row->plain[0]);
    core_test_arena_free(&fixture.arena);
}

static void test_details(void)
{
    struct fixture fixture;

    fixture_read(&fixture, GREETING EHLO);
    g_assert_true(smtp_session_of(fixture.session)->offering.offers->has_size_limit);
    g_assert_cmpuint(smtp_session_of(fixture.session)->offering.offers->size_limit, ==, 1000);
    g_assert_cmpuint(smtp_session_of(fixture.session)->offering.offers->mechanism_count, ==, 2);
    g_assert_cmpint(smtp_session_is_offered(fixture.session, mail_slice_from_string("NO-SUCH-KEYWORD")), ==,
                    SMTP_OFFER_UNKNOWN);
    core_test_arena_free(&fixture.arena);
}

/* An object that a unit may point to never changes. */
static void test_offers_are_frozen(void)
{
    struct fixture fixture;

    fixture_read(&fixture, GREETING EHLO);

    const struct smtp_offers *offers = smtp_session_of(fixture.session)->offering.offers;
    struct smtp_offers before = *offers;

    feed_line(&fixture, "C: EHLO again");
    feed_line(&fixture, "S: 250-mx");
    feed_line(&fixture, "S: 250 DSN");
    feed_line(&fixture, "S-");
    feed_line(&fixture, "S: 250 x");
    g_assert_true(smtp_session_of(fixture.session)->offering.offers != offers);
    g_assert_cmpmem(offers, sizeof *offers, &before, sizeof before);
    core_test_arena_free(&fixture.arena);
}

static void test_endless_mechanisms(void)
{
    g_autoptr(GString) dialogue = g_string_new(GREETING "C: EHLO x\nS: 250-mx\nS: 250 AUTH");
    struct fixture fixture;

    for (int i = 0; i < 5000; i++)
        g_string_append_printf(dialogue, " M%d", i);
    fixture_read(&fixture, dialogue->str);
    g_assert_cmpuint(smtp_session_of(fixture.session)->offering.offers->mechanism_count, ==, SMTP_OFFERED_MECHANISMS);
    g_assert_cmpint(smtp_session_is_mechanism_offered(fixture.session, mail_slice_from_string("M7")), ==, SMTP_OFFERED);
    g_assert_cmpint(smtp_session_is_mechanism_offered(fixture.session, mail_slice_from_string("LOGIN")), ==,
                    SMTP_OFFER_UNKNOWN);
    core_test_arena_free(&fixture.arena);
}

/* The end of a line that is not kept whole may offer more. */
static void test_truncated_line(void)
{
    g_autoptr(GString) dialogue = g_string_new(GREETING "C: EHLO x\nS: 250-mx\nS: 250-SIZE\nS: 250 DSN ");
    struct fixture fixture;

    for (int i = 0; i < 70000; i++)
        g_string_append_c(dialogue, 'x');
    fixture_read(&fixture, dialogue->str);
    g_assert_cmpint(smtp_session_is_offered(fixture.session, mail_slice_from_string("SIZE")), ==, SMTP_OFFERED);
    g_assert_cmpint(smtp_session_is_offered(fixture.session, mail_slice_from_string("AUTH")), ==, SMTP_OFFER_UNKNOWN);
    core_test_arena_free(&fixture.arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = g_strdup_printf("/smtp-offers/%s", rows[i].name);
        g_test_add_data_func(name, &rows[i], test_offers);
    }
    g_test_add_func("/smtp-offers/details", test_details);
    g_test_add_func("/smtp-offers/frozen", test_offers_are_frozen);
    g_test_add_func("/smtp-offers/endless-mechanisms", test_endless_mechanisms);
    g_test_add_func("/smtp-offers/truncated-line", test_truncated_line);
    return g_test_run();
}
