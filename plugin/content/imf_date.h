/* Dates of header fields (RFC 5322, 3.3 and 4.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_DATE_H
#define IMF_DATE_H

#include "base/mail_slice.h"

/* Seconds since the epoch. False where it is no date, or one that does not exist. */
bool imf_date_read(mail_slice body, int64_t *seconds);

#endif
