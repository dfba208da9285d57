/* See mail_dot_reader.h. The end is CRLF.CRLF and nothing else; a lone dot next to a bare LF is content that is
 * remembered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_dot_reader.h"

/* RFC 5321, 4.5.3.1.6: "The maximum total length of a text line including the <CRLF> is 1000 octets". */
#define LONG_LINE 1000

/* The part of a piece that is being read. */
struct cursor {
    struct mail_dot_reader *reader;
    struct mail_message *message;
    const struct mail_piece *piece;
    size_t offset;
};

static uint64_t position_of(const struct cursor *cursor)
{
    return cursor->piece->begin + cursor->offset;
}

static void append(struct cursor *cursor, mail_slice bytes)
{
    mail_message_append(cursor->message, bytes);
    cursor->reader->line_length += bytes.length;
}

/* Notes an oddity of the byte `ahead` of the cursor, which is not yet in the message. */
static void note_ahead(struct cursor *cursor, enum mail_content_event_kind kind, size_t ahead)
{
    struct mail_message *message = cursor->message;

    mail_message_note(message, kind, message->size + ahead, position_of(cursor) + ahead);
}

/* Notes an oddity of the byte just read. */
static void note_last(struct cursor *cursor, enum mail_content_event_kind kind)
{
    struct mail_message *message = cursor->message;

    mail_message_note(message, kind, message->size - 1, position_of(cursor) - 1);
}

/* A content line ends with the LF just read. */
static void line_end(struct cursor *cursor, bool is_crlf)
{
    struct mail_dot_reader *reader = cursor->reader;

    if (!is_crlf)
        note_last(cursor, MAIL_CONTENT_BARE_LF);
    if (reader->line_length > LONG_LINE)
        note_last(cursor, MAIL_CONTENT_LONG_LINE);
    if (reader->line_length > cursor->message->longest_line)
        cursor->message->longest_line = reader->line_length;
    reader->line_length = 0;
    reader->line_began_in_gap = false;
    reader->last_was_cr = false;
    reader->state = is_crlf ? MAIL_DOT_LINE_START : MAIL_DOT_LF_START;
}

/* CRs inside a run that has no LF before its end: all are bare except a CR at its end, which the next byte decides. */
static void note_bare_crs(struct cursor *cursor, mail_slice run)
{
    size_t cr = mail_slice_index_of(run, '\r');

    if (cursor->reader->last_was_cr && run.length && run.bytes[0] != '\n')
        note_last(cursor, MAIL_CONTENT_BARE_CR);
    while (cr + 1 < run.length) {
        if (run.bytes[cr + 1] != '\n')
            note_ahead(cursor, MAIL_CONTENT_BARE_CR, cr);
        cr += 1 + mail_slice_index_of(mail_slice_skip(run, cr + 1), '\r');
    }
}

static void note_nuls(struct cursor *cursor, mail_slice run)
{
    size_t nul = mail_slice_index_of(run, 0);

    while (nul < run.length) {
        note_ahead(cursor, MAIL_CONTENT_NUL, nul);
        nul += 1 + mail_slice_index_of(mail_slice_skip(run, nul + 1), 0);
    }
}

/* The rest of a line, or of the piece. */
static void take_middle(struct cursor *cursor)
{
    struct mail_dot_reader *reader = cursor->reader;
    mail_slice rest = mail_slice_skip(cursor->piece->bytes, cursor->offset);
    size_t lf = mail_slice_index_of(rest, '\n');
    bool has_lf = lf < rest.length;
    mail_slice run = mail_slice_first(rest, has_lf ? lf + 1 : lf);
    bool is_crlf = lf ? rest.bytes[lf - 1] == '\r' : reader->last_was_cr;

    note_bare_crs(cursor, run);
    note_nuls(cursor, run);
    append(cursor, run);
    cursor->offset += run.length;
    reader->last_was_cr = is_crlf;
    if (has_lf)
        line_end(cursor, is_crlf);
}

/* A dot alone on its line, next to a bare LF, a NUL or a gap: the strict rule reads on, but remembers the place. */
static void remember_lone_dot(struct cursor *cursor, enum mail_content_event_kind kind, uint64_t message_size)
{
    cursor->reader->lone_dot = (struct mail_lone_dot){ .kind = kind,
                                                       .end_position = position_of(cursor),
                                                       .message_size = message_size,
                                                       .message_end = cursor->message->size };
}

