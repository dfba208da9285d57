/* Frames and what is put for them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core/mail_frame_table.h"
#include "core_test.h"

static const uint32_t far_frame = 10000000;

static void test_empty(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_frame_table *table = mail_frame_table_new(&arena);

    g_assert_null(mail_frame_table_get(table, 0));
    g_assert_null(mail_frame_table_get(table, 1));
    g_assert_null(mail_frame_table_get(table, UINT32_MAX));
    core_test_arena_free(&arena);
}

/* Every third frame has a pointer; those between and behind them have none. */
static void test_each_frame_has_its_own(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_frame_table *table = mail_frame_table_new(&arena);
    static char owners[3000];

    for (uint32_t frame = 0; frame < G_N_ELEMENTS(owners); frame += 3)
        mail_frame_table_put(table, frame, &owners[frame]);
    for (uint32_t frame = 0; frame < 2 * G_N_ELEMENTS(owners); frame++) {
        bool has_one = frame < G_N_ELEMENTS(owners) && frame % 3 == 0;
        g_assert_true(mail_frame_table_get(table, frame) == (has_one ? &owners[frame] : NULL));
    }
    core_test_arena_free(&arena);
}

static void test_replaced(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_frame_table *table = mail_frame_table_new(&arena);
    char first, second;

    mail_frame_table_put(table, 7, &first);
    mail_frame_table_put(table, 7, &second);
    g_assert_true(mail_frame_table_get(table, 7) == &second);
    core_test_arena_free(&arena);
}

/* A late frame does not cost what the frames before it would, and what came earlier stays. */
static void test_far(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_frame_table *table = mail_frame_table_new(&arena);
    char early, late;

    mail_frame_table_put(table, 1, &early);
    mail_frame_table_put(table, far_frame, &late);
    g_assert_true(mail_frame_table_get(table, 1) == &early);
    g_assert_true(mail_frame_table_get(table, far_frame) == &late);
    g_assert_null(mail_frame_table_get(table, far_frame - 1));
    g_assert_null(mail_frame_table_get(table, far_frame / 2));
    g_assert_cmpuint(core_test_arena_size(&arena), <, far_frame / 10);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/frame_table/empty", test_empty);
    g_test_add_func("/frame_table/each_frame_has_its_own", test_each_frame_has_its_own);
    g_test_add_func("/frame_table/replaced", test_replaced);
    g_test_add_func("/frame_table/far", test_far);
    return g_test_run();
}
