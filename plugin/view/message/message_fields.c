/* See message_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_fields.h"

#include <wireshark.h>

#include <epan/proto.h>

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) int variable = -1;
#include "message_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) int variable = -1;
#include "message_subtrees.def"
#undef MAIL_SUBTREE

static hf_register_info fields[] = {
#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description)                                  \
    { &variable, { label, filter_name, type, display, strings, 0x0, description, HFILL } },
#include "message_fields.def"
#undef MAIL_FIELD
};

static int *const subtrees[] = {
#define MAIL_SUBTREE(variable) &variable,
#include "message_subtrees.def"
#undef MAIL_SUBTREE
};

void message_fields_register(int family_id)
{
    proto_register_field_array(family_id, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
