/* See mime_reader.h. The parts that are open are a stack of frames; nothing calls itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_reader.h"
#include "imf_section.h"
#include "mime_boundary.h"
#include "mime_tree.h"

struct mime_frame {
    struct mime_part *part;
    struct mime_part *last_child;
    struct mime_boundary boundary; /* of a multipart */
    size_t body_start;
    size_t holes_before; /* how many holes stand before its first byte */
};

struct mime_reader {
    struct mime_reading *reading;
    mail_slice bytes;
    struct imf_source source;
    const struct mail_hole *hole; /* the first one that is not in `hole_count` */
    size_t hole_count;
    bool has_no_header; /* the beginning is missing: the root is all text */
    bool is_in_header;
    bool is_decoded;
    struct mime_boundaries boundaries;
    size_t frame_count;
    struct mime_frame frames[MIME_DEPTH_LIMIT + 1];
};

static size_t count_holes_before(struct mime_reader *reader, size_t offset)
{
    while (reader->hole && reader->hole->offset < offset) {
        reader->hole = reader->hole->next;
        reader->hole_count++;
    }
    return reader->hole_count;
}

static struct mime_frame *top_frame(struct mime_reader *reader)
{
    return &reader->frames[reader->frame_count - 1];
}

static bool can_begin_part(struct mime_reader *reader)
{
    if (reader->reading->message->part_count < reader->reading->limits->parts)
        return true;
    reader->reading->message->has_too_many_parts = true;
    return false;
}

static void begin_part(struct mime_reader *reader, struct mime_part *parent, struct mime_part *before, size_t start)
{
    struct mime_frame *frame = &reader->frames[reader->frame_count++];

    *frame = (struct mime_frame){ .body_start = start, .holes_before = count_holes_before(reader, start) };
    frame->part = mime_tree_add(reader->reading->arena, parent, before);
    frame->part->was_decoded = reader->is_decoded;
    reader->reading->message->part_count++;
    reader->is_in_header = true;
}

/* In a header, as the child of the frame at the top. */
static void begin_child(struct mime_reader *reader, size_t start)
{
    struct mime_frame *parent = top_frame(reader);

    begin_part(reader, parent->part, parent->last_child, start);
    parent->last_child = top_frame(reader)->part;
}

/* The line break before a delimiter belongs to the delimiter (RFC 2046, 5.1.1). */
static size_t end_before_delimiter(const struct mime_reader *reader, size_t delimiter, size_t body_start)
{
    const uint8_t *bytes = reader->bytes.bytes;
    size_t end = delimiter;

    if (end > body_start && bytes[end - 1] == '\n')
        end--;
    if (end < delimiter && end > body_start && bytes[end - 1] == '\r')
        end--;
    return end;
}

/* `delimiter`: where the delimiter stands that ends it, or the end of the bytes. A hole there or before it touches it.
 */
static void close_top(struct mime_reader *reader, size_t delimiter, bool is_delimiter)
{
    struct mime_frame *frame = top_frame(reader);
    size_t end = is_delimiter ? end_before_delimiter(reader, delimiter, frame->body_start) : delimiter;
    struct mime_part *part = frame->part;

    part->body = mail_slice_make(reader->bytes.bytes + frame->body_start, end - frame->body_start);
    part->has_hole |= count_holes_before(reader, delimiter + 1) > frame->holes_before;
    part->is_not_closed = frame->boundary.is_open;
    mime_boundaries_close(&reader->boundaries, &frame->boundary);
    reader->frame_count--;
}

static bool has_deeper_room(struct mime_reader *reader, const struct mime_part *part)
{
    if (part->depth < reader->reading->limits->depth)
        return true;
    reader->reading->message->is_too_deep = true;
    return false;
}

/* Encoding of a multipart is forbidden and means nothing (RFC 2045, 6.4). */
static void begin_multipart(struct mime_reader *reader, struct mime_frame *frame)
{
    struct mime_part *part = frame->part;
    mail_slice boundary = mime_boundary_of_type(reader->reading->arena, &part->type);

    if (!boundary.length || !has_deeper_room(reader, part))
        return;
    part->kind = MIME_PART_MULTIPART;
    part->encoding = MIME_ENCODING_IDENTITY;
    frame->boundary = (struct mime_boundary){ .text = boundary, .frame = (unsigned) (reader->frame_count - 1) };
    mime_boundaries_open(&reader->boundaries, &frame->boundary);
}

