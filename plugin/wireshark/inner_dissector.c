/* See inner_dissector.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inner_dissector.h"
#include "dissector.h"
#include "ws_compat.h"

#include <epan/column-utils.h>
#include <epan/exceptions.h>
#include <epan/prefs.h>
#include <epan/show_exception.h>

/* Wireshark asserts that a packet has not too many layers, and each call adds some. */
static const unsigned layers_limit = 200;

/* Wireshark's table of dissectors by media type. */
static const char media_types[] = "media_type";

static int ett_limit = -1;

void inner_dissector_register(void)
{
    static int *const subtrees[] = { &ett_limit };

    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}

static unsigned item_count(const proto_tree *tree)
{
    return tree ? PTREE_DATA(tree)->count : 0;
}

/* The IMF dissector makes an item of each line. Where that is more than Wireshark takes of a packet, Wireshark ends the
 * dissector and counts anew. */
static void show_end(packet_info *pinfo, tvbuff_t *source, proto_tree *tree, unsigned count_before, unsigned long code,
                     const char *message)
{
    if (item_count(tree) < count_before)
        proto_tree_add_subtree_format(tree, source, 0, 0, ett_limit, NULL,
                                      "Wireshark shows no more than %u items of a packet (gui.max_tree_items)",
                                      prefs.gui_max_tree_items);
    else
        show_exception(source, pinfo, tree, code, message);
}

/* A dissector by its handle, or by a media type. */
struct inner_call {
    dissector_handle_t handle; /* NULL: by the type */
    const char *media_type;
};

static void call(const struct inner_call *inner, tvbuff_t *source, packet_info *pinfo, proto_tree *tree)
{
    if (inner->handle)
        call_dissector_only(inner->handle, source, pinfo, tree, NULL);
    else
        ws_call_by_name(find_dissector_table(media_types), inner->media_type, source, pinfo, tree);
}

static void call_guarded(packet_info *pinfo, const struct inner_call *inner, tvbuff_t *source, proto_tree *tree)
{
    column_info *columns = pinfo->cinfo;
    bool were_writable = col_get_writable(columns, -1);
    const char *current = pinfo->current_proto;
    unsigned count_before = item_count(tree);

    col_set_writable(columns, -1, FALSE);
    TRY
    {
        call(inner, source, pinfo, tree);
    }
    CATCH_BOUNDS_AND_DISSECTOR_ERRORS
    {
        show_end(pinfo, source, tree, count_before, EXCEPT_CODE, GET_MESSAGE);
    }
    FINALLY
    {
        col_set_writable(columns, -1, were_writable);
        pinfo->current_proto = current;
    }
    ENDTRY;
}

bool inner_dissector_is_enabled(const char *name)
{
    dissector_handle_t inner = find_dissector(name);

    return inner && dissector_is_enabled(dissector_handle_get_protocol_index(inner));
}

void inner_dissector_call(packet_info *pinfo, const char *name, tvbuff_t *source, proto_tree *tree)
{
    struct inner_call inner = { .handle = find_dissector(name) };

    if (inner_dissector_is_enabled(name) && wmem_list_count(pinfo->layers) < layers_limit)
        call_guarded(pinfo, &inner, source, tree);
}

int inner_dissector_of_media_type(const char *type)
{
    dissector_handle_t inner = dissector_get_string_handle(find_dissector_table(media_types), type);

    if (!inner || !dissector_is_enabled(dissector_handle_get_protocol_index(inner)))
        return -1;
    return dissector_handle_get_protocol_index(inner);
}

void inner_dissector_call_media_type(packet_info *pinfo, const char *type, tvbuff_t *source, proto_tree *tree)
{
    struct inner_call inner = { .media_type = type };

    if (wmem_list_count(pinfo->layers) < layers_limit)
        call_guarded(pinfo, &inner, source, tree);
}
