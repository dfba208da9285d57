/* See mime_report.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_report.h"
#include "imf_lexical.h"
#include "imf_token.h"
#include "mime_report_address.h"
#include "mime_report_fields.h"
#include "mime_text.h"
#include "mime_transfer.h"

#include <glib.h>

/* Decoded bytes of all reports in a message that are looked at. */
enum { BYTES_LIMIT = 4 * 1024 * 1024 };

/* What is being read. */
struct reading {
    const struct mail_arena *arena;
    const struct mime_options *options;
    struct mime_report_fields fields; /* of the group */
};

static bool has(const struct reading *reading, enum mime_report_field field)
{
    return reading->fields.bodies[field].bytes != NULL;
}

/* A field as people read it. */
static mail_slice read_text(const struct reading *reading, enum mime_report_field field)
{
    if (!has(reading, field))
        return mail_slice_make(NULL, 0);
    return mime_text_decode(reading->arena, reading->options, reading->fields.bodies[field]).text;
}

/* Its first word, comments read over. */
static mail_slice read_word(const struct reading *reading, enum mime_report_field field)
{
    mail_slice text = read_text(reading, field);

    return imf_token_take_visible(&text, "").text;
}

/* What stands after the type: "dns; mail.example.com". */
static mail_slice read_typed(const struct reading *reading, enum mime_report_field field)
{
    mail_slice text = read_text(reading, field);

    mime_report_take_type(&text);
    return text;
}

static mail_slice read_recipient(const struct reading *reading, enum mime_report_field field)
{
    return mime_report_read_recipient(reading->arena, read_text(reading, field));
}

static mail_slice read_further_recipient(const struct reading *reading, size_t index)
{
    mail_slice body = reading->fields.more[index];

    return mime_report_read_recipient(reading->arena, mime_text_decode(reading->arena, reading->options, body).text);
}

static mail_slice first_of(mail_slice first, mail_slice second)
{
    return first.length ? first : second;
}

/* per-recipient-fields (RFC 3464, 2.3). The first group, of the whole message, has none of these. */
static bool read_delivery(const struct reading *reading, struct mime_report_entry *entry)
{
    entry->recipient = first_of(read_recipient(reading, MIME_REPORT_FINAL_RECIPIENT),
                                read_recipient(reading, MIME_REPORT_ORIGINAL_RECIPIENT));
    entry->action = read_word(reading, MIME_REPORT_ACTION);
    entry->status = read_word(reading, MIME_REPORT_STATUS);
    entry->diagnostic = read_typed(reading, MIME_REPORT_DIAGNOSTIC_CODE);
    entry->remote_mta = read_typed(reading, MIME_REPORT_REMOTE_MTA);
    return has(reading, MIME_REPORT_FINAL_RECIPIENT) || has(reading, MIME_REPORT_ORIGINAL_RECIPIENT) ||
           has(reading, MIME_REPORT_ACTION);
}

/* disposition-mode ";" disposition-type [ "/" disposition-modifier ] (RFC 8098, 3.2.6) */
static mail_slice read_disposition(const struct reading *reading)
{
    mail_slice text = read_text(reading, MIME_REPORT_DISPOSITION);
    mail_slice rest = text;
    bool has_mode = imf_token_take_until(&rest, ';').length < text.length;

    return imf_token_take_visible(has_mode ? &rest : &text, "").text;
}

static bool read_notification(const struct reading *reading, struct mime_report_entry *entry)
{
    entry->recipient = first_of(read_recipient(reading, MIME_REPORT_FINAL_RECIPIENT),
                                read_recipient(reading, MIME_REPORT_ORIGINAL_RECIPIENT));
    entry->action = read_disposition(reading);
    entry->diagnostic = first_of(read_text(reading, MIME_REPORT_ERROR), read_text(reading, MIME_REPORT_FAILURE));
    return has(reading, MIME_REPORT_FINAL_RECIPIENT) || has(reading, MIME_REPORT_DISPOSITION);
}

