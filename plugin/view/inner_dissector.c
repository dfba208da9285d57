/* See inner_dissector.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inner_dissector.h"

#include <epan/column-utils.h>
#include <epan/exceptions.h>
#include <epan/show_exception.h>

static void call_guarded(const struct mail_view *view, dissector_handle_t inner, tvbuff_t *source, proto_tree *tree)
{
    TRY
    {
        call_dissector_only(inner, source, view->pinfo, tree, NULL);
    }
    CATCH_NONFATAL_ERRORS
    {
        show_exception(source, view->pinfo, tree, EXCEPT_CODE, GET_MESSAGE);
    }
    ENDTRY;
}

void inner_dissector_call(const struct mail_view *view, const char *name, tvbuff_t *source, proto_tree *tree)
{
    dissector_handle_t inner = find_dissector(name);
    column_info *columns = view->pinfo->cinfo;
    bool were_writable = col_get_writable(columns, -1);

    if (!inner)
        return;
    col_set_writable(columns, -1, FALSE);
    call_guarded(view, inner, source, tree);
    col_set_writable(columns, -1, were_writable);
}
