/* Named and numbered characters of HTML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef HTML_ENTITIES_H
#define HTML_ENTITIES_H

#include "base/mail_slice.h"

enum {
    HTML_ENTITY_NAME_LIMIT = 8,    /* letters of the longest name */
    HTML_ENTITY_OLD_NAME_LIMIT = 6 /* of the longest one that needs no semicolon */
};

struct html_entity {
    const char *name;
    uint32_t code_point;
    bool is_old; /* known without its semicolon too */
};

/* Letter by letter: Eacute is another character than eacute. NULL: none has that name. */
const struct html_entity *html_entity_find(mail_slice name);

/* What the number of &#128; stands for (HTML, 13.2.5.80): those of C1 are of windows-1252, and what is no character is
 * U+FFFD. */
uint32_t html_character_of_number(uint32_t number);

#endif
