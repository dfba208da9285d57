/* Message content in the packet tree, completed messages as data sources, and their hand-over to the IMF dissector.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CONTENT_VIEW_H
#define CONTENT_VIEW_H

#include "protocol_view.h"

/* Bytes of one frame that a command announced and that are no message. */
void content_view_draw_blob(struct mail_drawing *drawing);

void content_view_draw_content(struct mail_drawing *drawing);
void content_view_draw_message(struct mail_drawing *drawing);

/* "message 2" or what else the protocol calls it. */
const char *content_view_name(const struct mail_view *view, const struct mail_message *message);

/* "message 2, 297 bytes": what the Info column and the tree say of it; INCOMPLETE where bytes of it are missing. */
const char *content_view_summary(const struct mail_view *view, const struct mail_message *message);

/* Who sent the message of the unit to whom: as the dialogue says, or, where it has no envelope, as the header says. */
struct view_envelope content_view_envelope(const struct protocol_view *protocol, const struct mail_arena *arena,
                                           const struct mime_options *options, const struct mail_unit *unit);

/* A data source over what was kept of a message that has ended; NULL if nothing was. */
tvbuff_t *content_view_add_source(const struct mail_view *view, const struct mail_message *message);

/* Whether the message is given to the IMF dissector: as far as it was captured, if its first byte was. */
bool content_view_goes_to_imf(const struct mail_view *view, const struct mail_message *message);

/* Hands the message to IMF, and its decoded parts to the dissectors of their types, below the packet's own tree and
 * without its columns. */
void content_view_hand_over(const struct mail_view *view, const struct mail_message *message, tvbuff_t *source);

#endif
