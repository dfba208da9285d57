/* See inner_dissector.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inner_dissector.h"

#include <epan/column-utils.h>
#include <epan/exceptions.h>
#include <epan/show_exception.h>

/* Wireshark asserts that a packet has not too many layers, and each call adds some. */
static const unsigned layers_limit = 200;

static void call_guarded(const struct mail_view *view, dissector_handle_t inner, tvbuff_t *source, proto_tree *tree)
{
    column_info *columns = view->pinfo->cinfo;
    bool were_writable = col_get_writable(columns, -1);
    const char *current = view->pinfo->current_proto;

    col_set_writable(columns, -1, FALSE);
    TRY
    {
        call_dissector_only(inner, source, view->pinfo, tree, NULL);
    }
    CATCH_NONFATAL_ERRORS
    {
        show_exception(source, view->pinfo, tree, EXCEPT_CODE, GET_MESSAGE);
    }
    FINALLY
    {
        col_set_writable(columns, -1, were_writable);
        view->pinfo->current_proto = current;
    }
    ENDTRY;
}

bool inner_dissector_is_enabled(const char *name)
{
    dissector_handle_t inner = find_dissector(name);

    return inner && proto_is_protocol_enabled(find_protocol_by_id(dissector_handle_get_protocol_index(inner)));
}

void inner_dissector_call(const struct mail_view *view, const char *name, tvbuff_t *source, proto_tree *tree)
{
    if (inner_dissector_is_enabled(name) && wmem_list_count(view->pinfo->layers) < layers_limit)
        call_guarded(view, find_dissector(name), source, tree);
}