/* Length of the line at the front with its CRLF, if the line is whole and nothing about it is odd; else 0. */
static size_t plain_line_length(mail_slice rest)
{
    size_t lf = mail_slice_index_of(rest, '\n');
    mail_slice line = mail_slice_first(rest, lf);
    bool is_plain = lf < rest.length && lf > 0 && lf < LONG_LINE && line.bytes[0] != '.' &&
                    mail_slice_index_of(line, '\r') == lf - 1 && mail_slice_index_of(line, 0) == lf;

    return is_plain ? lf + 1 : 0;
}

/* Most of a message consists of plain lines, which are taken together. Returns whether there were any. */
static bool take_plain_lines(struct cursor *cursor)
{
    struct mail_message *message = cursor->message;
    mail_slice rest = mail_slice_skip(cursor->piece->bytes, cursor->offset);
    size_t taken = 0;

    for (size_t length; (length = plain_line_length(mail_slice_skip(rest, taken))); taken += length)
        if (length > message->longest_line)
            message->longest_line = length;
    mail_message_append(message, mail_slice_first(rest, taken));
    cursor->offset += taken;
    return taken > 0;
}

/* What the message has of a line that is a dot and NUL: of the second, the dot is taken out. */
static const char nul_dot[] = "\0.\r\n", dot_nul[] = "\0\r\n";

static mail_slice nul_line(enum mail_content_event_kind kind)
{
    return kind == MAIL_CONTENT_NUL_DOT ? mail_slice_make(nul_dot, sizeof nul_dot - 1)
                                        : mail_slice_make(dot_nul, sizeof dot_nul - 1);
}

static void begin_nul_line(struct cursor *cursor, enum mail_content_event_kind kind)
{
    cursor->reader->state = MAIL_DOT_WITH_NUL;
    cursor->reader->nul_kind = kind;
    cursor->reader->nul_count = 0;
}

/* Either is as long as the other where it was sent. */
static void end_nul_line(struct cursor *cursor, size_t length)
{
    enum mail_content_event_kind kind = cursor->reader->nul_kind;
    uint64_t size_before = cursor->message->size - length;
    uint64_t begin = position_of(cursor) - (sizeof nul_dot - 1);

    line_end(cursor, true);
    mail_message_note(cursor->message, kind, size_before, kind == MAIL_CONTENT_NUL_DOT ? begin + 1 : begin);
    remember_lone_dot(cursor, kind, size_before);
}

static void take_nul_line(struct cursor *cursor, uint8_t byte)
{
    struct mail_dot_reader *reader = cursor->reader;
    mail_slice line = nul_line(reader->nul_kind);

    if (byte != line.bytes[reader->nul_count]) {
        reader->state = MAIL_DOT_MIDDLE;
        return;
    }
    if (byte == 0)
        note_ahead(cursor, MAIL_CONTENT_NUL, 0);
    append(cursor, mail_slice_make(&byte, 1));
    cursor->offset++;
    reader->last_was_cr = byte == '\r';
    if (++reader->nul_count == line.length)
        end_nul_line(cursor, line.length);
}

/* At the start of a line: a dot may end the content, and is taken out if it does not (RFC 5321, 4.5.2). */
static void take_line_start(struct cursor *cursor, uint8_t byte)
{
    bool is_dot = byte == '.';
    bool is_strict = cursor->reader->state == MAIL_DOT_LINE_START;

    if (byte == 0 && is_strict) {
        begin_nul_line(cursor, MAIL_CONTENT_NUL_DOT);
        return;
    }
    if (!is_dot) {
        cursor->reader->state = MAIL_DOT_MIDDLE;
        return;
    }
    if (!is_strict)
        append(cursor, mail_slice_from_string("."));
    cursor->offset++;
    cursor->reader->state = is_strict ? MAIL_DOT_SEEN : MAIL_DOT_LF_DOT;
}

