/* POP3 as Wireshark is told of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_fields.h"
#include "pop3_view.h"

#include "pop3/pop3_claim.h"
#include "pop3/pop3_protocol.h"
#include "view/dissection.h"
#include "wireshark/binding.h"
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
static bool is_claimed(tvbuff_t *tvb, packet_info *pinfo, const void *data)
{
    mail_slice bytes = claiming_bytes(tvb);

    if (pop3_claims(bytes) || (pop3_is_answer(bytes) && binding_is_asked(&pop3_dissector, pinfo)))
        return true;
    if (pop3_may_claim_if_answered(bytes))
        binding_note_question(&pop3_dissector, pinfo, tvb, data);
    else
        binding_drop_question(&pop3_dissector, pinfo);
    return false;
}

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
    .is_claimed = is_claimed,
    .register_fields = pop3_fields_register,
};
