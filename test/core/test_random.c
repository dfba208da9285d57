/* Attacks with fixed seeds: transcripts cut anew, repeated and overlapping give the same events; with bytes changed,
 * segments lost and cut short they give any events, but sane ones; cost is linear.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "transcript_file.h"

#include <string.h>

#define LARGEST_TRANSCRIPT 4000
#define ROUNDS 60

/* What an attack does to a dialogue, in percent of its segments. */
struct attack {
    guint repeat, overlap, change, lose, snap;
};

/* One direction as the wire saw it. */
struct wire {
    guint32 origin;       /* sequence number of its first byte */
    guint32 sequence;     /* of the next byte */
    GByteArray *unbroken; /* what was sent since the last gap */
};

struct attacker {
    GRand *random;
    struct attack attack;
    struct mail_session *session;
    struct wire wires[MAIL_LAYERS][MAIL_SIDES];
    bool late_is_read;
    guint32 asked[MAIL_SIDES]; /* the byte of each side that the other one waits for */
    guint32 frame;
    guint unit_count;
};

static bool is_chosen(struct attacker *attacker, guint percent)
{
    return percent && (guint) g_rand_int_range(attacker->random, 0, 100) < percent;
}

/* Of a message that is larger than its limit nothing is kept. */
static uint64_t size_kept_of(const struct mail_message *message)
{
    return message->size > message->limit ? 0 : message->size;
}

static void expect_sane_unit(const struct mail_unit *unit, const struct attacker *attacker)
{
    g_assert_cmpuint(unit->frame, ==, attacker->frame);
    if (unit->kind != MAIL_UNIT_REPEATED)
        g_assert_cmpuint(unit->begin, <=, unit->end);
    if (unit->kind == MAIL_UNIT_GAP)
        g_assert_cmpuint(unit->end, >, unit->begin);
    if (unit->line)
        g_assert_cmpuint(unit->line->text.length, <=, mail_session_capture(attacker->session)->line_limit + 1);
    if (unit->kind == MAIL_UNIT_MESSAGE)
        g_assert_cmpuint(unit->message->content.length, ==, size_kept_of(unit->message));
}

static void read_segment(struct attacker *attacker, const struct mail_segment *segment)
{
    g_autofree guint8 *copy = g_memdup2(segment->bytes.bytes, segment->bytes.length);
    struct mail_segment sent = *segment;
    const struct mail_unit *unit;
    guint count = 0;

    sent.bytes.bytes = copy;
    sent.frame = ++attacker->frame;

    struct mail_reading reading = mail_session_read(attacker->session, &sent);

    for (unit = reading.first; unit; unit = unit->next, count++)
        expect_sane_unit(unit, attacker);
    g_assert_cmpuint(count, ==, reading.count);
    attacker->unit_count += count;
    g_assert_cmpuint(attacker->unit_count, ==, mail_session_unit_count(attacker->session));
}

/* Sends the last bytes again, and `fresh` after them. */
static void send_overlapping(struct attacker *attacker, struct mail_segment segment, const struct wire *wire)
{
    guint back = (guint) g_rand_int_range(attacker->random, 0, (gint32) MIN(wire->unbroken->len, 40) + 1);

    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (back)
        g_byte_array_append(bytes, wire->unbroken->data + wire->unbroken->len - back, back);
    g_byte_array_append(bytes, segment.bytes.bytes, (guint) segment.bytes.length);
    segment.sequence -= back;
    segment.bytes = mail_slice_make(bytes->data, bytes->len);
    read_segment(attacker, &segment);
}

static void change_byte(struct attacker *attacker, guint8 *bytes, gsize length)
{
    static const char likely[] = "\r\n.\0 :-+=*0123456789\xff\x16";
    gint32 at = g_rand_int_range(attacker->random, 0, (gint32) length);

    bytes[at] = (guint8) likely[g_rand_int_range(attacker->random, 0, sizeof likely - 1)];
}

