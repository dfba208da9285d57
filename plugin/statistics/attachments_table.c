/* Attachments: those of each message, as the export list has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "content/mime_attachment.h"
#include "wireshark/part_digest.h"

/* Of one message; more are not listed. */
enum { ATTACHMENTS_LIMIT = 1000 };

static struct statistics_value message_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->unit->message->number);
}

static struct statistics_value number_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->part_number);
}

static struct statistics_value path_of(const struct statistics_subject *subject)
{
    return statistics_words(mime_part_path(&subject->arena, subject->part));
}

static struct statistics_value name_of(const struct statistics_subject *subject)
{
    mail_slice name = mime_part_name(&subject->arena, &subject->options, subject->part);

    return name.length ? statistics_text(name) : statistics_nothing();
}

static struct statistics_value type_of(const struct statistics_subject *subject)
{
    return statistics_text(subject->part->type.value);
}

static struct statistics_value looks_of(const struct statistics_subject *subject)
{
    return statistics_words(
        mime_signature_find(mime_part_decode_first(&subject->arena, subject->part, MIME_SIGNATURE_LENGTH)));
}

static struct statistics_value size_of(const struct statistics_subject *subject)
{
    return statistics_number(mime_part_size(subject->part));
}

static struct statistics_value completeness_of(const struct statistics_subject *subject)
{
    return statistics_truth(!subject->part->has_hole);
}

static struct statistics_value md5_of(const struct statistics_subject *subject)
{
    if (subject->part->has_hole)
        return statistics_nothing();
    return statistics_words(part_digest_make(subject->pool, subject->part, true, false).md5);
}

static struct statistics_value sha256_of(const struct statistics_subject *subject)
{
    if (subject->part->has_hole)
        return statistics_nothing();
    return statistics_words(part_digest_make(subject->pool, subject->part, false, true).sha256);
}

static struct statistics_value subject_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, subject->unit->message, "Subject");
}

static const struct statistics_column columns[] = {
    { "frame", "Frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, statistics_moment },
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "message", "Message", STATISTICS_NUMBER, 4, message_of },
    { "attachment", "Attachment", STATISTICS_NUMBER, 4, number_of },
    { "part", "Part", STATISTICS_TEXT, 5, path_of },
    { "name", "Name", STATISTICS_TEXT, 20, name_of },
    { "media_type", "Type", STATISTICS_TEXT, 24, type_of },
    { "looks_like", "Looks like", STATISTICS_TEXT, 24, looks_of },
    { "size", "Size", STATISTICS_NUMBER, 8, size_of },
    { "complete", "Complete", STATISTICS_TRUTH, 4, completeness_of },
    { "md5", "MD5", STATISTICS_TEXT, 32, md5_of },
    { "sha256", "SHA-256", STATISTICS_TEXT, 64, sha256_of },
    { "subject", "Subject", STATISTICS_TEXT, 20, subject_of },
};

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    if (subject->record->kind != MAIL_TAP_MESSAGE || !subject->unit->message->contents)
        return;
    subject->part = subject->unit->message->contents->root;
    for (; subject->part && subject->part_number < ATTACHMENTS_LIMIT; subject->part = subject->part->next) {
        if (!mime_part_is_attachment(subject->part))
            continue;
        subject->part_number++;
        statistics_rows_put(rows, subject,
                            (uint64_t) subject->unit->message->number * (ATTACHMENTS_LIMIT + 1) + subject->part_number);
    }
}

const struct statistics_table attachments_table = {
    .name = "attachments",
    .title = "Mail/Attachments",
    .object = "attachment",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
