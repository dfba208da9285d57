/* See software_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "software_view.h"
#include "fields.h"
#include "wireshark/view_text.h"

#include "registry/mail_software.h"

void software_view_add(const struct mail_drawing *drawing, mail_slice text)
{
    const struct mail_unit *unit = drawing->unit;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    mail_slice version;

    if (unit->reply_index > 0 || unit->reply->kind != MAIL_REPLY_GREETING || mail_line_is_cut(unit->line))
        return;

    const char *software = mail_software_find(text, &version);

    if (!software)
        return;
    if (version.length)
        software = wmem_strdup_printf(pool, "%s %s", software, view_text(pool, version));
    proto_item_set_generated(drawing_add_text(drawing, hf_session_software, text, software));
}
