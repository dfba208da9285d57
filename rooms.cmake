# The folders of plugin/ that know no Wireshark: they are built, tested and fuzzed with GLib alone.
# SPDX-License-Identifier: GPL-2.0-or-later
set(MAILPROTO_CORE_ROOMS base stream engine registry sasl content smtp pop3 findings)
# Those that need Wireshark. The view of each protocol has a folder of its own.
set(MAILPROTO_WIRESHARK_ROOMS wireshark view/message view view/smtp view/pop3 statistics)
