/* The rules that a session keeps whatever is sent (design, section 2). See fuzz_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "frozen_units.h"
#include "fuzz_dialogue.h"
#include "fuzz_target.h"

#include "content/mime_message.h"

#include <string.h>

/* Memory that a byte of the dialogue may cost at most: a line of one byte is a unit, an exchange, a finding or two. */
#define MEMORY_PER_BYTE 3000
#define MEMORY_PER_SESSION 100000

/* How a dialogue is fed. */
enum cutting { AS_IT_IS, CUT_AT_RANDOM };

struct reading {
    const struct fuzz_dialogue *dialogue;
    enum cutting cutting;
    guint32 seed;
    struct mail_arena arena;
    struct mail_session *session;
    guint32 next_sequence[MAIL_LAYERS][MAIL_SIDES];
    guint32 asked[MAIL_SIDES]; /* the byte of each side that the other one waits for */
    guint32 frame;
    gsize bytes_read;
    GArray *frozen; /* what was said of each unit when it was read */
};

static void set_limits(struct mail_capture *capture, unsigned options)
{
    if (!(options & FUZZ_LIMITS_ARE_SMALL))
        return;
    capture->line_limit = 60;
    capture->held_limit = 100;
    capture->message_limit = 80;
    capture->listed_limit = 3;
    capture->session_limit = 200;
}

static void begin_reading(struct reading *reading, const struct mail_protocol *protocol)
{
    unsigned options = reading->dialogue->options;

    reading->arena = core_test_arena_new();
    reading->seed = reading->dialogue->seed;
    reading->frozen = frozen_units_new();

    struct mail_capture *capture = mail_capture_new(reading->arena, &mail_rules);

    capture->read_message = mime_message_read;
    capture->reading_limits = mime_default_limits;
    set_limits(capture, options);
    reading->session = mail_session_new(capture, protocol, MAIL_SIDE_A,
                                        options & FUZZ_ROLES_ARE_GUESSED ? MAIL_ROLE_GUESSED : MAIL_ROLE_BY_PORT,
                                        options & FUZZ_TLS_IS_IMPLICIT ? MAIL_TLS_IMPLICIT : MAIL_TLS_NONE, false);
    for (int side = 0; options & FUZZ_HAS_SYN && side < MAIL_SIDES; side++)
        mail_session_note_origin(reading->session, (enum mail_side) side, 0);
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
        g_assert_cmpuint(unit->line->text.length, <=, mail_session_capture(reading->session)->line_limit + 1);
    if (unit->kind == MAIL_UNIT_MESSAGE) {
        g_assert_cmpuint(unit->message->content.length, <=, unit->message->size);
        g_assert_true(unit->message->missing == 0 || !mail_message_is_whole(unit->message));
        fuzz_touch(unit->message->content);
    }
    if (reading->cutting == AS_IT_IS)
        frozen_units_add(reading->frozen, reading->session, unit);
}

static void check_call(struct reading *reading, struct mail_reading result, unsigned count_before)
{
    const struct mail_unit *unit = result.first;

    for (unsigned i = 0; i < result.count; i++, unit = unit->next) {
        g_assert_nonnull(unit);
        check_unit(reading, unit);
        g_assert_true(i + 1 < result.count || unit == mail_session_last_unit(reading->session));
    }
    g_assert_cmpuint(count_before + result.count, ==, mail_session_unit_count(reading->session));
    if (result.count)
        g_assert_null(unit);
}

static void read_segment(struct reading *reading, struct mail_segment segment)
{
    unsigned count_before = mail_session_unit_count(reading->session);
    g_autofree guint8 *copy = g_memdup2(segment.bytes.bytes, segment.bytes.length);

    segment.bytes.bytes = copy;
    segment.frame = ++reading->frame;
    segment.time.seconds = reading->frame;
    segment.has_sequence =
        segment.layer == MAIL_LAYER_PLAIN || !(reading->dialogue->options & FUZZ_TLS_HAS_NO_SEQUENCE);
    reading->bytes_read += segment.bytes.length;
    check_call(reading, mail_session_read(reading->session, &segment), count_before);
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

    guint32 acknowledged = reading->next_sequence[run->layer][run->side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A];

    *sequence += run->lost_before - run->back;
    if (run->layer == MAIL_LAYER_PLAIN)
        reading->asked[run->side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A] = acknowledged + run->ahead;
    do {
        struct mail_segment segment = { .side = run->side,
                                        .layer = run->layer,
                                        .sequence = *sequence,
                                        .has_acknowledged = run->layer == MAIL_LAYER_PLAIN &&
                                                            reading->dialogue->options & FUZZ_SEGMENTS_ACKNOWLEDGE,
                                        .acknowledged = acknowledged + run->ahead,
                                        .late_is_read = run->layer == MAIL_LAYER_PLAIN &&
                                                        reading->dialogue->options & FUZZ_LATE_IS_READ,
                                        .receiver_asks = reading->asked[run->side] };
        segment.bytes = mail_slice_first(rest, size_of_segment(reading, rest.length));
        rest = mail_slice_skip(rest, segment.bytes.length);
        segment.missing = rest.length ? 0 : run->lost_behind;
        *sequence += (guint32) segment.bytes.length + segment.missing;
        read_segment(reading, segment);
        if (is_repeated(reading, &segment))
            read_segment(reading, segment);
    } while (rest.length);
}

/* Returns what the session said; to be freed. */
static char *read_dialogue(const struct fuzz_dialogue *dialogue, const struct mail_protocol *protocol,
                           enum cutting cutting)
{
    struct reading reading = { .dialogue = dialogue, .cutting = cutting };

    begin_reading(&reading, protocol);
    for (guint i = 0; i < dialogue->runs->len; i++)
        read_run(&reading, g_ptr_array_index(dialogue->runs, i));
    frozen_units_check(reading.frozen, reading.session);
    frozen_units_free(reading.frozen);
    g_assert_cmpuint(core_test_arena_size(&reading.arena), <,
                     MEMORY_PER_SESSION + MEMORY_PER_BYTE * (reading.bytes_read + reading.frame));

    char *transcript = core_test_describe(reading.session);

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