static void wire_break(struct wire *wire, gsize lost)
{
    wire->sequence += (guint32) lost;
    g_byte_array_set_size(wire->unbroken, 0);
}

/* What the run's side acknowledges. */
static guint32 acknowledged_by(const struct attacker *attacker, const struct transcript_run *run)
{
    return attacker->wires[run->layer][run->role == MAIL_CLIENT ? MAIL_SIDE_B : MAIL_SIDE_A].origin + run->acknowledged;
}

static gboolean ends_run(const struct wire *wire, const struct transcript_run *run, gsize length)
{
    return wire->sequence + (guint32) length == wire->origin + run->sequence + run->bytes->len;
}

/* `uncaptured` bytes that were not captured follow the piece in its segment. */
static void send(struct attacker *attacker, const struct transcript_run *run, guint8 *bytes, gsize length,
                 gsize uncaptured)
{
    enum mail_side side = run->role == MAIL_CLIENT ? MAIL_SIDE_A : MAIL_SIDE_B;
    struct wire *wire = &attacker->wires[run->layer][side];
    gsize snapped = is_chosen(attacker, attacker->attack.snap) ? length / 2 : 0;
    struct mail_segment segment = { .side = side,
                                    .layer = run->layer,
                                    .has_sequence = true,
                                    .sequence = wire->sequence,
                                    .has_acknowledged = run->layer == MAIL_LAYER_PLAIN,
                                    .acknowledged = acknowledged_by(attacker, run),
                                    .is_last = run->is_last && ends_run(wire, run, length),
                                    .late_is_read = attacker->late_is_read && run->layer == MAIL_LAYER_PLAIN,
                                    .receiver_asks = attacker->asked[side],
                                    .bytes = mail_slice_make(bytes, length - snapped),
                                    .missing = (guint32) (snapped + uncaptured) };

    if (is_chosen(attacker, attacker->attack.lose)) {
        wire_break(wire, length + uncaptured);
        return;
    }
    if (run->layer == MAIL_LAYER_PLAIN)
        attacker->asked[side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A] = segment.acknowledged;
    if (is_chosen(attacker, attacker->attack.change) && length > snapped)
        change_byte(attacker, bytes, length - snapped);
    if (is_chosen(attacker, attacker->attack.overlap) && !segment.missing)
        send_overlapping(attacker, segment, wire);
    else
        read_segment(attacker, &segment);
    if (is_chosen(attacker, attacker->attack.repeat))
        read_segment(attacker, &segment);
    wire->sequence += (guint32) (length - snapped);
    g_byte_array_append(wire->unbroken, bytes, (guint) (length - snapped));
    if (segment.missing)
        wire_break(wire, segment.missing);
}

static void send_run(struct attacker *attacker, const struct transcript_run *run)
{
    struct wire *wire = &attacker->wires[run->layer][run->role == MAIL_CLIENT ? MAIL_SIDE_A : MAIL_SIDE_B];
    guint32 sequence = wire->origin + run->sequence;
    gsize offset = 0;

    if (sequence != wire->sequence)
        wire_break(wire, sequence - wire->sequence);
    while (offset < run->bytes->len) {
        gsize wanted = (gsize) g_rand_int_range(attacker->random, 1, 60);
        gsize size = MIN(wanted, run->bytes->len - offset);
        g_autofree guint8 *bytes = g_memdup2(run->bytes->data + offset, size);
        offset += size;
        send(attacker, run, bytes, size, offset == run->bytes->len ? run->uncaptured : 0);
    }
}

static void for_each_wire(struct attacker *attacker, void (*action)(struct attacker *attacker, struct wire *wire))
{
    for (int layer = 0; layer < MAIL_LAYERS; layer++)
        for (int side = 0; side < MAIL_SIDES; side++)
            action(attacker, &attacker->wires[layer][side]);
}

