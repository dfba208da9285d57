/* The symbols that Wireshark looks up in a plugin. Knows nothing of mail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#define WS_BUILD_DLL
#include <wireshark.h>

#include <epan/proto.h>
#include <ws_version.h>

#include "packet-mailproto.h"

/* WS_PLUGIN_DESC_DISSECTOR, which Wireshark 4.0 does not name. */
enum { PLUGIN_IS_DISSECTOR = 1 };

WS_DLL_PUBLIC_DEF const char plugin_version[] = PLUGIN_VERSION;
WS_DLL_PUBLIC_DEF const int plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);
WS_DLL_PUBLIC uint32_t plugin_describe(void);

void plugin_register(void)
{
    static proto_plugin plugin;

    plugin.register_protoinfo = mailproto_register;
    plugin.register_handoff = mailproto_handoff;
    proto_register_plugin(&plugin);
}

uint32_t plugin_describe(void)
{
    return PLUGIN_IS_DISSECTOR;
}
