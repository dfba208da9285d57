/* The address in a path of MAIL or RCPT, by the grammar of RFC 5321, 4.1.2 and 4.1.3, with the UTF-8 of RFC 6531, 3.3.
 * Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_ADDRESS_H
#define SMTP_ADDRESS_H

#include "base/mail_slice.h"

/* Who a path may name. MAIL's may be nobody: <>. RCPT's may be <Postmaster>, without a domain. */
enum smtp_path_kind { SMTP_REVERSE_PATH, SMTP_FORWARD_PATH };

/* Slices of the path; those that it lacks have no bytes. */
struct smtp_address {
    mail_slice route;      /* "@ONE,@TWO" of "@ONE,@TWO:JOE@THREE" */
    mail_slice local_part; /* as written, a quoted one with its quotes */
    mail_slice domain;     /* a name, or an address literal with its brackets */
};

/* Takes the path, without its angle brackets, apart. False if it breaks the grammar. */
bool smtp_address_parse(mail_slice path, enum smtp_path_kind kind, struct smtp_address *address);

#endif
