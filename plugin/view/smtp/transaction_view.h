/* Mail transactions in the packet tree: the number on each frame, and on the reply that ends one, what became of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TRANSACTION_VIEW_H
#define TRANSACTION_VIEW_H

#include "view/drawing.h"

/* Generated, after a reply that ends a transaction: the whole of it. */
void transaction_view_add(const struct mail_drawing *drawing);

/* Generated: the numbers of the transactions that the call's units belong to, but for those that end in it. */
void transaction_view_add_numbers(const struct mail_view *view, proto_tree *tree);

/* "mail 1: 1 of 2 recipients accepted, b@example.net refused (550)", of the transaction that the unit ends; NULL: none.
 */
const char *transaction_view_describe(wmem_allocator_t *pool, const struct mail_unit *unit);

#endif