/* After CRLF and a dot. */
static void take_after_dot(struct cursor *cursor, uint8_t byte)
{
    struct mail_dot_reader *reader = cursor->reader;

    if (byte == '\r') {
        reader->state = MAIL_DOT_CR_SEEN;
        cursor->offset++;
        return;
    }
    if (byte == 0) {
        begin_nul_line(cursor, MAIL_CONTENT_DOT_NUL);
        return;
    }
    reader->state = MAIL_DOT_MIDDLE;
    if (byte != '\n')
        return;
    uint64_t size_before = cursor->message->size;
    take_middle(cursor);
    mail_message_note(cursor->message, MAIL_CONTENT_CRLF_DOT_LF, size_before, position_of(cursor) - 2);
    remember_lone_dot(cursor, MAIL_CONTENT_CRLF_DOT_LF, size_before);
}

/* After CRLF, a dot and CR: LF ends the content. */
static bool take_after_dot_cr(struct cursor *cursor, uint8_t byte)
{
    if (byte == '\n') {
        cursor->offset++;
        return true;
    }
    mail_message_note(cursor->message, MAIL_CONTENT_CRLF_DOT_CR, cursor->message->size, position_of(cursor) - 2);
    append(cursor, mail_slice_from_string("\r"));
    cursor->reader->last_was_cr = true;
    cursor->reader->state = MAIL_DOT_MIDDLE;
    return false;
}

/* After a bare LF and a dot, which stands in the message. */
static void take_after_lf_dot(struct cursor *cursor, uint8_t byte)
{
    struct mail_dot_reader *reader = cursor->reader;
    bool has_cr = reader->state == MAIL_DOT_LF_DOT_CR;
    bool is_after_gap = reader->line_began_in_gap;
    uint64_t dot_line = has_cr ? 2 : 1;

    if (byte == '\r' && !has_cr) {
        append(cursor, mail_slice_from_string("\r"));
        reader->last_was_cr = true;
        reader->state = MAIL_DOT_LF_DOT_CR;
        cursor->offset++;
        return;
    }
    reader->state = MAIL_DOT_MIDDLE;
    if (byte != '\n' && has_cr && !is_after_gap)
        mail_message_note(cursor->message, MAIL_CONTENT_LF_DOT_CR, cursor->message->size - dot_line,
                          position_of(cursor) - dot_line);
    if (byte != '\n')
        return;
    enum mail_content_event_kind kind = has_cr ? MAIL_CONTENT_LF_DOT_CRLF : MAIL_CONTENT_LF_DOT_LF;
    uint64_t size_before = cursor->message->size - dot_line;

    take_middle(cursor);
    if (!is_after_gap)
        mail_message_note(cursor->message, kind, size_before, position_of(cursor) - dot_line - 1);
    remember_lone_dot(cursor, kind, size_before);
}

void mail_dot_reader_begin(struct mail_dot_reader *reader)
{
    *reader = (struct mail_dot_reader){ .state = MAIL_DOT_LINE_START };
}

void mail_dot_reader_take_gap(struct mail_dot_reader *reader)
{
    *reader = (struct mail_dot_reader){ .state = MAIL_DOT_LF_START, .line_began_in_gap = true };
}

size_t mail_dot_reader_take(struct mail_dot_reader *reader, struct mail_message *message,
                            const struct mail_piece *piece, bool *has_ended)
{
    struct cursor cursor = { .reader = reader, .message = message, .piece = piece };

    while (!*has_ended && cursor.offset < piece->bytes.length) {
        uint8_t byte = piece->bytes.bytes[cursor.offset];

        switch (reader->state) {
        case MAIL_DOT_LINE_START:
            if (take_plain_lines(&cursor))
                break;
            take_line_start(&cursor, byte);
            break;
        case MAIL_DOT_LF_START:
            take_line_start(&cursor, byte);
            break;
        case MAIL_DOT_SEEN:
            take_after_dot(&cursor, byte);
            break;
        case MAIL_DOT_CR_SEEN:
            *has_ended = take_after_dot_cr(&cursor, byte);
            break;
        case MAIL_DOT_LF_DOT:
        case MAIL_DOT_LF_DOT_CR:
            take_after_lf_dot(&cursor, byte);
            break;
        case MAIL_DOT_WITH_NUL:
            take_nul_line(&cursor, byte);
            break;
        case MAIL_DOT_MIDDLE:
            take_middle(&cursor);
            break;
        }
    }
    return cursor.offset;
}
