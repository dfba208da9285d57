/* What is no line and no content in the packet tree: unfinished lines, held bytes, gaps, retransmissions, what is
 * beyond a limit, TLS.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STRAY_VIEW_H
#define STRAY_VIEW_H

#include "drawing.h"

/* The part of an unfinished line that was known when the unit was read, masked if need be. It is a slice of a buffer
 * that may still grow: to be copied at once. */
mail_slice stray_view_known_line(const struct mail_view *view, const struct mail_unit *unit);

/* The bytes of a unit of text or of unread ones, in the segment or held, masked if need be. */
mail_slice stray_view_bytes(const struct mail_view *view, const struct mail_unit *unit);

/* What bytes of a unit of held ones wait for: "12 bytes held until the reply to DATA". */
const char *stray_view_held_words(wmem_allocator_t *pool, const struct mail_unit *unit);

void stray_view_draw_partial(struct mail_drawing *drawing);
void stray_view_draw_held(struct mail_drawing *drawing);
void stray_view_draw_gap(struct mail_drawing *drawing);
void stray_view_draw_repeated(struct mail_drawing *drawing);
void stray_view_draw_text(struct mail_drawing *drawing);
void stray_view_draw_unread(struct mail_drawing *drawing);
void stray_view_draw_tls(struct mail_drawing *drawing);

#endif
