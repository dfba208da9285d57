/* See pop3_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_fields.h"

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) int variable = -1;
#include "pop3_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) int variable = -1;
#include "pop3_subtrees.def"
#undef MAIL_SUBTREE

static hf_register_info fields[] = {
#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description)                                  \
    { &variable, { label, filter_name, type, display, strings, 0x0, description, HFILL } },
#include "pop3_fields.def"
#undef MAIL_FIELD
};

static int *const subtrees[] = {
#define MAIL_SUBTREE(variable) &variable,
#include "pop3_subtrees.def"
#undef MAIL_SUBTREE
};

void pop3_fields_register(const struct mail_dissector *dissector)
{
    proto_register_field_array(dissector->protocol_id, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
