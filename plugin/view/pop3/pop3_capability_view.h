/* A row of the answers to CAPA, and to AUTH without argument, in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_CAPABILITY_VIEW_H
#define POP3_CAPABILITY_VIEW_H

#include "view/drawing.h"

/* Adds the capability that a row of CAPA names, what it means, and its parameters. */
void pop3_capability_view_add(const struct mail_drawing *drawing, mail_slice row);

/* Adds the SASL mechanism that a row of AUTH names. */
void pop3_capability_view_add_mechanism(const struct mail_drawing *drawing, mail_slice row);

#endif
