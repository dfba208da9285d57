/* Wordings: patterns of what servers write in the free text of a reply, with one part that is wanted. Pure.
 *
 * In a wording a space is one or more blanks, '#' is one or more digits, '*' a run of anything but blanks, '+' such a
 * run with a digit in it, '$' the end of the text, and the part between braces is wanted. Everything else stands for
 * itself, in any case of letters. '*' and '+' end before the character that follows them in the wording. "..." at the
 * front: the wording may begin at any word, also after a parenthesis.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_WORDING_H
#define MAIL_WORDING_H

#include "mail_slice.h"

/* Whether `text` begins with the wording, and a word ends where the wording ends; the name of a host is one word.
 * `wanted` is the part between braces without punctuation at its end; empty where the wording has no braces. */
bool mail_wording_match(const char *wording, mail_slice text, mail_slice *wanted);

#endif
