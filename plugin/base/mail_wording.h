/* Wordings: patterns of what servers write in the free text of a reply, with one part that is wanted. Pure.
 *
 * In a wording a space is one or more blanks, '#' is one or more digits, '*' a run of anything but blanks, '+' such a
 * run with a digit in it, and what stands between braces is wanted; all else is itself, in any case. '*' and '+' end
 * before the character that follows them in the wording. "..." at the front: at the front of any word, a
 * parenthesis before it aside.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_WORDING_H
#define MAIL_WORDING_H

#include "mail_slice.h"

/* Whether `text` begins with the wording, which ends where a word does. `wanted` is the part between braces without
 * punctuation at its end; empty where the wording has no braces. */
bool mail_wording_match(const char *wording, mail_slice text, mail_slice *wanted);

#endif
