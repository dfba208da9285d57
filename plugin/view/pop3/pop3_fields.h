/* The ids of the display fields and subtrees of POP3: hf_ and ett_ with the name of a row of the .def files beside this
 * one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_FIELDS_H
#define POP3_FIELDS_H

#include "wireshark/dissector.h"

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) extern int variable;
#include "pop3_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) extern int variable;
#include "pop3_subtrees.def"
#undef MAIL_SUBTREE

void pop3_fields_register(const struct mail_dissector *dissector);

#endif
