/* See imf_section.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_section.h"

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t';
}

static bool begins_folded(mail_slice line)
{
    return line.length && is_blank(line.bytes[0]);
}

/* ftext = %d33-57 / %d59-126 (RFC 5322, 3.6.8); blanks may stand before the colon (4.5). */
size_t imf_field_name_length(mail_slice line)
{
    size_t length = 0;

    while (length < line.length && line.bytes[length] > ' ' && line.bytes[length] < 0x7f && line.bytes[length] != ':')
        length++;

    size_t colon = length;

    while (colon < line.length && is_blank(line.bytes[colon]))
        colon++;
    return colon < line.length && line.bytes[colon] == ':' ? length : 0;
}

void imf_section_begin(struct imf_section *section, const struct mail_arena *arena, const struct imf_source *source,
                       struct imf_header *header, size_t start)
{
    *section =
        (struct imf_section){ .arena = arena, .source = source, .header = header, .fields_limit = IMF_FIELDS_LIMIT };
    section->start = section->body_start = start;
}

static void set_body(struct imf_section *section, struct imf_field *field, const uint8_t *start,
                     const struct imf_line *line)
{
    const uint8_t *last = section->source->bytes.bytes + line->end;

    if (last - field->name.bytes > IMF_FIELD_LIMIT) {
        last = field->name.bytes + IMF_FIELD_LIMIT;
        section->header->is_over_limit = true;
    }
    field->body = mail_slice_make(start, last > start ? (size_t) (last - start) : 0);
    field->has_hole |= line->meets_hole;
    field->is_cut = line->meets_hole && !line->has_end;
}

static void add_field(struct imf_section *section, const struct imf_line *line, size_t name_length)
{
    struct imf_header *header = section->header;
    mail_slice text = imf_line_text(section->source, line);

    section->open = NULL;
    if (header->count >= section->fields_limit) {
        header->is_over_limit = true;
        return;
    }
    struct imf_field *field = mail_arena_allocate_zeroed(section->arena, sizeof *field);
    size_t colon = name_length + mail_slice_index_of(mail_slice_skip(text, name_length), ':');

    field->name = mail_slice_first(text, name_length);
    set_body(section, field, text.bytes + colon + 1, line);
    if (section->last)
        section->last->next = field;
    else
        header->first = field;
    section->last = section->open = field;
    header->count++;
}

/* Without a field to go on with it belongs to a line that was no field, or that a hole took, or that was too many. */
static void fold(struct imf_section *section, const struct imf_line *line)
{
    struct imf_field *field = section->open;

    if (!field) {
        section->header->bad_line_count += !section->is_after_hole && !section->header->is_over_limit;
        return;
    }
    set_body(section, field, field->body.bytes, line);
}

/* "From bob Mon Jan 5 ...": the line that the mbox format puts before a message (RFC 4155, A). */
static bool is_mbox_line(const struct imf_section *section, const struct imf_line *line)
{
    mail_slice text = imf_line_text(section->source, line);

    return line->start == section->start && (mail_slice_starts_with_nocase(text, mail_slice_from_string("From ")) ||
                                             mail_slice_starts_with_nocase(text, mail_slice_from_string(">From ")));
}

/* A line that a hole cuts may have been a field. */
static enum imf_section_step take_other(struct imf_section *section, const struct imf_line *line)
{
    section->open = NULL;
    if (line->meets_hole && !line->has_end)
        return IMF_SECTION_GOES_ON;
    if (section->is_after_hole)
        return IMF_SECTION_BODY_BEGAN;
    if (!is_mbox_line(section, line))
        section->header->bad_line_count++;
    section->body_start = line->next;
    return IMF_SECTION_GOES_ON;
}

static enum imf_section_step take_rest(struct imf_section *section, const struct imf_line *line)
{
    section->open = NULL;
    if (!section->is_after_hole) {
        section->body_start = line->start;
        section->last_before_hole = section->last;
        section->count_before_hole = section->header->count;
    }
    section->is_after_hole = true;
    return IMF_SECTION_GOES_ON;
}

enum imf_section_step imf_section_take(struct imf_section *section, const struct imf_line *line)
{
    mail_slice text = imf_line_text(section->source, line);
    size_t name_length = imf_field_name_length(text);

    section->header->has_hole |= line->is_rest || line->meets_hole;
    if (line->is_rest)
        return take_rest(section, line);
    if (!text.length && line->has_end)
        return IMF_SECTION_ENDED;
    if (!begins_folded(text) && !name_length)
        return take_other(section, line);
    if (begins_folded(text))
        fold(section, line);
    else
        add_field(section, line, name_length);
    if (!section->is_after_hole)
        section->body_start = line->next;
    return IMF_SECTION_GOES_ON;
}

static void forget_fields_after_hole(struct imf_section *section)
{
    if (section->last_before_hole)
        section->last_before_hole->next = NULL;
    else
        section->header->first = NULL;
    section->header->count = section->count_before_hole;
}

void imf_section_end(struct imf_section *section, size_t end, bool has_empty_line)
{
    section->header->bytes = mail_slice_make(section->source->bytes.bytes + section->start, end - section->start);
    section->header->has_no_end = !has_empty_line;
    if (section->is_after_hole && !has_empty_line)
        forget_fields_after_hole(section);
}

bool imf_section_is_rest_of_header(struct imf_source source)
{
    size_t fields = 0;

    for (size_t position = 0; position < source.bytes.length;) {
        struct imf_line line = imf_line_read(&source, position);
        mail_slice text = imf_line_text(&source, &line);
        bool is_field = imf_field_name_length(text) > 0;
        if (line.meets_hole || !line.has_end)
            return false;
        if (!line.is_rest && !text.length)
            return fields > 0;
        if (!line.is_rest && !is_field && !begins_folded(text))
            return false;
        fields += !line.is_rest && is_field;
        position = line.next;
    }
    return false;
}
