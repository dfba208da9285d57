/* See info_column.h. Only what the unit itself knew when it was read goes here, so that every pass writes the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "info_column.h"
#include "content_view.h"
#include "info_outcome.h"
#include "protocol_view.h"
#include "proxy_view.h"
#include "sasl_fact_rows.h"
#include "secret.h"
#include "stray_view.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"
#include "sasl/sasl_exchange.h"
#include "view/message/message_summary.h"

#include <epan/column-utils.h>
#include <epan/proto_data.h>
#include <inttypes.h>

/* Bytes shown of one text, and of the whole column. */
#define EXCERPT_LIMIT 250
#define COLUMN_LIMIT 3000

/* Key of this frame's text among the protocol's data of one dissection. */
#define INFO_KEY 3

/* What the calls of this frame have written so far. */
struct info_text {
    wmem_strbuf_t *text;
    bool has_message;
};

struct info_writer {
    const struct mail_view *view;
    struct info_text *info;
    const struct mail_unit *next;
    unsigned left;
};

static const struct mail_unit *peek(const struct info_writer *writer)
{
    return writer->left ? writer->next : NULL;
}

static const struct mail_unit *take(struct info_writer *writer)
{
    const struct mail_unit *unit = writer->next;

    writer->next = unit->next;
    writer->left--;
    return unit;
}

static bool is_full(const struct info_writer *writer)
{
    return wmem_strbuf_get_len(writer->info->text) > COLUMN_LIMIT;
}

static void append_excerpt(const struct info_writer *writer, mail_slice bytes)
{
    if (!is_full(writer))
        wmem_strbuf_append(writer->info->text, view_excerpt(writer->view->pinfo->pool, bytes, EXCERPT_LIMIT));
}

/* The line went on. */
static void mark_cut(const struct info_writer *writer, const struct mail_unit *unit)
{
    if (mail_line_is_cut(unit->line))
        wmem_strbuf_append(writer->info->text, "...");
}

static wmem_strbuf_t *begin_entry(const struct info_writer *writer, enum mail_role role)
{
    wmem_strbuf_t *text = writer->info->text;

    if (wmem_strbuf_get_len(text))
        wmem_strbuf_append(text, " | ");
    wmem_strbuf_append(text, role == MAIL_CLIENT ? "C: " : "S: ");
    return text;
}

static mail_slice fact_with_word(const struct sasl_facts *facts, const struct fact_row *row)
{
    return row->word ? fact_of(facts, row) : (mail_slice){ 0 };
}

/* Whether the line's base64 says more decoded than as it stands. */
static bool has_decoded_facts(const struct sasl_facts *facts)
{
    if (!facts || !facts->base64.bytes)
        return false;
    for (size_t i = 0; i < fact_row_count; i++)
        if (fact_with_word(facts, &fact_rows[i]).bytes)
            return true;
    return false;
}

/* Of a challenge it stands here as a whole, of a response what is known of it, of a token who is named in it; for the
 * rest there is the tree. */
static bool is_left_out(const struct sasl_facts *facts, const struct fact_row *row, bool has_others)
{
    bool is_challenge = row->member == offsetof(struct sasl_facts, challenge);
    bool is_response = row->member == offsetof(struct sasl_facts, response);

    if (facts->inner)
        return is_challenge || is_response || row->member == offsetof(struct sasl_facts, digest);
    return (facts->challenge.bytes && !is_challenge) || (is_response && has_others);
}

static void append_token(const struct info_writer *writer, const struct sasl_facts *facts, const char *separator)
{
    wmem_strbuf_append_printf(writer->info->text, "%s%s token of %zu bytes", separator, inner_rows[facts->inner].name,
                              facts->inner_token.length);
}

/* user "alice", password "wonderland" */
static void append_facts(const struct info_writer *writer, const struct mail_unit *unit)
{
    bool is_hidden = secret_is_hidden(writer->view, unit);
    wmem_strbuf_t *text = writer->info->text;
    const char *separator = "";

    for (size_t i = 0; i < fact_row_count; i++) {
        const struct fact_row *row = &fact_rows[i];
        mail_slice fact = fact_with_word(unit->details->sasl, row);
        if (!fact.bytes || is_left_out(unit->details->sasl, row, separator[0]))
            continue;
        bool is_masked = is_hidden && row->secrecy == IS_SECRET;
        wmem_strbuf_append_printf(text, "%s%s%s\"", separator, row->word, row->word[0] ? " " : "");
        append_excerpt(writer, is_masked ? mail_slice_from_string(secret_mask) : fact);
        wmem_strbuf_append_c(text, '"');
        separator = ", ";
    }
    if (unit->details->sasl->inner)
        append_token(writer, unit->details->sasl, separator);
}