/* Near 2^32, so that the numbers wrap within the dialogue. */
static void wire_begin(struct attacker *attacker, struct wire *wire)
{
    wire->origin = wire->sequence = 0u - (guint32) g_rand_int_range(attacker->random, 0, 200);
    wire->unbroken = g_byte_array_new();
}

static void wire_end(struct attacker *attacker, struct wire *wire)
{
    (void) attacker;
    g_byte_array_unref(wire->unbroken);
}

static char *attack_file(const struct transcript_file *file, struct attack attack, guint32 seed)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = transcript_file_capture_new(file, arena);
    struct attacker attacker = { .random = g_rand_new_with_seed(seed),
                                 .attack = attack,
                                 .session = mail_session_new(capture, file->protocol, MAIL_SIDE_A, file->evidence,
                                                             file->tls, false),
                                 .late_is_read = file->late_is_read || (attack.lose && seed % 2) };

    for_each_wire(&attacker, wire_begin);
    for (int side = 0; side < MAIL_SIDES; side++)
        attacker.asked[side] = attacker.wires[MAIL_LAYER_PLAIN][side].origin;
    for (int side = 0; file->has_syn && side < MAIL_SIDES; side++)
        mail_session_note_origin(attacker.session, (enum mail_side) side,
                                 attacker.wires[MAIL_LAYER_PLAIN][side].origin);
    for (guint i = 0; i < file->runs->len; i++)
        send_run(&attacker, g_ptr_array_index(file->runs, i));
    for_each_wire(&attacker, wire_end);

    char *events = core_test_describe(attacker.session);

    g_rand_free(attacker.random);
    core_test_arena_free(&arena);
    return events;
}

static void for_each_transcript(void (*action)(const struct transcript_file *file, const char *name))
{
    g_autoptr(GDir) folder = g_dir_open(TRANSCRIPT_DIR, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(TRANSCRIPT_DIR, name, NULL);
        if (!g_str_has_suffix(name, ".txt"))
            continue;
        struct transcript_file *file = transcript_file_read(path);
        if (transcript_file_size(file) <= LARGEST_TRANSCRIPT)
            action(file, name);
        transcript_file_free(file);
    }
}

static void expect_same_events(const struct transcript_file *file, const char *name)
{
    static const struct attack attack = { .repeat = 20, .overlap = 20 };

    for (guint32 seed = 1; seed <= ROUNDS; seed++) {
        g_autofree char *events = attack_file(file, attack, seed);
        g_test_message("%s, seed %u", name, seed);
        g_assert_cmpstr(events, ==, file->expected);
    }
}

static void test_cuts_and_repeats_change_nothing(void)
{
    for_each_transcript(expect_same_events);
}

static void expect_sane_events(const struct transcript_file *file, const char *name)
{
    static const struct attack attack = { .repeat = 10, .overlap = 10, .change = 20, .lose = 7, .snap = 7 };

    for (guint32 seed = 1; seed <= ROUNDS; seed++) {
        g_autofree char *events = attack_file(file, attack, seed);
        g_assert_nonnull(events);
    }
    (void) name;
}

static void test_damage_does_no_harm(void)
{
    for_each_transcript(expect_sane_events);
}

static void damage_run(GRand *random, GByteArray *bytes)
{
    struct attacker attacker = { .random = random };

    for (guint i = bytes->len / 40 + 1; i && bytes->len; i--)
        change_byte(&attacker, bytes->data, bytes->len);
}

/* The bytes alone decide how they are read, whatever they are (design property 3). */
static void expect_cuts_to_change_nothing(const struct transcript_file *file, const char *name)
{
    static const struct attack none = { 0 };
    static const struct attack attack = { .repeat = 20, .overlap = 20 };
    GRand *random = g_rand_new_with_seed(7);

    for (guint32 seed = 1; seed <= ROUNDS / 2; seed++) {
        for (guint i = 0; i < file->runs->len; i++)
            damage_run(random, ((struct transcript_run *) g_ptr_array_index(file->runs, i))->bytes);
        g_autofree char *events = attack_file(file, none, seed);
        g_autofree char *other_events = attack_file(file, attack, seed + 1);
        g_test_message("%s, seed %u", name, seed);
        g_assert_cmpstr(other_events, ==, events);
    }
    g_rand_free(random);
}

