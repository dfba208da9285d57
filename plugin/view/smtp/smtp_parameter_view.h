/* A parameter of MAIL, RCPT, VRFY or EXPN in the packet tree: what it is for, and its value as what it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PARAMETER_VIEW_H
#define SMTP_PARAMETER_VIEW_H

#include "smtp/smtp_parameters.h"
#include "view/drawing.h"

/* The parameter's text is a slice of the unit's line. */
void smtp_parameter_view_add(const struct mail_drawing *drawing, const struct smtp_parameter *parameter,
                             enum smtp_parameter_commands command);

#endif
