/* SMTP and LMTP as Wireshark is told of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_fields.h"
#include "smtp_view.h"

#include "smtp/smtp_claim.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_verb.h"
#include "view/dissection.h"
#include "wireshark/claiming.h"
#include "wireshark/dispatcher.h"

static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dissection_of_call(&smtp_dissector, tvb, pinfo, tree, data);
}

static int dispatch(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dispatcher_call(&smtp_dissector, tvb, pinfo, tree, data);
}

static mail_bool claim(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return claiming_call(&smtp_dissector, tvb, pinfo, tree, data);
}

static const struct mail_claims claims = { .verbs = &smtp_verb_table, .is_claimed = smtp_claims };

struct mail_dissector smtp_dissector = {
    .protocol = &smtp_protocol,
    .view = &smtp_protocol_view,
    .title = "Simple Mail Transfer Protocol (mailproto)",
    .short_title = "SMTP (mailproto)",
    .name = "mailproto.smtp",
    .dispatcher_title = "mailproto (SMTP ports)",
    .dispatcher_name = "mailproto.smtp_port",
    .follow_name = "mailproto_smtp_follow",
    .heuristics = { { "tcp", "SMTP over TCP (mailproto)", "mailproto.smtp_tcp" },
                    { "tls", "SMTP over TLS (mailproto)", "mailproto.smtp_tls" } },
    .dissect = dissect,
    .dispatch = dispatch,
    .claim = claim,
    .claims = &claims,
    .register_fields = smtp_fields_register,
};
