/* See core_test.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "engine/mail_proxy_header.h"
#include "engine/mail_verb.h"
#include "pop3/pop3_session.h"
#include "sasl/sasl_exchange.h"
#include "smtp/smtp_transaction_names.h"

#include <string.h>

/* Only this much of a longer text is shown. */
#define SHOWN_BYTES 300

/* Stands before every block. */
struct block {
    struct block *previous, *next;
    size_t size;
    size_t is_fixed; /* never resized; as wide as keeps what follows aligned */
};

struct pool {
    struct block *last;
    gsize size, moved;
};

static void *block_resize(void *owner, void *bytes, size_t size)
{
    struct pool *pool = owner;
    struct block *old = bytes ? (struct block *) bytes - 1 : NULL;
    size_t old_size = old ? old->size : 0;

    g_assert_true(!old || !old->is_fixed);

    struct block *block = g_realloc(old, sizeof *block + size);

    if (!old) {
        block->is_fixed = false;
        block->previous = pool->last;
        block->next = NULL;
    }
    if (block->previous)
        block->previous->next = block;
    if (block->next)
        block->next->previous = block;
    else
        pool->last = block;
    block->size = size;
    pool->size += size - old_size;
    pool->moved += old_size;
    return block + 1;
}

static void *block_allocate(void *owner, size_t size)
{
    void *bytes = block_resize(owner, NULL, size);

    ((struct block *) bytes - 1)->is_fixed = true;
    return bytes;
}

struct mail_arena core_test_arena_new(void)
{
    return (struct mail_arena){ .allocate = block_allocate, .resize = block_resize, .pool = g_new0(struct pool, 1) };
}

gsize core_test_arena_size(const struct mail_arena *arena)
{
    return ((const struct pool *) arena->pool)->size;
}

gsize core_test_arena_moved(const struct mail_arena *arena)
{
    return ((const struct pool *) arena->pool)->moved;
}

void core_test_arena_free(struct mail_arena *arena)
{
    struct pool *pool = arena->pool;

    while (pool->last) {
        struct block *block = pool->last;
        pool->last = block->previous;
        g_free(block);
    }
    g_free(pool);
}

void core_test_append_escaped(GString *text, mail_slice bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        guint8 byte = bytes.bytes[i];
        if (byte == '\r')
            g_string_append(text, "\\r");
        else if (byte == '\n')
            g_string_append(text, "\\n");
        else if (g_ascii_isprint(byte) && byte != '\\' && byte != '"')
            g_string_append_c(text, (gchar) byte);
        else
            g_string_append_printf(text, "\\x%02x", byte);
    }
}

void core_test_expect_text(const char *input, mail_slice slice, const char *expected)
{
    bool is_equal = expected ? slice.length == strlen(expected) &&
                                   (slice.length == 0 || memcmp(slice.bytes, expected, slice.length) == 0)
                             : slice.bytes == NULL;

    if (is_equal)
        return;

    GString *got = g_string_new(NULL);

    core_test_append_escaped(got, slice);
    g_test_message("%s: \"%s\" instead of \"%s\"", input, got->str, expected ? expected : "nothing");
    g_string_free(got, TRUE);
    g_test_fail();
}

static void append_quoted(GString *text, const char *name, mail_slice bytes)
{
    if (!bytes.bytes)
        return;
    g_string_append_printf(text, " %s\"", name);
    core_test_append_escaped(text, mail_slice_first(bytes, SHOWN_BYTES));
    g_string_append_c(text, '"');
    if (bytes.length > SHOWN_BYTES)
        g_string_append_printf(text, " of %" G_GSIZE_FORMAT, bytes.length);
}

enum fact_origin { IN_LINE, DECODED };

/* The decoded facts, as the view shows them. */
static const struct {
    const char *name;
    size_t member; /* of a mail_slice in struct sasl_facts */
    enum fact_origin origin;
} fact_rows[] = {
#define SASL_FACT(name, field, word, origin, secrecy) { #name "=", offsetof(struct sasl_facts, name), origin },
#include "view/sasl_facts.def"
#undef SASL_FACT
};