static void write_client_line(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);
    wmem_strbuf_t *text = begin_entry(writer, unit->role);

    if (!has_decoded_facts(unit->details->sasl)) {
        append_excerpt(writer, secret_line(writer->view, unit));
        mark_cut(writer, unit);
        return;
    }
    if (unit->command) {
        append_excerpt(writer, unit->command->name);
        wmem_strbuf_append_c(text, ' ');
        append_excerpt(writer, unit->details->sasl->mechanism);
        wmem_strbuf_append_c(text, ' ');
    }
    append_facts(writer, unit);
}

static void write_challenge(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);
    mail_slice rest = unit->line->text;

    begin_entry(writer, unit->role);
    append_excerpt(writer, mail_slice_take_word(&rest));
    wmem_strbuf_append_c(writer->info->text, ' ');
    append_facts(writer, unit);
}

static bool is_next_line_of(const struct info_writer *writer, const struct mail_reply *reply)
{
    const struct mail_unit *unit = peek(writer);

    return unit && unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply == reply;
}

/* Whether the last line of the unit's reply is in this call too. */
static bool ends_reply(const struct info_writer *writer, const struct mail_unit *unit)
{
    const struct mail_unit *following = writer->next;

    for (unsigned i = 0; i < writer->left && following->reply == unit->reply; i++, following = following->next)
        unit = following;
    return unit->is_last_reply_line;
}

/* The lines of one reply as one: "250 mx.example.net, PIPELINING, SIZE 10240000"; "250-" while there are more to come.
 */
static void write_reply_lines(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);
    wmem_strbuf_t *text = begin_entry(writer, unit->role);
    const struct protocol_view *protocol = writer->view->protocol;
    struct reply_line_parts parts = protocol->split_reply_line(unit->line->text);

    append_excerpt(writer, parts.head);
    wmem_strbuf_append_c(text, ends_reply(writer, unit) ? ' ' : '-');
    append_excerpt(writer, parts.words);
    while (is_next_line_of(writer, unit->reply)) {
        unit = take(writer);
        parts = protocol->split_reply_line(unit->line->text);
        if (parts.words.length)
            wmem_strbuf_append(text, ", ");
        append_excerpt(writer, parts.words);
    }
    mark_cut(writer, unit);
}

static const struct mail_unit *last_line_of(const struct info_writer *writer, const struct mail_unit *unit)
{
    const struct mail_unit *last = unit;

    for (unsigned i = 0; i < writer->left && unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply == last->reply; i++) {
        last = unit;
        unit = unit->next;
    }
    return last;
}

static void write_reply_itself(struct info_writer *writer)
{
    const struct mail_unit *unit = peek(writer);

    if (has_decoded_facts(unit->details->sasl)) {
        write_challenge(writer);
    } else if (unit->is_last_reply_line || !writer->view->protocol->split_reply_line) {
        begin_entry(writer, unit->role);
        append_excerpt(writer, take(writer)->line->text);
        mark_cut(writer, unit);
    } else {
        write_reply_lines(writer);
    }
}

static void write_reply(struct info_writer *writer)
{
    const struct mail_unit *first = peek(writer);
    const struct mail_unit *last = last_line_of(writer, first);

    write_reply_itself(writer);
    info_outcome_append(writer->view, writer->info->text, first, last);
}

static void write_rows(struct info_writer *writer)
{
    const struct mail_reply *reply = peek(writer)->reply;
    wmem_strbuf_t *text = begin_entry(writer, peek(writer)->role);
    bool are_named = writer->view->protocol->are_rows_named(reply);
    unsigned count = 0;

    for (; peek(writer) && peek(writer)->kind == MAIL_UNIT_ROW && peek(writer)->reply == reply; count++) {
        mail_slice row = mail_unit_row(take(writer));
        if (!are_named)
            continue;
        wmem_strbuf_append(text, count ? ", " : "");
        append_excerpt(writer, row);
    }
    if (!are_named)
        wmem_strbuf_append_printf(text, count == 1 ? "%u row" : "%u rows", count);
    if (peek(writer) && peek(writer)->kind == MAIL_UNIT_ROWS_END && peek(writer)->reply == reply)
        take(writer);
}

