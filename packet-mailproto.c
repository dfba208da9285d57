/* The front door: what Wireshark is told of when it starts. What the bytes say is the rooms' below plugin/, how it
 * looks plugin/view's; the protocols are the rows of protocols.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "packet-mailproto.h"

#include "statistics/dialogue_flow.h"
#include "statistics/dialogue_listener.h"
#include "statistics/json_listener.h"
#include "statistics/mail_counters.h"
#include "statistics/mail_exports.h"
#include "statistics/mail_partners.h"
#include "statistics/response_times.h"
#include "statistics/table_listener.h"
#include "view/fields.h"
#include "view/findings_view.h"
#include "view/message/message_fields.h"
#include "view/protocol_view.h"
#include "view/stock_fields.h"
#include "wireshark/before_tls.h"
#include "wireshark/binding.h"
#include "wireshark/dissector.h"
#include "wireshark/following.h"
#include "wireshark/inner_dissector.h"
#include "wireshark/late_segments.h"
#include "wireshark/open_capture.h"
#include "wireshark/ports.h"
#include "wireshark/preferences.h"
#include "wireshark/taps.h"
#include "wireshark/tls_handover.h"

void mailproto_register(void)
{
    int family_id = proto_register_protocol("Mail Protocols", "mailproto", "mailproto");

    proto_set_cant_toggle(family_id);
    fields_register(family_id);
    message_fields_register(family_id);
    findings_view_register(family_id);
    preferences_register(family_id);
    inner_dissector_register();
    taps_register();
    open_capture_register();
    mail_exports_register(family_id);
    late_segments_register(family_id);
    table_listeners_register();
    json_listener_register();
    dialogue_listener_register();
    dialogue_flow_register(family_id);
    response_times_register(family_id);
    mail_counters_register();
    mail_partners_register(family_id);
    for (size_t i = 0; mail_dissectors[i]; i++)
        dissector_register(mail_dissectors[i], family_id);
}

void mailproto_handoff(void)
{
    tls_handover_handoff();
    binding_handoff();
    for (size_t i = 0; mail_dissectors[i]; i++) {
        dissector_handoff(mail_dissectors[i]);
        stock_fields_handoff(mail_dissectors[i]->view->stock);
    }
    ports_take(before_tls_handoff());
    taps_handoff();
    following_register();
    late_segments_handoff();
}
