/* What elements of HTML do to the text, and which attributes hold URLs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HTML_ELEMENTS_H
#define HTML_ELEMENTS_H

#include "base/mail_slice.h"

enum html_element_kind {
    HTML_ELEMENT_INLINE,       /* leaves the text as it is: all that the table does not name */
    HTML_ELEMENT_BLOCK,        /* stands on lines of its own */
    HTML_ELEMENT_PARAGRAPH,    /* the same, with an empty line around it */
    HTML_ELEMENT_BREAK,        /* a line end */
    HTML_ELEMENT_CELL,         /* a blank before and after */
    HTML_ELEMENT_PREFORMATTED, /* its blanks and line ends are kept */
    HTML_ELEMENT_HIDDEN,       /* what it holds is no HTML and not shown: read up to its end tag */
    HTML_ELEMENT_IMAGE         /* has an alternative text */
};

/* By their names in any case of letters. */
enum html_element_kind html_element_find(mail_slice name);
bool html_attribute_holds_url(mail_slice name);

#endif
