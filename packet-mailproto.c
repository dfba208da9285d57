/* The front door: protocols, preferences, ports, heuristics, TLS. What the bytes say is the rooms' below plugin/, how
 * it looks plugin/view's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "packet-mailproto.h"

#include "engine/mail_claim.h"
#include "view/fields.h"
#include "view/findings_view.h"
#include "view/protocol_view.h"
#include "view/stock_fields.h"
#include "view/taps.h"
#include "wireshark/binding.h"
#include "wireshark/following.h"
#include "wireshark/pool_arena.h"
#include "wireshark/ports.h"
#include "wireshark/ws_compat.h"

#include <epan/conversation.h>
#include <epan/prefs.h>

struct mail_dissector {
    struct mail_binding binding;
    const struct protocol_view *view;
    dissector_handle_t handle;
};

static struct mail_dissector smtp = { .binding = { .protocol_id = -1, .protocol = &smtp_protocol },
                                      .view = &smtp_protocol_view };
static struct mail_dissector pop3 = { .binding = { .protocol_id = -1, .protocol = &pop3_protocol },
                                      .view = &pop3_protocol_view };

static int proto_mailproto = -1;
static dissector_handle_t tls_handle;
static struct mail_capture *capture;

static guint message_limit = 1u << 30;
static mail_bool shows_secrets = TRUE;
static mail_bool fills_stock_fields = TRUE;
static const char *apop_password = "";

/* ---- dissecting ---- */

static bool is_enabled(int protocol_id)
{
    return proto_is_protocol_enabled(find_protocol_by_id(protocol_id));
}

/* From here on Wireshark calls TLS for this conversation, and TLS calls `dissector` with what it decrypts. A heuristic
 * may have bound the conversation from a later frame on than TLS binds it, so it is bound once more. */
static int hand_over_to_tls(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                            void *data)
{
    if (!pinfo->fd->visited) {
        ssl_starttls_post_ack(tls_handle, pinfo, dissector->handle);
        conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num, tls_handle);
    }
    pinfo->can_desegment = pinfo->saved_can_desegment;
    return call_dissector_with_data(tls_handle, tvb, pinfo, tree, data);
}

static bool may_hand_over_to_tls(const struct mail_anchor *anchor)
{
    return anchor->digest.belongs_to_tls && tls_handle && is_enabled(dissector_handle_get_protocol_index(tls_handle));
}

static int dissect(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                   void *data)
{
    if (pinfo->flags.in_error_pkt) {
        mail_view_draw_quoted(dissector->binding.protocol_id, tvb, tree);
        return (int) tvb_captured_length(tvb);
    }

    const struct mail_anchor *anchor = binding_anchor(&dissector->binding, capture, pinfo, tvb, data);

    if (!anchor)
        return call_data_dissector(tvb, pinfo, tree);
    if (may_hand_over_to_tls(anchor))
        return hand_over_to_tls(dissector, tvb, pinfo, tree, data);

    following_queue(&dissector->binding, pinfo, tvb);

    unsigned source_count = 0;
    struct mail_view view = { .family_id = dissector->binding.family_id,
                              .protocol_id = dissector->binding.protocol_id,
                              .protocol = dissector->view,
                              .pinfo = pinfo,
                              .tvb = tvb,
                              .packet_tree = tree,
                              .session = anchor->session,
                              .digest = &anchor->digest,
                              .source_count = &source_count,
                              .shows_secrets = shows_secrets,
                              .fills_stock_fields = fills_stock_fields };

    mail_view_draw(&view);
    return (int) tvb_captured_length(tvb);
}

static int dissect_smtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dissect(&smtp, tvb, pinfo, tree, data);
}

static int dissect_pop3(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dissect(&pop3, tvb, pinfo, tree, data);
}

/* ---- ports ---- */

/* A port is taken for good; whether the call goes to us or to what was there before is asked anew each time. The level
 * of desegmentation that this call has cost is given back, for the stock dissector asks for it. */
