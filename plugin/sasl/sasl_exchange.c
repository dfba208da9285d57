/* See sasl_exchange.h. What the lines of a mechanism say is read by the functions that its row names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_exchange.h"
#include "base/mail_codec.h"
#include "sasl_mechanism.h"
#include "sasl_readers.h"
#include "sasl_tokens.h"

#include <glib.h>

/* What an attempt keeps of the facts of its lines. */
static const struct {
    size_t in_attempt, in_facts;
} kept_facts[] = {
    { offsetof(struct sasl_attempt, authzid), offsetof(struct sasl_facts, authzid) },
    { offsetof(struct sasl_attempt, user), offsetof(struct sasl_facts, user) },
    { offsetof(struct sasl_attempt, password), offsetof(struct sasl_facts, password) },
    { offsetof(struct sasl_attempt, digest), offsetof(struct sasl_facts, digest) },
    { offsetof(struct sasl_attempt, token), offsetof(struct sasl_facts, token) },
    { offsetof(struct sasl_attempt, domain), offsetof(struct sasl_facts, domain) },
};

struct sasl_attempt *sasl_attempt_new(const struct mail_arena *arena, unsigned number, mail_slice mechanism)
{
    struct sasl_attempt *attempt = mail_arena_allocate_zeroed(arena, sizeof(struct sasl_attempt));

    attempt->number = number;
    attempt->mechanism = mail_arena_copy_in_capitals(arena, mechanism);
    attempt->row = sasl_mechanism_find(attempt->mechanism);
    return attempt;
}

static struct sasl_facts *facts_new(const struct mail_arena *arena, const struct sasl_attempt *attempt)
{
    struct sasl_facts *facts = mail_arena_allocate_zeroed(arena, sizeof(struct sasl_facts));

    facts->attempt = attempt;
    return facts;
}

static bool names_somebody(const struct sasl_attempt *attempt)
{
    return attempt->user.length || attempt->authzid.length;
}

/* Whether the client has proven who it is: a line that names the user is a proof only if it is the only line. */
static bool has_said_all(const struct sasl_attempt *attempt, const struct sasl_facts *facts)
{
    return sasl_attempt_is_exhausted(attempt) && (attempt->row->responses == 1 || !facts->user.bytes);
}

/* Whether the server asked for the password first: the name is still to come. */
static bool awaits_user(const struct sasl_attempt *attempt)
{
    return !attempt->user.bytes && attempt->row->responses > 1 && attempt->responses > 0 &&
           attempt->responses < attempt->row->responses;
}

/* Whether the credentials are complete: with a password, or with a user and a proof. */
static bool has_credentials(const struct sasl_attempt *attempt, const struct sasl_facts *facts)
{
    bool is_proven = attempt->digest.bytes || attempt->token.bytes || has_said_all(attempt, facts);

    return (attempt->has_password && !awaits_user(attempt)) || (names_somebody(attempt) && is_proven);
}

static void present(struct sasl_attempt *attempt, struct sasl_facts *facts, bool is_complete)
{
    facts->presents_login = is_complete && !attempt->was_presented;
    attempt->was_presented |= is_complete;
}

void sasl_attempt_note(struct sasl_attempt *attempt, struct sasl_facts *facts)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kept_facts); i++) {
        mail_slice fact = *(const mail_slice *) ((const char *) facts + kept_facts[i].in_facts);
        if (fact.bytes)
            *(mail_slice *) ((char *) attempt + kept_facts[i].in_attempt) = fact;
    }
    attempt->has_password |= facts->password.bytes != NULL;
    present(attempt, facts, has_credentials(attempt, facts));
}

/* Reads the decoded bytes with one of the mechanism's readers. */
static void read_line(const struct sasl_step *step, sasl_reader reader)
{
    step->facts->decoded = step->decoded;
    if (step->attempt->row->content == SASL_TOKENS)
        sasl_tokens_note_inner(step, step->decoded);
    reader(step);
}

