/* The tables in Tools, Mail, in "tshark -z" and in sharkd's nstat.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TABLE_LISTENER_H
#define TABLE_LISTENER_H

/* Registers each row of statistics_tables.def. */
void table_listeners_register(void);

#endif
