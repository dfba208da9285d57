/* See statistics_table.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_table.h"

const struct statistics_table *const statistics_tables[] = {
#define STATISTICS_TABLE(table) &table,
#include "statistics_tables.def"
#undef STATISTICS_TABLE
    NULL
};
