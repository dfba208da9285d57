/* The ids of the display fields and subtrees of messages: the variables hf_... and ett_... that the rows of the .def
 * files name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_FIELDS_H
#define MESSAGE_FIELDS_H

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) extern int variable;
#include "message_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) extern int variable;
#include "message_subtrees.def"
#undef MAIL_SUBTREE

/* Registers all of them under the protocol `mailproto`. */
void message_fields_register(int family_id);

#endif
