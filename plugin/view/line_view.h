/* The client's lines in the packet tree, and the end of a server's list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef LINE_VIEW_H
#define LINE_VIEW_H

#include "drawing.h"

void line_view_draw_command(struct mail_drawing *drawing);
void line_view_draw_sasl_response(struct mail_drawing *drawing);
void line_view_draw_rows_end(struct mail_drawing *drawing);

#endif
