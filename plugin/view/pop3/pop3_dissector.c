/* POP3 as Wireshark is told of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_fields.h"
#include "pop3_view.h"

#include "pop3/pop3_claim.h"
#include "pop3/pop3_protocol.h"
#include "pop3/pop3_verb.h"
#include "view/dissection.h"
#include "wireshark/claiming.h"
#include "wireshark/dispatcher.h"

static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dissection_of_call(&pop3_dissector, tvb, pinfo, tree, data);
}

static int dispatch(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return dispatcher_call(&pop3_dissector, tvb, pinfo, tree, data);
}

static mail_bool claim(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    return claiming_call(&pop3_dissector, tvb, pinfo, tree, data);
}

/* A greeting that names POP, or the answer to a question that only POP3 puts: the question's frame stays TCP's. */
static const struct mail_claims claims = {
    .verbs = &pop3_verb_table, .is_claimed = pop3_claims, .asks = pop3_may_claim_if_answered, .answers = pop3_is_answer
};

struct mail_dissector pop3_dissector = {
    .protocol = &pop3_protocol,
    .view = &pop3_protocol_view,
    .title = "Post Office Protocol (mailproto)",
    .short_title = "POP3 (mailproto)",
    .name = "mailproto.pop3",
    .dispatcher_title = "mailproto (POP3 ports)",
    .dispatcher_name = "mailproto.pop3_port",
    .follow_name = "mailproto_pop3_follow",
    .heuristics = { { "tcp", "POP3 over TCP (mailproto)", "mailproto.pop3_tcp" },
                    { "tls", "POP3 over TLS (mailproto)", "mailproto.pop3_tls" } },
    .dissect = dissect,
    .dispatch = dispatch,
    .claim = claim,
    .claims = &claims,
    .register_fields = pop3_fields_register,
};