static void write_rows_end(struct info_writer *writer)
{
    wmem_strbuf_append(begin_entry(writer, take(writer)->role), "end of list");
}

static bool is_content_of(const struct mail_unit *unit, enum mail_unit_kind kind, const struct mail_message *message)
{
    return unit && unit->kind == kind && unit->message == message;
}

/* Content read in several steps is one entry; where the message ends in the same call, its own entry says it all. */
static void write_content(struct info_writer *writer)
{
    const struct mail_message *message = peek(writer)->message;
    enum mail_role role = peek(writer)->role;
    uint64_t length = 0;

    while (is_content_of(peek(writer), MAIL_UNIT_CONTENT, message)) {
        const struct mail_unit *unit = take(writer);
        length += unit->end - unit->begin;
    }
    if (!is_content_of(peek(writer), MAIL_UNIT_MESSAGE, message))
        wmem_strbuf_append_printf(begin_entry(writer, role), "content, %" PRIu64 " bytes (%s)", length,
                                  content_view_name(writer->view, message));
}

static void write_blob(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append_printf(begin_entry(writer, unit->role), "binary data of %s, %" PRIu64 " bytes",
                              unit->exchange->verb->name, unit->end - unit->begin);
}

static void append_path(const struct info_writer *writer, mail_slice path)
{
    wmem_strbuf_append_c(writer->info->text, '<');
    append_excerpt(writer, path);
    wmem_strbuf_append_c(writer->info->text, '>');
}

/* ", <bob@example.net> to <alice@example.com> (2)" */
static void append_envelope(const struct info_writer *writer, const struct view_envelope *envelope)
{
    wmem_strbuf_t *text = writer->info->text;

    if (envelope->sender.bytes) {
        wmem_strbuf_append(text, ", ");
        append_path(writer, envelope->sender);
    }
    if (envelope->first_recipient.bytes) {
        wmem_strbuf_append(text, envelope->sender.bytes ? " to " : ", to ");
        append_path(writer, envelope->first_recipient);
    }
    if (envelope->recipient_count > 1)
        wmem_strbuf_append_printf(text, " (%u)", envelope->recipient_count);
}

static void write_message(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);
    const struct mail_view *view = writer->view;
    struct view_envelope envelope = content_view_envelope(view->protocol, view->arena, view->reading_options, unit);
    mail_slice subject = message_summary_field(view->arena, view->reading_options, unit->message, "Subject");

    wmem_strbuf_append(begin_entry(writer, unit->role), content_view_summary(view, unit->message));
    append_envelope(writer, &envelope);
    if (subject.length == 0)
        return;
    wmem_strbuf_append(writer->info->text, ", \"");
    append_excerpt(writer, subject);
    wmem_strbuf_append_c(writer->info->text, '"');
}

static void write_partial(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    begin_entry(writer, unit->role);
    append_excerpt(writer, mail_slice_first(stray_view_known_line(writer->view, unit), EXCERPT_LIMIT));
    wmem_strbuf_append(writer->info->text, "\u2026");
}

static void write_held(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append(begin_entry(writer, unit->role), stray_view_held_words(writer->view->pinfo->pool, unit));
}

static void write_gap(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append_printf(begin_entry(writer, unit->role), "[gap of %" PRIu64 " bytes]", unit->end - unit->begin);
}

static void write_repeated(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append_printf(begin_entry(writer, unit->role), "[retransmission of %" PRIu64 " bytes]",
                              unit->end - unit->begin);
}

static bool is_text_of(const struct mail_unit *unit, enum mail_role role)
{
    return unit && unit->kind == MAIL_UNIT_TEXT && unit->role == role;
}

/* Lines of text that follow each other are one entry, with the first as a sample. */
static void write_text(struct info_writer *writer)
{
    const struct mail_unit *first = peek(writer);
    uint64_t length = 0;

    while (is_text_of(peek(writer), first->role)) {
        const struct mail_unit *unit = take(writer);
        length += unit->end - unit->begin;
    }
    wmem_strbuf_append_printf(begin_entry(writer, first->role), "[unrecognized, %" PRIu64 " bytes] ", length);
    append_excerpt(writer, mail_slice_first(stray_view_bytes(writer->view, first), EXCERPT_LIMIT));
}

