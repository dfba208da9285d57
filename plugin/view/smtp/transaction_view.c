/* See transaction_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "transaction_view.h"
#include "smtp_fields.h"

#include "content/mime_attachment.h"
#include "content/mime_message_charset.h"
#include "smtp/smtp_transaction_names.h"
#include "view/message/message_summary.h"
#include "wireshark/part_digest.h"
#include "wireshark/tree_room.h"
#include "wireshark/view_text.h"

#include <inttypes.h>

/* Recipients drawn of one transaction; a list of 100,000 is nothing that anybody opens. */
static const unsigned recipient_limit = 1000;

/* Bytes shown of what the server says of one. */
#define EXCERPT_LIMIT 120

struct transaction_drawing {
    const struct mail_view *view;
    const struct smtp_transaction *transaction;
    wmem_allocator_t *pool;
    tvbuff_t *tvb;
    proto_tree *tree;
};

static void add_number(const struct transaction_drawing *drawing, int field, uint32_t value)
{
    proto_item_set_generated(proto_tree_add_uint(drawing->tree, field, drawing->tvb, 0, 0, value));
}

static proto_item *add_text(const struct transaction_drawing *drawing, int field, const char *text)
{
    proto_item *item = proto_tree_add_string(drawing->tree, field, drawing->tvb, 0, 0, text);

    proto_item_set_generated(item);
    return item;
}

static void add_slice(const struct transaction_drawing *drawing, int field, mail_slice text)
{
    if (text.length)
        add_text(drawing, field, view_text(drawing->pool, text));
}

/* Also where no reply came, so that codes and recipients stand in the same order. */
static void add_recipient_code(const struct transaction_drawing *drawing, uint16_t code)
{
    if (code)
        add_number(drawing, hf_transaction_rcpt_to_code, code);
    else
        proto_item_set_generated(proto_tree_add_uint_format_value(drawing->tree, hf_transaction_rcpt_to_code,
                                                                  drawing->tvb, 0, 0, code, "0 (no reply)"));
}

/* Also where no path can be told, or a gap has cut it, for the same reason. */
static proto_item *add_recipient_path(const struct transaction_drawing *drawing, mail_slice path)
{
    proto_item *item = add_text(drawing, hf_transaction_rcpt_to, view_text(drawing->pool, path));

    if (!path.bytes)
        proto_item_append_text(item, "(unclear address)");
    return item;
}

/* Also where the server has said nothing. */
static void add_recipient_text(const struct transaction_drawing *drawing, mail_slice text)
{
    add_text(drawing, hf_transaction_rcpt_to_text, text.bytes ? view_text(drawing->pool, text) : "");
}

/* ", refused: 550 User not found" */
static void append_outcome(const struct transaction_drawing *drawing, proto_item *item,
                           const struct smtp_recipient *recipient)
{
    proto_item_append_text(item, ", %s", smtp_verdict_name(recipient->verdict));
    if (recipient->code)
        proto_item_append_text(item, ": %u %s", recipient->code,
                               view_excerpt(drawing->pool, recipient->text, EXCERPT_LIMIT));
}

static void add_recipient(const struct transaction_drawing *drawing, const struct smtp_recipient *recipient)
{
    struct transaction_drawing below = *drawing;
    proto_item *item = add_recipient_path(drawing, recipient->path);

    append_outcome(drawing, item, recipient);
    below.tree = proto_item_add_subtree(item, ett_transaction_recipient);
    add_text(&below, hf_transaction_rcpt_to_result, smtp_verdict_name(recipient->verdict));
    add_recipient_code(&below, recipient->code);
    add_recipient_text(&below, recipient->text);
}

static void add_recipients(const struct transaction_drawing *drawing)
{
    const struct smtp_transaction *transaction = drawing->transaction;
    const struct smtp_recipient *recipient = transaction->first_recipient;
    unsigned drawn = MIN(transaction->recipient_count, recipient_limit);

    for (unsigned i = 0; i < drawn; i++, recipient = recipient->next)
        add_recipient(drawing, recipient);
    if (drawn < transaction->recipient_count)
        proto_tree_add_subtree_format(drawing->tree, drawing->tvb, 0, 0, ett_transaction_recipient, NULL,
                                      "%u more recipient%s", transaction->recipient_count - drawn,
                                      transaction->recipient_count - drawn == 1 ? "" : "s");
    add_number(drawing, hf_transaction_recipients, transaction->recipient_count);
    add_number(drawing, hf_transaction_accepted, transaction->accepted_count);
    add_number(drawing, hf_transaction_refused, transaction->refused_count);
    add_number(drawing, hf_transaction_deferred, transaction->deferred_count);
}

