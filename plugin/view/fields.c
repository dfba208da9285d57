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

#define MAIL_FIELD(id, type, display, strings, filter_name, label) int hf_##id = -1;
#include "mailproto_fields.def"
#include "view/pop3/pop3_fields.def"
#include "view/smtp/smtp_fields.def"
#include "view/smtp/transaction_fields.def"
#undef MAIL_FIELD

#define MAIL_SUBTREE(id) int ett_##id = -1;
#include "subtrees.def"
#undef MAIL_SUBTREE

#define MAIL_FIELD(id, type, display, strings, filter_name, label)                                                     \
    { &hf_##id, { label, filter_name, type, display, strings, 0x0, NULL, HFILL } },

static hf_register_info mailproto_fields[] = {
#include "mailproto_fields.def"
#include "view/smtp/transaction_fields.def"
};

static hf_register_info smtp_fields[] = {
#include "view/smtp/smtp_fields.def"
};

static hf_register_info pop3_fields[] = {
#include "view/pop3/pop3_fields.def"
};

#undef MAIL_FIELD

static int *const subtrees[] = {
#define MAIL_SUBTREE(id) &ett_##id,
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