static void write_unread(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append_printf(begin_entry(writer, unit->role), "[not read, %" PRIu64 " bytes] ",
                              unit->end - unit->begin);
    append_excerpt(writer, mail_slice_first(stray_view_bytes(writer->view, unit), EXCERPT_LIMIT));
}

static void write_proxy(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);
    const char *summary = proxy_view_summary(writer->view->pinfo->pool, unit->proxy);

    wmem_strbuf_append(begin_entry(writer, unit->role), "PROXY header, ");
    append_excerpt(writer, mail_slice_from_string(summary));
}

static void write_tls(struct info_writer *writer)
{
    const struct mail_unit *unit = take(writer);

    wmem_strbuf_append_printf(begin_entry(writer, unit->role), "TLS, %" PRIu64 " bytes", unit->end - unit->begin);
}

/* Each writes one entry and takes the units that it covers, one at least. */
static void (*const entry_writers[])(struct info_writer *writer) = {
    [MAIL_UNIT_COMMAND] = write_client_line,
    [MAIL_UNIT_SASL_RESPONSE] = write_client_line,
    [MAIL_UNIT_REPLY_LINE] = write_reply,
    [MAIL_UNIT_ROW] = write_rows,
    [MAIL_UNIT_ROWS_END] = write_rows_end,
    [MAIL_UNIT_CONTENT] = write_content,
    [MAIL_UNIT_BLOB] = write_blob,
    [MAIL_UNIT_MESSAGE] = write_message,
    [MAIL_UNIT_PARTIAL] = write_partial,
    [MAIL_UNIT_HELD] = write_held,
    [MAIL_UNIT_GAP] = write_gap,
    [MAIL_UNIT_REPEATED] = write_repeated,
    [MAIL_UNIT_TEXT] = write_text,
    [MAIL_UNIT_UNREAD] = write_unread,
    [MAIL_UNIT_PROXY] = write_proxy,
    [MAIL_UNIT_TLS] = write_tls,
};

static struct info_text *info_of_frame(const struct mail_view *view)
{
    packet_info *pinfo = view->pinfo;
    struct info_text *info = p_get_proto_data(pinfo->pool, pinfo, view->dissector->protocol_id, INFO_KEY);

    if (!info) {
        info = wmem_new0(pinfo->pool, struct info_text);
        info->text = wmem_strbuf_new(pinfo->pool, "");
        p_add_proto_data(pinfo->pool, pinfo, view->dissector->protocol_id, INFO_KEY, info);
    }
    return info;
}

/* Whether IMF is given a message of this call. */
static bool has_message(const struct mail_view *view)
{
    const struct mail_unit *unit = view->reading->first;

    for (unsigned i = 0; i < view->reading->count; i++, unit = unit->next)
        if (unit->kind == MAIL_UNIT_MESSAGE && content_view_goes_to_imf(view, unit->message))
            return true;
    return false;
}

static void write_entries(struct info_writer *writer)
{
    bool was_full = is_full(writer);

    while (writer->left && !is_full(writer))
        entry_writers[writer->next->kind](writer);
    if (writer->left && !was_full)
        wmem_strbuf_append(writer->info->text, " | ...");
}

/* Whether the call's bytes came from TLS. */
static bool is_decrypted(const struct mail_reading *reading)
{
    return reading->tls != MAIL_TLS_NONE && !reading->belongs_to_tls;
}

void info_column_write(const struct mail_view *view)
{
    column_info *columns = view->pinfo->cinfo;

    if (!col_get_writable(columns, COL_INFO))
        return;

    struct info_text *info = info_of_frame(view);
    struct info_writer writer = { view, info, view->reading->first, view->reading->count };

    write_entries(&writer);
    info->has_message |= has_message(view);
    col_add_fstr(columns, COL_PROTOCOL, "%s%s%s",
                 view->protocol->column ? view->protocol->column(view->reading) : view->protocol->name,
                 is_decrypted(view->reading) ? "/TLS" : "", info->has_message ? "/IMF" : "");
    col_clear(columns, COL_INFO);
    col_add_str(columns, COL_INFO, wmem_strbuf_get_str(info->text));
}
