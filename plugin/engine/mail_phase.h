/* The phase that a dialogue is in: the only place that sets it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PHASE_H
#define MAIL_PHASE_H

#include "mail_session.h"

void mail_phase_enter(struct mail_session *session, enum mail_phase phase);

#endif
