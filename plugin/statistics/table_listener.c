/* See table_listener.h. Wireshark has one object for each table, which all its windows share and which outlives the
 * capture: cells own their text, and rows that a window may still show are kept until no other shows them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "table_listener.h"
#include "cell_text.h"
#include "statistics_rows.h"

#include "wireshark/ws_compat.h"

#include <epan/stat_tap_ui.h>

struct table_listener {
    stat_tap_table_ui ui; /* first: Wireshark hands it back */
    struct statistics_rows rows;
    struct statistics_sessions sessions;
    GPtrArray *old_rows; /* of a window that was opened before the last one: what it shows */
};

static struct table_listener *listener_of(stat_tap_table_ui *ui)
{
    return (struct table_listener *) ui;
}

static void cell_free(stat_tap_table *table, guint row, guint column, stat_tap_table_item_type *cell)
{
    (void) table;
    (void) row;
    (void) column;
    if (cell->type == TABLE_ITEM_STRING)
        g_free((char *) cell->value.string_value);
}

static void old_rows_free(struct table_listener *listener)
{
    for (guint i = 0; i < listener->old_rows->len; i++) {
        stat_tap_table_item_type *cells = listener->old_rows->pdata[i];
        for (size_t column = 0; column < listener->ui.nfields; column++)
            cell_free(NULL, i, (guint) column, &cells[column]);
        g_free(cells);
    }
    g_ptr_array_set_size(listener->old_rows, 0);
}

static void forget_records(struct table_listener *listener)
{
    statistics_rows_clear(&listener->rows);
    statistics_sessions_clear(&listener->sessions);
}

/* Another window may show the rows that are there. */
static void empty_table(struct table_listener *listener, stat_tap_table *table)
{
    for (guint i = 0; table && i < table->num_elements; i++)
        g_ptr_array_add(listener->old_rows, table->elements[i]);
    if (table)
        table->num_elements = 0;
    if (listener->ui.refcount <= 1)
        old_rows_free(listener);
    forget_records(listener);
}

static void begin(stat_tap_table_ui *ui)
{
    stat_tap_table *table = ui->tables ? stat_tap_find_table(ui, ui->title) : NULL;

    empty_table(listener_of(ui), table);
    if (!table)
        stat_tap_add_table(ui, stat_tap_init_table(ui->title, (int) ui->nfields, 0, NULL));
}

static tap_packet_status take(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags);

/* Wireshark names the table alone. */
struct search {
    const stat_tap_table *table;
    struct table_listener *found;
};

static mail_bool is_listener_of_table(const void *name, void *value, void *data)
{
    stat_tap_table_ui *ui = value;
    struct search *search = data;

    (void) name;
    if (ui->packet_func == take && ui->tables && ui->tables->len &&
        g_array_index(ui->tables, stat_tap_table *, 0) == search->table)
        search->found = listener_of(ui);
    return search->found != NULL;
}

static void reset(stat_tap_table *table)
{
    struct search search = { table, NULL };

    stat_tap_iterate_tables(is_listener_of_table, &search);
    if (search.found)
        empty_table(search.found, table);
}

static stat_tap_table_item_type cell_of(wmem_allocator_t *pool, const struct statistics_column *column,
                                        const struct statistics_value *value)
{
    stat_tap_table_item_type cell = { 0 };

    if (column->kind == STATISTICS_NUMBER) {
        cell.type = TABLE_ITEM_UINT;
        cell.value.uint_value = (guint) MIN(value->number, G_MAXUINT);
    } else {
        cell.type = TABLE_ITEM_STRING;
        cell.value.string_value = g_strdup(cell_text(pool, column, value));
    }
    return cell;
}

/* What cells are written to during one record. */
struct writing {
    struct table_listener *listener;
    stat_tap_table *table;
    wmem_allocator_t *pool;
};

static void write_cell(void *destination, unsigned row, size_t column, const struct statistics_value *value)
{
    const struct writing *writing = destination;
    const struct statistics_table *table = writing->listener->rows.table;
    stat_tap_table_item_type cell = cell_of(writing->pool, &table->columns[column], value);

    if (row == writing->table->num_elements) {
        stat_tap_table_item_type *cells = g_new0(stat_tap_table_item_type, table->column_count);
        stat_tap_init_table_row(writing->table, row, (guint) table->column_count, cells);
        g_free(cells);
    }

    stat_tap_table_item_type *place = stat_tap_get_field_data(writing->table, row, (guint) column);

    cell_free(writing->table, row, (guint) column, place);
    *place = cell;
}

static tap_packet_status take(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags)
{
    const struct mail_tap_record *record = tapped;
    stat_tap_table_ui *ui = ((stat_data_t *) data)->stat_tap_data;
    struct table_listener *listener = listener_of(ui);
    struct writing writing = { listener, g_array_index(ui->tables, stat_tap_table *, 0), pinfo->pool };
    const struct statistics_session *session = statistics_sessions_take(&listener->sessions, pinfo, record);
    struct statistics_subject subject = statistics_subject_of(pinfo, record, session);

    (void) edt;
    (void) flags;
    listener->rows.destination = &writing;
    listener->rows.table->take(&listener->rows, &subject);
    return TAP_PACKET_REDRAW;
}

static tap_param filter_parameter = { PARAM_FILTER, "filter", "Filter", NULL, TRUE };

static const char *format_of(const struct statistics_column *column)
{
    bool is_number = column->kind == STATISTICS_NUMBER;

    return wmem_strdup_printf(wmem_epan_scope(), is_number ? "%%%du" : "%%-%ds", column->width);
}

static stat_tap_table_item *columns_of(const struct statistics_table *table)
{
    stat_tap_table_item *items = wmem_alloc0_array(wmem_epan_scope(), stat_tap_table_item, table->column_count);

    for (size_t i = 0; i < table->column_count; i++) {
        const struct statistics_column *column = &table->columns[i];
        bool is_number = column->kind == STATISTICS_NUMBER;
        items[i] =
            (stat_tap_table_item){ is_number ? TABLE_ITEM_UINT : TABLE_ITEM_STRING,
                                   is_number ? TAP_ALIGN_RIGHT : TAP_ALIGN_LEFT, column->title, format_of(column) };
    }
    return items;
}

/* The words before the filter are two, joined by one comma: the window takes no others. */
static void listener_register(const struct statistics_table *table)
{
    struct table_listener *listener = wmem_new0(wmem_epan_scope(), struct table_listener);

    listener->old_rows = g_ptr_array_new();
    statistics_sessions_begin(&listener->sessions);
    statistics_rows_begin(&listener->rows, table, write_cell, NULL);
    listener->ui = (stat_tap_table_ui){
        .group = REGISTER_TOOLS_GROUP_UNSORTED,
        .title = table->title,
        .tap_name = "mailproto",
        .cli_string = wmem_strdup_printf(wmem_epan_scope(), "mailproto,%s", table->name),
        .stat_tap_init_cb = begin,
        .packet_func = take,
        .stat_tap_reset_table_cb = reset,
        .stat_tap_free_table_item_cb = cell_free,
        .nfields = table->column_count,
        .fields = columns_of(table),
        .nparams = 1,
        .params = &filter_parameter,
    };
    register_stat_tap_table_ui(&listener->ui);
}

void table_listeners_register(void)
{
    for (size_t i = 0; statistics_tables[i]; i++)
        listener_register(statistics_tables[i]);
}
