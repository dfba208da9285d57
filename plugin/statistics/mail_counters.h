/* Statistics, Mail, Counters: how often each verb, code, mechanism, result and finding was seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_COUNTERS_H
#define MAIL_COUNTERS_H

void mail_counters_register(void);

#endif
