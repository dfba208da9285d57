/* See pop3_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_fields.h"

#define MAIL_FIELD(id, type, display, strings, filter_name, label) int hf_##id = -1;
#include "pop3_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(id) int ett_##id = -1;
#include "pop3_subtrees.def"
#undef MAIL_SUBTREE

static hf_register_info fields[] = {
#define MAIL_FIELD(id, type, display, strings, filter_name, label)                                                     \
    { &hf_##id, { label, filter_name, type, display, strings, 0x0, NULL, HFILL } },
#include "pop3_fields.def"
#undef MAIL_FIELD
};

static int *const subtrees[] = {
#define MAIL_SUBTREE(id) &ett_##id,
#include "pop3_subtrees.def"
#undef MAIL_SUBTREE
};

void pop3_fields_register(const struct mail_dissector *dissector)
{
    proto_register_field_array(dissector->protocol_id, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
