/* What differs between Wireshark 4.0, 4.4 and 4.6: the only file that asks for a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef WS_COMPAT_H
#define WS_COMPAT_H

#include <wireshark.h>

#include <epan/packet.h>
#include <stdbool.h>
#include <ws_version.h>

/* After packet.h, which it needs and does not include in every version. */
#include <epan/dissectors/packet-tls.h>

#if WIRESHARK_VERSION_MAJOR > 4 || (WIRESHARK_VERSION_MAJOR == 4 && WIRESHARK_VERSION_MINOR >= 4)

/* What heuristics return and boolean preferences hold. */
typedef bool mail_bool;

/* The position in the TLS stream of the bytes that the TLS dissector hands over with `data`; false if it does not say.
 */
static inline bool ws_tls_sequence(const void *data, uint32_t *sequence)
{
    if (data)
        *sequence = ((const struct tlsinfo *) data)->seq;
    return data != NULL;
}

#else

typedef gboolean mail_bool;

static inline bool ws_tls_sequence(const void *data, uint32_t *sequence)
{
    (void) data;
    (void) sequence;
    return false;
}

#endif

/* Exported by libwireshark; its header needs libgcrypt's. */
WS_DLL_PUBLIC uint32_t ssl_starttls_post_ack(dissector_handle_t tls_handle, packet_info *pinfo,
                                             dissector_handle_t app_handle);

#endif
