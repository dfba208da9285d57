/* See json_listener.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "json_listener.h"
#include "json_text.h"
#include "printing_listener.h"
#include "statistics_rows.h"

#include <stdio.h>

enum { TABLES_LIMIT = 16 };

/* One table's lines: each cell is JSON already. */
struct json_rows {
    struct statistics_rows rows;
    GPtrArray *cells;       /* row by row */
    wmem_allocator_t *pool; /* of the packet */
};

struct json_listener {
    struct statistics_sessions sessions;
    struct json_rows tables[TABLES_LIMIT];
};

static void write_cell(void *destination, unsigned row, size_t column, const struct statistics_value *value)
{
    struct json_rows *table = destination;
    const struct statistics_table *shape = table->rows.table;
    char *text = g_strdup(json_text(table->pool, shape->columns[column].kind, value));
    size_t place = row * shape->column_count + column;

    if (place == table->cells->len) {
        g_ptr_array_add(table->cells, text);
        return;
    }
    g_free(table->cells->pdata[place]);
    table->cells->pdata[place] = text;
}

static void *begin(void)
{
    struct json_listener *listener = g_new0(struct json_listener, 1);

    statistics_sessions_begin(&listener->sessions);
    for (size_t i = 0; statistics_tables[i]; i++) {
        struct json_rows *table = &listener->tables[i];
        table->cells = g_ptr_array_new_with_free_func(g_free);
        statistics_rows_begin(&table->rows, statistics_tables[i], write_cell, table);
    }
    return listener;
}

static void reset(void *data)
{
    struct json_listener *listener = data;

    statistics_sessions_clear(&listener->sessions);
    for (size_t i = 0; statistics_tables[i]; i++) {
        g_ptr_array_set_size(listener->tables[i].cells, 0);
        statistics_rows_clear(&listener->tables[i].rows);
    }
}

static void take(void *data, packet_info *pinfo, const struct mail_tap_record *record)
{
    struct json_listener *listener = data;
    const struct statistics_session *session = statistics_sessions_take(&listener->sessions, pinfo, record);

    for (size_t i = 0; statistics_tables[i]; i++) {
        struct statistics_subject subject = statistics_subject_of(pinfo, record, session);
        listener->tables[i].pool = pinfo->pool;
        statistics_tables[i]->take(&listener->tables[i].rows, &subject);
    }
}

static void print_row(const struct json_rows *table, char **cells)
{
    const struct statistics_table *shape = table->rows.table;

    printf("{\"type\": \"%s\"", shape->object);
    for (size_t i = 0; i < shape->column_count; i++)
        printf(", \"%s\": %s", shape->columns[i].key, cells[i]);
    printf("}\n");
}

static void draw(void *data)
{
    const struct json_listener *listener = data;

    for (size_t i = 0; statistics_tables[i]; i++) {
        const struct json_rows *table = &listener->tables[i];
        for (size_t first = 0; first < table->cells->len; first += statistics_tables[i]->column_count)
            print_row(table, (char **) &table->cells->pdata[first]);
    }
}

static void end(void *data)
{
    struct json_listener *listener = data;

    statistics_sessions_end(&listener->sessions);
    for (size_t i = 0; statistics_tables[i]; i++) {
        g_ptr_array_free(listener->tables[i].cells, TRUE);
        statistics_rows_end(&listener->tables[i].rows);
    }
    g_free(listener);
}

static const struct printing_kind kind = { "Mail as JSON", "mailproto,json", begin, reset, take, draw, end };

void json_listener_register(void)
{
    printing_listener_register(&kind);
}
