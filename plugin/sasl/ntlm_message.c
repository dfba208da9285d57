/* See ntlm_message.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ntlm_message.h"

#include <glib.h>
#include <string.h>

static const uint8_t signature[8] = "NTLMSSP"; /* with its NUL */

#define TYPE_OFFSET 8

/* NEGOTIATE flags ([MS-NLMP] 2.2.2.5) */
enum negotiate_flag { NEGOTIATE_UNICODE = 0x00000001 };

enum name_encoding { ENCODED_AS_NEGOTIATED, ENCODED_AS_OEM };

/* Where each type of message has its names ([MS-NLMP] 2.2.1.1 to 2.2.1.3). */
struct name_row {
    enum ntlm_message_type type;
    size_t member; /* of a mail_slice in struct ntlm_message */
    size_t fields; /* offset of the name's length, allocated length and offset */
    enum name_encoding encoding;
};

static const struct name_row name_rows[] = {
    { NTLM_NEGOTIATE, offsetof(struct ntlm_message, domain), 16, ENCODED_AS_OEM },
    { NTLM_NEGOTIATE, offsetof(struct ntlm_message, workstation), 24, ENCODED_AS_OEM },
    { NTLM_CHALLENGE, offsetof(struct ntlm_message, target), 12, ENCODED_AS_NEGOTIATED },
    { NTLM_AUTHENTICATE, offsetof(struct ntlm_message, domain), 28, ENCODED_AS_NEGOTIATED },
    { NTLM_AUTHENTICATE, offsetof(struct ntlm_message, user), 36, ENCODED_AS_NEGOTIATED },
    { NTLM_AUTHENTICATE, offsetof(struct ntlm_message, workstation), 44, ENCODED_AS_NEGOTIATED },
};

/* By type. The shortest NEGOTIATE ends with its flags, the shortest AUTHENTICATE just before them. */
static const size_t flags_offsets[] = { [NTLM_NEGOTIATE] = 12, [NTLM_CHALLENGE] = 20, [NTLM_AUTHENTICATE] = 60 };
static const size_t shortest[] = { [NTLM_NEGOTIATE] = 16, [NTLM_CHALLENGE] = 32, [NTLM_AUTHENTICATE] = 52 };

/* CHALLENGE's 8 bytes, and the fields of AUTHENTICATE's responses. */
#define CHALLENGE_OFFSET 24
#define CHALLENGE_LENGTH 8
#define LM_RESPONSE_FIELDS 12
#define NT_RESPONSE_FIELDS 20

/* A number of two bytes, the lower first; 0 outside of the bytes. */
static uint16_t read_short(mail_slice bytes, size_t offset)
{
    if (offset + 2 > bytes.length)
        return 0;

    unsigned high = bytes.bytes[offset + 1];

    return (uint16_t) (high << 8 | bytes.bytes[offset]);
}

static uint32_t read_long(mail_slice bytes, size_t offset)
{
    return read_short(bytes, offset) | (uint32_t) read_short(bytes, offset + 2) << 16;
}

mail_slice ntlm_message_find(mail_slice bytes)
{
    for (; bytes.length >= sizeof signature; bytes = mail_slice_skip(bytes, 1)) {
        bytes = mail_slice_skip(bytes, mail_slice_index_of(bytes, signature[0]));
        if (bytes.length >= sizeof signature && memcmp(bytes.bytes, signature, sizeof signature) == 0)
            return bytes;
    }
    return (mail_slice){ 0 };
}

/* Old clients end the fields of AUTHENTICATE where the flags would stand, and begin the first name there. */
static bool has_flags(mail_slice bytes, enum ntlm_message_type type)
{
    size_t end = flags_offsets[type] + 4;

    if (bytes.length < end)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(name_rows); i++) {
        const struct name_row *row = &name_rows[i];
        bool is_name = row->type == type && read_short(bytes, row->fields) > 0;
        if (is_name && read_long(bytes, row->fields + 4) < end)
            return false;
    }
    return true;
}

static bool is_unicode(mail_slice bytes, enum ntlm_message_type type)
{
    return has_flags(bytes, type) && read_long(bytes, flags_offsets[type]) & NEGOTIATE_UNICODE;
}

