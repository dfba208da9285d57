/* HTML of mails: the text that a reader sees and the values of attributes that hold URLs (HTML, 13.2). No tree is
 * built: tags are read as they come.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_HTML_H
#define MIME_HTML_H

#include "base/mail_slice.h"

#include <glib.h>

/* Takes the value of one attribute that holds a URL: trimmed, without line ends, entities as characters. Valid during
 * the call only. */
typedef void (*mime_html_take)(void *context, mail_slice value);

/* Reads HTML in UTF-8. Appends the visible text to `text`: a run of blanks is one blank, each block stands on lines of
 * its own with at most one empty line between two, the alternative text of an image in square brackets. Either of
 * `text` and `take` may be NULL. Linear; `text` gets at most about as many bytes as `html` has. */
void mime_html_read(mail_slice html, GString *text, mime_html_take take, void *context);

#endif
