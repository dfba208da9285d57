/* A reply as one item, with its lines and rows below it, and what it answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef REPLY_VIEW_H
#define REPLY_VIEW_H

#include "drawing.h"

/* Opens the item of the unit's reply, unless it is open, and lets the unit stand in its tree. `left` units of the call,
 * this one included, are not drawn yet. */
void reply_view_enter(struct mail_drawing *drawing, unsigned left);

/* Opens a line: an item of its own, or the reply's where it is the only one. */
void reply_view_open_line(struct mail_drawing *drawing, int field);

/* The drawing of the reply's own tree. */
struct mail_drawing reply_view_whole(const struct mail_drawing *drawing);

/* Generated, on the first line: what the reply answers and how long that took. `drawing` is of the reply's tree. */
void reply_view_add_answered(const struct mail_drawing *drawing);

/* What was asked, in words: "RCPT TO:<b@example.net>"; NULL where it is not known. */
const char *reply_view_asked(const struct mail_view *view, const struct mail_exchange *exchange);

#endif
