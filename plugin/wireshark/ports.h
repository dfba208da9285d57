/* The ports that are taken for mail: which they are, as preferences, and what was there before. Each row of
 * ports.def names the protocol that has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PORTS_H
#define PORTS_H

#include "dissector.h"

#include <epan/prefs.h>
#include <stdbool.h>

enum ports_table { PORTS_TCP, PORTS_TLS, PORTS_TABLES };

/* The ranges and the switch take_over. Whenever a preference has changed, call ports_apply(). */
void ports_register_preferences(module_t *module);

/* Takes the ports of the ranges for the protocols' dispatchers, and for `before_tls` where TLS is expected, after every
 * dissector has taken its own. Takes none if `before_tls` is NULL: there is no TLS. */
void ports_take(dissector_handle_t before_tls);

/* Gives back the ports that are no longer in a range, and takes those that have come. What the user has chosen with
 * Decode As stays. */
void ports_apply(void);

/* Whether calls by port are meant for us: else they go to what was there before. */
bool ports_are_ours(enum ports_table table, guint32 port);

/* What was there before the port was taken, or NULL. */
dissector_handle_t ports_earlier_handle(enum ports_table table, guint32 port);

/* Whether a dissector of another's has either port of the packet, and mailproto may not take it over. */
bool ports_belong_to_another(const packet_info *pinfo);

/* Whether the port is in one of the ranges: a server's. */
bool ports_is_of_mail(guint32 port);

/* The protocol that is expected within TLS on the port, or NULL. */
const struct mail_dissector *ports_dissector_in_tls(guint32 port);

/* What the port alone says of the protocol, as mail_session_new() is told: in the protocol's own numbers. */
unsigned ports_variant(const struct mail_dissector *dissector, guint32 port);

#endif