/* What a name's fields point to; bytes NULL where it is empty or does not lie wholly inside the message. */
static mail_slice payload_at(mail_slice bytes, size_t fields)
{
    size_t length = read_short(bytes, fields);
    uint32_t offset = read_long(bytes, fields + 4);

    if (!length || offset > bytes.length || length > bytes.length - offset)
        return (mail_slice){ 0 };
    return mail_slice_first(mail_slice_skip(bytes, offset), length);
}

/* Copies what GLib has converted and frees it; returns `name` itself where it could not be converted. */
static mail_slice take_converted(const struct mail_arena *arena, char *converted, mail_slice name)
{
    mail_slice copy = converted ? mail_arena_copy(arena, mail_slice_from_string(converted)) : name;

    g_free(converted);
    return copy;
}

static mail_slice from_utf16(const struct mail_arena *arena, mail_slice name)
{
    size_t count = name.length / 2;
    gunichar2 *units = mail_arena_allocate(arena, count * sizeof *units + 1);

    for (size_t i = 0; i < count; i++)
        units[i] = read_short(name, 2 * i);
    return take_converted(arena, g_utf16_to_utf8(units, (glong) count, NULL, NULL, NULL), name);
}

/* The message does not say which OEM code page: UTF-8 where that is valid, otherwise that of Western Europe. */
static mail_slice from_oem(const struct mail_arena *arena, mail_slice name)
{
    if (g_utf8_validate((const char *) name.bytes, (gssize) name.length, NULL))
        return name;
    return take_converted(
        arena, g_convert((const char *) name.bytes, (gssize) name.length, "UTF-8", "CP850", NULL, NULL, NULL), name);
}

static mail_slice read_name(const struct mail_arena *arena, mail_slice bytes, const struct name_row *row)
{
    mail_slice name = payload_at(bytes, row->fields);

    if (!name.bytes)
        return name;
    if (row->encoding == ENCODED_AS_NEGOTIATED && is_unicode(bytes, row->type))
        return from_utf16(arena, name);
    return from_oem(arena, name);
}

static mail_slice in_hexadecimal(const struct mail_arena *arena, mail_slice bytes)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t *text = mail_arena_allocate(arena, 2 * bytes.length + 1);

    for (size_t i = 0; i < bytes.length; i++) {
        text[2 * i] = (uint8_t) digits[bytes.bytes[i] >> 4];
        text[2 * i + 1] = (uint8_t) digits[bytes.bytes[i] & 15];
    }
    return mail_slice_make(text, 2 * bytes.length);
}

/* A client that sends no NT response sends an LM response; one that remains anonymous sends neither, or one byte. */
static mail_slice read_response(const struct mail_arena *arena, mail_slice bytes)
{
    mail_slice response = payload_at(bytes, NT_RESPONSE_FIELDS);

    if (!response.bytes)
        response = payload_at(bytes, LM_RESPONSE_FIELDS);
    return response.bytes ? in_hexadecimal(arena, response) : response;
}

static bool is_message(mail_slice bytes, uint32_t type)
{
    bool has_signature = bytes.length >= TYPE_OFFSET + 4 && memcmp(bytes.bytes, signature, sizeof signature) == 0;

    return has_signature && type >= NTLM_NEGOTIATE && type <= NTLM_AUTHENTICATE && bytes.length >= shortest[type];
}

bool ntlm_message_parse(const struct mail_arena *arena, mail_slice bytes, struct ntlm_message *message)
{
    uint32_t type = read_long(bytes, TYPE_OFFSET);

    if (!is_message(bytes, type))
        return false;
    *message = (struct ntlm_message){ .type = type };
    for (size_t i = 0; i < G_N_ELEMENTS(name_rows); i++)
        if (name_rows[i].type == message->type)
            *(mail_slice *) ((char *) message + name_rows[i].member) = read_name(arena, bytes, &name_rows[i]);
    if (message->type == NTLM_CHALLENGE)
        message->challenge =
            in_hexadecimal(arena, mail_slice_first(mail_slice_skip(bytes, CHALLENGE_OFFSET), CHALLENGE_LENGTH));
    if (message->type == NTLM_AUTHENTICATE)
        message->response = read_response(arena, bytes);
    return true;
}
