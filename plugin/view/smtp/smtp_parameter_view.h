/* A parameter of MAIL, RCPT, VRFY or EXPN in the packet tree: what it is for, and its value as what it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PARAMETER_VIEW_H
#define SMTP_PARAMETER_VIEW_H

#include "smtp/smtp_parameters.h"
#include "view/drawing.h"

/* `text`, a slice of the unit's line, is KEYWORD or KEYWORD=value. */
void smtp_parameter_view_add(const struct mail_drawing *drawing, mail_slice text, enum smtp_parameter_commands command);

#endif
