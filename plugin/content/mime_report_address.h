/* Typed values of reports: "rfc822; bob@example.net" (RFC 3464, 2.1.2; RFC 6533, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_REPORT_ADDRESS_H
#define MIME_REPORT_ADDRESS_H

#include "base/mail_arena.h"

/* Takes the type and its semicolon from the front of `text`, and blanks around; empty if none stands there. */
mail_slice mime_report_take_type(mail_slice *text);

/* An address without type and brackets; of the type utf-8 with its characters as they are. */
mail_slice mime_report_read_recipient(const struct mail_arena *arena, mail_slice text);

#endif
