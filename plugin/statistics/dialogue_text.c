/* See dialogue_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dialogue_text.h"

#include "sasl/sasl_exchange.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_transaction.h"
#include "smtp/smtp_transaction_names.h"
#include "view/message/message_summary.h"
#include "view/sasl_fact_rows.h"
#include "view/secret.h"
#include "wireshark/pool_arena.h"
#include "wireshark/preferences.h"
#include "wireshark/view_text.h"

#include <inttypes.h>
#include <wsutil/str_util.h>

/* Bytes shown of one text. */
static const size_t text_limit = 1000;

struct dialogue_line {
    const struct mail_view *view;
    wmem_allocator_t *pool;
    const struct mail_unit *unit;
};

struct mail_moment dialogue_moment(const struct mail_unit *unit, struct mail_time time)
{
    bool is_asked = unit->kind == MAIL_UNIT_COMMAND || unit->kind == MAIL_UNIT_SASL_RESPONSE;

    if (is_asked && unit->exchange)
        return unit->exchange->asked_at;
    if (unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply_index == 0)
        return unit->reply->first_at;
    return mail_moment_make(time, unit->frame);
}

static const char *excerpt(const struct dialogue_line *line, mail_slice text)
{
    return view_excerpt(line->pool, text, text_limit);
}

/* [user "alice", password "wonderland"] */
static const char *decoded_facts(const struct dialogue_line *line)
{
    const struct sasl_facts *facts = line->unit->details->sasl;
    bool is_hidden = secret_is_hidden(line->view, line->unit);
    wmem_strbuf_t *text = wmem_strbuf_new(line->pool, "");

    for (size_t i = 0; facts && facts->base64.bytes && i < fact_row_count; i++) {
        const struct fact_row *row = &fact_rows[i];
        mail_slice fact = row->word ? fact_of(facts, row) : mail_slice_make(NULL, 0);
        if (!fact.bytes || facts->inner)
            continue;
        bool is_masked = is_hidden && row->secrecy == IS_SECRET;
        wmem_strbuf_append_printf(text, "%s%s%s\"%s\"", wmem_strbuf_get_len(text) ? ", " : "  [", row->word,
                                  row->word[0] ? " " : "", is_masked ? secret_mask : excerpt(line, fact));
    }
    if (wmem_strbuf_get_len(text))
        wmem_strbuf_append_c(text, ']');
    return wmem_strbuf_get_str(text);
}

static const char *line_text(const struct dialogue_line *line)
{
    const struct mail_line *said = line->unit->line;

    return wmem_strdup_printf(line->pool, "%s%s%s", excerpt(line, secret_line(line->view, line->unit)),
                              mail_line_is_cut(said) ? "..." : "", decoded_facts(line));
}

/* Nothing says whether it holds a password. */
static const char *unknown_text(const struct dialogue_line *line)
{
    return excerpt(line, secret_unknown(line->view, line->unit, line->unit->line->text));
}

static const char *message_text(const struct dialogue_line *line)
{
    const struct mail_message *message = line->unit->message;
    struct mail_arena arena = pool_arena(line->pool);
    struct mime_options options = preferences_reading_options();
    mail_slice subject = message_summary_field(&arena, &options, message, "Subject");
    const char *head = wmem_strdup_printf(line->pool, "[message %u, %" PRIu64 " bytes%s%s", message->number,
                                          message->size, message->missing ? ", bytes are missing" : "",
                                          message->end == MAIL_MESSAGE_ABORTED ? ", aborted" : "");

    if (subject.length == 0)
        return wmem_strconcat(line->pool, head, "]", NULL);
    return wmem_strdup_printf(line->pool, "%s, \"%s\"]", head, excerpt(line, subject));
}

static const char *lost_text(const struct dialogue_line *line)
{
    return wmem_strdup_printf(line->pool, "[%" PRIu64 " bytes lost]", line->unit->end - line->unit->begin);
}

static const char *blob_text(const struct dialogue_line *line)
{
    return wmem_strdup_printf(line->pool, "[%" PRIu64 " bytes of data]", line->unit->end - line->unit->begin);
}

static const char *unread_text(const struct dialogue_line *line)
{
    return wmem_strdup_printf(line->pool, "[%" PRIu64 " bytes that were not read]",
                              line->unit->end - line->unit->begin);
}

static const char *tls_text(const struct dialogue_line *line)
{
    (void) line;
    return "[TLS begins]";
}

/* What is said of the others stands with the unit that ends them. */
static const char *(*const texts[MAIL_UNIT_KINDS])(const struct dialogue_line *line) = {
    [MAIL_UNIT_COMMAND] = line_text,    [MAIL_UNIT_SASL_RESPONSE] = line_text, [MAIL_UNIT_REPLY_LINE] = line_text,
    [MAIL_UNIT_ROW] = line_text,        [MAIL_UNIT_ROWS_END] = line_text,      [MAIL_UNIT_BLOB] = blob_text,
    [MAIL_UNIT_MESSAGE] = message_text, [MAIL_UNIT_GAP] = lost_text,           [MAIL_UNIT_TEXT] = unknown_text,
    [MAIL_UNIT_UNREAD] = unread_text,   [MAIL_UNIT_PROXY] = unknown_text,      [MAIL_UNIT_TLS] = tls_text,
};

const char *dialogue_text(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit)
{
    struct mail_view view = { .pinfo = pinfo,
                              .session = session,
                              .shows_secrets = preferences_current()->shows_secrets };
    struct dialogue_line line = { &view, pinfo->pool, unit };

    return texts[unit->kind] ? texts[unit->kind](&line) : NULL;
}

static const char *mail_result(wmem_allocator_t *pool, const struct smtp_transaction *transaction)
{
    const char *sender =
        transaction->mail_from.bytes ? view_excerpt(pool, transaction->mail_from, text_limit) : "unknown sender";

    return wmem_strdup_printf(pool, "mail %u from <%s> to %u recipient%s: %s%s", transaction->number, sender,
                              transaction->recipient_count, transaction->recipient_count == 1 ? "" : "s",
                              smtp_transaction_result_name(transaction->result),
                              transaction->may_be_incomplete ? " (bytes were lost)" : "");
}

static const char *login_result(wmem_allocator_t *pool, const struct sasl_facts *facts)
{
    const struct sasl_attempt *attempt = facts->attempt;
    mail_slice user = attempt->user.bytes ? attempt->user : attempt->authzid;

    return wmem_strdup_printf(
        pool, "login %u with %s of %s: %s", attempt->number, view_excerpt(pool, attempt->mechanism, text_limit),
        user.bytes ? view_excerpt(pool, user, text_limit) : "unknown user", sasl_result_name(facts->result));
}

const char *dialogue_result(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;
    const struct smtp_transaction *ended = NULL;

    if (facts && facts->result != SASL_UNDECIDED)
        return login_result(pinfo->pool, facts);
    if (unit->kind == MAIL_UNIT_REPLY_LINE && mail_session_protocol(session) == &smtp_protocol)
        ended = smtp_unit_ended_transaction(unit);
    return ended ? mail_result(pinfo->pool, ended) : NULL;
}
