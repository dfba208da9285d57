/* The header of the PROXY protocol in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PROXY_VIEW_H
#define PROXY_VIEW_H

#include "drawing.h"

void proxy_view_draw(struct mail_drawing *drawing);

/* "192.0.2.1:56324 to 192.0.2.25:25", or why there are no addresses. */
const char *proxy_view_summary(wmem_allocator_t *pool, const struct mail_proxy_header *header);

#endif