static void add_queue_ids(const struct transaction_drawing *drawing)
{
    const struct smtp_queue_id *queue_id = drawing->transaction->queue_ids.first;

    for (unsigned i = 0; queue_id && i < recipient_limit; i++, queue_id = queue_id->next)
        add_slice(drawing, hf_transaction_queue_id, queue_id->text);
}

static void add_decision(const struct transaction_drawing *drawing)
{
    const struct smtp_decision *decision = &drawing->transaction->decision;

    add_text(drawing, hf_transaction_result, smtp_transaction_result_name(drawing->transaction->result));
    if (decision->code)
        add_number(drawing, hf_transaction_code, decision->code);
    add_slice(drawing, hf_transaction_enhanced, decision->enhanced);
    add_queue_ids(drawing);
}

static void add_size(const struct transaction_drawing *drawing, int field, uint64_t size)
{
    proto_item_set_generated(proto_tree_add_uint64(drawing->tree, field, drawing->tvb, 0, 0, size));
}

static void add_message(const struct transaction_drawing *drawing)
{
    const struct smtp_transaction *transaction = drawing->transaction;
    const struct mail_message *message = transaction->message;

    if (message)
        add_size(drawing, hf_transaction_size, message->size);
    if (transaction->has_declared_size)
        add_size(drawing, hf_transaction_size_declared, transaction->declared_size);
    if (message)
        add_number(drawing, hf_transaction_message, transaction->message_frame);
}

/* A field of the header, if it has one. */
static void add_header_field(const struct transaction_drawing *drawing, int field, const char *name)
{
    const struct mail_view *view = drawing->view;
    mail_slice text = message_summary_field(view->arena, view->reading_options, drawing->transaction->message, name);

    if (text.bytes && tree_room_is_asked_for(drawing->tree, field))
        add_text(drawing, field, view_text(drawing->pool, text));
}

static void add_attachments(const struct transaction_drawing *drawing)
{
    const struct mail_view *view = drawing->view;
    const struct mime_message *contents = drawing->transaction->message->contents;
    struct mime_options options = mime_message_options(view->reading_options, contents);
    unsigned drawn = 0;

    if (!contents || !tree_room_is_asked_for(drawing->tree, hf_transaction_attachments))
        return;
    for (const struct mime_part *part = contents->root; part && drawn < recipient_limit; part = part->next) {
        if (!mime_part_is_attachment(part))
            continue;
        mail_slice name = mime_part_name(view->arena, &options, part);
        add_slice(drawing, hf_transaction_attachments, name.length ? name : part->type.value);
        drawn++;
    }
}

static void add_sha256(const struct transaction_drawing *drawing)
{
    const struct mail_message *message = drawing->transaction->message;

    if (mail_message_is_whole(message) && tree_room_is_asked_for(drawing->tree, hf_transaction_sha256))
        add_text(drawing, hf_transaction_sha256, part_digest_of_bytes(drawing->pool, message->content, false));
}

/* What the message says, so that one row has all that is known of a mail. */
static void add_contents(const struct transaction_drawing *drawing)
{
    const struct mail_message *message = drawing->transaction->message;

    if (!message)
        return;
    add_header_field(drawing, hf_transaction_subject, "Subject");
    add_header_field(drawing, hf_transaction_from, "From");
    add_header_field(drawing, hf_transaction_message_id, "Message-ID");
    add_attachments(drawing);
    proto_item_set_generated(proto_tree_add_boolean(drawing->tree, hf_transaction_complete, drawing->tvb, 0, 0,
                                                    mail_message_is_complete(message)));
    add_sha256(drawing);
}

static void add_duration(const struct transaction_drawing *drawing)
{
    nstime_t duration = drawing_time_between(drawing->transaction->begin_time, drawing->transaction->end_time);

    double seconds = nstime_to_sec(&duration);
    bool is_long = seconds >= 1;

    proto_item_set_generated(proto_tree_add_time_format_value(drawing->tree, hf_transaction_duration, drawing->tvb, 0,
                                                              0, &duration, is_long ? "%.3f s" : "%.3f ms",
                                                              is_long ? seconds : seconds * 1000));
}

static const char *label_of(wmem_allocator_t *pool, const struct smtp_transaction *transaction)
{
    const char *path = wmem_strdup_printf(pool, "<%s>", view_excerpt(pool, transaction->mail_from, 80));
    const char *sender = transaction->mail_from.bytes ? path : "unknown sender";

    return wmem_strdup_printf(pool, "%u: %s to %u recipient%s, %s%s", transaction->number, sender,
                              transaction->recipient_count, transaction->recipient_count == 1 ? "" : "s",
                              smtp_transaction_result_name(transaction->result),
                              transaction->may_be_incomplete ? " (with a gap)" : "");
}

