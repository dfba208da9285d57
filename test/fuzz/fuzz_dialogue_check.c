/* The rules that a session keeps whatever is sent (design, section 2). See fuzz_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "fuzz_dialogue.h"
#include "fuzz_target.h"
#include "sasl/sasl_exchange.h"
#include "smtp/mail_transaction.h"

#include <string.h>

/* Memory that a byte of the dialogue may cost at most: a line of one byte is a unit, an exchange, a finding or two. */
#define MEMORY_PER_BYTE 3000
#define MEMORY_PER_SESSION 100000

/* How a dialogue is fed. */
enum cutting { AS_IT_IS, CUT_AT_RANDOM };

/* A transaction as it was when the reply that ended it was read. */
struct ended_transaction {
    const struct mail_transaction *transaction;
    struct mail_transaction copy;
};

/* An attempt to log in as it was when it was decided. */
struct decided_attempt {
    const struct sasl_attempt *attempt;
    struct sasl_attempt copy;
};

struct reading {
    const struct fuzz_dialogue *dialogue;
    enum cutting cutting;
    guint32 seed;
    struct mail_arena arena;
    struct mail_session *session;
    guint32 next_sequence[MAIL_LAYERS][MAIL_SIDES];
    guint32 frame;
    gsize bytes_read;
    GArray *ended;       /* struct ended_transaction */
    GArray *decided;     /* struct decided_attempt */
    guint32 early_frame; /* after which the transcript is described, to be compared with what it says in the end */
    char *early_transcript;
};

static void set_limits(struct mail_capture *capture, unsigned options)
{
    if (!(options & FUZZ_LIMITS_ARE_SMALL))
        return;
    capture->line_limit = 60;
    capture->held_limit = 100;
    capture->message_limit = 80;
    capture->maildrop_limit = 3;
    capture->session_limit = 200;
}

static void begin_reading(struct reading *reading, const struct mail_protocol *protocol)
{
    unsigned options = reading->dialogue->options;

    reading->arena = core_test_arena_new();
    reading->seed = reading->dialogue->seed;
    reading->ended = g_array_new(FALSE, FALSE, sizeof(struct ended_transaction));
    reading->decided = g_array_new(FALSE, FALSE, sizeof(struct decided_attempt));
    reading->early_frame = 1 + reading->dialogue->seed % 16;

    struct mail_capture *capture = mail_capture_new(reading->arena);

    set_limits(capture, options);
    reading->session = mail_session_new(capture, protocol, MAIL_SIDE_A,
                                        options & FUZZ_ROLES_ARE_GUESSED ? MAIL_ROLE_GUESSED : MAIL_ROLE_BY_PORT,
                                        options & FUZZ_TLS_IS_IMPLICIT ? MAIL_TLS_IMPLICIT : MAIL_TLS_NONE, false);
}

static void note_transaction(struct reading *reading, const struct mail_unit *unit)
{
    struct ended_transaction ended;

    if (!unit->details->ended_transaction)
        return;
    g_assert_true(unit->details->ended_transaction->is_over);
    /* Compares the padding too, which a copy by assignment need not keep. */
    memcpy(&ended.copy, unit->details->ended_transaction, sizeof ended.copy);
    ended.transaction = unit->details->ended_transaction;
    g_array_append_val(reading->ended, ended);
}

static void note_attempt(struct reading *reading, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    if (!facts || facts->result == SASL_UNDECIDED)
        return;

    struct decided_attempt decided = { .attempt = facts->attempt, .copy = *facts->attempt };

    g_array_append_val(reading->decided, decided);
}

static void check_unit(struct reading *reading, const struct mail_unit *unit)
{
    g_assert_cmpuint(unit->frame, ==, reading->frame);
    /* These two are segments as they came, which may begin before the first byte that was read. */
    if (unit->kind != MAIL_UNIT_REPEATED && unit->kind != MAIL_UNIT_TLS)
        g_assert_cmpuint(unit->begin, <=, unit->end);
    if (unit->kind == MAIL_UNIT_GAP)
        g_assert_cmpuint(unit->end, >, unit->begin);
    if (unit->line)
        g_assert_cmpuint(unit->line->text.length, <=, reading->session->capture->line_limit + 1);
    if (unit->kind == MAIL_UNIT_MESSAGE) {
        g_assert_cmpuint(unit->message->content.length, <=, unit->message->size);
        g_assert_true(unit->message->missing == 0 || !mail_message_is_whole(unit->message));
        fuzz_touch(unit->message->content);
    }
    note_transaction(reading, unit);
    note_attempt(reading, unit);
}

static void check_digest(struct reading *reading, struct mail_digest digest, unsigned count_before)
{
    const struct mail_unit *unit = digest.first;

    for (unsigned i = 0; i < digest.count; i++, unit = unit->next) {
        g_assert_nonnull(unit);
        check_unit(reading, unit);
        g_assert_true(i + 1 < digest.count || unit == reading->session->last_unit);
    }
    g_assert_cmpuint(count_before + digest.count, ==, reading->session->unit_count);
    if (digest.count)
        g_assert_null(unit);
}

