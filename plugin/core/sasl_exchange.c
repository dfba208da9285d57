/* See sasl_exchange.h. A mechanism is a row: how many lines the client says, and how each is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_exchange.h"
#include "mail_codec.h"

#include <glib.h>

typedef void (*sasl_reader)(struct sasl_attempt *attempt, struct sasl_facts *facts, mail_slice decoded);

struct sasl_mechanism {
    const char *name;
    const char *reference;
    unsigned responses; /* lines the client says */
    sasl_reader read_response;
};

static void set_password(struct sasl_attempt *attempt, struct sasl_facts *facts, mail_slice password)
{
    attempt->password = facts->password = password;
    attempt->has_password = true;
}

/* The name, then the password (draft-murchison-sasl-login-00, 2.1). */
static void login_read(struct sasl_attempt *attempt, struct sasl_facts *facts, mail_slice decoded)
{
    if (attempt->responses == 1)
        attempt->user = facts->user = decoded;
    else
        set_password(attempt, facts, decoded);
}

/* message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616, 2) */
static void plain_read(struct sasl_attempt *attempt, struct sasl_facts *facts, mail_slice decoded)
{
    size_t first = mail_slice_index_of(decoded, 0);
    mail_slice rest = mail_slice_skip(decoded, first + 1);
    size_t second = mail_slice_index_of(rest, 0);

    if (first == decoded.length || second == rest.length) {
        facts->response = decoded;
        return;
    }
    if (first)
        attempt->authzid = facts->authzid = mail_slice_first(decoded, first);
    attempt->user = facts->user = mail_slice_first(rest, second);
    set_password(attempt, facts, mail_slice_skip(rest, second + 1));
}

static void response_read(struct sasl_attempt *attempt, struct sasl_facts *facts, mail_slice decoded)
{
    (void) attempt;
    facts->response = decoded;
}

static const struct sasl_mechanism sasl_mechanisms[] = {
#define SASL_MECHANISM(name, reference, responses, reader) { name, reference, responses, reader },
#include "../registry/sasl_mechanisms.def"
#undef SASL_MECHANISM
};

static const struct sasl_mechanism *sasl_mechanism_find(mail_slice name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sasl_mechanisms); i++)
        if (mail_slice_equals_nocase(name, mail_slice_from_string(sasl_mechanisms[i].name)))
            return &sasl_mechanisms[i];
    return NULL;
}

struct sasl_attempt *sasl_attempt_new(const struct mail_arena *arena, unsigned number, mail_slice mechanism)
{
    struct sasl_attempt *attempt = MAIL_ARENA_NEW(arena, struct sasl_attempt);
    uint8_t *capitals = mail_arena_resize(arena, NULL, mechanism.length + 1);

    for (size_t i = 0; i < mechanism.length; i++)
        capitals[i] = (uint8_t) g_ascii_toupper((gchar) mechanism.bytes[i]);
    attempt->number = number;
    attempt->mechanism = mail_slice_make(capitals, mechanism.length);
    return attempt;
}

static struct sasl_facts *facts_new(const struct mail_arena *arena, const struct sasl_attempt *attempt)
{
    struct sasl_facts *facts = MAIL_ARENA_NEW(arena, struct sasl_facts);

    facts->attempt = attempt;
    return facts;
}

const struct sasl_facts *sasl_attempt_read_response(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                                    mail_slice line)
{
    const struct sasl_mechanism *mechanism = sasl_mechanism_find(attempt->mechanism);
    struct sasl_facts *facts = facts_new(arena, attempt);
    mail_slice encoded = mail_slice_trim(line);
    bool is_empty_response = mail_slice_equals_nocase(encoded, MAIL_SLICE("="));
    mail_slice decoded = MAIL_SLICE("");

    facts->base64 = encoded;
    attempt->responses++;
    if (mail_slice_equals_nocase(encoded, MAIL_SLICE("*"))) {
        attempt->is_cancelled = true;
        return facts;
    }
    if (!is_empty_response && !mail_base64_decode(arena, encoded, &decoded))
        return facts;
    if (mechanism)
        mechanism->read_response(attempt, facts, decoded);
    else
        facts->response = decoded;
    return facts;
}

const struct sasl_facts *sasl_attempt_read_challenge(const struct mail_arena *arena, const struct sasl_attempt *attempt,
                                                     mail_slice text)
{
    struct sasl_facts *facts = facts_new(arena, attempt);
    mail_slice encoded = mail_slice_trim(text);

    if (encoded.length && mail_base64_decode(arena, encoded, &facts->challenge))
        facts->base64 = encoded;
    return facts;
}

const struct sasl_facts *sasl_attempt_decide(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                             bool is_positive)
{
    struct sasl_facts *facts = facts_new(arena, attempt);

    attempt->result = is_positive ? SASL_SUCCESS : attempt->is_cancelled ? SASL_CANCELLED : SASL_FAILURE;
    facts->result = attempt->result;
    return facts;
}

bool sasl_attempt_is_exhausted(const struct sasl_attempt *attempt)
{
    const struct sasl_mechanism *mechanism = sasl_mechanism_find(attempt->mechanism);

    return attempt->is_cancelled || (mechanism && attempt->responses >= mechanism->responses);
}

const char *sasl_result_name(enum sasl_result result)
{
    static const char *const names[] = {
        [SASL_SUCCESS] = "success", [SASL_FAILURE] = "failure", [SASL_CANCELLED] = "cancelled"
    };

    return names[result];
}
