/* See mail_exports.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_exports.h"
#include "export_name.h"

#include "content/mime_attachment.h"
#include "content/mime_message_charset.h"
#include "content/mime_suffix.h"
#include "view/content_view.h"
#include "view/message/message_summary.h"
#include "view/protocol_view.h"
#include "wireshark/pool_arena.h"
#include "wireshark/preferences.h"
#include "wireshark/taps.h"
#include "wireshark/view_text.h"

#include <epan/export_object.h>

/* What a record of the tap is about, and what its texts are read with. */
struct export
{
    export_object_list_t *list;
    packet_info *pinfo;
    const struct mail_tap_record *record;
    const struct mail_message *message;
    struct mail_arena arena;
    struct mime_options options;
};

static struct export export_of(void *list, packet_info *pinfo, const void *data)
{
    const struct mail_tap_record *record = data;
    struct mime_options options = preferences_reading_options();

    return (struct export){ .list = list,
                            .pinfo = pinfo,
                            .record = record,
                            .message = record->unit->message,
                            .arena = pool_arena(pinfo->pool),
                            .options = mime_message_options(&options, record->unit->message->contents) };
}

static const struct protocol_view *view_of(const struct mail_session *session)
{
    for (size_t i = 0; mail_dissectors[i]; i++)
        if (mail_dissectors[i]->protocol == mail_session_protocol(session))
            return mail_dissectors[i]->view;
    return NULL;
}

static const char *path_text(wmem_allocator_t *pool, mail_slice path)
{
    return path.bytes ? wmem_strdup_printf(pool, "<%s>", view_text(pool, path)) : "unknown";
}

/* "<bob@example.net> to <alice@example.com> (2)" */
static char *parties_of(const struct export *export)
{
    wmem_allocator_t *pool = export->pinfo->pool;
    struct view_envelope envelope =
        content_view_envelope(view_of(export->record->session), &export->arena, &export->options, export->record->unit);
    const char *more = envelope.recipient_count > 1 ? wmem_strdup_printf(pool, " (%u)", envelope.recipient_count) : "";

    return g_strdup_printf("%s to %s%s", path_text(pool, envelope.sender), path_text(pool, envelope.first_recipient),
                           more);
}

/* "mail-12.3-frame-120": the session and the message in it. */
static const char *identity_of(const struct export *export)
{
    const struct mail_message *message = export->message;
    const char *state = message->via->may_be_part ? "-TOP" : mail_message_is_complete(message) ? "" : "-INCOMPLETE";

    return wmem_strdup_printf(export->pinfo->pool, "mail-%u.%u-frame-%u%s",
                              mail_session_number(export->record->session), message->number, export->pinfo->num, state);
}

/* The list takes all of the entry, as GLib's allocations. */
static void add_entry(const struct export *export, const char *type, const char *name, GByteArray *payload)
{
    export_object_entry_t *entry = g_new0(export_object_entry_t, 1);

    entry->pkt_num = export->pinfo->num;
    entry->hostname = parties_of(export);
    entry->content_type = g_strdup(type);
    entry->filename = g_strdup(name);
    entry->payload_len = payload->len;
    entry->payload_data = g_byte_array_free(payload, FALSE);
    export->list->add_entry(export->list->gui_data, entry);
}

static void append_piece(void *context, mail_slice piece)
{
    g_byte_array_append(context, piece.bytes, (guint) piece.length);
}

static tap_packet_status export_message(void *list, packet_info *pinfo, epan_dissect_t *edt, const void *data,
                                        tap_flags_t flags)
{
    struct export export = export_of(list, pinfo, data);
    mail_slice subject = message_summary_field(&export.arena, &export.options, export.message, "Subject");
    GByteArray *payload;

    (void) edt;
    (void) flags;
    if (export.message->content.length == 0)
        return TAP_PACKET_DONT_REDRAW;
    payload = g_byte_array_sized_new((guint) export.message->content.length);
    append_piece(payload, export.message->content);
    add_entry(&export, "message/rfc822", export_name_make(pinfo->pool, identity_of(&export), subject, ".eml"), payload);
    return TAP_PACKET_REDRAW;
}

/* Attachments of one message that are listed. */
static const unsigned attachments_limit = 1000;

static void export_attachment(const struct export *export, const struct mime_part *part, unsigned number)
{
    wmem_allocator_t *pool = export->pinfo->pool;
    mail_slice name = mime_part_name(&export->arena, &export->options, part);
    const char *identity = wmem_strdup_printf(pool, "%s-attachment-%u%s", identity_of(export), number,
                                              part->has_hole ? "-INCOMPLETE" : "");
    const char *suffix = name.length ? "" : mime_suffix_find(part->type.value);
    GByteArray *payload = g_byte_array_new();

    mime_part_decode(part, append_piece, payload);
    add_entry(export, view_text(pool, part->type.value), export_name_make(pool, identity, name, suffix), payload);
}

static tap_packet_status export_attachments(void *list, packet_info *pinfo, epan_dissect_t *edt, const void *data,
                                            tap_flags_t flags)
{
    struct export export = export_of(list, pinfo, data);
    const struct mime_message *contents = export.message->contents;
    unsigned number = 0;

    (void) edt;
    (void) flags;
    for (const struct mime_part *part = contents ? contents->root : NULL; part && number < attachments_limit;
         part = part->next)
        if (mime_part_is_attachment(part))
            export_attachment(&export, part, ++number);
    return number ? TAP_PACKET_REDRAW : TAP_PACKET_DONT_REDRAW;
}

/* The filter names are those of the command line; that of the attachments is no field's. */
void mail_exports_register(int family_id)
{
    int attachments = proto_register_protocol_in_name_only("Mail attachments", "Mail attachments",
                                                           "mailproto.attachments", family_id, FT_PROTOCOL);

    taps_feed_messages(register_export_object(family_id, export_message, NULL));
    taps_feed_messages(register_export_object(attachments, export_attachments, NULL));
}