static void test_damaged_dialogues_do_not_depend_on_cuts(void)
{
    for_each_transcript(expect_cuts_to_change_nothing);
}

/* Feeds `text`, then `count` bytes of 'x' in segments of `step`; returns the seconds and, in `size`, the memory. */
static double read_endless(const struct mail_protocol *protocol, const char *const *opening, gsize count, gsize step,
                           gsize *size)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);
    struct mail_session *session =
        mail_session_new(capture, protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
    g_autofree char *filler = g_strnfill(step, 'x');
    struct mail_segment segment = { .frame = 1 };
    gint64 begin = g_get_monotonic_time();

    for (; *opening; opening++, segment.frame++) {
        segment.side = **opening == 'C' ? MAIL_SIDE_A : MAIL_SIDE_B;
        segment.bytes = mail_slice_from_string(*opening + 1);
        mail_session_read(session, &segment);
    }
    segment.bytes = mail_slice_from_string(filler);
    for (gsize sent = 0; sent < count; sent += step, segment.frame++)
        mail_session_read(session, &segment);
    *size = core_test_arena_size(&arena);
    core_test_arena_free(&arena);
    return (double) (g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
}

/* Four times the bytes may cost four times the time, with room for noise, where quadratic would be sixteen. */
static void expect_linear(const struct mail_protocol *protocol, const char *const *opening, gsize count, gsize step,
                          gsize bytes_per_segment)
{
    gsize small, large;
    double once = read_endless(protocol, opening, count, step, &small);
    double four_times = read_endless(protocol, opening, 4 * count, step, &large);

    g_test_message("%g s, then %g s; %" G_GSIZE_FORMAT " bytes, then %" G_GSIZE_FORMAT, once, four_times, small, large);
    g_assert_cmpfloat(four_times, <, 10 * once + 0.2);
    g_assert_cmpuint(large, <, 4 * count / step * bytes_per_segment + 8 * count + 100000);
}

static void test_cost_is_linear(void)
{
    static const char *const line[] = { "S220 mx ESMTP\r\n", "CNOOP ", NULL };
    static const char *const content[] = { "S220 mx ESMTP\r\n", "CDATA\r\n", "S354 go on\r\n", "Cx", NULL };
    static const char *const held[] = { "S220 mx ESMTP\r\n", "CDATA\r\n", "Cx", NULL };
    static const char *const chunk[] = { "S220 mx ESMTP\r\n", "CBDAT 4000000000\r\n", NULL };
    static const char *const rows[] = { "S+OK ready\r\n", "CLIST\r\n", "S+OK\r\n", NULL };
    static const char *const mail[] = { "S+OK ready\r\n", "CRETR 1\r\n", "S+OK\r\n", NULL };
    static const gsize steps[][2] = { { 25000, 1 }, { 1300000, 1460 } };

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        gsize count = steps[i][0];
        gsize step = steps[i][1];
        expect_linear(&smtp_protocol, line, count, step, 600);
        expect_linear(&smtp_protocol, content, count, step, 600);
        expect_linear(&smtp_protocol, held, count, step, 900);
        expect_linear(&smtp_protocol, chunk, count, step, 600);
        expect_linear(&pop3_protocol, rows, count, step, 600);
        expect_linear(&pop3_protocol, mail, count, step, 600);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/random/cuts-and-repeats", test_cuts_and_repeats_change_nothing);
    g_test_add_func("/random/damage", test_damage_does_no_harm);
    g_test_add_func("/random/damage-and-cuts", test_damaged_dialogues_do_not_depend_on_cuts);
    g_test_add_func("/random/linear", test_cost_is_linear);
    return g_test_run();
}
