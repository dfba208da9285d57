/* The ids of the display fields and subtrees that are of no protocol alone: hf_ and ett_ with the name of a row of the
 * .def files beside this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FIELDS_H
#define FIELDS_H

#define MAIL_FIELD(id, type, display, strings, filter_name, label) extern int hf_##id;
#include "mailproto_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(id) extern int ett_##id;
#include "subtrees.def"
#undef MAIL_SUBTREE

/* Registers all of them under the protocol `mailproto`. */
void fields_register(int family_id);

#endif
