/* Tags, attributes and comments of HTML (HTML, 13.2.5). Each function reads from the front of `rest` and never goes
 * back: all of them together are linear.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_HTML_TAG_H
#define MIME_HTML_TAG_H

#include "base/mail_slice.h"

struct mime_html_tag {
    mail_slice name; /* empty: a comment, a declaration, or something else that says nothing */
    bool is_end;
};

struct mime_html_attribute {
    mail_slice name;
    mail_slice value; /* without quotation marks, nothing decoded */
};

/* Takes what begins with the < at the front: a comment whole, of a tag the name. False: the < is text, and stays. */
bool mime_html_take_tag(mail_slice *rest, struct mime_html_tag *tag);

/* Takes one attribute of the tag. False: the tag has ended, and its > is taken. What the end of the bytes cuts is no
 * attribute. */
bool mime_html_take_attribute(mail_slice *rest, struct mime_html_attribute *attribute);

/* Takes all before the end tag of that name; everything if there is none. */
void mime_html_skip_raw_text(mail_slice *rest, mail_slice name);

#endif
