/* Logins: the first line of the input is a mechanism; then each line is what one side sends. "<" and ">": of the client
 * and the server, as it is; "c" and "s": the same, to be encoded in base64; "=": the next password seen in clear;
 * "+" and "-": the reply.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "fuzz_target.h"
#include "sasl/sasl_exchange.h"
#include "sasl/sasl_known.h"

static void touch_facts(const struct sasl_facts *facts)
{
    static const size_t members[] = {
#define SASL_FACT(name, field, word, origin, secrecy) offsetof(struct sasl_facts, name),
#include "view/sasl_facts.def"
#undef SASL_FACT
    };

    if (!facts)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        fuzz_touch(*(const mail_slice *) ((const char *) facts + members[i]));
    fuzz_touch(facts->inner_token);
}

static void touch_attempt(const struct sasl_attempt *attempt)
{
    const mail_slice slices[] = { attempt->mechanism, attempt->authzid, attempt->user,   attempt->password,
                                  attempt->digest,    attempt->token,   attempt->domain, attempt->last_challenge };

    for (size_t i = 0; i < G_N_ELEMENTS(slices); i++)
        fuzz_touch(slices[i]);
    sasl_attempt_is_exhausted(attempt);
}

/* The text of a line, in the arena as a session has it. */
static mail_slice text_of(const struct mail_arena *arena, mail_slice line, bool is_encoded)
{
    if (!is_encoded)
        return mail_arena_copy(arena, line);

    g_autofree char *encoded = g_base64_encode(line.length ? line.bytes : (const guchar *) "", line.length);

    return mail_arena_copy(arena, mail_slice_from_string(encoded));
}

static const struct sasl_facts *take_line(struct mail_capture *capture, struct sasl_attempt *attempt, mail_slice line)
{
    uint8_t kind = fuzz_take_byte(&line);
    mail_slice text = text_of(&capture->arena, line, kind == 'c' || kind == 's');

    switch (kind) {
    case '<':
    case 'c':
        return sasl_attempt_read_response(&capture->arena, attempt, text);
    case '>':
    case 's':
        return sasl_attempt_read_challenge(&capture->arena, attempt, text);
    case '=':
        capture->password_to_check = text;
        return NULL;
    case '+':
    case '-':
        return sasl_attempt_decide(&capture->arena, attempt, kind == '+' ? SASL_SUCCESS : SASL_FAILURE);
    }
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    mail_slice rest = mail_slice_make(bytes, size);
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);
    mail_slice mechanism = mail_arena_copy(&arena, mail_slice_take_until(&rest, '\n'));
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, mechanism);
    unsigned logins = 0;

    while (rest.length) {
        const struct sasl_facts *facts = take_line(capture, attempt, mail_slice_take_until(&rest, '\n'));
        touch_facts(facts);
        logins += facts && facts->presents_login;
        touch_attempt(attempt);
        sasl_known_match(capture, attempt);
        if (attempt->result)
            break;
    }
    g_assert_cmpuint(logins, <=, 1);
    sasl_known_note(capture, attempt);
    core_test_arena_free(&arena);
    return 0;
}
