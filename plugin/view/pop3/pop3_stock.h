/* What POP3 says in the fields of Wireshark's own dissector `pop`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_STOCK_H
#define POP3_STOCK_H

#include "view/stock_fields.h"

extern struct stock_fields pop3_stock_fields;

#endif
