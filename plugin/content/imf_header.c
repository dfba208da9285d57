/* See imf_header.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_header.h"

static const struct imf_field *find_from(const struct imf_field *field, const char *name)
{
    while (field && !mail_slice_equals_nocase(field->name, mail_slice_from_string(name)))
        field = field->next;
    return field;
}

const struct imf_field *imf_header_find(const struct imf_header *header, const char *name)
{
    return find_from(header->first, name);
}

const struct imf_field *imf_header_find_next(const struct imf_field *field, const char *name)
{
    return find_from(field->next, name);
}
