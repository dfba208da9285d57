/* The rows of one table as a listener collects them: each has a key, so that a row is written again in place. Where the
 * cells are kept is the destination's: a table of Wireshark's, or lines of JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_ROWS_H
#define STATISTICS_ROWS_H

#include "statistics_table.h"

/* Writes a cell; row `row` is new if it is one more than there were, and then its columns come in order. */
typedef void (*statistics_write)(void *destination, unsigned row, size_t column, const struct statistics_value *value);

struct statistics_rows {
    const struct statistics_table *table;
    GHashTable *of_key;
    GHashTable *noted; /* of a session's number: the numbers of rows */
    statistics_write write;
    void *destination;
};

void statistics_rows_begin(struct statistics_rows *rows, const struct statistics_table *table, statistics_write write,
                           void *destination);
void statistics_rows_clear(struct statistics_rows *rows);
void statistics_rows_end(struct statistics_rows *rows);

/* Writes the subject's row: that of `number` within the session. */
void statistics_rows_put(struct statistics_rows *rows, struct statistics_subject *subject, uint64_t number);

/* What the table keeps of that row; zeroed where there is none yet. It must then be put. */
void *statistics_rows_keep(struct statistics_rows *rows, const struct statistics_subject *subject, uint64_t number);

/* A later record of the session changes the row. */
void statistics_rows_note(struct statistics_rows *rows, const struct statistics_subject *subject, uint64_t number);

/* It does: each row of the session that is noted is changed and written, and noted no more. */
void statistics_rows_change_noted(struct statistics_rows *rows, struct statistics_subject *subject,
                                  void (*change)(void *kept));

#endif
