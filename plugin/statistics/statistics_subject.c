/* See statistics_subject.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_subject.h"

#include "content/mime_attachment.h"
#include "content/mime_message_charset.h"
#include "sasl/sasl_facts.h"
#include "smtp/smtp_protocol.h"
#include "view/message/message_summary.h"
#include "view/secret.h"
#include "wireshark/part_digest.h"
#include "wireshark/pool_arena.h"
#include "wireshark/preferences.h"

struct statistics_subject statistics_subject_of(packet_info *pinfo, const struct mail_tap_record *record,
                                                const struct statistics_session *session)
{
    struct mime_options options = preferences_reading_options();
    bool is_message = record->unit->kind == MAIL_UNIT_MESSAGE;

    return (struct statistics_subject){ .pool = pinfo->pool,
                                        .arena = pool_arena(pinfo->pool),
                                        .options = mime_message_options(
                                            &options, is_message ? record->unit->message->contents : NULL),
                                        .shows_secrets = preferences_current()->shows_secrets,
                                        .record = record,
                                        .session = session,
                                        .unit = record->unit,
                                        .frame = pinfo->num,
                                        .time = { pinfo->abs_ts.secs, pinfo->abs_ts.nsecs } };
}

struct statistics_value statistics_frame(const struct statistics_subject *subject)
{
    return statistics_number(subject->frame);
}

struct statistics_value statistics_moment(const struct statistics_subject *subject)
{
    return statistics_time(subject->time);
}

struct statistics_value statistics_session_number(const struct statistics_subject *subject)
{
    return statistics_number(mail_session_number(subject->session->session));
}

struct statistics_value statistics_client(const struct statistics_subject *subject)
{
    return statistics_words(subject->session->client);
}

struct statistics_value statistics_server(const struct statistics_subject *subject)
{
    return statistics_words(subject->session->server);
}

struct statistics_value statistics_protocol(const struct statistics_subject *subject)
{
    const char *name = mail_session_protocol(subject->session->session)->name;

    return statistics_words(subject->session->is_lmtp ? "LMTP" : name);
}

struct statistics_value statistics_tls(const struct statistics_subject *subject)
{
    static const char *const names[] = { [MAIL_TLS_NONE] = "none",
                                         [MAIL_TLS_STARTTLS] = "starttls",
                                         [MAIL_TLS_IMPLICIT] = "implicit",
                                         [MAIL_TLS_UNKNOWN] = "unknown" };

    return statistics_words(names[subject->session->tls]);
}

struct statistics_value statistics_user(const struct statistics_subject *subject)
{
    const struct sasl_attempt *login = subject->session->login;

    return login ? statistics_text(login->user) : statistics_nothing();
}

struct statistics_value statistics_secret(const struct statistics_subject *subject, mail_slice secret)
{
    return secret.bytes && !subject->shows_secrets ? statistics_words(secret_mask) : statistics_text(secret);
}

struct statistics_value statistics_header_field(const struct statistics_subject *subject,
                                                const struct mail_message *message, const char *name)
{
    if (!message)
        return statistics_nothing();
    return statistics_text(message_summary_field(&subject->arena, &subject->options, message, name));
}

struct statistics_value statistics_digest(const struct statistics_subject *subject, const struct mail_message *message,
                                          bool is_md5)
{
    if (!message || !mail_message_is_whole(message))
        return statistics_nothing();
    return statistics_words(part_digest_of_bytes(subject->pool, message->content, is_md5));
}

/* Names that one row lists. */
static const unsigned attachments_limit = 1000;

static mail_slice attachment_name(const struct statistics_subject *subject, const struct mime_part *part)
{
    mail_slice name = mime_part_name(&subject->arena, &subject->options, part);

    return name.length ? name : part->type.value;
}

struct statistics_value statistics_attachments(const struct statistics_subject *subject,
                                               const struct mail_message *message)
{
    const struct mime_message *contents = message ? message->contents : NULL;
    wmem_array_t *names = wmem_array_new(subject->pool, sizeof(mail_slice));

    for (const struct mime_part *part = contents ? contents->root : NULL;
         part && wmem_array_get_count(names) < attachments_limit; part = part->next)
        if (mime_part_is_attachment(part)) {
            mail_slice name = attachment_name(subject, part);
            wmem_array_append_one(names, name);
        }
    return statistics_list(wmem_array_get_raw(names), wmem_array_get_count(names));
}
