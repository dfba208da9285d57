/* See fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fields.h"

#include <wireshark.h>

#include <epan/proto.h>

static const value_string smtp_reply_codes[] = {
#define SMTP_REPLY_CODE(code, reference, meaning) { code, meaning },
#include "registry/smtp_reply_codes.def"
#undef SMTP_REPLY_CODE
    { 0, NULL }
};

/* RFC 5321, 4.2.1 */
static const value_string smtp_reply_classes[] = { { 2, "Positive Completion reply" },
                                                   { 3, "Positive Intermediate reply" },
                                                   { 4, "Transient Negative Completion reply" },
                                                   { 5, "Permanent Negative Completion reply" },
                                                   { 0, NULL } };

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
#include "mailproto_fields.def"
#include "pop3_fields.def"
#include "smtp_fields.def"
#include "transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(variable) int variable = -1;
#include "subtrees.def"
#undef MAIL_SUBTREE

#define MAIL_FIELD(variable, type, display, strings, filter_name, label, description)                                  \
    { &variable, { label, filter_name, type, display, strings, 0x0, description, HFILL } },

static hf_register_info mailproto_fields[] = {
#include "mailproto_fields.def"
#include "transaction_fields.def"
};

static hf_register_info smtp_fields[] = {
#include "smtp_fields.def"
};

static hf_register_info pop3_fields[] = {
#include "pop3_fields.def"
};

#undef MAIL_FIELD

static int *const subtrees[] = {
#define MAIL_SUBTREE(variable) &variable,
#include "subtrees.def"
#undef MAIL_SUBTREE
};

void fields_register(int proto_mailproto, int proto_smtp, int proto_pop3)
{
    proto_register_field_array(proto_mailproto, mailproto_fields, G_N_ELEMENTS(mailproto_fields));
    proto_register_field_array(proto_smtp, smtp_fields, G_N_ELEMENTS(smtp_fields));
    proto_register_field_array(proto_pop3, pop3_fields, G_N_ELEMENTS(pop3_fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
