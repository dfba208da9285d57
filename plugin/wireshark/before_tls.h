/* What stands in the table of TCP's ports where TLS is expected from the first byte: it hands a call to TLS, but what a
 * proxy sends before TLS to the protocol.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef BEFORE_TLS_H
#define BEFORE_TLS_H

#include "dissector.h"

/* Looks TLS up, after every dissector is registered. NULL if there is no TLS. */
dissector_handle_t before_tls_handoff(void);

#endif
