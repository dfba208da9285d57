/* What a row is about, and the cells that several tables have.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_SUBJECT_H
#define STATISTICS_SUBJECT_H

#include "base/mail_arena.h"
#include "content/mime_message.h"
#include "statistics_session.h"
#include "statistics_value.h"

struct statistics_subject {
    wmem_allocator_t *pool;  /* of the packet */
    struct mail_arena arena; /* the same */
    struct mime_options options;
    bool shows_secrets;
    const struct mail_tap_record *record;
    const struct statistics_session *session;
    const struct mail_unit *unit; /* that the row is about; first the record's */
    uint32_t frame;
    struct mail_time time;
    const struct mime_part *part; /* of attachments */
    unsigned part_number;
    void *row; /* what the table keeps of the row */
};

struct statistics_subject statistics_subject_of(packet_info *pinfo, const struct mail_tap_record *record,
                                                const struct statistics_session *session);

struct statistics_value statistics_frame(const struct statistics_subject *subject);
struct statistics_value statistics_moment(const struct statistics_subject *subject);
struct statistics_value statistics_session_number(const struct statistics_subject *subject);
struct statistics_value statistics_client(const struct statistics_subject *subject);
struct statistics_value statistics_server(const struct statistics_subject *subject);
struct statistics_value statistics_protocol(const struct statistics_subject *subject);
struct statistics_value statistics_tls(const struct statistics_subject *subject);
struct statistics_value statistics_user(const struct statistics_subject *subject);

/* A captured secret, or what stands in its place. */
struct statistics_value statistics_secret(const struct statistics_subject *subject, mail_slice secret);

/* The first header field of that name, for people. */
struct statistics_value statistics_header_field(const struct statistics_subject *subject,
                                                const struct mail_message *message, const char *name);

/* Of a message that was captured whole: nothing of another. */
struct statistics_value statistics_digest(const struct statistics_subject *subject, const struct mail_message *message,
                                          bool is_md5);

/* The names of its attachments, or their types where they have none. */
struct statistics_value statistics_attachments(const struct statistics_subject *subject,
                                               const struct mail_message *message);

#endif
