/* Reads a header section line by line (RFC 5322, 2.2), for imf_header.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_SECTION_H
#define IMF_SECTION_H

#include "base/mail_arena.h"
#include "imf_header.h"
#include "imf_line.h"

enum imf_section_step {
    IMF_SECTION_GOES_ON,
    IMF_SECTION_ENDED,     /* by the empty line */
    IMF_SECTION_BODY_BEGAN /* at `body_start`: after a hole, a line is no field */
};

struct imf_section {
    const struct mail_arena *arena;
    const struct imf_source *source;
    struct imf_header *header;
    struct imf_field *last;
    struct imf_field *open; /* what a folded line goes on with; NULL: nothing that is kept */
    unsigned fields_limit;
    struct imf_field *last_before_hole;
    unsigned count_before_hole;
    size_t start;
    size_t body_start; /* after a hole: where that is */
    bool is_after_hole;
};

void imf_section_begin(struct imf_section *section, const struct mail_arena *arena, const struct imf_source *source,
                       struct imf_header *header, size_t start);
enum imf_section_step imf_section_take(struct imf_section *section, const struct imf_line *line);

/* `end`: where its lines end. After a hole, without an empty line, fields may as well be text of the body: they are not
 * kept. */
void imf_section_end(struct imf_section *section, size_t end, bool has_empty_line);

/* How many bytes the name of a field has with which this line begins, without blanks and colon; 0: it begins none. */
size_t imf_field_name_length(mail_slice line);

/* Whether the beginning is missing, and yet what follows the line that a hole at the start has cut is a header: lines
 * that are fields, up to an empty line. */
bool imf_section_is_rest_of_header(struct imf_source source);

#endif
