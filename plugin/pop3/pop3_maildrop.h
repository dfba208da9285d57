/* What one session said of the messages in a maildrop: LIST, UIDL, RETR and DELE brought together by message number
 * (RFC 1939, 5 and 7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_MAILDROP_H
#define POP3_MAILDROP_H

#include "base/mail_arena.h"

/* A message of the maildrop, as far as is known. */
struct pop3_mail {
    uint32_t number;
    bool has_octets;
    uint64_t octets;      /* as LIST said */
    mail_slice unique_id; /* as UIDL said; empty where it did not */
    bool was_fetched;     /* RETR brought it, or TOP all of it */
    bool is_deleted;      /* DELE marked it, and no RSET since */
};

/* How many messages were fetched and marked as deleted so far. */
struct pop3_mail_counts {
    unsigned fetched;
    unsigned deleted;
    unsigned kept;          /* fetched and not deleted */
    bool may_be_incomplete; /* bytes of the session were lost, or more messages were spoken of than are remembered */
    bool is_final;          /* the reply to QUIT brought them */
    bool was_updated;
};

struct pop3_maildrop {
    const struct mail_arena *arena;
    unsigned limit; /* messages remembered */
    struct pop3_mail_node *root;
    unsigned mail_count;
    unsigned round; /* counts RSET, which ends all marks */
    struct pop3_mail_counts counts;
    bool is_full; /* more messages were spoken of than are remembered */
};

/* A maildrop of which nothing is known. At most `limit` messages will be remembered; what is noted of others is
 * lost. */
struct pop3_maildrop pop3_maildrop_new(const struct mail_arena *arena, unsigned limit);

/* What is known of message `number`; all but the number is empty where nothing is. */
struct pop3_mail pop3_maildrop_mail(const struct pop3_maildrop *maildrop, uint32_t number);

/* Each notes what was said of message `number`. */
void pop3_maildrop_note_octets(struct pop3_maildrop *maildrop, uint32_t number, uint64_t octets);
void pop3_maildrop_note_unique_id(struct pop3_maildrop *maildrop, uint32_t number, mail_slice unique_id);
void pop3_maildrop_note_fetched(struct pop3_maildrop *maildrop, uint32_t number);
void pop3_maildrop_note_deleted(struct pop3_maildrop *maildrop, uint32_t number);

/* RSET (RFC 1939, 5): no message is marked any more. */
void pop3_maildrop_unmark_all(struct pop3_maildrop *maildrop);

#endif
