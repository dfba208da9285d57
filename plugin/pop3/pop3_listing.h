/* Listings of the lesser commands: languages (RFC 6856, 3.2) and discussion groups (RFC 1082). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_LISTING_H
#define POP3_LISTING_H

#include "base/mail_slice.h"

/* A row of LANG, or the text of +OK to LANG with an argument: a language tag and text in that language, which may be
 * empty. False if it does not begin with a tag. */
bool pop3_language_parse(mail_slice row, mail_slice *tag, mail_slice *text);

/* A row of XTND BBOARDS or XTND ARCHIVE. False if the maxima is no number or 2^32 or more. */
bool pop3_bboard_parse(mail_slice row, mail_slice *name, mail_slice *maxima_text, uint32_t *maxima);

#endif
