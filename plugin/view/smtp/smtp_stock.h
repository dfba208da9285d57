/* What SMTP says in the fields of Wireshark's own dissector `smtp`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_STOCK_H
#define SMTP_STOCK_H

#include "view/stock_fields.h"

extern struct stock_fields smtp_stock_fields;

#endif
