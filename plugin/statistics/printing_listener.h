/* Listeners that tshark's option -z begins, and that print what they like: several of one kind may run at once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PRINTING_LISTENER_H
#define PRINTING_LISTENER_H

#include "wireshark/taps.h"

struct printing_kind {
    const char *title;
    const char *name; /* after -z; a filter may follow a comma */
    void *(*begin)(void);
    void (*reset)(void *listener); /* the capture is read from its first packet on */
    void (*take)(void *listener, packet_info *pinfo, const struct mail_tap_record *record);
    void (*draw)(void *listener);
    void (*end)(void *listener);
};

/* The kind must live as long as the program. */
void printing_listener_register(const struct printing_kind *kind);

#endif
