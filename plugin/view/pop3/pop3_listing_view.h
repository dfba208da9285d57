/* What the lesser commands are answered, in the packet tree: LANG, LAST, XTND BBOARDS and XTND ARCHIVE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_LISTING_VIEW_H
#define POP3_LISTING_VIEW_H

#include "view/drawing.h"

/* A row of LANG, or the text of the answer to LANG with an argument. */
void pop3_listing_view_add_language(const struct mail_drawing *drawing, mail_slice text);

/* The text of the answer to LAST. */
void pop3_listing_view_add_last(const struct mail_drawing *drawing, mail_slice text);

/* A row of XTND BBOARDS or XTND ARCHIVE. */
void pop3_listing_view_add_bboard(const struct mail_drawing *drawing, mail_slice row);

#endif
