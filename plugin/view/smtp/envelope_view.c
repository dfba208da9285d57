/* See envelope_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "envelope_view.h"

#include "smtp/smtp_transaction.h"
#include "view/message/message_fields.h"
#include "wireshark/tree_room.h"
#include "wireshark/view_text.h"

/* Recipients drawn of one message. */
static const unsigned recipients_limit = 5000;

static const struct smtp_transaction *transaction_of(const struct mail_unit *message)
{
    const struct smtp_exchange *exchange = smtp_exchange_of_const(message->exchange);
    const struct smtp_transaction *transaction = exchange ? exchange->transaction : NULL;

    return transaction && transaction->message == message->message ? transaction : NULL;
}

struct view_envelope envelope_view_find(const struct mail_unit *message)
{
    const struct smtp_transaction *transaction = transaction_of(message);
    struct view_envelope envelope = { 0 };

    if (!transaction)
        return envelope;
    envelope.sender = transaction->mail_from;
    for (const struct smtp_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next)
        if (recipient->is_of_message && envelope.recipient_count++ == 0)
            envelope.first_recipient = recipient->path;
    return envelope;
}

static void add_path(const struct mail_drawing *drawing, int field, mail_slice path)
{
    const char *text = view_text(drawing->view->pinfo->pool, path);

    proto_item_set_generated(proto_tree_add_string(drawing->tree, field, drawing->place.tvb, 0, 0, text));
}

static void add_recipients(const struct mail_drawing *drawing, const struct smtp_transaction *transaction)
{
    unsigned drawn = 0;

    for (const struct smtp_recipient *recipient = transaction->first_recipient;
         recipient && drawn < recipients_limit && tree_room_is_left_for_messages(drawing->tree);
         recipient = recipient->next) {
        if (!recipient->is_of_message || !recipient->path.bytes)
            continue;
        add_path(drawing, hf_message_envelope_to, recipient->path);
        drawn++;
    }
}

void envelope_view_add(const struct mail_drawing *drawing)
{
    const struct smtp_transaction *transaction = transaction_of(drawing->unit);
    proto_item *number =
        proto_tree_add_uint(drawing->tree, hf_message_number, drawing->place.tvb, 0, 0, drawing->unit->message->number);

    proto_item_set_generated(number);
    if (!transaction)
        return;
    if (transaction->mail_from.bytes)
        add_path(drawing, hf_message_envelope_from, transaction->mail_from);
    add_recipients(drawing, transaction);
}
