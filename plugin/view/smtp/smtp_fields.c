/* See smtp_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_fields.h"

static const value_string smtp_reply_codes[] = {
#define SMTP_REPLY_CODE(code, reference, meaning) { code, meaning },
#include "registry/smtp_reply_codes.def"
#undef SMTP_REPLY_CODE
    { 0, NULL }
};

/* RFC 5321, 4.2.1 */
static const value_string smtp_reply_classes[] = {
    { 1, "Positive Preliminary reply" },          { 2, "Positive Completion reply" },
    { 3, "Positive Intermediate reply" },         { 4, "Transient Negative Completion reply" },
    { 5, "Permanent Negative Completion reply" }, { 0, NULL }
};

static const value_string enhanced_status_classes[] = {
#define ENHANCED_STATUS_CLASS(value, reference, meaning) { value, meaning },
#include "registry/enhanced_status_classes.def"
#undef ENHANCED_STATUS_CLASS
    { 0, NULL }
};

static const value_string enhanced_status_subjects[] = {
#define ENHANCED_STATUS_SUBJECT(value, reference, meaning) { value, meaning },
#include "registry/enhanced_status_subjects.def"
#undef ENHANCED_STATUS_SUBJECT
    { 0, NULL }
};

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description) int variable = -1;
#include "smtp_fields.def"
#include "transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) int variable = -1;
#include "smtp_subtrees.def"
#undef MAIL_SUBTREE

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description)                                  \
    { &variable, { label, filter_name, type, display, strings, 0x0, description, HFILL } },

static hf_register_info smtp_fields[] = {
#include "smtp_fields.def"
};

static hf_register_info transaction_fields[] = {
#include "transaction_fields.def"
};

#undef MAIL_FIELD

static int *const subtrees[] = {
#define MAIL_SUBTREE(variable) &variable,
#include "smtp_subtrees.def"
#undef MAIL_SUBTREE
};

const char *smtp_fields_code_meaning(uint16_t code)
{
    return try_val_to_str(code, smtp_reply_codes);
}

void smtp_fields_register(const struct mail_dissector *dissector)
{
    proto_register_field_array(dissector->family_id, transaction_fields, G_N_ELEMENTS(transaction_fields));
    proto_register_field_array(dissector->protocol_id, smtp_fields, G_N_ELEMENTS(smtp_fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