static void remember_encoded(struct mime_reading *reading, struct mime_part *part)
{
    struct mime_encoded *encoded = mail_arena_allocate_zeroed(reading->arena, sizeof *encoded);

    encoded->part = part;
    if (reading->last_encoded)
        reading->last_encoded->next = encoded;
    else
        reading->first_encoded = encoded;
    reading->last_encoded = encoded;
}

/* A colon is no base64: a body that begins with a field is not encoded, whatever its header says. */
static bool begins_in_the_clear(const struct mime_reader *reader, size_t position)
{
    struct imf_source source = reader->source;

    if (position >= reader->bytes.length)
        return false;
    struct imf_line line = imf_line_read(&source, position);
    return !line.is_rest && imf_field_name_length(imf_line_text(&source, &line)) > 0;
}

static void begin_message(struct mime_reader *reader, struct mime_frame *frame, size_t position)
{
    struct mime_part *part = frame->part;

    if (!has_deeper_room(reader, part) || !can_begin_part(reader))
        return;
    if (part->encoding == MIME_ENCODING_BASE64 && begins_in_the_clear(reader, position))
        part->encoding = MIME_ENCODING_IDENTITY;
    if (part->encoding != MIME_ENCODING_IDENTITY && part->encoding != MIME_ENCODING_UNKNOWN) {
        remember_encoded(reader->reading, part);
        return;
    }
    part->kind = MIME_PART_MESSAGE;
    begin_child(reader, position);
}

static void begin_body(struct mime_reader *reader, size_t position)
{
    struct mime_frame *frame = top_frame(reader);

    frame->body_start = position;
    count_holes_before(reader, position);
    frame->part->first_hole = reader->hole;
    frame->part->first_byte = reader->bytes.bytes;
    reader->is_in_header = false;
    mime_tree_read_fields(reader->reading->arena, frame->part);
    if (mime_type_is_multipart(frame->part->type.value))
        begin_multipart(reader, frame);
    else if (mime_type_is_message(frame->part->type.value))
        begin_message(reader, frame, position);
}

static bool may_be_delimiter(const struct mime_reader *reader, size_t position)
{
    const uint8_t *bytes = reader->bytes.bytes + position;

    return reader->bytes.length - position > 2 && bytes[0] == '-' && bytes[1] == '-';
}

static const struct mime_boundary *match(struct mime_reader *reader, const struct imf_line *line)
{
    if (line->is_rest)
        return NULL;
    return mime_boundaries_match(&reader->boundaries, mail_slice_skip(imf_line_text(&reader->source, line), 2));
}

/* What a header that is being read says of its own boundary; looked for when a line may be a delimiter. */
struct mime_own_boundary {
    const struct imf_field *seen; /* the last field that was looked at */
    bool is_known;
    mail_slice text;
};

static void find_own_boundary(const struct mime_reader *reader, const struct imf_header *header,
                              struct mime_own_boundary *own)
{
    const struct imf_field *field = own->seen ? own->seen->next : header->first;

    for (; field && !own->is_known; field = field->next) {
        own->seen = field;
        own->is_known = mail_slice_equals_nocase(field->name, mail_slice_from_string("Content-Type"));
        if (own->is_known) {
            struct mime_value type = mime_value_read_type(reader->reading->arena, field->body);
            if (mime_type_is_multipart(type.value))
                own->text = mime_boundary_of_type(reader->reading->arena, &type);
        }
    }
}

/* A delimiter of a multipart that contains the part ends part and header (RFC 2046, 5.1.1); one of its own, the header.
 */
static bool ends_header(struct mime_reader *reader, const struct imf_header *header, struct mime_own_boundary *own,
                        const struct imf_line *line)
{
    mail_slice text = mail_slice_skip(imf_line_text(&reader->source, line), 2);

    if (line->is_rest)
        return false;
    if (match(reader, line))
        return true;
    find_own_boundary(reader, header, own);
    return own->text.length && own->text.length <= text.length &&
           memcmp(own->text.bytes, text.bytes, own->text.length) == 0;
}

