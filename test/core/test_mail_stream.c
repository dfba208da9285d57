/* Sequence numbers become positions: in order, repeated, overlapping, after a gap, and across 2^32 (RFC 9293, 3.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"

/* One segment and what it must bring. */
struct row {
    uint32_t sequence;
    size_t length;
    uint64_t gap;
    size_t repeated;
    uint64_t begin;
};

static void expect_arrivals(const struct row *rows, size_t count)
{
    struct mail_stream stream = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct mail_arrival arrival = mail_stream_place(&stream, rows[i].sequence, rows[i].length);
        g_test_message("segment %" G_GSIZE_FORMAT, i);
        g_assert_cmpuint(arrival.gap, ==, rows[i].gap);
        g_assert_cmpuint(arrival.repeated, ==, rows[i].repeated);
        g_assert_cmpuint(arrival.begin, ==, rows[i].begin);
    }
}

static void test_first_segment_is_position_zero(void)
{
    static const struct row rows[] = { { 4000000000u, 10, 0, 0, 0 }, { 4000000010u, 5, 0, 0, 10 } };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_sequence_numbers_wrap(void)
{
    static const struct row rows[] = {
        { 0xfffffff0u, 8, 0, 0, 0 },    { 0xfffffff8u, 16, 0, 0, 8 }, { 8, 4, 0, 0, 24 },
        { 0xfffffffcu, 12, 0, 12, 12 }, { 22, 4, 10, 0, 38 },
    };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_wraps_more_than_once(void)
{
    struct mail_stream stream = { 0 };
    const uint32_t step = 0x70000000u;

    for (uint32_t i = 0; i < 100; i++) {
        struct mail_arrival arrival = mail_stream_place(&stream, i * step, step);
        g_assert_cmpuint(arrival.begin, ==, (uint64_t) i * step);
        g_assert_cmpuint(arrival.gap + arrival.repeated, ==, 0);
    }
}

static void test_retransmission_is_repeated(void)
{
    static const struct row rows[] = {
        { 100, 10, 0, 0, 0 },
        { 100, 10, 0, 10, 0 },
        { 103, 4, 0, 4, 3 },
        { 110, 10, 0, 0, 10 },
    };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_overlap_brings_what_is_new(void)
{
    static const struct row rows[] = { { 100, 10, 0, 0, 0 }, { 105, 10, 0, 5, 5 }, { 100, 20, 0, 15, 0 } };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_gap_is_measured_once(void)
{
    static const struct row rows[] = {
        { 100, 10, 0, 0, 0 },
        { 115, 5, 5, 0, 15 },
        { 120, 5, 0, 0, 20 },
        { 110, 5, 0, 5, 10 },
    };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_bytes_before_the_first_are_repeated(void)
{
    static const struct row rows[] = { { 100, 10, 0, 0, 0 },
                                       { 90, 5, 0, 5, (uint64_t) -10 },
                                       { 95, 20, 0, 15, (uint64_t) -5 } };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

static void test_keep_alive_and_empty_segments(void)
{
    static const struct row rows[] = {
        { 100, 10, 0, 0, 0 },
        { 109, 1, 0, 1, 9 },
        { 110, 0, 0, 0, 10 },
        { 110, 1, 0, 0, 10 },
    };

    expect_arrivals(rows, G_N_ELEMENTS(rows));
}

/* What follows bytes without a number is no gap, whatever its own number is; from there on numbers count. */
static void test_bytes_without_a_number_are_followed(void)
{
    struct mail_stream stream = { 0 };

    g_assert_cmpuint(mail_stream_place_next(&stream, 10).begin, ==, 0);
    g_assert_cmpuint(mail_stream_place_next(&stream, 5).begin, ==, 10);

    struct mail_arrival first = mail_stream_place(&stream, 4000, 20);
    struct mail_arrival second = mail_stream_place(&stream, 4030, 1);

    g_assert_cmpuint(first.gap, ==, 0);
    g_assert_cmpuint(first.begin, ==, 15);
    g_assert_cmpuint(second.gap, ==, 10);
    g_assert_cmpuint(second.begin, ==, 45);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stream/first-segment", test_first_segment_is_position_zero);
    g_test_add_func("/stream/wrap", test_sequence_numbers_wrap);
    g_test_add_func("/stream/wrap-often", test_wraps_more_than_once);
    g_test_add_func("/stream/retransmission", test_retransmission_is_repeated);
    g_test_add_func("/stream/overlap", test_overlap_brings_what_is_new);
    g_test_add_func("/stream/gap", test_gap_is_measured_once);
    g_test_add_func("/stream/before-the-first", test_bytes_before_the_first_are_repeated);
    g_test_add_func("/stream/without-numbers", test_bytes_without_a_number_are_followed);
    g_test_add_func("/stream/keep-alive", test_keep_alive_and_empty_segments);
    return g_test_run();
}
