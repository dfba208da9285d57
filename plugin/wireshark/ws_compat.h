/* What differs between Wireshark 4.0, 4.4 and 4.6: the only file that asks for a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef WS_COMPAT_H
#define WS_COMPAT_H

#include <wireshark.h>

/* Before those that need it and do not include it in every version. */
#include <epan/packet.h>

#include <epan/conversation_filter.h>
#include <epan/dissectors/packet-tls.h>
#include <epan/follow.h>
#include <epan/stat_tap_ui.h>
#include <stdbool.h>
#include <stdlib.h>
#include <ws_version.h>

#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 4)

/* In the menu Statistics: its levels are told apart in another way. */
static const char ws_counters_title[] = "Mail//Counters";

/* What heuristics return and boolean preferences hold. */
typedef bool mail_bool;

/* The position in the TLS stream of the bytes that the TLS dissector hands over with `data`; false if it does not say.
 */
static inline bool ws_tls_sequence(const void *data, uint32_t *sequence)
{
    if (data)
        *sequence = ((const struct tlsinfo *) data)->seq;
    return data != NULL;
}

/* Follows what is tapped as tvbs, the way that `tcp` follows its streams. */
static inline void ws_register_follow(int protocol, const char *tap, register_follow_t *tcp)
{
    register_follow_stream(protocol, tap, get_follow_conv_func(tcp), get_follow_index_func(tcp),
                           get_follow_address_func(tcp), get_follow_port_to_display(tcp), follow_tvb_tap_listener,
                           get_follow_stream_count_func(tcp), NULL);
}

struct ws_conversation_filter {
    mail_bool (*is_valid)(packet_info *pinfo);
    char *(*build)(packet_info *pinfo);
};

static inline bool ws_filter_is_valid(packet_info *pinfo, void *filter)
{
    return ((const struct ws_conversation_filter *) filter)->is_valid(pinfo);
}

static inline char *ws_filter_build(packet_info *pinfo, void *filter)
{
    return ((const struct ws_conversation_filter *) filter)->build(pinfo);
}

static inline void ws_register_conversation_filter(const char *protocol, const char *title,
                                                   struct ws_conversation_filter *filter)
{
    register_conversation_filter(protocol, title, ws_filter_is_valid, ws_filter_build, filter);
}

#else

static const char ws_counters_title[] = "Mail/Counters";

typedef gboolean mail_bool;

static inline bool ws_tls_sequence(const void *data, uint32_t *sequence)
{
    (void) data;
    (void) sequence;
    return false;
}

static inline void ws_register_follow(int protocol, const char *tap, register_follow_t *tcp)
{
    register_follow_stream(protocol, tap, get_follow_conv_func(tcp), get_follow_index_func(tcp),
                           get_follow_address_func(tcp), get_follow_port_to_display(tcp), follow_tvb_tap_listener);
}

struct ws_conversation_filter {
    mail_bool (*is_valid)(packet_info *pinfo);
    char *(*build)(packet_info *pinfo);
};

static inline void ws_register_conversation_filter(const char *protocol, const char *title,
                                                   struct ws_conversation_filter *filter)
{
    register_conversation_filter(protocol, title, filter->is_valid, filter->build);
}

#endif

/* A statistic that the option -z begins, by all that stands after it; false if it cannot. */
struct ws_statistic {
    stat_tap_ui ui;
    bool (*begin)(const char *argument, const void *data);
    const void *data;
};

#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 6)

static inline bool ws_statistic_begin(const char *argument, void *data)
{
    const struct ws_statistic *statistic = data;

    return statistic->begin(argument, statistic->data);
}

/* Items of a packet that stand at no later byte than those before them, such as lines in data sources of their own:
 * Wireshark takes 50,000. */
static inline unsigned ws_tree_idle_items(const proto_tree *tree)
{
    return PTREE_DATA(tree)->start_idle_count;
}

/* Hands bytes to the dissector that a table has for a name. */
static inline void ws_call_by_name(dissector_table_t table, const char *name, tvbuff_t *tvb, packet_info *pinfo,
                                   proto_tree *tree)
{
    dissector_try_string_with_data(table, name, tvb, pinfo, tree, true, NULL);
}

#else

/* A program that cannot do what the command line asks for ends, as it does for Wireshark's own statistics. */
static inline void ws_statistic_begin(const char *argument, void *data)
{
    const struct ws_statistic *statistic = data;

    if (!statistic->begin(argument, statistic->data))
        exit(1);
}

static inline unsigned ws_tree_idle_items(const proto_tree *tree)
{
    (void) tree;
    return 0;
}

static inline void ws_call_by_name(dissector_table_t table, const char *name, tvbuff_t *tvb, packet_info *pinfo,
                                   proto_tree *tree)
{
    dissector_try_string(table, name, tvb, pinfo, tree, NULL);
}

#endif

#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 4)

static inline uint8_t ws_tvb_get_byte(tvbuff_t *tvb, int offset)
{
    return tvb_get_uint8(tvb, offset);
}

#else

static inline uint8_t ws_tvb_get_byte(tvbuff_t *tvb, int offset)
{
    return tvb_get_guint8(tvb, offset);
}

#endif

static inline void ws_register_statistic(struct ws_statistic *statistic)
{
    statistic->ui.tap_init_cb = ws_statistic_begin;
    register_stat_tap_ui(&statistic->ui, statistic);
}

/* Flow graphs, as in epan/sequence_analysis.h, which is not installed: an arrow, and what of a graph it takes to add
 * one. */
struct ws_flow_item {
    guint32 frame_number;
    address src_addr;
    guint16 port_src;
    address dst_addr;
    guint16 port_dst;
    char *frame_label, *time_str, *comment;
    guint16 conv_num;
    guint bg_color, fg_color;
    mail_bool has_color_filter, display;
    guint src_node, dst_node;
    guint16 line_style;
    guint32 info_type;
    void *info_ptr;
};

struct ws_flow {
    const char *name;
    mail_bool any_addr;
    int nconv;
    GQueue *items;
};

WS_DLL_PUBLIC void register_seq_analysis(const char *name, const char *ui_name, const int proto_id,
                                         const char *tap_listener, guint tap_flags, tap_packet_cb tap_func);
WS_DLL_PUBLIC struct ws_flow_item *sequence_analysis_create_sai_with_addresses(packet_info *pinfo,
                                                                               struct ws_flow *flow);

/* Exported by libwireshark; its header needs libgcrypt's. */
WS_DLL_PUBLIC uint32_t ssl_starttls_post_ack(dissector_handle_t tls_handle, packet_info *pinfo,
                                             dissector_handle_t app_handle);

#endif
