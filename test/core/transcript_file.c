/* See transcript_file.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "transcript_file.h"
#include "content/mime_message.h"
#include "findings/mail_findings.h"
#include "pop3/pop3_protocol.h"
#include "smtp/smtp_protocol.h"

#include <string.h>

static void run_free(gpointer data)
{
    struct transcript_run *run = data;

    g_byte_array_unref(run->bytes);
    g_free(run);
}

static struct transcript_run *run_add(struct transcript_file *file, enum mail_role role, enum mail_layer layer)
{
    struct transcript_run *run = g_new0(struct transcript_run, 1);

    run->role = role;
    run->layer = layer;
    run->bytes = g_byte_array_new();
    g_ptr_array_add(file->runs, run);
    return run;
}

/* As they were sent: each side has all that the other sent before. */
static void number_runs(struct transcript_file *file)
{
    guint32 next[MAIL_LAYERS][2] = { { 0 } };

    for (guint i = 0; i < file->runs->len; i++) {
        struct transcript_run *run = g_ptr_array_index(file->runs, i);
        run->sequence = next[run->layer][run->role];
        run->acknowledged = next[run->layer][run->role == MAIL_CLIENT ? MAIL_SERVER : MAIL_CLIENT];
        next[run->layer][run->role] += run->bytes->len + run->missing + run->uncaptured;
    }
}

/* As they were captured. */
static void order_runs(struct transcript_file *file)
{
    for (guint i = 0; i + 1 < file->runs->len; i++) {
        struct transcript_run *run = g_ptr_array_index(file->runs, i);
        if (!run->is_late)
            continue;
        file->runs->pdata[i] = file->runs->pdata[i + 1];
        file->runs->pdata[i + 1] = run;
        i++;
    }
}

static struct transcript_run *run_for(struct transcript_file *file, enum mail_role role, enum mail_layer layer)
{
    struct transcript_run *last = file->runs->len ? g_ptr_array_index(file->runs, file->runs->len - 1) : NULL;

    bool has_ended = !last || last->missing || last->uncaptured || last->is_late;

    return !has_ended && last->role == role && last->layer == layer ? last : run_add(file, role, layer);
}

static struct transcript_run *late_run_for(struct transcript_file *file, enum mail_role role, enum mail_layer layer)
{
    struct transcript_run *last = file->runs->len ? g_ptr_array_index(file->runs, file->runs->len - 1) : NULL;
    struct transcript_run *run = last && last->role == role && last->is_late ? last : run_add(file, role, layer);

    run->is_late = TRUE;
    return run;
}

/* Escapes as in C: \r \n \0 \xNN; "\*N" before a character repeats it. */
static void append_unescaped(GByteArray *bytes, const char *text)
{
    for (; *text; text++) {
        guint8 byte = (guint8) *text;
        gint64 times = 1;
        if (g_str_has_prefix(text, "\\*")) {
            gchar *end;
            times = g_ascii_strtoll(text + 2, &end, 10);
            text = end;
            byte = (guint8) *text;
        } else if (byte == '\\' && text[1] == 'x') {
            byte = (guint8) (g_ascii_xdigit_value(text[2]) * 16 + g_ascii_xdigit_value(text[3]));
            text += 3;
        } else if (byte == '\\') {
            text++;
            byte = *text == 'r' ? '\r' : *text == 'n' ? '\n' : *text == '0' ? 0 : (guint8) *text;
        }
        for (; times; times--)
            g_byte_array_append(bytes, &byte, 1);
    }
}

static enum mail_layer take_dialogue_line(struct transcript_file *file, const char *line, enum mail_layer layer)
{
    enum mail_role role = line[0] == 'C' ? MAIL_CLIENT : MAIL_SERVER;

    if (g_str_equal(line, "tls"))
        return MAIL_LAYER_TLS;
    if (line[0] != 'C' && line[0] != 'S')
        g_error("not a line of a dialogue: %s", line);
    if (line[1] == '-') {
        run_add(file, role, layer)->missing = (guint) g_ascii_strtoull(line + 2, NULL, 10);
        return layer;
    }
    if (line[1] == '~') {
        run_for(file, role, layer)->uncaptured = (guint) g_ascii_strtoull(line + 2, NULL, 10);
        return layer;
    }

    struct transcript_run *run = line[1] == '>' ? late_run_for(file, role, layer) : run_for(file, role, layer);

    append_unescaped(run->bytes, line[2] == ' ' ? line + 3 : line + 2);
    if (line[1] == ':' || line[1] == '>')
        append_unescaped(run->bytes, "\\r\\n");
    run->is_last = line[1] == '.';
    return layer;
}

