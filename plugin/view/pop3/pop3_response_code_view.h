/* An extended response code of POP3 in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_RESPONSE_CODE_VIEW_H
#define POP3_RESPONSE_CODE_VIEW_H

#include "view/drawing.h"

/* Adds the code (without brackets) and what it means. */
void pop3_response_code_view_add(const struct mail_drawing *drawing, mail_slice code);

#endif