static int dispatch(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    void *data)
{
    enum ports_table table = binding_is_under_tls(pinfo) ? PORTS_TLS : PORTS_TCP;
    bool is_ours = is_enabled(dissector->binding.protocol_id) && ports_are_ours(table, pinfo->match_uint);
    dissector_handle_t handle = is_ours ? dissector->handle : ports_earlier_handle(table, pinfo->match_uint);

    pinfo->can_desegment = pinfo->saved_can_desegment;
    return handle ? call_dissector_only(handle, tvb, pinfo, tree, data) : 0;
}

static int dispatch_smtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dispatch(&smtp, tvb, pinfo, tree, data);
}

static int dispatch_pop3(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dispatch(&pop3, tvb, pinfo, tree, data);
}

/* Under names and words of their own: one table refuses two handles with the same. */
static void take_ports(void)
{
    struct ports_handles handles = {
        .smtp = register_dissector_with_description("mailproto.smtp_port", "mailproto (SMTP ports)", dispatch_smtp,
                                                    proto_mailproto),
        .pop3 = register_dissector_with_description("mailproto.pop3_port", "mailproto (POP3 ports)", dispatch_pop3,
                                                    proto_mailproto),
        .tls = tls_handle
    };

    ports_take(&handles);
}

/* ---- heuristics ---- */

static mail_slice first_bytes(tvbuff_t *tvb)
{
    guint length = tvb_captured_length(tvb);

    return mail_slice_make(length ? tvb_get_ptr(tvb, 0, (gint) length) : NULL, length);
}

/* On later visits what was read then decides, so that each visit answers the same. Under TLS the conversation stays
 * TLS's, which asks again for each record. */
static mail_bool claim(const struct mail_dissector *dissector,
                       bool (*claims)(tvbuff_t *tvb, packet_info *pinfo, const void *data), tvbuff_t *tvb,
                       packet_info *pinfo, proto_tree *tree, void *data)
{
    if (pinfo->flags.in_error_pkt || tvb_captured_length(tvb) == 0 || ports_belong_to_another(pinfo))
        return FALSE;
    if (pinfo->fd->visited && !binding_has_anchor(&dissector->binding, pinfo))
        return FALSE;
    if (!pinfo->fd->visited && !binding_has_session(&dissector->binding, pinfo) && !claims(tvb, pinfo, data))
        return FALSE;
    if (!pinfo->fd->visited && !binding_is_under_tls(pinfo))
        conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num, dissector->handle);
    dissect(dissector, tvb, pinfo, tree, data);
    return TRUE;
}

static bool smtp_claims_segment(tvbuff_t *tvb, packet_info *pinfo, const void *data)
{
    (void) pinfo;
    (void) data;
    return smtp_claims(first_bytes(tvb));
}

/* A greeting that names POP, or the answer to a question that only POP3 puts: the question's frame stays TCP's. */
static bool pop3_claims_segment(tvbuff_t *tvb, packet_info *pinfo, const void *data)
{
    mail_slice bytes = first_bytes(tvb);

    if (pop3_claims(bytes) || (pop3_is_answer(bytes) && binding_is_asked(&pop3.binding, pinfo)))
        return true;
    if (pop3_may_claim_if_answered(bytes))
        binding_note_question(&pop3.binding, pinfo, tvb, data);
    else
        binding_drop_question(&pop3.binding, pinfo);
    return false;
}

static mail_bool smtp_heuristic(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return claim(&smtp, smtp_claims_segment, tvb, pinfo, tree, data);
}

static mail_bool pop3_heuristic(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return claim(&pop3, pop3_claims_segment, tvb, pinfo, tree, data);
}

/* ---- registration ---- */

static void begin_capture(void)
{
    capture = mail_capture_new(pool_arena_of_slabs(wmem_file_scope()));
    capture->message_limit = MIN(message_limit, (guint) G_MAXINT);
    capture->password_to_check = mail_arena_copy(&capture->arena, mail_slice_from_string(apop_password));
}

