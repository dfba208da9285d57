/* See mail_phase.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_phase.h"
#include "mail_session_state.h"

void mail_phase_enter(struct mail_session *session, enum mail_phase phase)
{
    session->progress.phase = phase;
}
