/* See fuzz_epan.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <wireshark.h>

#include <epan/column-info.h>
#include <epan/column-utils.h>
#include <epan/column.h>
#include <epan/epan.h>
#include <epan/epan_dissect.h>
#include <epan/frame_data.h>
#include <epan/prefs.h>
#include <epan/proto.h>
#include <epan/timestamp.h>
#include <wiretap/wtap.h>
#include <wsutil/privileges.h>
#include <wsutil/wslog.h>

#include "fuzz_epan.h"
#include "fuzz_target.h"

#include <string.h>

void plugin_register(void);

/* Memory of the file's scope grows with every input; after so many it is given back. */
#define INPUTS_PER_FILE 500

/* It stands for the capture: functions ask it only for a name. */
struct packet_provider_data {
    nstime_t time;
};

static struct {
    epan_t *session;
    column_info columns;
    struct packet_provider_data provider;
    guint32 frame_count;
    guint input_count;
} file;

static const nstime_t *time_of_frame(struct packet_provider_data *provider, guint32 number)
{
    (void) number;
    return &provider->time;
}

static void open_file(void)
{
    static const struct packet_provider_funcs functions = { .get_frame_ts = time_of_frame };

    file.session = epan_new(&file.provider, &functions);
    file.frame_count = 0;
    file.input_count = 0;
}

/* What stands below mail, and what it hands to others. The rest of Wireshark's dissectors are not under test: some
 * assert facts that bytes of other protocols do not respect. */
static gboolean is_wanted(const char *name)
{
    static const char *const wanted[] = { "frame",          "eth",   "ethertype", "ip",     "tcp",     "data",    "imf",
                                          "mime_multipart", "media", "gss-api",   "spnego", "ntlmssp", "kerberos" };

    for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (g_str_equal(name, wanted[i]))
            return TRUE;
    return g_str_has_prefix(name, "mailproto");
}

static void disable_others(void)
{
    void *cookie = NULL;

    for (int id = proto_get_first_protocol(&cookie); id != -1; id = proto_get_next_protocol(&cookie))
        if (!proto_is_pino(find_protocol_by_id(id)) && proto_can_toggle_protocol(id) &&
            !is_wanted(proto_get_protocol_filter_name(id)))
            proto_set_decoding(id, FALSE);
}

/* No user's settings are read; a fault that Wireshark finds in a dissector ends the program. */
void fuzz_epan_begin(void)
{
    g_setenv("WIRESHARK_CONFIG_DIR", "/nonexistent", TRUE);
    g_setenv("WIRESHARK_ABORT_ON_DISSECTOR_BUG", "1", TRUE);
    g_setenv("WIRESHARK_DEBUG_WMEM_OVERRIDE", "simple", TRUE);
    ws_log_init("fuzz", NULL);
    init_process_policies();
    timestamp_set_type(TS_RELATIVE);
    timestamp_set_precision(TS_PREC_FIXED_USEC);
    timestamp_set_seconds_type(TS_SECONDS_DEFAULT);
    wtap_init(FALSE);
    plugin_register();
    g_assert_true(epan_init(NULL, NULL, FALSE));
    epan_load_settings();
    disable_others();
    build_column_format_array(&file.columns, prefs.num_cols, TRUE);
    open_file();
}

/* What later frames teach. */
static gboolean is_late(const char *name)
{
    return g_str_equal(name, "mailproto.response_in") || g_str_equal(name, "mailproto.completed_in");
}

/* What other dissectors show of bytes that they are given is their own business: GSS-API's shows more on later visits.
 */
static gboolean is_of_others(const header_field_info *field)
{
    return field->type == FT_PROTOCOL && !g_str_has_prefix(field->abbrev, "mailproto");
}

static void append_item(GString *text, const proto_node *node)
{
    const field_info *item = PNODE_FINFO(node);
    gchar label[ITEM_LABEL_LENGTH] = "";

    if (item && (is_late(item->hfinfo->abbrev) || is_of_others(item->hfinfo)))
        return;
    if (item && !item->rep)
        proto_item_fill_label(PNODE_FINFO(node), label);
    if (item)
        g_string_append_printf(text, "%s: %s\n", item->hfinfo->abbrev, item->rep ? item->rep->representation : label);
    for (const proto_node *child = node->first_child; child; child = child->next)
        append_item(text, child);
}

