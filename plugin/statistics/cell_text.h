/* A value as the text of a table's cell: safe for a terminal, of a bounded length.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CELL_TEXT_H
#define CELL_TEXT_H

#include "statistics_table.h"

/* Empty where nothing is known. Numbers have the column's width, so that they sort as numbers do. Lives in `pool`. */
const char *cell_text(wmem_allocator_t *pool, const struct statistics_column *column,
                      const struct statistics_value *value);

/* "2026-12-01T03:41:51.000123Z" */
const char *cell_time_text(wmem_allocator_t *pool, struct mail_time time);

#endif
