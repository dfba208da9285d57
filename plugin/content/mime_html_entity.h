/* Character references of HTML (HTML, 13.2.5.72 to 80).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_HTML_ENTITY_H
#define MIME_HTML_ENTITY_H

#include "base/mail_slice.h"

#include <glib.h>

/* Reads what stands at the front of `html`, which begins with &. Its length, and the character; 0: it is an & like any
 * other. In the value of an attribute, "&copy=" is the parameter of a URL. */
size_t mime_html_entity_read(mail_slice html, bool is_in_attribute, uint32_t *character);

/* The value of an attribute with its references decoded, in place of what `value` held. */
void mime_html_decode_attribute(mail_slice raw, GString *value);

#endif
