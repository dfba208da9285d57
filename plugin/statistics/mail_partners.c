/* See mail_partners.h. "Packets" are mails here, and "Bytes" the octets of their messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_partners.h"

#include "smtp/smtp_transaction.h"
#include "wireshark/taps.h"
#include "wireshark/view_text.h"

#include <epan/conversation_table.h>

/* Bytes shown of one address. */
static const size_t address_limit = 250;

/* Filters that find the reply that ends the mail, which has both. */
static const char *sender_field(conv_filter_type_e filter)
{
    bool is_source = filter == CONV_FT_SRC_ADDRESS;
    bool is_destination = filter == CONV_FT_DST_ADDRESS;

    if (is_source)
        return "mailproto.transaction.mail_from";
    if (is_destination)
        return "mailproto.transaction.rcpt_to";
    return filter == CONV_FT_ANY_ADDRESS ? "mailproto.address" : CONV_FILTER_INVALID;
}

static const char *conversation_field(conv_item_t *item, conv_filter_type_e filter)
{
    (void) item;
    return sender_field(filter);
}

static const char *endpoint_field(endpoint_item_t *item, conv_filter_type_e filter)
{
    (void) item;
    return sender_field(filter);
}

static address address_of(wmem_allocator_t *pool, mail_slice path)
{
    const char *empty = path.bytes ? "<>" : "(unclear address)";
    const char *text = path.length ? view_excerpt(pool, path, address_limit) : empty;
    address result;

    set_address(&result, AT_STRINGZ, (int) strlen(text) + 1, text);
    return result;
}

/* What the record adds to the table; NULL: nothing. */
static const struct smtp_transaction *take_record(conv_hash_t *table, const struct mail_tap_record *record,
                                                  tap_flags_t flags)
{
    table->flags = flags;
    return record->kind == MAIL_TAP_TRANSACTION ? smtp_unit_ended_transaction(record->unit) : NULL;
}

static int size_of(const struct smtp_transaction *transaction)
{
    return transaction->message ? (int) MIN(transaction->message->size, (uint64_t) G_MAXINT) : 0;
}

static tap_packet_status take_pairs(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                                    tap_flags_t flags)
{
    static ct_dissector_info_t fields = { conversation_field };
    conv_hash_t *table = data;
    const struct smtp_transaction *transaction = take_record(table, tapped, flags);

    (void) edt;
    if (!transaction)
        return TAP_PACKET_DONT_REDRAW;

    address from = address_of(pinfo->pool, transaction->mail_from);

    for (const struct smtp_recipient *recipient = transaction->first_recipient; recipient;
         recipient = recipient->next) {
        address to = address_of(pinfo->pool, recipient->path);
        add_conversation_table_data(table, &from, &to, 0, 0, 1, size_of(transaction), &pinfo->rel_ts, &pinfo->abs_ts,
                                    &fields, CONVERSATION_NONE);
    }
    return TAP_PACKET_REDRAW;
}

static tap_packet_status take_ends(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                                   tap_flags_t flags)
{
    static et_dissector_info_t fields = { endpoint_field };
    conv_hash_t *table = data;
    const struct smtp_transaction *transaction = take_record(table, tapped, flags);

    (void) edt;
    if (!transaction)
        return TAP_PACKET_DONT_REDRAW;

    address from = address_of(pinfo->pool, transaction->mail_from);

    add_endpoint_table_data(table, &from, 0, TRUE, 1, size_of(transaction), &fields, ENDPOINT_NONE);
    for (const struct smtp_recipient *recipient = transaction->first_recipient; recipient;
         recipient = recipient->next) {
        address to = address_of(pinfo->pool, recipient->path);
        add_endpoint_table_data(table, &to, 0, FALSE, 1, size_of(transaction), &fields, ENDPOINT_NONE);
    }
    return TAP_PACKET_REDRAW;
}

/* They listen to the tap that is called as the protocol is. */
void mail_partners_register(int family_id)
{
    register_conversation_table(family_id, TRUE, take_pairs, take_ends);
}