/* The trees of mail; those of others are the business of other dissectors. */
static void append_trees(GString *text, const proto_tree *tree)
{
    for (const proto_node *node = tree->first_child; node; node = node->next) {
        const field_info *item = PNODE_FINFO(node);
        if (item && g_str_has_prefix(item->hfinfo->abbrev, "mailproto"))
            append_item(text, node);
    }
}

static void append_columns(GString *text)
{
    g_string_append_printf(text, "%s\n%s\n", col_get_text(&file.columns, COL_PROTOCOL),
                           col_get_text(&file.columns, COL_INFO));
}

/* What a frame shows; to be freed. Empty if there is no mail in it. */
static char *dissect(frame_data *frame, wtap_rec *record, const GByteArray *bytes)
{
    GString *text = g_string_new(NULL);
    epan_dissect_t *dissection = epan_dissect_new(file.session, TRUE, TRUE);
    const frame_data *reference = NULL;
    nstime_t elapsed = NSTIME_INIT_ZERO;
    guint32 cumulative = 0;

    frame_data_set_before_dissect(frame, &elapsed, &reference, NULL);
    epan_dissect_run(dissection, WTAP_FILE_TYPE_SUBTYPE_UNKNOWN, record,
                     tvb_new_real_data(bytes->data, bytes->len, (gint) record->rec_header.packet_header.len), frame,
                     &file.columns);
    frame_data_set_after_dissect(frame, &cumulative);
    epan_dissect_fill_in_columns(dissection, FALSE, TRUE);
    append_trees(text, dissection->tree);
    if (text->len)
        append_columns(text);
    epan_dissect_free(dissection);
    return g_string_free(text, FALSE);
}

static void record_begin(wtap_rec *record, const GByteArray *bytes)
{
    guint32 length = (guint32) (bytes->data[16] << 8 | bytes->data[17]) + 14;

    wtap_rec_init(record);
    record->rec_type = REC_TYPE_PACKET;
    record->presence_flags = WTAP_HAS_TS | WTAP_HAS_CAP_LEN;
    record->rec_header.packet_header.caplen = bytes->len;
    record->rec_header.packet_header.len = MAX(length, bytes->len);
    record->rec_header.packet_header.pkt_encap = WTAP_ENCAP_ETHERNET;
    record->ts.secs = 1767225600 + (time_t) file.frame_count;
}

static void check_second_visit(frame_data *frame, wtap_rec *record, const GByteArray *bytes, const char *shown)
{
    g_autofree char *shown_again = dissect(frame, record, bytes);

    if (!g_str_equal(shown, shown_again))
        fuzz_fail("frame %u, first:\n%sthen:\n%s", frame->num, shown, shown_again);
}

void fuzz_epan_check(const GPtrArray *frames)
{
    g_autofree frame_data *data = g_new0(frame_data, frames->len + 1);
    g_autofree wtap_rec *records = g_new0(wtap_rec, frames->len + 1);
    g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < frames->len; i++) {
        record_begin(&records[i], g_ptr_array_index(frames, i));
        frame_data_init(&data[i], ++file.frame_count, &records[i], 0, 0);
        g_ptr_array_add(shown, dissect(&data[i], &records[i], g_ptr_array_index(frames, i)));
    }
    /* From the last frame on, as a user may click. */
    for (guint i = frames->len; i-- > 0;)
        check_second_visit(&data[i], &records[i], g_ptr_array_index(frames, i), g_ptr_array_index(shown, i));
    for (guint i = 0; i < frames->len; i++) {
        frame_data_destroy(&data[i]);
        wtap_rec_cleanup(&records[i]);
    }
    if (++file.input_count >= INPUTS_PER_FILE) {
        epan_free(file.session);
        open_file();
    }
}
