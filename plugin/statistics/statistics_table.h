/* A table: what it is called, its columns, and which records of the tap bring its rows. The window, tshark and JSON
 * show the same tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_TABLE_H
#define STATISTICS_TABLE_H

#include "statistics_subject.h"

struct statistics_rows;

struct statistics_column {
    const char *key;   /* in JSON: it never changes */
    const char *title; /* in the window and in tshark */
    enum statistics_kind kind;
    int width; /* characters, in tshark */
    struct statistics_value (*value)(const struct statistics_subject *subject);
};

struct statistics_table {
    const char *name;   /* in capture filters of the command line: "mailproto,mails" */
    const char *title;  /* in the menu: "Mail/Mails" */
    const char *object; /* a row's type in JSON: "mail" */
    const struct statistics_column *columns;
    size_t column_count;
    size_t row_size; /* bytes that the table keeps of each row; 0: none */
    /* Writes the rows that the subject's record brings or changes. */
    void (*take)(struct statistics_rows *rows, struct statistics_subject *subject);
};

#define STATISTICS_TABLE(table) extern const struct statistics_table table;
#include "statistics_tables.def"
#undef STATISTICS_TABLE

/* The rows of statistics_tables.def; NULL ends them. */
extern const struct statistics_table *const statistics_tables[];

#endif
