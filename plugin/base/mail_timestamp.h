/* Dates and times of the Internet (RFC 3339, 5.6). Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TIMESTAMP_H
#define MAIL_TIMESTAMP_H

#include "mail_slice.h"
#include "mail_time.h"

/* Reads "1996-12-19T16:39:57-08:00". `is_utc`: its offset is written as Z. False if it is not a date-time, or a date
 * or time that does not exist. */
bool mail_timestamp_parse(mail_slice text, struct mail_time *time, bool *is_utc);

#endif
