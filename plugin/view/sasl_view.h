/* The facts of a login below the line that says them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_VIEW_H
#define SASL_VIEW_H

#include "drawing.h"

/* The data source with the unit's decoded base64; NULL where there is none, or it may not be shown. */
tvbuff_t *sasl_view_add_source(const struct mail_view *view, const struct mail_unit *unit);

/* Adds what the unit's line says of a login, if anything. */
void sasl_view_add(const struct mail_drawing *drawing);

/* The same without an item that groups them, and what such an item says. */
void sasl_view_add_facts(const struct mail_drawing *drawing);
const char *sasl_view_words(const struct mail_drawing *drawing);

/* Hands a token to Wireshark's dissector of GSS-API, SPNEGO, NTLMSSP or Kerberos, below the unit's item. */
void sasl_view_hand_over(const struct mail_drawing *drawing);

#endif