static const char *const inner_names[] = {
    [SASL_INNER_GSSAPI] = "GSS-API",
    [SASL_INNER_NTLMSSP] = "NTLMSSP",
    [SASL_INNER_SPNEGO] = "SPNEGO",
    [SASL_INNER_KERBEROS] = "Kerberos",
};

/* Of a command that was seen, a path that cannot be told is "?". */
static void append_path(GString *text, const char *name, mail_slice path, bool is_seen)
{
    g_autofree char *label = g_strdup_printf("%s=", name);

    if (path.bytes)
        append_quoted(text, label, path);
    else if (is_seen)
        g_string_append_printf(text, " %s?", label);
}

static void append_facts(GString *text, const struct sasl_facts *facts)
{
    append_quoted(text, "mechanism=", facts->mechanism);
    for (size_t i = 0; i < G_N_ELEMENTS(fact_rows); i++)
        if (fact_rows[i].origin == DECODED)
            append_quoted(text, fact_rows[i].name, *(const mail_slice *) ((const char *) facts + fact_rows[i].member));
    if (facts->inner)
        g_string_append_printf(text, " token of %s, %" G_GSIZE_FORMAT " bytes", inner_names[facts->inner],
                               facts->inner_token.length);
    if (facts->digest_match)
        g_string_append(text, facts->digest_match == SASL_DIGEST_MATCHES ? " digest matches" : " digest differs");
    if (facts->presents_login)
        g_string_append(text, " login");
    if (facts->result)
        g_string_append_printf(text, " result=%s attempt=%u", sasl_result_name(facts->result), facts->attempt->number);
}

static void describe_command(GString *text, const struct mail_unit *unit)
{
    g_string_append_printf(text, "#%u command %s", unit->exchange->number, unit->command->verb ? "" : "unknown ");
    core_test_append_escaped(text, unit->command->name);
    append_quoted(text, "", unit->command->argument);
    if (unit->exchange->is_pipelined)
        g_string_append(text, " pipelined");
}

static void describe_answered(GString *text, const struct mail_session *session, const struct mail_reply *reply)
{
    const struct smtp_exchange *exchange = (const struct smtp_exchange *) reply->exchange;
    bool is_smtp = mail_session_protocol(session) == &smtp_protocol;

    g_string_append_printf(text, " to #%u", reply->exchange->number);
    if (is_smtp && smtp_reply_answers_message(reply) && exchange->recipient)
        append_path(text, "for", exchange->recipient->path, true);
}

static void describe_reply_line(GString *text, const struct mail_session *session, const struct mail_unit *unit)
{
    static const char *const kinds[] = { [MAIL_REPLY_GREETING] = "greeting",
                                         [MAIL_REPLY_ANSWER] = "reply",
                                         [MAIL_REPLY_PRELIMINARY] = "preliminary",
                                         [MAIL_REPLY_UNSOLICITED] = "unsolicited" };

    g_string_append_printf(text, "%s%s", kinds[unit->reply->kind], unit->reply_index ? "+" : "");
    append_quoted(text, "", unit->line->text);
    if (unit->reply->exchange && unit->reply_index == 0)
        describe_answered(text, session, unit->reply);
}

static void describe_message(GString *text, const struct mail_unit *unit)
{
    static const char *const ends[] = { [MAIL_MESSAGE_OPEN] = "open",
                                        [MAIL_MESSAGE_STRICT] = "complete",
                                        [MAIL_MESSAGE_LENIENT] = "lenient",
                                        [MAIL_MESSAGE_IN_GAP] = "end lost",
                                        [MAIL_MESSAGE_ABORTED] = "aborted" };
    const struct mail_message *message = unit->message;

    g_string_append_printf(text, "message %u %s %s size=%" G_GUINT64_FORMAT, message->number, message->via->name,
                           ends[message->end], message->size);
    if (message->missing)
        g_string_append_printf(text, " missing=%" G_GUINT64_FORMAT, message->missing);
    if (message->listed_number)
        g_string_append_printf(text, " number=%u", message->listed_number);
    append_quoted(text, "", mail_slice_first(message->content, SHOWN_BYTES));
}

