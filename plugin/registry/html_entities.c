/* See html_entities.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "html_entities.h"

#include <glib.h>
#include <stdlib.h>

static const struct html_entity entities[] = {
#define HTML_ENTITY(name, reference, code_point, is_old) { name, code_point, is_old },
#include "html_entities.def"
#undef HTML_ENTITY
};

static const uint16_t windows_1252[] = { 0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                         0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                         0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                         0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178 };

static int compare_name(const void *key, const void *row)
{
    const mail_slice *name = key;
    const char *other = ((const struct html_entity *) row)->name;
    size_t length = strlen(other);
    int order = memcmp(name->bytes, other, MIN(name->length, length));

    return order ? order : (name->length > length) - (name->length < length);
}

const struct html_entity *html_entity_find(mail_slice name)
{
    if (!name.length || name.length > HTML_ENTITY_NAME_LIMIT)
        return NULL;
    return bsearch(&name, entities, G_N_ELEMENTS(entities), sizeof entities[0], compare_name);
}

uint32_t html_character_of_number(uint32_t number)
{
    if (number >= 0x80 && number < 0x80 + G_N_ELEMENTS(windows_1252))
        return windows_1252[number - 0x80];
    if (!number || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff))
        return 0xfffd;
    return number;
}
