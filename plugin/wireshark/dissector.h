/* One protocol as Wireshark is told of it: its names, the functions that Wireshark calls, and the ids that Wireshark
 * gives it. Knows no protocol by name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DISSECTOR_H
#define DISSECTOR_H

#include "engine/mail_protocol.h"

#include <wireshark.h>

#include <epan/packet.h>

/* How the protocol looks: the view knows. */
struct protocol_view;
struct mail_verb_table;

struct mail_heuristic {
    const char *transport; /* "tcp", "tls" */
    const char *title;
    const char *name;
};

enum { MAIL_HEURISTICS = 2 };

/* What tells, on any port, that bytes can only be of the protocol (design, section 6). Each function is given bytes
 * that begin with a line. */
struct mail_claims {
    const struct mail_verb_table *verbs; /* that a client's line begins with */
    bool (*is_claimed)(mail_slice bytes);
    bool (*asks)(mail_slice bytes);    /* a question that only this protocol puts, once it is answered; or NULL */
    bool (*answers)(mail_slice bytes); /* the answer to such a question; NULL if there is none */
};

struct mail_dissector {
    const struct mail_protocol *protocol;
    const struct protocol_view *view;

    /* Names that Wireshark shows and keeps in its settings. */
    const char *title, *short_title, *name;
    const char *dispatcher_title, *dispatcher_name;
    const char *follow_name;
    struct mail_heuristic heuristics[MAIL_HEURISTICS];

    /* Wireshark hands none of these the dissector it belongs to: each calls the shared function with its own. */
    dissector_t dissect;    /* dissection_of_call() */
    dissector_t dispatch;   /* dispatcher_call() */
    heur_dissector_t claim; /* claiming_call() */

    const struct mail_claims *claims;
    void (*register_fields)(const struct mail_dissector *dissector);

    /* What Wireshark gives at registration: the rest never changes. */
    int protocol_id;
    int family_id; /* of `mailproto`, the dispatcher's, which may stand between the transport and the protocol */
    int follow_tap;
    dissector_handle_t handle, dispatcher;
};

#define MAIL_PROTOCOL(dissector) extern struct mail_dissector dissector;
#include "protocols.def"
#undef MAIL_PROTOCOL

/* The rows of protocols.def; NULL ends them. */
extern struct mail_dissector *const mail_dissectors[];

/* Registers the protocol and its fields. */
void dissector_register(struct mail_dissector *dissector, int family_id);

/* Offers the protocol for Decode As and to the heuristics, and makes its dispatcher. */
void dissector_handoff(struct mail_dissector *dissector);

/* Whether the user has not disabled the protocol, of ours or another's. */
bool dissector_is_enabled(int protocol_id);

#endif
