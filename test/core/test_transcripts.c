/* Every transcript gives its events when it is fed whole, byte by byte, and cut at every single point; and, if nothing
 * of it is lost, when segments come in another order and late ones are read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "transcript_file.h"

#include <string.h>

/* Feeds runs to a session, cut where the test says. */
struct feeder {
    struct mail_session *session;
    guint32 frame;
    gboolean late_is_read;
    guint32 asked[MAIL_SIDES]; /* the byte of each side that the other one waits for */
};

static void feed(struct feeder *feeder, const struct transcript_run *run, gsize offset, const guint8 *bytes,
                 gsize length, guint uncaptured)
{
    enum mail_side side = run->role == MAIL_CLIENT ? MAIL_SIDE_A : MAIL_SIDE_B;
    struct mail_segment segment = { .side = side,
                                    .layer = run->layer,
                                    .has_sequence = TRUE,
                                    .sequence = run->sequence + (guint32) offset,
                                    .has_acknowledged = run->layer == MAIL_LAYER_PLAIN,
                                    .acknowledged = run->acknowledged,
                                    .is_last = run->is_last && offset + length == run->bytes->len,
                                    .late_is_read = feeder->late_is_read && run->layer == MAIL_LAYER_PLAIN,
                                    .receiver_asks = feeder->asked[side],
                                    .bytes = mail_slice_make(bytes, length),
                                    .missing = uncaptured,
                                    .frame = ++feeder->frame };

    if (run->layer == MAIL_LAYER_PLAIN)
        feeder->asked[side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A] = run->acknowledged;
    mail_session_read(feeder->session, &segment);
}

/* `step` 0: runs whole but for one cut, `cut` bytes into the dialogue; else segments of `step` bytes. Byte buffers are
 * copied so that a sanitizer sees every read past a segment. */
static void feed_run(struct feeder *feeder, const struct transcript_run *run, gsize step, gsize *cut)
{
    gsize length = run->bytes->len;
    gsize offset = 0;

    while (offset < length) {
        gsize rest = length - offset;
        gsize size = step ? MIN(step, rest) : *cut < rest && *cut ? *cut : rest;
        g_autofree guint8 *copy = g_memdup2(run->bytes->data + offset, size);
        *cut -= MIN(*cut, size);
        feed(feeder, run, offset, copy, size, size == rest ? run->uncaptured : 0);
        offset += size;
    }
}

/* As many segments of a run come in the opposite order as `group` says, then as many more. */
static void feed_run_out_of_order(struct feeder *feeder, const struct transcript_run *run, gsize step, gsize group)
{
    gsize count = (run->bytes->len + step - 1) / step;

    for (gsize i = 0; i < count; i++) {
        gsize first = i / group * group;
        gsize place = MIN(first + group, count) - 1 - (i - first);
        gsize offset = place * step;
        gsize size = MIN(step, run->bytes->len - offset);
        g_autofree guint8 *copy = g_memdup2(run->bytes->data + offset, size);
        feed(feeder, run, offset, copy, size, 0);
    }
}

static struct feeder feeder_begin(const struct transcript_file *file, struct mail_capture *capture)
{
    struct feeder feeder = { .session = mail_session_new(capture, file->protocol, MAIL_SIDE_A, file->evidence,
                                                         file->tls, false),
                             .late_is_read = file->late_is_read };

    for (int side = 0; file->has_syn && side < MAIL_SIDES; side++)
        mail_session_note_origin(feeder.session, (enum mail_side) side, 0);
    return feeder;
}

static char *read_out_of_order(const struct transcript_file *file, gsize step, gsize group)
{
    struct mail_arena arena = core_test_arena_new();
    struct feeder feeder = feeder_begin(file, transcript_file_capture_new(file, arena));

    feeder.late_is_read = TRUE;
    for (int side = 0; side < MAIL_SIDES; side++)
        mail_session_note_origin(feeder.session, (enum mail_side) side, 0);
    for (guint i = 0; i < file->runs->len; i++)
        feed_run_out_of_order(&feeder, g_ptr_array_index(file->runs, i), step, group);

    char *events = core_test_describe(feeder.session);

    core_test_arena_free(&arena);
    return events;
}

static char *read_with_cuts(const struct transcript_file *file, gsize step, gsize cut)
{
    struct mail_arena arena = core_test_arena_new();
    struct feeder feeder = feeder_begin(file, transcript_file_capture_new(file, arena));

    for (guint i = 0; i < file->runs->len; i++)
        feed_run(&feeder, g_ptr_array_index(file->runs, i), step, &cut);

    char *events = core_test_describe(feeder.session);

    core_test_arena_free(&arena);
    return events;
}

