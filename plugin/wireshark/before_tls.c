/* See before_tls.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "before_tls.h"
#include "binding.h"
#include "ports.h"

#include "engine/mail_proxy_header.h"

static dissector_handle_t tls_handle;

/* A header whose first bytes come alone is TLS's to look at. */
static bool begins_with_header(tvbuff_t *tvb)
{
    guint length = tvb_captured_length(tvb);
    mail_slice bytes = mail_slice_make(length ? tvb_get_ptr(tvb, 0, (gint) length) : NULL, length);

    return mail_proxy_header_skip(bytes).length < bytes.length;
}

/* Whether the call is the protocol's: a proxy's header, and what follows it until TLS has the conversation. */
static bool is_before_tls(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo)
{
    if (!dissector || !dissector_is_enabled(dissector->protocol_id) || !ports_are_ours(PORTS_TLS, pinfo->match_uint))
        return false;
    if (pinfo->fd->visited || binding_has_session(dissector, pinfo))
        return binding_is_before_tls(dissector, pinfo);
    if (!begins_with_header(tvb))
        return false;
    binding_expect_tls(dissector, pinfo);
    return true;
}

/* The level of desegmentation that this call has cost is given back. */
static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    const struct mail_dissector *dissector = ports_dissector_in_tls(pinfo->match_uint);
    dissector_handle_t handle = is_before_tls(dissector, tvb, pinfo) ? dissector->handle : tls_handle;

    pinfo->can_desegment = pinfo->saved_can_desegment;
    return call_dissector_only(handle, tvb, pinfo, tree, data);
}

/* Of no protocol, so that it is no layer of the packet. */
dissector_handle_t before_tls_handoff(void)
{
    tls_handle = find_dissector("tls");
    return tls_handle
               ? register_dissector_with_description("mailproto.tls_port", "mailproto (ports of TLS)", dissect, -1)
               : NULL;
}
