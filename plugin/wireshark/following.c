/* See following.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "following.h"
#include "ws_compat.h"

#include <epan/tap.h>

static const struct mail_binding *smtp_binding, *pop3_binding;
static int smtp_tap = -1;
static int pop3_tap = -1;

static unsigned session_number(packet_info *pinfo)
{
    unsigned number = binding_session_number(smtp_binding, pinfo);

    return number ? number : binding_session_number(pop3_binding, pinfo);
}

static mail_bool has_session(packet_info *pinfo)
{
    return session_number(pinfo) != 0;
}

static char *filter_for_session(packet_info *pinfo)
{
    return g_strdup_printf("mailproto.session.number == %u", session_number(pinfo));
}

static struct ws_conversation_filter session_filter = { has_session, filter_for_session };

/* What TLS decrypts is followed as well as what is plain: each is what the dissector was given. */
void following_register(const struct mail_binding *smtp, const struct mail_binding *pop3)
{
    register_follow_t *tcp = get_follow_by_name("TCP");

    smtp_binding = smtp;
    pop3_binding = pop3;
    smtp_tap = register_tap("mailproto_smtp_follow");
    pop3_tap = register_tap("mailproto_pop3_follow");
    ws_register_follow(smtp->protocol_id, "mailproto_smtp_follow", tcp);
    ws_register_follow(pop3->protocol_id, "mailproto_pop3_follow", tcp);
    ws_register_conversation_filter("mailproto", "Mail Session", &session_filter);
}

void following_queue(const struct mail_binding *binding, packet_info *pinfo, tvbuff_t *tvb)
{
    int tap = binding == smtp_binding ? smtp_tap : pop3_tap;

    if (have_tap_listener(tap))
        tap_queue_packet(tap, pinfo, tvb);
}
