/* See statistics_rows.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

/* A row, which is its own key. */
struct row {
    uint64_t number; /* within the session */
    unsigned session;
    unsigned index;
    void *kept;
};

static guint row_hash(gconstpointer data)
{
    const struct row *row = data;

    return row->session * 2654435761U ^ g_int64_hash(&row->number);
}

static gboolean rows_equal(gconstpointer first, gconstpointer second)
{
    const struct row *one = first;
    const struct row *other = second;

    return one->session == other->session && one->number == other->number;
}

static void row_free(void *data)
{
    struct row *row = data;

    g_free(row->kept);
    g_free(row);
}

void statistics_rows_begin(struct statistics_rows *rows, const struct statistics_table *table, statistics_write write,
                           void *destination)
{
    *rows = (struct statistics_rows){ table, g_hash_table_new_full(row_hash, rows_equal, row_free, NULL),
                                      g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_array_unref), write,
                                      destination };
}

void statistics_rows_clear(struct statistics_rows *rows)
{
    g_hash_table_remove_all(rows->of_key);
    g_hash_table_remove_all(rows->noted);
}

void statistics_rows_end(struct statistics_rows *rows)
{
    g_hash_table_destroy(rows->of_key);
    g_hash_table_destroy(rows->noted);
}

static struct row *find_or_add(struct statistics_rows *rows, const struct statistics_subject *subject, uint64_t number)
{
    struct row key = { .number = number, .session = mail_session_number(subject->session->session) };
    struct row *row = g_hash_table_lookup(rows->of_key, &key);

    if (row)
        return row;
    row = g_new(struct row, 1);
    *row = key;
    row->index = g_hash_table_size(rows->of_key);
    row->kept = rows->table->row_size ? g_malloc0(rows->table->row_size) : NULL;
    g_hash_table_add(rows->of_key, row);
    return row;
}

void *statistics_rows_keep(struct statistics_rows *rows, const struct statistics_subject *subject, uint64_t number)
{
    return find_or_add(rows, subject, number)->kept;
}

void statistics_rows_put(struct statistics_rows *rows, struct statistics_subject *subject, uint64_t number)
{
    const struct row *row = find_or_add(rows, subject, number);

    subject->row = row->kept;
    for (size_t i = 0; i < rows->table->column_count; i++) {
        struct statistics_value value = rows->table->columns[i].value(subject);
        rows->write(rows->destination, row->index, i, &value);
    }
}

void statistics_rows_note(struct statistics_rows *rows, const struct statistics_subject *subject, uint64_t number)
{
    void *session = GUINT_TO_POINTER(mail_session_number(subject->session->session));
    GArray *numbers = g_hash_table_lookup(rows->noted, session);

    if (!numbers) {
        numbers = g_array_new(FALSE, FALSE, sizeof number);
        g_hash_table_insert(rows->noted, session, numbers);
    }
    g_array_append_val(numbers, number);
}

void statistics_rows_change_noted(struct statistics_rows *rows, struct statistics_subject *subject,
                                  void (*change)(void *kept))
{
    void *session = GUINT_TO_POINTER(mail_session_number(subject->session->session));
    GArray *numbers = g_hash_table_lookup(rows->noted, session);

    for (guint i = 0; numbers && i < numbers->len; i++) {
        uint64_t number = g_array_index(numbers, uint64_t, i);
        change(statistics_rows_keep(rows, subject, number));
        statistics_rows_put(rows, subject, number);
    }
    if (numbers)
        g_array_set_size(numbers, 0);
}
