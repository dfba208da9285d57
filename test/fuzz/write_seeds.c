/* Writes what the fuzz targets begin with: the transcripts as inputs, and the words of the tables as dictionaries.
 *
 *     write_seeds FOLDER      writes FOLDER/TARGET/... and FOLDER/TARGET.dict
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_dialogue.h"
#include "pop3/pop3_capability.h"
#include "pop3/pop3_command.h"
#include "pop3/pop3_protocol.h"
#include "pop3/pop3_response_code.h"
#include "pop3/pop3_verb.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_extension.h"
#include "smtp/smtp_parameters.h"
#include "transcript_file.h"

#include <glib/gstdio.h>
#include <string.h>

/* Larger ones slow the search down more than they help it. */
#define LARGEST_SEED 6000

static void write_file(const char *folder, const char *target, const char *name, const void *bytes, gsize size)
{
    g_autofree char *path = g_build_filename(folder, target, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    if (g_mkdir_with_parents(parent, 0777) || !g_file_set_contents(path, bytes, (gssize) size, NULL))
        g_error("cannot write %s", path);
}

static void append_byte(GByteArray *seed, guint8 byte)
{
    g_byte_array_append(seed, &byte, 1);
}

static void append_control(GByteArray *seed, guint8 control)
{
    append_byte(seed, FUZZ_CONTROL);
    append_byte(seed, control);
}

static void append_run(GByteArray *seed, const struct transcript_run *run)
{
    static const char controls[MAIL_LAYERS][3] = { "CS", "cs" };

    append_control(seed, (guint8) controls[run->layer][run->role == MAIL_CLIENT ? 0 : 1]);
    if (run->missing) {
        append_control(seed, '-');
        append_byte(seed, (guint8) MIN(run->missing, 200u));
    }
    for (guint i = 0; i < run->bytes->len; i++) {
        if (run->bytes->data[i] == FUZZ_CONTROL)
            append_byte(seed, FUZZ_CONTROL);
        append_byte(seed, run->bytes->data[i]);
    }
    if (run->uncaptured) {
        append_control(seed, '.');
        append_byte(seed, (guint8) MIN(run->uncaptured, 200u));
    }
}

static GByteArray *seed_of(const struct transcript_file *file)
{
    GByteArray *seed = g_byte_array_new();
    unsigned options = (file->evidence == MAIL_ROLE_GUESSED ? FUZZ_ROLES_ARE_GUESSED : 0u) |
                       (file->tls == MAIL_TLS_IMPLICIT ? FUZZ_TLS_IS_IMPLICIT : 0u) |
                       (file->limits->len ? FUZZ_LIMITS_ARE_SMALL : 0u) | (file->has_syn ? FUZZ_HAS_SYN : 0u) |
                       (file->late_is_read ? FUZZ_LATE_IS_READ : 0u) | FUZZ_SEGMENTS_ACKNOWLEDGE;

    append_byte(seed, (guint8) options);
    append_byte(seed, 6);
    for (guint i = 0; i < file->runs->len; i++)
        append_run(seed, g_ptr_array_index(file->runs, i));
    return seed;
}

/* What each side sends is input for the parsers too, line by line. */
static void write_lines(const char *folder, const char *name, const struct transcript_file *file)
{
    for (guint i = 0; i < file->runs->len; i++) {
        const struct transcript_run *run = g_ptr_array_index(file->runs, i);
        const char *target = run->role == MAIL_CLIENT ? "commands" : "replies";
        mail_slice rest = mail_slice_make(run->bytes->data, run->bytes->len);
        for (guint number = 0; rest.length && number < 8; number++) {
            mail_slice line = mail_slice_take_until(&rest, '\n');
            g_autofree char *line_name = g_strdup_printf("%s-%u-%u", name, i, number);
            if (line.length > 1 && line.length < 300)
                write_file(folder, target, line_name, line.bytes, line.length - 1);
        }
    }
}

/* The client's bytes, as dot content, for the framer. */
static void write_content(const char *folder, const char *name, const struct transcript_file *file)
{
    g_autoptr(GByteArray) seed = g_byte_array_new();

    append_byte(seed, 1);
    append_byte(seed, 20);
    for (guint i = 0; i < file->runs->len; i++) {
        const struct transcript_run *run = g_ptr_array_index(file->runs, i);
        if (run->role == MAIL_CLIENT)
            g_byte_array_append(seed, run->bytes->data, run->bytes->len);
    }
    write_file(folder, "framer", name, seed->data, seed->len);
}

/* The lines of a login, for the SASL target: those without a blank, and 334's and "+"'s texts. */
static void write_login(const char *folder, const char *name, const struct transcript_file *file)
{
    g_autoptr(GString) login = g_string_new(NULL);

    for (guint i = 0; i < file->runs->len; i++) {
        const struct transcript_run *run = g_ptr_array_index(file->runs, i);
        mail_slice line = mail_slice_trim(mail_slice_make(run->bytes->data, run->bytes->len));
        g_autofree char *text = g_strndup(line.length ? (const char *) line.bytes : "", line.length);
        g_strchomp(text);
        if (g_str_has_prefix(text, "AUTH "))
            g_string_assign(login, g_strdelimit(text + 5, " ", '\n'));
        else if (login->len && g_str_has_prefix(text, "334 "))
            g_string_append_printf(login, "\n>%s", text + 4);
        else if (login->len && g_str_has_prefix(text, "+ "))
            g_string_append_printf(login, "\n>%s", text + 2);
        else if (login->len && run->role == MAIL_CLIENT && !strchr(text, ' ') && !strchr(text, '\n'))
            g_string_append_printf(login, "\n<%s", text);
    }
    if (login->len)
        write_file(folder, "sasl", name, login->str, login->len);
}

static void write_seeds_of(const char *folder, const char *path, const char *name)
{
    struct transcript_file *file = transcript_file_read(path);

    if (transcript_file_size(file) <= LARGEST_SEED) {
        g_autoptr(GByteArray) seed = seed_of(file);
        bool is_pop3 = file->protocol == &pop3_protocol;
        write_file(folder, is_pop3 ? "pop3" : "smtp", name, seed->data, seed->len);
        /* The plugin's target reads the protocol from one more bit. */
        seed->data[0] = (guint8) (seed->data[0] | (is_pop3 ? 128 : 0));
        write_file(folder, "plugin", name, seed->data, seed->len);
        write_lines(folder, name, file);
        write_content(folder, name, file);
        write_login(folder, name, file);
    }
    transcript_file_free(file);
}

static void add_word(GString *dictionary, const char *word)
{
    g_autofree char *escaped = g_strescape(word, NULL);

    g_string_append_printf(dictionary, "\"%s\"\n", escaped);
}

static void add_smtp_words(GString *dictionary)
{
    for (size_t i = 0; i < smtp_verb_table.count; i++)
        add_word(dictionary, mail_verb_at(&smtp_verb_table, i)->name);
    for (size_t i = 0; i < smtp_extension_count; i++)
        add_word(dictionary, smtp_extensions[i].keyword);
    for (size_t i = 0; i < smtp_parameter_row_count; i++)
        add_word(dictionary, smtp_parameter_rows[i].keyword);
}

static void add_pop3_words(GString *dictionary)
{
    for (size_t i = 0; i < pop3_verb_table.count; i++)
        add_word(dictionary, mail_verb_at(&pop3_verb_table, i)->name);
    for (size_t i = 0; i < pop3_capability_count; i++)
        add_word(dictionary, pop3_capabilities[i].tag);
    for (size_t i = 0; i < pop3_response_code_count; i++)
        add_word(dictionary, pop3_response_codes[i].code);
}

static void add_mechanisms(GString *dictionary)
{
    static const char *const names[] = {
#define SASL_MECHANISM(name, ...) name,
#include "sasl/sasl_mechanisms.def"
#undef SASL_MECHANISM
    };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        add_word(dictionary, names[i]);
}

static void write_dictionary(const char *folder, const char *target, void (*const *adders)(GString *dictionary))
{
    g_autofree char *own_path = g_strdup_printf("%s/%s.dict", DICTIONARY_DIR, target);
    g_autofree char *own_words = NULL;
    g_autofree char *name = g_strdup_printf("%s.dict", target);
    g_autoptr(GString) dictionary = g_string_new(NULL);

    if (g_file_get_contents(own_path, &own_words, NULL, NULL))
        g_string_append(dictionary, own_words);
    for (; *adders; adders++)
        (*adders)(dictionary);
    write_file(folder, "", name, dictionary->str, dictionary->len);
}

static void write_dictionaries(const char *folder)
{
    static void (*const all[])(GString *) = { add_smtp_words, add_pop3_words, add_mechanisms, NULL };
    static void (*const smtp[])(GString *) = { add_smtp_words, add_mechanisms, NULL };
    static void (*const pop3[])(GString *) = { add_pop3_words, add_mechanisms, NULL };
    static void (*const sasl[])(GString *) = { add_mechanisms, NULL };
    static void (*const none[])(GString *) = { NULL };

    write_dictionary(folder, "smtp", smtp);
    write_dictionary(folder, "pop3", pop3);
    write_dictionary(folder, "plugin", all);
    write_dictionary(folder, "commands", all);
    write_dictionary(folder, "replies", all);
    write_dictionary(folder, "sasl", sasl);
    write_dictionary(folder, "framer", none);
    write_dictionary(folder, "content", none);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        g_error("usage: write_seeds FOLDER");

    g_autoptr(GDir) folder = g_dir_open(TRANSCRIPT_DIR, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(TRANSCRIPT_DIR, name, NULL);
        if (g_str_has_suffix(name, ".txt"))
            write_seeds_of(argv[1], path, name);
    }
    write_dictionaries(argv[1]);
    return 0;
}
