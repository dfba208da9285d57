/* Units for the share that one call brings of a line or of content that goes on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SHARE_H
#define MAIL_SHARE_H

#include "mail_session.h"

/* Says what the bytes were that ended no line and no content. */
struct mail_unit *mail_share_add_unfinished(struct mail_session *session, enum mail_role role,
                                            const struct mail_line *line, const struct mail_piece *piece);

/* The piece's bytes up to stream position `end` are content of `message`, or, where that is NULL, of no message. */
struct mail_unit *mail_share_add_content(struct mail_session *session, enum mail_side side,
                                         const struct mail_piece *piece, const struct mail_message *message,
                                         uint64_t end);

#endif
