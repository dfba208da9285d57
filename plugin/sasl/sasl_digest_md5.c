/* DIGEST-MD5 (RFC 2831): directives with their values, from the server and from the client.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_readers.h"

/* Which directive is which fact (RFC 2831, 2.1.1 to 2.1.3). */
static const struct {
    const char *name;
    size_t member; /* of a mail_slice in struct sasl_facts */
} directives[] = {
    { "authzid", offsetof(struct sasl_facts, authzid) }, { "nonce", offsetof(struct sasl_facts, nonce) },
    { "realm", offsetof(struct sasl_facts, realm) },     { "response", offsetof(struct sasl_facts, digest) },
    { "rspauth", offsetof(struct sasl_facts, digest) },  { "username", offsetof(struct sasl_facts, user) },
};

/* The first of several directives with one name is kept (realm may come more than once). */
static void note_directive(struct sasl_facts *facts, mail_slice name, mail_slice value)
{
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
        mail_slice *fact = (mail_slice *) ((char *) facts + directives[i].member);
        if (mail_slice_equals_nocase(name, mail_slice_from_string(directives[i].name)) && !fact->bytes)
            *fact = value;
    }
}

/* Length of what stands before the closing quotation mark, or of all there is. */
static size_t quoted_length(mail_slice text)
{
    size_t length = 0;

    while (length < text.length && text.bytes[length] != '"')
        length += text.bytes[length] == '\\' ? 2 : 1;
    return length < text.length ? length : text.length;
}

/* quoted-pair = "\" CHAR (RFC 2831, 7.2) */
static mail_slice unescape(const struct mail_arena *arena, mail_slice text)
{
    if (mail_slice_index_of(text, '\\') == text.length)
        return text;

    uint8_t *plain = mail_arena_allocate(arena, text.length);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\\' && i + 1 < text.length)
            i++;
        plain[length++] = text.bytes[i];
    }
    return mail_slice_make(plain, length);
}

/* quoted-string = ( <"> qdstr-val <"> ); token = 1*<any CHAR except CTLs or separators> (RFC 2831, 7.2) */
static mail_slice take_value(const struct mail_arena *arena, mail_slice *rest)
{
    if (!rest->length || rest->bytes[0] != '"') {
        mail_slice token = mail_slice_first(*rest, mail_slice_index_of(*rest, ','));
        *rest = mail_slice_skip(*rest, token.length);
        return mail_slice_trim(token);
    }
    *rest = mail_slice_skip(*rest, 1);

    mail_slice quoted = mail_slice_first(*rest, quoted_length(*rest));

    *rest = mail_slice_skip(*rest, quoted.length + 1);
    return unescape(arena, quoted);
}

/* Elements of a list may be empty (RFC 2831, 7.1). */
static mail_slice skip_empty_elements(mail_slice rest)
{
    rest = mail_slice_trim(rest);
    while (rest.length && rest.bytes[0] == ',')
        rest = mail_slice_trim(mail_slice_skip(rest, 1));
    return rest;
}

/* #( directive ): name "=" value, with commas and blanks between (RFC 2831, 7.1) */
void sasl_digest_md5_read(const struct sasl_step *step)
{
    mail_slice rest = skip_empty_elements(step->decoded);

    for (size_t equals; (equals = mail_slice_index_of(rest, '=')) < rest.length;) {
        mail_slice name = mail_slice_trim(mail_slice_first(rest, equals));
        rest = mail_slice_skip(rest, equals + 1);
        note_directive(step->facts, name, take_value(step->arena, &rest));
        rest = skip_empty_elements(mail_slice_skip(rest, mail_slice_index_of(rest, ',')));
    }
}