static void expect_events(const struct transcript_file *file, gsize step, gsize cut, const char *how)
{
    g_autofree char *events = read_with_cuts(file, step, cut);

    if (strcmp(events, file->expected) != 0) {
        g_test_message("%s (step %" G_GSIZE_FORMAT ", cut %" G_GSIZE_FORMAT ") gives:\n%s", how, step, cut, events);
        g_printerr("%s (step %" G_GSIZE_FORMAT ", cut %" G_GSIZE_FORMAT ") gives:\n%s", how, step, cut, events);
        g_test_fail();
    }
}

/* Every point of a dialogue of usual size; of one with an endless line, the points near its ends and some between. */
static gsize next_cut(gsize cut, gsize size)
{
    gsize near_an_end = 300;
    gsize stride = 3989;
    bool is_far = size > 20 * near_an_end && cut > near_an_end && cut + stride + near_an_end < size;

    return cut + (is_far ? stride : 1);
}

/* Limits count what waits; bytes of TLS are not put in order here. */
static gboolean may_come_out_of_order(const struct transcript_file *file)
{
    for (guint i = 0; i < file->runs->len; i++) {
        const struct transcript_run *run = g_ptr_array_index(file->runs, i);
        if (run->missing || run->uncaptured || run->is_late || run->layer != MAIL_LAYER_PLAIN)
            return FALSE;
    }
    return file->limits->len == 0 && !strstr(file->expected, " tls ");
}

static void expect_same_events_out_of_order(const struct transcript_file *file, gsize step, gsize group)
{
    g_autofree char *expected = read_out_of_order(file, step, 1);
    g_autofree char *events = read_out_of_order(file, step, group);

    if (strcmp(events, expected) != 0) {
        g_printerr("out of order (step %" G_GSIZE_FORMAT ", group %" G_GSIZE_FORMAT ") gives:\n%s", step, group,
                   events);
        g_test_fail();
    }
}

static void test_out_of_order(gconstpointer path)
{
    static const struct {
        gsize step, group;
    } orders[] = { { 1, 2 }, { 2, 2 }, { 7, 2 }, { 7, 3 }, { 5, 50 }, { 30, 2 }, { 100, 5 }, { 1460, 30 } };
    struct transcript_file *file = transcript_file_read(path);

    for (gsize i = 0; may_come_out_of_order(file) && i < G_N_ELEMENTS(orders); i++)
        expect_same_events_out_of_order(file, orders[i].step, orders[i].group);
    transcript_file_free(file);
}

static void test_transcript(gconstpointer path)
{
    struct transcript_file *file = transcript_file_read(path);

    expect_events(file, 0, 0, "whole");
    expect_events(file, 1, 0, "byte by byte");
    for (gsize cut = 1; cut < transcript_file_size(file) && !g_test_failed();
         cut = next_cut(cut, transcript_file_size(file)))
        expect_events(file, 0, cut, "one cut");
    transcript_file_free(file);
}

/* Prints what a transcript gives, as a help to write its expected events by hand: test_transcripts --print FILE. */
static int print_events(const char *path)
{
    struct transcript_file *file = transcript_file_read(path);
    g_autofree char *events = read_with_cuts(file, 0, 0);

    g_print("%s", events);
    transcript_file_free(file);
    return 0;
}

static void add_transcripts(void)
{
    g_autoptr(GDir) folder = g_dir_open(TRANSCRIPT_DIR, 0, NULL);
    const char *name;

    g_assert_nonnull(folder);
    while ((name = g_dir_read_name(folder))) {
        if (!g_str_has_suffix(name, ".txt"))
            continue;
        g_autofree char *test_name = g_strdup_printf("/transcripts/%s", name);
        g_autofree char *name_out_of_order = g_strdup_printf("/out-of-order/%s", name);
        g_test_add_data_func_full(test_name, g_build_filename(TRANSCRIPT_DIR, name, NULL), test_transcript, g_free);
        g_test_add_data_func_full(name_out_of_order, g_build_filename(TRANSCRIPT_DIR, name, NULL), test_out_of_order,
                                  g_free);
    }
}

int main(int argc, char **argv)
{
    if (argc == 3 && g_str_equal(argv[1], "--print"))
        return print_events(argv[2]);
    g_test_init(&argc, &argv, NULL);
    add_transcripts();
    return g_test_run();
}
