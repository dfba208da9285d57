/* Visible text of HTML on its way into lines: blanks and line ends wait until something visible follows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_HTML_LAYOUT_H
#define MIME_HTML_LAYOUT_H

#include "base/mail_slice.h"

#include <glib.h>

struct mime_html_layout {
    GString *text;
    unsigned waiting_line_ends;  /* 2 at most: no more than one empty line */
    unsigned preformatted_depth; /* open elements whose blanks are kept */
    bool has_waiting_blank;
};

/* Visible bytes; blanks in them are kept. */
void mime_html_layout_append(struct mime_html_layout *layout, mail_slice visible);

/* Text of the source, without references. */
void mime_html_layout_append_source(struct mime_html_layout *layout, mail_slice source);

void mime_html_layout_append_character(struct mime_html_layout *layout, uint32_t character);
void mime_html_layout_blank(struct mime_html_layout *layout);

/* One line end more. */
void mime_html_layout_break(struct mime_html_layout *layout);

/* At least `line_ends` line ends between what stands before and after. */
void mime_html_layout_separate(struct mime_html_layout *layout, unsigned line_ends);

#endif
