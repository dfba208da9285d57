/* See export_name.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "export_name.h"

/* Bytes of a file name's own suffix that are kept when its middle is left out. */
static const size_t suffix_limit = 12;

/* Reserved in file names by some system. */
static bool is_reserved(gunichar character)
{
    return character < 0x80 && strchr("/\\:*?\"<>|%", (int) character) != NULL;
}

/* Format characters, which turn the direction of a name around or are not to be seen, are not printable. */
static gunichar safe_character(gunichar character)
{
    if (is_reserved(character) || !g_unichar_isprint(character))
        return '_';
    return g_unichar_isspace(character) ? ' ' : character;
}

/* The character at the front of `rest`, or 0 for a byte that is no UTF-8; and its length. */
static gunichar take_character(mail_slice *rest)
{
    gunichar character = g_utf8_get_char_validated((const char *) rest->bytes, (gssize) rest->length);
    bool is_valid = rest->bytes[0] != 0 && g_unichar_validate(character);

    *rest = mail_slice_skip(*rest, is_valid ? (size_t) g_unichar_to_utf8(character, NULL) : 1);
    return is_valid ? character : 0;
}

/* No more of the words than may be of use is looked at. */
static GString *safe_words(mail_slice words)
{
    GString *safe = g_string_new(NULL);
    mail_slice rest = mail_slice_first(words, 4096);

    while (rest.length) {
        gunichar character = safe_character(take_character(&rest));
        bool is_double = character == ' ' && (safe->len == 0 || safe->str[safe->len - 1] == ' ');
        if (!is_double)
            g_string_append_unichar(safe, character);
    }
    while (safe->len && strchr(" .", safe->str[safe->len - 1]))
        g_string_truncate(safe, safe->len - 1);
    return safe;
}

/* Takes the words' own suffix from their end; ".gz" of "notes.tar.gz". */
static char *take_suffix(GString *words)
{
    const char *dot = strrchr(words->str, '.');
    size_t length = dot && dot != words->str ? strlen(dot) : 0;
    char *suffix = g_strdup(length && length <= suffix_limit ? dot : "");

    g_string_truncate(words, words->len - strlen(suffix));
    return suffix;
}

static void cut(GString *words, size_t limit)
{
    if (words->len <= limit)
        return;
    g_string_truncate(words, (gsize) (g_utf8_find_prev_char(words->str, words->str + limit + 1) - words->str));
}

const char *export_name_make(wmem_allocator_t *pool, const char *identity, mail_slice words, const char *suffix)
{
    GString *safe = safe_words(words);
    char *own_suffix = take_suffix(safe);
    const char *end = suffix[0] == '\0' || g_ascii_strcasecmp(own_suffix, suffix) == 0 ? own_suffix : suffix;

    if (end != own_suffix)
        g_string_append(safe, own_suffix);
    cut(safe, EXPORT_NAME_LIMIT - strlen(identity) - strlen(end) - 1);

    const char *name = wmem_strdup_printf(pool, "%s%s%s%s", identity, safe->len ? "-" : "", safe->str, end);

    g_string_free(safe, TRUE);
    g_free(own_suffix);
    return name;
}
