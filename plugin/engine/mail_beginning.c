/* See mail_beginning.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_beginning.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_phase.h"
#include "mail_smuggling.h"

/* What else than the content is over, and what follows. */
struct beginning_row {
    bool ends_reply;     /* the one being read goes on nowhere */
    bool ends_questions; /* what was asked is not answered any more */
    bool ends_waiting;   /* what waits belonged to nobody */
    bool awaits_greeting;
    enum mail_phase phase;
};

static const struct beginning_row rows[] = {
    [MAIL_BEGINS_AS_AFTER_GREETING] = { .phase = MAIL_PHASE_GREETING },
    [MAIL_BEGINS_WITH_SIDES_CHANGED] = { .ends_questions = true,
                                         .awaits_greeting = true,
                                         .phase = MAIL_PHASE_GREETING },
    [MAIL_BEGINS_WITH_ROLES_LEARNT] = { .ends_reply = true,
                                        .ends_questions = true,
                                        .ends_waiting = true,
                                        .phase = MAIL_PHASE_UNKNOWN },
    [MAIL_BEGINS_UNDER_TLS] = { .ends_reply = true,
                                .ends_questions = true,
                                .ends_waiting = true,
                                .phase = MAIL_PHASE_COMMANDS },
};

void mail_beginning_begin(struct mail_session *session)
{
    session->progress.awaits_greeting = true;
    mail_phase_enter(session, MAIL_PHASE_GREETING);
}

static void forget_what_waits(struct mail_session *session)
{
    for (int side = 0; side < MAIL_SIDES; side++)
        mail_input_clear(&mail_flow_of_side(session, (enum mail_side) side)->input);
}

void mail_beginning_begin_anew(struct mail_session *session, enum mail_beginning beginning)
{
    const struct beginning_row *row = &rows[beginning];
    struct mail_progress *progress = &session->progress;

    mail_blob_break_off(session);
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    mail_smuggling_forget(session);
    if (row->ends_reply)
        progress->reply = NULL;
    if (row->ends_questions)
        mail_exchange_begin_anew(session);
    if (row->ends_waiting)
        forget_what_waits(session);
    if (session->protocol->begin_anew)
        session->protocol->begin_anew(session, beginning);
    progress->awaits_greeting = progress->awaits_greeting || row->awaits_greeting;
    mail_phase_enter(session, progress->awaits_greeting ? MAIL_PHASE_GREETING : row->phase);
}
