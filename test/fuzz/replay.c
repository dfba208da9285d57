/* Runs a fuzz target on every file of its corpus, without libFuzzer: replay FOLDER.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_target.h"

#include <glib.h>

static void replay_file(gconstpointer path)
{
    g_autofree gchar *bytes = NULL;
    gsize size;

    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));

    /* A copy of exactly this size, without the NUL after it, so that a sanitizer sees every read past the end. */
    g_autofree guint8 *copy = g_memdup2(bytes, size);

    LLVMFuzzerTestOneInput(copy, size);
}

/* Targets that need no preparation use this one. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void) argc;
    (void) argv;
    return 0;
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);

    g_autoptr(GDir) folder = g_dir_open(argv[1], 0, NULL);
    const char *name;

    g_assert_nonnull(folder);
    LLVMFuzzerInitialize(&argc, &argv);
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *test_name = g_strdup_printf("/fuzz/%s", name);
        g_test_add_data_func_full(test_name, g_build_filename(argv[1], name, NULL), replay_file, g_free);
    }
    return g_test_run();
}