static bool read_complaint(const struct reading *reading, struct mime_report_entry *entry)
{
    entry->recipient = read_recipient(reading, MIME_REPORT_ORIGINAL_RCPT_TO);
    entry->action = read_word(reading, MIME_REPORT_FEEDBACK_TYPE);
    entry->remote_mta = read_typed(reading, MIME_REPORT_REPORTING_MTA);
    return has(reading, MIME_REPORT_FEEDBACK_TYPE);
}

/* Of the types with "global" the fields may be UTF-8 (RFC 6533), as they may be in all. */
static const struct report {
    const char *part, *type;
    bool (*read)(const struct reading *reading, struct mime_report_entry *entry);
} reports[] = {
    { "message/delivery-status", "delivery-status", read_delivery },
    { "message/disposition-notification", "disposition-notification", read_notification },
    { "message/feedback-report", "feedback-report", read_complaint },
    { "message/global-delivery-status", "delivery-status", read_delivery },
    { "message/global-disposition-notification", "disposition-notification", read_notification },
};

/* The report that a part is, or NULL. One in an embedded message is that message's. */
static const struct report *find_report(const struct mime_part *part)
{
    for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
        if (mail_slice_equals_nocase(part->type.value, mail_slice_from_string(reports[i].part)))
            return mime_part_is_embedded(part) ? NULL : &reports[i];
    return NULL;
}

/* As it is registered where it is known, else as it stands. */
static mail_slice read_type(mail_slice name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
        if (mail_slice_equals_nocase(name, mail_slice_from_string(reports[i].type)))
            return mail_slice_from_string(reports[i].type);
    return name;
}

mail_slice mime_report_type(const struct mime_message *message)
{
    const struct mime_value *type = &message->root->type;
    mail_slice name = { NULL, 0 };

    if (mail_slice_equals_nocase(type->value, mail_slice_from_string("multipart/report")))
        name = read_type(imf_trim(mime_value_parameter(type, "report-type")));
    for (const struct mime_part *part = message->root; part && name.length == 0; part = part->next) {
        const struct report *report = find_report(part);
        if (report)
            name = mail_slice_from_string(report->type);
    }
    return name;
}

/* The list that is being made, and what may still be read. */
struct entries {
    const struct mime_report_entry *first;
    struct mime_report_entry *last;
    int count;
    size_t bytes_left;
};

static void add_entry(const struct mail_arena *arena, struct entries *entries, const struct mime_report_entry *entry)
{
    if (entries->count == MIME_REPORT_ENTRIES_LIMIT)
        return;

    struct mime_report_entry *kept = mail_arena_allocate(arena, sizeof *kept);

    *kept = *entry;
    if (entries->last)
        entries->last->next = kept;
    else
        entries->first = kept;
    entries->last = kept;
    entries->count++;
}

/* A complaint that names several recipients is one entry for each. */
static void read_group(const struct reading *reading, const struct report *report, const struct mime_part *part,
                       struct entries *entries)
{
    struct mime_report_entry entry = { .part = part };

    if (!report->read(reading, &entry))
        return;
    add_entry(reading->arena, entries, &entry);
    for (size_t i = 0; i < reading->fields.more_count && report->read == read_complaint; i++) {
        entry.recipient = read_further_recipient(reading, i);
        add_entry(reading->arena, entries, &entry);
    }
}

static void read_part(struct reading *reading, const struct report *report, const struct mime_part *part,
                      struct entries *entries)
{
    mail_slice rest = mime_transfer_decode_first(reading->arena, part->encoding, part->body, entries->bytes_left);

    entries->bytes_left -= rest.length;
    while (entries->count < MIME_REPORT_ENTRIES_LIMIT && mime_report_fields_take(&rest, &reading->fields))
        read_group(reading, report, part, entries);
}

const struct mime_report_entry *mime_report_read(const struct mail_arena *arena, const struct mime_options *options,
                                                 const struct mime_message *message)
{
    struct reading reading = { .arena = arena, .options = options };
    struct entries entries = { .bytes_left = BYTES_LIMIT };

    for (const struct mime_part *part = message->root; part; part = part->next) {
        const struct report *report = find_report(part);
        if (report && !part->has_hole)
            read_part(&reading, report, part, &entries);
    }
    return entries.first;
}
