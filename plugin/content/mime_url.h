/* URLs: http, https and ftp with a host (RFC 3986).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_URL_H
#define MIME_URL_H

#include "base/mail_slice.h"

/* Takes one URL, which is valid during the call only. */
typedef void (*mime_url_take)(void *context, mail_slice url);

/* Whether it begins with one of the schemes, //, and a character of a host. */
bool mime_url_is_url(mail_slice text);

/* The URLs in plain text: each ends before the first character that RFC 3986 does not know, and without the punctuation
 * of the sentence around it (RFC 3986, C). Linear. */
void mime_url_find_in_text(mail_slice text, mime_url_take take, void *context);

#endif
