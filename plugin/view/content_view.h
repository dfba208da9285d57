/* Message content in the packet tree, completed messages as data sources, and their hand-over to the IMF dissector.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CONTENT_VIEW_H
#define CONTENT_VIEW_H

#include "drawing.h"

/* Bytes of one frame that a command announced and that are no message. */
void content_view_draw_blob(struct mail_drawing *drawing);

void content_view_draw_content(struct mail_drawing *drawing);
void content_view_draw_message(struct mail_drawing *drawing);

/* "message 2" or what else the protocol calls it. */
const char *content_view_name(const struct mail_view *view, const struct mail_message *message);

/* " (aborted)" and the like for a message that did not end as it should; else nothing. */
const char *content_view_end_label(const struct mail_message *message);

/* A data source over what was kept of a message that has ended; NULL if nothing was. */
tvbuff_t *content_view_add_source(const struct mail_view *view, const struct mail_message *message);

/* Whether the message is whole and has bytes. */
bool content_view_goes_to_imf(const struct mail_message *message);

/* Hands such a message to IMF, below the packet's own tree and without its columns. */
void content_view_hand_to_imf(const struct mail_view *view, const struct mail_message *message, tvbuff_t *source);

#endif