/* "=" is a response without bytes (RFC 4954, 4), and so is an empty line. */
static bool decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded)
{
    if (!mail_slice_equals_nocase(encoded, mail_slice_from_string("=")))
        return mail_base64_decode(arena, encoded, decoded);
    *decoded = mail_slice_from_string("");
    return true;
}

struct sasl_facts *sasl_attempt_read_response(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                              mail_slice line)
{
    struct sasl_facts *facts = facts_new(arena, attempt);
    struct sasl_step step = { .arena = arena, .attempt = attempt, .facts = facts };

    facts->base64 = mail_slice_trim(line);
    attempt->responses++;
    if (mail_slice_equals_nocase(facts->base64, mail_slice_from_string("*"))) {
        attempt->is_cancelled = true;
        return facts;
    }

    bool is_base64 = decode(arena, facts->base64, &step.decoded);

    facts->may_hold_secret = !is_base64 || step.decoded.length > 0;
    if (is_base64) {
        facts->response = step.decoded;
        read_line(&step, attempt->row->read_response);
    }
    sasl_attempt_note(attempt, facts);
    return facts;
}

struct sasl_facts *sasl_attempt_take_cut_response(const struct mail_arena *arena, struct sasl_attempt *attempt)
{
    struct sasl_facts *facts = facts_new(arena, attempt);

    attempt->responses++;
    facts->may_hold_secret = true;
    return facts;
}

/* With an argument it may be anything that the user has typed. */
struct sasl_facts *sasl_attempt_take_command(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                             mail_slice line)
{
    struct sasl_facts *facts = facts_new(arena, attempt);
    mail_slice rest = line;

    mail_slice_take_word(&rest);
    facts->is_command = attempt->is_given_up = true;
    facts->may_hold_secret = rest.length > 0;
    attempt->responses++;
    return facts;
}

mail_slice sasl_mechanism_of_prompt(const struct mail_arena *arena, mail_slice text)
{
    mail_slice prompt;
    bool is_of_login = mail_base64_decode(arena, mail_slice_trim(text), &prompt) &&
                       sasl_login_prompt_of(prompt) != SASL_LOGIN_ASKS_SOMETHING;

    return mail_slice_from_string(is_of_login ? "LOGIN" : "");
}

struct sasl_facts *sasl_attempt_read_challenge(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                               mail_slice text)
{
    struct sasl_facts *facts = facts_new(arena, attempt);
    struct sasl_step step = { .arena = arena, .attempt = attempt, .facts = facts };
    mail_slice encoded = mail_slice_trim(text);

    attempt->is_given_up = false;
    attempt->last_challenge = (mail_slice){ 0 };
    if (encoded.length && mail_base64_decode(arena, encoded, &step.decoded)) {
        facts->base64 = encoded;
        facts->challenge = attempt->last_challenge = step.decoded;
        read_line(&step, attempt->row->read_challenge);
    }
    return facts;
}

static enum sasl_result result_of(const struct sasl_attempt *attempt, enum sasl_result result)
{
    bool is_ended_by_client =
        (attempt->is_given_up && result == SASL_LEFT_OPEN) || (attempt->is_cancelled && result != SASL_UNDECIDED);

    if (is_ended_by_client)
        return SASL_CANCELLED;
    return result;
}

struct sasl_facts *sasl_attempt_decide(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                       enum sasl_result result)
{
    struct sasl_facts *facts = facts_new(arena, attempt);

    attempt->result = result_of(attempt, result);
    facts->result = attempt->result;
    present(attempt, facts, names_somebody(attempt) && attempt->result != SASL_CANCELLED && !attempt->is_cancelled);
    return facts;
}

bool sasl_attempt_is_exhausted(const struct sasl_attempt *attempt)
{
    return attempt->is_cancelled || attempt->responses >= attempt->row->responses;
}

const char *sasl_result_name(enum sasl_result result)
{
    static const char *const names[] = { [SASL_SUCCESS] = "success",
                                         [SASL_FAILURE] = "failure",
                                         [SASL_CANCELLED] = "cancelled",
                                         [SASL_LEFT_OPEN] = "undecided" };

    return names[result];
}
