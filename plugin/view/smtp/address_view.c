/* See address_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "address_view.h"
#include "smtp_fields.h"

#include "view/fields.h"

static void add_part(const struct mail_drawing *drawing, int field, mail_slice part)
{
    if (part.bytes)
        drawing_add_string(drawing, field, part);
}

void address_view_add(const struct mail_drawing *drawing, mail_slice path, enum smtp_path_kind kind)
{
    proto_item *item = drawing_add_string(drawing, hf_address, path);
    struct smtp_address parsed;

    if (!smtp_address_parse(path, kind, &parsed)) {
        proto_item_append_text(item, " (address syntax not valid)");
        return;
    }

    struct mail_drawing below = drawing_below(drawing, item, ett_address);

    add_part(&below, hf_address_route, parsed.route);
    add_part(&below, hf_address_local_part, parsed.local_part);
    add_part(&below, hf_address_domain, parsed.domain);
}
