/* What was said of units as they were read: none of it may change, but for what is called late.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FROZEN_UNITS_H
#define FROZEN_UNITS_H

#include "core_test.h"

/* A list of units and what was said of them; to be ended with frozen_units_free(). */
GArray *frozen_units_new(void);
void frozen_units_free(GArray *frozen);

/* Keeps what is said of the unit now. */
void frozen_units_add(GArray *frozen, const struct mail_session *session, const struct mail_unit *unit);

/* Aborts if something else is said of one of them by now. */
void frozen_units_check(const GArray *frozen, const struct mail_session *session);

#endif
