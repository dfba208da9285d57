/* What the session knows of the maildrop, shown with the commands and replies that speak of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_MAILDROP_VIEW_H
#define POP3_MAILDROP_VIEW_H

#include "view/drawing.h"

/* Generated, below RETR, TOP and DELE: the message's size and unique-id, if they are known by then. */
void pop3_maildrop_view_add_mail(const struct mail_drawing *drawing);

/* Generated, below a reply: which message DELE marked; after QUIT, what became of the messages. */
void pop3_maildrop_view_add_outcome(const struct mail_drawing *drawing);

/* Generated, below a message: its number in the maildrop and what was announced of it. */
void pop3_maildrop_view_add_announced(const struct mail_drawing *drawing);

#endif
