/* A value as JSON (RFC 8259): always valid, and safe for a terminal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include "statistics_table.h"

/* Lives in `pool`; null where nothing is known. */
const char *json_text(wmem_allocator_t *pool, enum statistics_kind kind, const struct statistics_value *value);

#endif
