/* The ids of display fields and subtrees: hf_ and ett_ with the name of a row of the .def files beside this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FIELDS_H
#define FIELDS_H

#define MAIL_FIELD(id, type, display, strings, filter_name, label) extern int hf_##id;
#include "mailproto_fields.def"
#include "view/pop3/pop3_fields.def"
#include "view/smtp/smtp_fields.def"
#include "view/smtp/transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(id) extern int ett_##id;
#include "subtrees.def"
#undef MAIL_SUBTREE

/* Registers all of them under the protocols they belong to. */
void fields_register(int proto_mailproto, int proto_smtp, int proto_pop3);

#endif
