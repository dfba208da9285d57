/* See html_elements.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "html_elements.h"

#include <glib.h>
#include <stdlib.h>

struct element {
    const char *name;
    enum html_element_kind kind;
};

static const struct element elements[] = {
#define HTML_ELEMENT(name, reference, kind) { name, kind },
#include "html_elements.def"
#undef HTML_ELEMENT
};

static const char *const url_attributes[] = {
#define HTML_URL_ATTRIBUTE(name, reference) name,
#include "html_url_attributes.def"
#undef HTML_URL_ATTRIBUTE
};

static int compare_element(const void *key, const void *row)
{
    return mail_slice_compare_nocase(*(const mail_slice *) key, ((const struct element *) row)->name);
}

static int compare_attribute(const void *key, const void *row)
{
    return mail_slice_compare_nocase(*(const mail_slice *) key, *(const char *const *) row);
}

enum html_element_kind html_element_find(mail_slice name)
{
    const struct element *found = bsearch(&name, elements, G_N_ELEMENTS(elements), sizeof elements[0], compare_element);

    return found ? found->kind : HTML_ELEMENT_INLINE;
}

bool html_attribute_holds_url(mail_slice name)
{
    return bsearch(&name, url_attributes, G_N_ELEMENTS(url_attributes), sizeof url_attributes[0], compare_attribute) !=
           NULL;
}
