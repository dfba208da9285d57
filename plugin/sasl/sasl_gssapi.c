/* GSSAPI (RFC 4752, 3): tokens of Kerberos; the last ones say who the client wants to be and name the security layer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "kerberos_wrap.h"
#include "sasl_readers.h"

#include <glib.h>

/* One octet of layers, three of the largest message; in the client's the authorization identity follows. */
#define LAYERS_LENGTH 4

/* Bits of the first octet (RFC 4752, 3.3) */
static const struct {
    uint8_t bit;
    const char *name;
} layers[] = {
    { 0x01, "none" },
    { 0x02, "integrity" },
    { 0x04, "confidentiality" },
};

/* "none, integrity, confidentiality" */
static mail_slice name_layers(const struct mail_arena *arena, uint8_t bits)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++)
        if (bits & layers[i].bit)
            g_string_append_printf(text, "%s%s", text->len ? ", " : "", layers[i].name);

    mail_slice names = mail_arena_copy(arena, mail_slice_make(text->str, text->len));

    g_string_free(text, TRUE);
    return names;
}

/* The layers that the server offers, or the one that the client takes. */
static mail_slice read_layers(const struct sasl_step *step)
{
    mail_slice plain = kerberos_wrap_read(step->arena, step->decoded);

    if (plain.length >= LAYERS_LENGTH)
        step->facts->layers = name_layers(step->arena, plain.bytes[0]);
    return plain;
}

void sasl_gssapi_challenge_read(const struct sasl_step *step)
{
    read_layers(step);
}

void sasl_gssapi_read(const struct sasl_step *step)
{
    mail_slice plain = read_layers(step);

    if (plain.length > LAYERS_LENGTH)
        step->facts->authzid = mail_slice_skip(plain, LAYERS_LENGTH);
}