/* Told once, where its last byte is. */
static bool describe_blob(GString *text, const struct mail_unit *unit)
{
    if (unit->exchange->kind != MAIL_EXCHANGE_CONTENT)
        return false;
    g_string_append_printf(text, "#%u blob of %s", unit->exchange->number, unit->exchange->verb->name);
    return true;
}

static void append_proxy_end(GString *text, const char *name, const struct mail_proxy_header *header,
                             const struct mail_proxy_end *end)
{
    guint octets = header->family == MAIL_PROXY_IPV4 ? 4 : 16;

    if (!end->address.length)
        return;
    g_string_append_printf(text, " %s=", name);
    if (header->family == MAIL_PROXY_UNIX)
        core_test_append_escaped(text, mail_slice_first(end->address, mail_slice_index_of(end->address, 0)));
    for (guint i = 0; i < octets && header->family != MAIL_PROXY_UNIX; i++)
        g_string_append_printf(text, "%02x", end->octets[i]);
    if (end->port.length)
        g_string_append_printf(text, ":%u", end->port_value);
}

static void describe_proxy(GString *text, const struct mail_proxy_header *header)
{
    struct mail_proxy_addition addition;
    mail_slice rest = header->additions;

    g_string_append_printf(text, "proxy version=%u command=%u family=%u transport=%u", header->version, header->command,
                           header->family, header->transport);
    append_proxy_end(text, "from", header, &header->source);
    append_proxy_end(text, "to", header, &header->destination);
    while (mail_proxy_header_take_addition(&rest, &addition)) {
        g_string_append_printf(text, " %02x=\"", addition.type);
        core_test_append_escaped(text, addition.value);
        g_string_append_c(text, '"');
    }
}

/* TLS is an event only where nobody was seen to ask for it. */
static bool describe_tls(GString *text, const struct mail_unit *unit)
{
    if (unit->is_unasked_tls)
        g_string_append(text, "tls");
    return unit->is_unasked_tls;
}

/* Bytes that a limit concerns; the others tell of segments only. */
static bool describe_bytes_at_limit(GString *text, const struct mail_unit *unit)
{
    if (!unit->details->findings)
        return false;
    g_string_append(text, unit->kind == MAIL_UNIT_HELD ? "held" : "unread");
    return true;
}

/* Kinds that tell of segments, not of the dialogue, give nothing. */
static bool describe_kind(GString *text, const struct mail_session *session, const struct mail_unit *unit)
{
    switch ((enum mail_unit_kind) unit->kind) {
    case MAIL_UNIT_COMMAND:
        describe_command(text, unit);
        return true;
    case MAIL_UNIT_SASL_RESPONSE:
        g_string_append_printf(text, "#%u sasl", unit->exchange->number);
        append_quoted(text, "", unit->line->text);
        return true;
    case MAIL_UNIT_REPLY_LINE:
        describe_reply_line(text, session, unit);
        return true;
    case MAIL_UNIT_ROW:
        g_string_append(text, "row");
        append_quoted(text, "", mail_unit_row(unit));
        return true;
    case MAIL_UNIT_ROWS_END:
        g_string_append(text, "rows end");
        return true;
    case MAIL_UNIT_BLOB:
        return describe_blob(text, unit);
    case MAIL_UNIT_MESSAGE:
        describe_message(text, unit);
        return true;
    case MAIL_UNIT_GAP:
        g_string_append_printf(text, "gap %" G_GUINT64_FORMAT, unit->end - unit->begin);
        return true;
    case MAIL_UNIT_TEXT:
        g_string_append(text, "text");
        append_quoted(text, "", unit->line->text);
        return true;
    case MAIL_UNIT_HELD:
    case MAIL_UNIT_UNREAD:
        return describe_bytes_at_limit(text, unit);
    case MAIL_UNIT_PROXY:
        describe_proxy(text, unit->proxy);
        return true;
    case MAIL_UNIT_TLS:
        return describe_tls(text, unit);
    case MAIL_UNIT_CONTENT:
    case MAIL_UNIT_PARTIAL:
    case MAIL_UNIT_REPEATED:
    case MAIL_UNIT_KINDS:
        break;
    }
    return false;
}