static void read_segment(struct reading *reading, struct mail_segment segment)
{
    unsigned count_before = reading->session->unit_count;
    g_autofree guint8 *copy = g_memdup2(segment.bytes.bytes, segment.bytes.length);

    segment.bytes.bytes = copy;
    segment.frame = ++reading->frame;
    segment.time.seconds = reading->frame;
    segment.has_sequence =
        segment.layer == MAIL_LAYER_PLAIN || !(reading->dialogue->options & FUZZ_TLS_HAS_NO_SEQUENCE);
    reading->bytes_read += segment.bytes.length;
    check_digest(reading, mail_session_read(reading->session, &segment), count_before);
    if (reading->frame == reading->early_frame && reading->cutting == AS_IT_IS)
        reading->early_transcript = core_test_describe(reading->session);
}

/* How much of a run the next segment takes. */
static gsize size_of_segment(struct reading *reading, gsize rest)
{
    static const guint32 longest[] = { 1, 20, 60, 300 };

    if (reading->cutting == AS_IT_IS)
        return rest;
    return MIN(rest, 1 + fuzz_random(&reading->seed, longest[reading->dialogue->seed % G_N_ELEMENTS(longest)]));
}

/* At random a segment comes twice. */
static bool is_repeated(struct reading *reading, const struct mail_segment *segment)
{
    bool may_repeat = reading->cutting == CUT_AT_RANDOM && !reading->dialogue->has_conflicts &&
                      !(reading->dialogue->options & FUZZ_TLS_HAS_NO_SEQUENCE) && segment->bytes.length;

    return may_repeat && fuzz_random(&reading->seed, 8) == 0;
}

static void read_run(struct reading *reading, const struct fuzz_run *run)
{
    guint32 *sequence = &reading->next_sequence[run->layer][run->side];
    mail_slice rest = mail_slice_make(run->bytes->data, run->bytes->len);

    *sequence += run->lost_before - run->back;
    do {
        struct mail_segment segment = { .side = run->side, .layer = run->layer, .sequence = *sequence };
        segment.bytes = mail_slice_first(rest, size_of_segment(reading, rest.length));
        rest = mail_slice_skip(rest, segment.bytes.length);
        segment.missing = rest.length ? 0 : run->lost_behind;
        *sequence += (guint32) segment.bytes.length + segment.missing;
        read_segment(reading, segment);
        if (is_repeated(reading, &segment))
            read_segment(reading, segment);
    } while (rest.length);
}

static void check_ended_transactions(const struct reading *reading)
{
    for (guint i = 0; i < reading->ended->len; i++) {
        const struct ended_transaction *ended = &g_array_index(reading->ended, struct ended_transaction, i);
        g_assert_cmpmem(&ended->copy, sizeof ended->copy, ended->transaction, sizeof *ended->transaction);
    }
}

static void check_decided_attempts(const struct reading *reading)
{
    for (guint i = 0; i < reading->decided->len; i++) {
        const struct decided_attempt *decided = &g_array_index(reading->decided, struct decided_attempt, i);
        const struct sasl_attempt *attempt = decided->attempt;
        g_assert_cmpmem(&decided->copy.user, sizeof(mail_slice), &attempt->user, sizeof(mail_slice));
        g_assert_cmpmem(&decided->copy.authzid, sizeof(mail_slice), &attempt->authzid, sizeof(mail_slice));
        g_assert_cmpmem(&decided->copy.password, sizeof(mail_slice), &attempt->password, sizeof(mail_slice));
        g_assert_cmpmem(&decided->copy.digest, sizeof(mail_slice), &attempt->digest, sizeof(mail_slice));
        g_assert_cmpmem(&decided->copy.token, sizeof(mail_slice), &attempt->token, sizeof(mail_slice));
        g_assert_cmpuint(decided->copy.user_frame, ==, attempt->user_frame);
    }
}

/* Returns what the session said; to be freed. */
static char *read_dialogue(const struct fuzz_dialogue *dialogue, const struct mail_protocol *protocol,
                           enum cutting cutting)
{
    struct reading reading = { .dialogue = dialogue, .cutting = cutting };

    begin_reading(&reading, protocol);
    for (guint i = 0; i < dialogue->runs->len; i++)
        read_run(&reading, g_ptr_array_index(dialogue->runs, i));
    check_ended_transactions(&reading);
    check_decided_attempts(&reading);
    g_assert_cmpuint(core_test_arena_size(&reading.arena), <,
                     MEMORY_PER_SESSION + MEMORY_PER_BYTE * (reading.bytes_read + reading.frame));

    char *transcript = core_test_describe(reading.session);

    if (reading.early_transcript && !g_str_has_prefix(transcript, reading.early_transcript))
        fuzz_fail("after frame %u:\n%sbut in the end:\n%s", reading.early_frame, reading.early_transcript, transcript);
    g_free(reading.early_transcript);
    g_array_unref(reading.ended);
    g_array_unref(reading.decided);
    core_test_arena_free(&reading.arena);
    return transcript;
}

void fuzz_dialogue_check(const struct fuzz_dialogue *dialogue, const struct mail_protocol *protocol)
{
    g_autofree char *transcript = read_dialogue(dialogue, protocol, AS_IT_IS);
    g_autofree char *transcript_when_cut = read_dialogue(dialogue, protocol, CUT_AT_RANDOM);

    if (!dialogue->has_conflicts && !g_str_equal(transcript, transcript_when_cut))
        fuzz_fail("whole:\n%scut:\n%s", transcript, transcript_when_cut);
}
