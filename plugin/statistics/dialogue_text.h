/* What a unit is in a printed dialogue: safe for a terminal, with secrets as the user wants them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DIALOGUE_TEXT_H
#define DIALOGUE_TEXT_H

#include "wireshark/taps.h"

/* Where the unit's words were said; else where it stands, at `time`. */
struct mail_moment dialogue_moment(const struct mail_unit *unit, struct mail_time time);

/* One line without its end; NULL: nothing is said of the unit. Lives in the packet's pool. */
const char *dialogue_text(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit);

/* What has become of a login or a mail by this unit; NULL: neither ends with it. */
const char *dialogue_result(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit);

#endif
