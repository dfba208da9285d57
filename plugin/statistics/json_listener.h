/* "tshark -z mailproto,json": the rows of all tables, one object a line, for scripts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef JSON_LISTENER_H
#define JSON_LISTENER_H

void json_listener_register(void);

#endif
