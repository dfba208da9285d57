/* See subject.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "subject.h"

/* Bytes of a message that are looked at: a header that never ends is not read to its end. */
#define HEADER_LIMIT 65536

static mail_slice take_line(mail_slice *rest)
{
    size_t length = mail_slice_index_of(*rest, '\n');
    mail_slice line = mail_slice_first(*rest, length);

    *rest = mail_slice_skip(*rest, length + 1);
    if (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

static bool is_folded(mail_slice rest)
{
    return rest.length && (rest.bytes[0] == ' ' || rest.bytes[0] == '\t');
}

/* Unfolding removes the CRLF before white space (RFC 5322, 2.2.3); the white space is shown as one space. */
static mail_slice unfold(wmem_allocator_t *pool, mail_slice first, mail_slice rest)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    wmem_strbuf_append_len(text, (const char *) first.bytes, first.length);
    while (is_folded(rest)) {
        mail_slice line = mail_slice_trim(take_line(&rest));
        wmem_strbuf_append_c(text, ' ');
        wmem_strbuf_append_len(text, (const char *) line.bytes, line.length);
    }
    return mail_slice_make(wmem_strbuf_get_str(text), wmem_strbuf_get_len(text));
}

mail_slice subject_find(wmem_allocator_t *pool, mail_slice message)
{
    mail_slice rest = mail_slice_first(message, HEADER_LIMIT);
    mail_slice name = mail_slice_from_string("Subject:");

    while (rest.length) {
        mail_slice line = take_line(&rest);
        if (line.length == 0)
            break;
        if (mail_slice_starts_with_nocase(line, name))
            return unfold(pool, mail_slice_trim(mail_slice_skip(line, name.length)), rest);
    }
    return mail_slice_from_string("");
}
