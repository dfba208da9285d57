/* The ids of display fields and subtrees: the variables hf_... and ett_... that the rows of the .def files name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FIELDS_H
#define FIELDS_H

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) extern int variable;
#include "mailproto_fields.def"
#include "pop3_fields.def"
#include "smtp_fields.def"
#include "transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) extern int variable;
#include "subtrees.def"
#undef MAIL_SUBTREE

/* Registers all of them under the protocols they belong to. */
void fields_register(int proto_mailproto, int proto_smtp, int proto_pop3);

#endif
