/* The ids of the display fields and subtrees that are of no protocol alone: the variables hf_... and ett_...
 * that the rows of the .def files name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FIELDS_H
#define FIELDS_H

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) extern int variable;
#include "mailproto_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) extern int variable;
#include "subtrees.def"
#undef MAIL_SUBTREE

/* Registers all of them under the protocol `mailproto`. */
void fields_register(int family_id);

#endif
