/* The first line of some bytes, whether it is whole or not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FIRST_LINE_H
#define MAIL_FIRST_LINE_H

#include "mail_slice.h"

/* Without its line ending. */
mail_slice mail_first_line_of(mail_slice bytes);

bool mail_first_line_is_whole(mail_slice bytes);

#endif