/* Returns where the body begins. */
static size_t read_header(struct mime_reader *reader, size_t position)
{
    struct mime_own_boundary own = { .seen = NULL };
    struct imf_header *header = &top_frame(reader)->part->header;
    struct imf_source at_body = reader->source;
    enum imf_section_step step = IMF_SECTION_GOES_ON;
    struct imf_section section;
    size_t end = position;

    imf_section_begin(&section, reader->reading->arena, &reader->source, header, position);
    section.fields_limit = reader->reading->limits->fields;
    while (position < reader->bytes.length && step == IMF_SECTION_GOES_ON) {
        if (section.body_start == position)
            at_body = reader->source;
        struct imf_line line = imf_line_read(&reader->source, position);
        if (may_be_delimiter(reader, position) && ends_header(reader, header, &own, &line))
            break;
        end = position;
        step = imf_section_take(&section, &line);
        position = line.next;
    }
    if (step == IMF_SECTION_BODY_BEGAN) {
        position = end = section.body_start;
        reader->source = at_body;
    } else if (step == IMF_SECTION_GOES_ON) {
        end = position;
    }
    imf_section_end(&section, end, step == IMF_SECTION_ENDED);
    return position;
}

/* Returns where to go on: after the delimiter. One with nothing after it begins no part. */
static size_t take_delimiter(struct mime_reader *reader, const struct mime_boundary *boundary,
                             const struct imf_line *line)
{
    struct mime_frame *frame = &reader->frames[boundary->frame];
    mail_slice rest = mail_slice_skip(imf_line_text(&reader->source, line), 2 + boundary->text.length);
    bool is_last = rest.length >= 2 && rest.bytes[0] == '-' && rest.bytes[1] == '-';

    if (!is_last && line->next < reader->bytes.length && !can_begin_part(reader))
        return reader->bytes.length;
    while (reader->frame_count > boundary->frame + (size_t) 1)
        close_top(reader, line->start, true);
    if (is_last)
        mime_boundaries_close(&reader->boundaries, &frame->boundary);
    else if (line->next < reader->bytes.length)
        begin_child(reader, line->next);
    return line->next;
}

/* Reads over a body up to a delimiter, and that. Returns where to go on. */
static size_t read_body(struct mime_reader *reader, size_t position)
{
    if (!reader->boundaries.count)
        return reader->bytes.length;
    while (position < reader->bytes.length) {
        if (may_be_delimiter(reader, position)) {
            struct imf_line line = imf_line_read(&reader->source, position);
            const struct mime_boundary *boundary = match(reader, &line);
            if (boundary)
                return take_delimiter(reader, boundary, &line);
            position = line.next;
        } else {
            mail_slice rest = mail_slice_skip(reader->bytes, position);
            position += mail_slice_index_of(rest, '\n');
            position += position < reader->bytes.length;
        }
    }
    return position;
}

static bool begins_without_header(const struct mime_reader *reader)
{
    const struct mail_hole *hole = reader->source.hole;

    return hole && hole->offset == 0 && !imf_section_is_rest_of_header(reader->source);
}

static void read_without_header(struct mime_reader *reader)
{
    struct imf_header *header = &top_frame(reader)->part->header;

    header->bytes = mail_slice_first(reader->bytes, 0);
    header->has_hole = header->has_no_end = true;
    begin_body(reader, 0);
}

struct mime_part *mime_reader_run(struct mime_reading *reading, mail_slice bytes, const struct mail_hole *holes,
                                  struct mime_part *parent)
{
    struct mime_reader reader = {
        .reading = reading, .bytes = bytes, .source = { bytes, holes }, .hole = holes, .is_decoded = parent != NULL
    };
    struct mime_part *root;
    size_t position = 0;

    begin_part(&reader, parent, NULL, 0);
    root = top_frame(&reader)->part;
    if (begins_without_header(&reader))
        read_without_header(&reader);
    while (position < bytes.length || reader.is_in_header) {
        if (reader.is_in_header) {
            position = read_header(&reader, position);
            begin_body(&reader, position);
        } else {
            position = read_body(&reader, position);
        }
    }
    while (reader.frame_count)
        close_top(&reader, bytes.length, false);
    return root;
}