static void take_header(struct transcript_file *file, const char *name)
{
    if (g_str_has_prefix(name, "POP3"))
        file->protocol = &pop3_protocol;
    else if (g_str_has_prefix(name, "SMTP"))
        file->protocol = &smtp_protocol;
    else
        g_error("no protocol: %s", name);
    file->evidence = strstr(name, "roles guessed") ? MAIL_ROLE_GUESSED : MAIL_ROLE_BY_PORT;
    file->has_syn = strstr(name, "with SYN") != NULL;
    file->late_is_read = strstr(name, "late segments") != NULL;
    file->tls = strstr(name, "over TLS") ? MAIL_TLS_IMPLICIT : MAIL_TLS_NONE;
}

static void set_line(struct mail_capture *capture, guint64 value)
{
    capture->line_limit = (size_t) value;
}

static void set_held(struct mail_capture *capture, guint64 value)
{
    capture->held_limit = (size_t) value;
}

static void set_message(struct mail_capture *capture, guint64 value)
{
    capture->message_limit = value;
}

static void set_parts(struct mail_capture *capture, guint64 value)
{
    capture->reading_limits.parts = (unsigned) value;
}

static void set_depth(struct mail_capture *capture, guint64 value)
{
    capture->reading_limits.depth = (unsigned) value;
}

static void set_fields(struct mail_capture *capture, guint64 value)
{
    capture->reading_limits.fields = (unsigned) value;
}

static void set_maildrop(struct mail_capture *capture, guint64 value)
{
    capture->listed_limit = (unsigned) value;
}

static void set_session(struct mail_capture *capture, guint64 value)
{
    capture->session_limit = (unsigned) value;
}

static void set_shortage(struct mail_capture *capture, guint64 value)
{
    capture->shortage_limit = (int64_t) value;
}

static const struct {
    const char *name;
    void (*set)(struct mail_capture *capture, guint64 value);
} limit_names[] = { { "depth", set_depth }, { "fields", set_fields },     { "held", set_held },
                    { "line", set_line },   { "maildrop", set_maildrop }, { "message", set_message },
                    { "parts", set_parts }, { "session", set_session },   { "shortage", set_shortage } };

/* name SP number */
static void take_limit(struct transcript_file *file, const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(limit_names); i++) {
        size_t length = strlen(limit_names[i].name);
        struct transcript_limit limit = { .set = limit_names[i].set };
        if (!g_str_has_prefix(text, limit_names[i].name) || text[length] != ' ')
            continue;
        if (!g_ascii_string_to_unsigned(text + length + 1, 10, 1, G_MAXUINT32, &limit.value, NULL))
            g_error("not a limit: %s", text);
        g_array_append_val(file->limits, limit);
        return;
    }
    g_error("no limit has this name: %s", text);
}

static bool take_limits(struct transcript_file *file, const char *line)
{
    if (!g_str_has_prefix(line, "limits: "))
        return false;

    g_auto(GStrv) limits = g_strsplit(line + strlen("limits: "), ", ", -1);

    for (char **limit = limits; *limit; limit++)
        take_limit(file, *limit);
    return true;
}

struct mail_capture *transcript_file_capture_new(const struct transcript_file *file, struct mail_arena arena)
{
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);

    capture->read_message = mime_message_read;
    capture->reading_limits = mime_default_limits;
    for (guint i = 0; i < file->limits->len; i++) {
        const struct transcript_limit *limit = &g_array_index(file->limits, struct transcript_limit, i);
        limit->set(capture, limit->value);
    }
    return capture;
}

struct transcript_file *transcript_file_read(const char *path)
{
    struct transcript_file *file = g_new0(struct transcript_file, 1);
    enum mail_layer layer = MAIL_LAYER_PLAIN;
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_error("cannot read %s", path);

    char *events = strstr(text, "\n---\n");

    if (!events)
        g_error("%s has no line ---", path);
    file->limits = g_array_new(FALSE, FALSE, sizeof(struct transcript_limit));
    file->runs = g_ptr_array_new_with_free_func(run_free);
    file->expected = g_strdup(events + 5);
    events[1] = '\0';

    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        if (!file->protocol)
            take_header(file, *line);
        else if (!take_limits(file, *line))
            layer = take_dialogue_line(file, *line, layer);
    }
    if (file->tls == MAIL_TLS_IMPLICIT)
        for (guint i = 0; i < file->runs->len; i++)
            ((struct transcript_run *) g_ptr_array_index(file->runs, i))->layer = MAIL_LAYER_TLS;
    number_runs(file);
    order_runs(file);
    return file;
}

void transcript_file_free(struct transcript_file *file)
{
    g_array_unref(file->limits);
    g_ptr_array_unref(file->runs);
    g_free(file->expected);
    g_free(file);
}

gsize transcript_file_size(const struct transcript_file *file)
{
    gsize size = 0;

    for (guint i = 0; i < file->runs->len; i++)
        size += ((const struct transcript_run *) g_ptr_array_index(file->runs, i))->bytes->len;
    return size;
}