static void register_preferences(void)
{
    module_t *module = prefs_register_protocol(proto_mailproto, ports_apply);

    ports_register_preferences(module);
    prefs_register_uint_preference(module, "message_limit", "Largest message kept (bytes)",
                                   "A larger message is counted, but neither kept, hashed nor dissected.", 10,
                                   &message_limit);
    prefs_register_bool_preference(module, "show_secrets", "Show passwords",
                                   "Show the passwords, tokens and digests of logins; otherwise they are masked in the "
                                   "packet tree, the columns and the fields. The packet bytes always hold them.",
                                   &shows_secrets);
    prefs_register_bool_preference(module, "stock_fields", "Fill the fields of Wireshark's own dissectors",
                                   "Fill the fields smtp.* and pop.* as hidden items too, so that filters and scripts "
                                   "that use them go on working.",
                                   &fills_stock_fields);
    prefs_register_string_preference(
        module, "apop_password", "Password to check",
        "A password that the digests of APOP and CRAM-MD5 are compared with; the passwords "
        "that a capture holds in clear are tried in any case. Empty: none. It is saved in clear.",
        &apop_password);
}

/* What the window shows where it is asked for the preferences of one of the two. */
static void register_signpost(const struct mail_dissector *dissector)
{
    prefs_register_static_text_preference(prefs_register_protocol(dissector->binding.protocol_id, NULL), "where",
                                          "The preferences of SMTP, LMTP and POP3 are on the page \"mailproto\".",
                                          "All preferences are those of the protocol family.");
}

void mailproto_register(void)
{
    proto_mailproto = proto_register_protocol("Mail Protocols", "mailproto", "mailproto");
    smtp.binding.protocol_id =
        proto_register_protocol("Simple Mail Transfer Protocol (mailproto)", "SMTP (mailproto)", "mailproto.smtp");
    pop3.binding.protocol_id =
        proto_register_protocol("Post Office Protocol (mailproto)", "POP3 (mailproto)", "mailproto.pop3");
    smtp.binding.family_id = pop3.binding.family_id = proto_mailproto;
    proto_set_cant_toggle(proto_mailproto);
    fields_register(proto_mailproto, smtp.binding.protocol_id, pop3.binding.protocol_id);
    findings_view_register(proto_mailproto);
    register_preferences();
    register_signpost(&smtp);
    register_signpost(&pop3);
    taps_register();
    smtp.handle = register_dissector("mailproto.smtp", dissect_smtp, smtp.binding.protocol_id);
    pop3.handle = register_dissector("mailproto.pop3", dissect_pop3, pop3.binding.protocol_id);
    register_init_routine(begin_capture);
}

void mailproto_handoff(void)
{
    tls_handle = find_dissector("tls");
    binding_handoff();
    take_ports();
    dissector_add_for_decode_as("tcp.port", smtp.handle);
    dissector_add_for_decode_as("tls.port", smtp.handle);
    dissector_add_for_decode_as("tcp.port", pop3.handle);
    dissector_add_for_decode_as("tls.port", pop3.handle);
    heur_dissector_add("tcp", smtp_heuristic, "SMTP over TCP (mailproto)", "mailproto.smtp_tcp",
                       smtp.binding.protocol_id, HEURISTIC_ENABLE);
    heur_dissector_add("tcp", pop3_heuristic, "POP3 over TCP (mailproto)", "mailproto.pop3_tcp",
                       pop3.binding.protocol_id, HEURISTIC_ENABLE);
    heur_dissector_add("tls", smtp_heuristic, "SMTP over TLS (mailproto)", "mailproto.smtp_tls",
                       smtp.binding.protocol_id, HEURISTIC_ENABLE);
    heur_dissector_add("tls", pop3_heuristic, "POP3 over TLS (mailproto)", "mailproto.pop3_tls",
                       pop3.binding.protocol_id, HEURISTIC_ENABLE);
    taps_handoff();
    following_register(&smtp.binding, &pop3.binding);
    stock_fields_handoff();
}
