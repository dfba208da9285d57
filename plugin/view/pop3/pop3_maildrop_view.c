/* See pop3_maildrop_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_maildrop_view.h"
#include "pop3_fields.h"

#include "pop3/pop3_session.h"
#include "view/message/message_fields.h"
#include "wireshark/view_text.h"

static void add_octets(const struct mail_drawing *drawing, int field, uint64_t octets)
{
    proto_item_set_generated(proto_tree_add_uint64(drawing->tree, field, drawing->place.tvb, 0, 0, octets));
}

static void add_unique_id(const struct mail_drawing *drawing, int field, mail_slice unique_id)
{
    const char *text = view_text(drawing->view->pinfo->pool, unique_id);

    if (unique_id.length)
        proto_item_set_generated(proto_tree_add_string(drawing->tree, field, drawing->place.tvb, 0, 0, text));
}

static proto_item *add_count(const struct mail_drawing *drawing, int field, unsigned count)
{
    proto_item *item = proto_tree_add_uint(drawing->tree, field, drawing->place.tvb, 0, 0, count);

    proto_item_set_generated(item);
    return item;
}

void pop3_maildrop_view_add_mail(const struct mail_drawing *drawing)
{
    const struct pop3_mail *mail = pop3_unit_facts_of(drawing->unit).mail;

    if (!mail)
        return;
    if (mail->has_octets)
        add_octets(drawing, hf_pop3_maildrop_octets, mail->octets);
    add_unique_id(drawing, hf_pop3_maildrop_unique_id, mail->unique_id);
}

void pop3_maildrop_view_add_announced(const struct mail_drawing *drawing)
{
    const struct pop3_mail *mail = pop3_unit_facts_of(drawing->unit).mail;
    const struct mail_message *message = drawing->unit->message;

    if (message->listed_number)
        add_count(drawing, hf_message_number, message->listed_number);
    if (!mail)
        return;
    if (mail->has_octets && message->via == &pop3_via_retr)
        add_octets(drawing, hf_message_size_announced, mail->octets);
    else if (message->has_claimed_size)
        add_octets(drawing, hf_message_size_announced, message->claimed_size);
    add_unique_id(drawing, hf_message_unique_id, mail->unique_id);
}

static void add_final_count(const struct mail_drawing *drawing, int field, unsigned count)
{
    proto_item *item = add_count(drawing, field, count);

    if (pop3_unit_facts_of(drawing->unit).mail_counts->may_be_incomplete)
        proto_item_append_text(item, " (as far as known)");
}

/* What the client does with the mail it fetches; NULL where it neither fetched nor deleted, or may have done more. */
static const char *policy_of(const struct pop3_mail_counts *counts)
{
    if (counts->may_be_incomplete)
        return NULL;
    if (counts->deleted == 0)
        return counts->fetched ? "keeps" : NULL;
    if (counts->fetched == 0)
        return "deletes unread";
    return counts->kept ? "deletes some" : "deletes";
}

static void add_final_counts(const struct mail_drawing *drawing, const struct pop3_mail_counts *counts)
{
    tvbuff_t *tvb = drawing->place.tvb;

    add_final_count(drawing, hf_pop3_maildrop_fetched, counts->fetched);
    add_final_count(drawing, hf_pop3_maildrop_deleted, counts->deleted);
    add_final_count(drawing, hf_pop3_maildrop_kept, counts->kept);
    if (counts->deleted)
        proto_item_set_generated(
            proto_tree_add_boolean(drawing->tree, hf_pop3_maildrop_updated, tvb, 0, 0, counts->was_updated));
    if (policy_of(counts))
        proto_item_set_generated(
            proto_tree_add_string(drawing->tree, hf_pop3_maildrop_policy, tvb, 0, 0, policy_of(counts)));
}

void pop3_maildrop_view_add_outcome(const struct mail_drawing *drawing)
{
    const struct pop3_unit_facts facts = pop3_unit_facts_of(drawing->unit);

    if (facts.mail && facts.mail->is_deleted)
        add_count(drawing, hf_pop3_dele_accepted, facts.mail->number);
    if (facts.mail_counts && facts.mail_counts->is_final)
        add_final_counts(drawing, facts.mail_counts);
}