static void append_mail(GString *text, const struct pop3_mail *mail)
{
    if (mail->has_octets)
        g_string_append_printf(text, " octets=%" G_GUINT64_FORMAT, mail->octets);
    if (mail->unique_id.length)
        append_quoted(text, "unique-id=", mail->unique_id);
    if (mail->is_deleted)
        g_string_append(text, " deleted");
}

static void append_mail_counts(GString *text, const struct pop3_mail_counts *counts)
{
    g_string_append_printf(text, " fetched=%u deleted=%u kept=%u", counts->fetched, counts->deleted, counts->kept);
    if (counts->may_be_incomplete)
        g_string_append(text, " incomplete");
    if (counts->is_final)
        g_string_append(text, counts->was_updated ? " updated" : " not updated");
}

static void append_transaction(GString *text, const struct smtp_transaction *transaction)
{
    g_string_append_printf(text, " transaction %u %s", transaction->number,
                           smtp_transaction_result_name(transaction->result));
    if (transaction->decision.code)
        g_string_append_printf(text, " %u", transaction->decision.code);
    for (const struct smtp_queue_id *queue_id = transaction->queue_ids.first; queue_id; queue_id = queue_id->next)
        append_quoted(text, "queue-id=", queue_id->text);
    append_path(text, "from", transaction->mail_from, transaction->command != NULL);
    if (transaction->may_be_incomplete)
        g_string_append(text, " incomplete");
    if (transaction->message)
        g_string_append_printf(text, " message=%u", transaction->message->number);
    g_string_append_printf(text, " recipients=%u accepted=%u refused=%u", transaction->recipient_count,
                           transaction->accepted_count, transaction->refused_count);
    for (const struct smtp_recipient *recipient = transaction->first_recipient; recipient;
         recipient = recipient->next) {
        append_path(text, "to", recipient->path, true);
        g_string_append_printf(text, " %u", recipient->code);
    }
}

static void append_findings(GString *text, const struct mail_finding *findings)
{
    static const char *const names[] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) [id] = name,
#include "findings/mail_findings.def"
#undef MAIL_FINDING
    };

    for (; findings; findings = findings->next)
        g_string_append_printf(text, " !%s", names[findings->rule]);
}

static void append_pop3_facts(GString *text, const struct mail_unit *unit)
{
    struct pop3_unit_facts facts = pop3_unit_facts_of(unit);

    if (facts.mail)
        append_mail(text, facts.mail);
    if (facts.mail_counts)
        append_mail_counts(text, facts.mail_counts);
}

static void append_smtp_facts(GString *text, const struct mail_unit *unit)
{
    if (smtp_unit_ended_transaction(unit))
        append_transaction(text, smtp_unit_ended_transaction(unit));
}

static void append_facts_of_unit(GString *text, const struct mail_session *session, const struct mail_unit *unit)
{
    bool is_smtp = mail_session_protocol(session) == &smtp_protocol;

    if (unit->details->sasl)
        append_facts(text, unit->details->sasl);
    if (unit->transaction_number)
        g_string_append_printf(text, " @%u", unit->transaction_number);
    (is_smtp ? append_smtp_facts : append_pop3_facts)(text, unit);
    append_findings(text, unit->details->findings);
    g_string_append_c(text, '\n');
}

void core_test_append_event(GString *text, const struct mail_session *session, const struct mail_unit *unit)
{
    GString *event = g_string_new(unit->role == MAIL_CLIENT ? "C " : "S ");

    if (describe_kind(event, session, unit)) {
        append_facts_of_unit(event, session, unit);
        g_string_append(text, event->str);
    }
    g_string_free(event, TRUE);
}

/* Segments that are not read, one after the other, are one event. */
static bool is_told(const GString *text, const struct mail_unit *unit, const GString *event)
{
    return unit->kind == MAIL_UNIT_UNREAD && g_str_has_suffix(text->str, event->str);
}

char *core_test_describe(const struct mail_session *session)
{
    GString *text = g_string_new(NULL);

    for (const struct mail_unit *unit = mail_session_first_unit(session); unit; unit = unit->next) {
        GString *event = g_string_new(NULL);
        core_test_append_event(event, session, unit);
        if (!is_told(text, unit, event))
            g_string_append(text, event->str);
        g_string_free(event, TRUE);
    }
    return g_string_free(text, FALSE);
}
