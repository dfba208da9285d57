/* What differs between protocols in the packet tree and the columns: each defines one of these.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PROTOCOL_VIEW_H
#define PROTOCOL_VIEW_H

#include "drawing.h"

/* See stock_fields.h. */
struct stock_fields;

/* What the Info column shows of one of several lines of a reply. */
struct reply_line_parts {
    mail_slice head; /* of the first line alone: "250" */
    mail_slice words;
};

/* Who sent a message to whom, as the dialogue says. Empty without bytes (NULL): not known. */
struct view_envelope {
    mail_slice sender;          /* empty for <> */
    mail_slice first_recipient; /* of those that had not been refused */
    unsigned recipient_count;
};

struct protocol_view {
    const char *name; /* with credentials, and in the Protocol column where `column` is NULL */
    const char *(*column)(const struct mail_reading *reading);
    const char *(*title)(const struct mail_reading *reading); /* in the tree */
    const int *command_line_field, *command_field, *argument_field, *description_field, *resembles_field;
    /* The verb that an unknown word resembles, or NULL. */
    const struct mail_verb *(*find_resembled)(mail_slice word);
    /* What is known of the session: the phase or state before the first byte. */
    void (*add_session_details)(const struct mail_view *view, proto_tree *tree);
    /* What the argument says, below the command. */
    void (*add_command_details)(const struct mail_drawing *drawing);
    unit_draw draw_reply_line;
    /* Takes apart a line of a reply that may have several; NULL: none has. */
    struct reply_line_parts (*split_reply_line)(mail_slice line);

    /* Whether the unit, a line or a row of a reply, says what the server can do; NULL: none does. */
    bool (*is_extension)(const struct mail_unit *unit);
    /* The address in what was asked; without bytes (NULL) where there is none. NULL: the protocol has none. */
    mail_slice (*find_asked_address)(const struct mail_exchange *exchange);
    /* What became of the mail that the unit, a line of a reply, ends; NULL: it ends none. NULL: there are no mails. */
    const char *(*describe_outcome)(wmem_allocator_t *pool, const struct mail_unit *unit);
    bool has_reply_codes; /* the status of a reply is a number that people know */

    /* Of a reply with a list below it; NULL where the protocol has none. */
    unit_draw draw_row;
    /* Whether the rows say what the server can do: the Info column names them and counts others. */
    bool (*are_rows_named)(const struct mail_reply *reply);

    /* What the protocol knows of a message, below it; NULL: nothing more. */
    void (*add_message_details)(const struct mail_drawing *drawing);
    /* "top of message 2"; NULL: a message is named by its number in the session. */
    const char *(*name_message)(wmem_allocator_t *pool, const struct mail_message *message);

    /* NULL: the dialogue has no envelope. */
    struct view_envelope (*find_envelope)(const struct mail_unit *message);

    struct stock_fields *stock; /* NULL: Wireshark has no dissector of its own for the protocol */
};

#endif
