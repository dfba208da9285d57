/* The ids of the display fields and subtrees of SMTP: hf_ and ett_ with the name of a row of the .def files beside this
 * one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_FIELDS_H
#define SMTP_FIELDS_H

#include "wireshark/dissector.h"

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) extern int variable;
#include "smtp_fields.def"
#include "transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) extern int variable;
#include "smtp_subtrees.def"
#undef MAIL_SUBTREE

/* NULL for a code that is not known. */
const char *smtp_fields_code_meaning(uint16_t code);

void smtp_fields_register(const struct mail_dissector *dissector);

#endif