/* Hidden: the label has the number. */
static void add_marks(const struct transaction_drawing *drawing)
{
    proto_item *end = proto_tree_add_boolean(drawing->tree, hf_transaction_end, drawing->tvb, 0, 0, true);
    proto_item *number =
        proto_tree_add_uint(drawing->tree, hf_transaction_number, drawing->tvb, 0, 0, drawing->transaction->number);

    proto_item_set_generated(end);
    proto_item_set_hidden(end);
    proto_item_set_generated(number);
    proto_item_set_hidden(number);
}

void transaction_view_add(const struct mail_drawing *drawing)
{
    const struct smtp_transaction *transaction = smtp_unit_ended_transaction(drawing->unit);
    struct transaction_drawing whole = {
        .view = drawing->view, .transaction = transaction, .pool = drawing->view->pinfo->pool, .tvb = drawing->place.tvb
    };
    proto_item *item;

    if (!transaction)
        return;
    item = proto_tree_add_string(drawing->top, hf_transaction, whole.tvb, 0, 0, label_of(whole.pool, transaction));
    proto_item_set_text(item, "Transaction %s", label_of(whole.pool, transaction));
    proto_item_set_generated(item);
    whole.tree = proto_item_add_subtree(item, ett_transaction);
    add_marks(&whole);
    if (transaction->mail_from.bytes)
        add_text(&whole, hf_transaction_mail_from, view_text(whole.pool, transaction->mail_from));
    add_recipients(&whole);
    add_decision(&whole);
    add_message(&whole);
    add_contents(&whole);
    add_duration(&whole);
}

static bool take_number(wmem_map_t *said, unsigned number)
{
    return wmem_map_insert(said, GUINT_TO_POINTER(number), GUINT_TO_POINTER(number)) == NULL;
}

/* Numbers that stand in the tree already, with the reply that ends the transaction. */
static wmem_map_t *numbers_of_ended(const struct mail_view *view)
{
    wmem_map_t *said = wmem_map_new(view->pinfo->pool, g_direct_hash, g_direct_equal);
    const struct mail_unit *unit = view->reading->first;

    for (unsigned i = 0; i < view->reading->count; i++, unit = unit->next)
        if (smtp_unit_ended_transaction(unit))
            take_number(said, smtp_unit_ended_transaction(unit)->number);
    return said;
}

/* Whether no unit of the call belongs to a transaction, as in most POP3 and before MAIL. */
static bool has_no_transaction(const struct mail_reading *reading)
{
    const struct mail_unit *unit = reading->first;

    for (unsigned i = 0; i < reading->count; i++, unit = unit->next)
        if (unit->transaction_number)
            return false;
    return true;
}

void transaction_view_add_numbers(const struct mail_view *view, proto_tree *tree)
{
    if (has_no_transaction(view->reading))
        return;

    wmem_map_t *said = numbers_of_ended(view);
    const struct mail_unit *unit = view->reading->first;

    for (unsigned i = 0; i < view->reading->count; i++, unit = unit->next) {
        unsigned number = unit->transaction_number;
        if (number && take_number(said, number))
            proto_item_set_generated(proto_tree_add_uint(tree, hf_transaction_number, view->tvb, 0, 0, number));
    }
}

/* The first recipient who did not get the mail. */
static const struct smtp_recipient *first_refused(const struct smtp_transaction *transaction)
{
    const struct smtp_recipient *recipient = transaction->first_recipient;

    while (recipient && recipient->verdict != SMTP_VERDICT_REFUSED && recipient->verdict != SMTP_VERDICT_DEFERRED)
        recipient = recipient->next;
    return recipient;
}

static void append_refused(wmem_allocator_t *pool, wmem_strbuf_t *text, const struct smtp_transaction *transaction)
{
    const struct smtp_recipient *recipient = first_refused(transaction);

    if (!recipient)
        return;
    wmem_strbuf_append_printf(text, ", %s %s (%u)", view_excerpt(pool, recipient->path, EXCERPT_LIMIT),
                              smtp_verdict_name(recipient->verdict), recipient->code);
    if (transaction->refused_count > 1)
        wmem_strbuf_append_printf(text, " and %u more", transaction->refused_count - 1);
}

const char *transaction_view_describe(wmem_allocator_t *pool, const struct mail_unit *unit)
{
    const struct smtp_transaction *transaction = smtp_unit_ended_transaction(unit);
    wmem_strbuf_t *text;

    if (!transaction)
        return NULL;
    text = wmem_strbuf_new(pool, "");
    wmem_strbuf_append_printf(text, "mail %u: ", transaction->number);
    if (transaction->result != SMTP_TRANSACTION_PARTLY_ACCEPTED) {
        wmem_strbuf_append(text, smtp_transaction_result_name(transaction->result));
        return wmem_strbuf_get_str(text);
    }
    wmem_strbuf_append_printf(text, "%u of %u recipients accepted", transaction->accepted_count,
                              transaction->recipient_count);
    append_refused(pool, text, transaction);
    return wmem_strbuf_get_str(text);
}
