/* Dates of header fields (RFC 5322, 3.3 and 4.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_DATE_H
#define IMF_DATE_H

#include "imf_header.h"

/* Seconds since the epoch. False where it is no date, or one that does not exist. */
bool imf_date_read(mail_slice body, int64_t *seconds);

/* Of a field. False also where a hole cuts it. */
bool imf_date_read_field(const struct imf_field *field, int64_t *seconds);

#endif
