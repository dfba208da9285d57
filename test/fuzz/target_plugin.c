/* The whole plugin within libwireshark: a dialogue as TCP segments. Each frame shows the same on its second visit, late
 * fields aside.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_epan.h"
#include "fuzz_target.h"

#include <string.h>

/* The bit of the first byte that tells the protocol; the others are those of fuzz_dialogue.h. */
#define IS_POP3 128

#define ETHERNET_LENGTH 14
#define INTERNET_LENGTH 20
#define TRANSPORT_LENGTH 20
#define HEADERS_LENGTH (ETHERNET_LENGTH + INTERNET_LENGTH + TRANSPORT_LENGTH)

/* Frames of longer dialogues are left out, as the time is better spent on other inputs. */
#define MOST_FRAMES 100

static guint16 server_port_of(unsigned options)
{
    bool is_guessed = options & FUZZ_ROLES_ARE_GUESSED;

    if (options & IS_POP3)
        return is_guessed ? 2110 : 110;
    return is_guessed ? 2600 : 25;
}

static void put_16(guint8 *at, guint32 number)
{
    at[0] = (guint8) (number >> 8);
    at[1] = (guint8) number;
}

static void put_32(guint8 *at, guint32 number)
{
    put_16(at, number >> 16);
    put_16(at + 2, number);
}

/* Addresses are those of the input's number, so that no two inputs share a conversation. */
static void write_headers(guint8 *frame, const struct fuzz_run *run, guint32 connection, guint32 sequence,
                          guint16 server_port)
{
    guint8 *internet = frame + ETHERNET_LENGTH, *transport = internet + INTERNET_LENGTH;
    bool is_client = run->side == MAIL_SIDE_A;
    guint32 client_address = (10u << 24) | connection, server_address = 0xc0000219;

    put_16(frame + 12, 0x0800);
    internet[0] = 0x45;
    put_16(internet + 2, INTERNET_LENGTH + TRANSPORT_LENGTH + run->bytes->len + run->lost_behind % 1000);
    internet[8] = 64;
    internet[9] = 6;
    put_32(internet + 12, is_client ? client_address : server_address);
    put_32(internet + 16, is_client ? server_address : client_address);
    put_16(transport, is_client ? 40000 : server_port);
    put_16(transport + 2, is_client ? server_port : 40000);
    put_32(transport + 4, sequence);
    transport[12] = TRANSPORT_LENGTH / 4 << 4;
    transport[13] = 0x18;
    put_16(transport + 14, 65535);
}

static GByteArray *frame_of(const struct fuzz_run *run, guint32 connection, guint32 sequence, guint16 server_port)
{
    guint8 headers[HEADERS_LENGTH] = { 0 };
    GByteArray *frame = g_byte_array_new();

    write_headers(headers, run, connection, sequence, server_port);
    g_byte_array_append(frame, headers, sizeof headers);
    g_byte_array_append(frame, run->bytes->data, run->bytes->len);
    return frame;
}

/* A byte of the TLS layer is sent as a plain byte of the connection, as there is no key here. */
static GPtrArray *frames_of(const struct fuzz_dialogue *dialogue, guint32 connection)
{
    GPtrArray *frames = g_ptr_array_new_with_free_func((GDestroyNotify) g_byte_array_unref);
    guint32 sequences[MAIL_SIDES] = { 1000, 0u - 500 };

    for (guint i = 0; i < dialogue->runs->len && frames->len < MOST_FRAMES; i++) {
        const struct fuzz_run *run = g_ptr_array_index(dialogue->runs, i);
        guint32 *sequence = &sequences[run->side];
        *sequence += run->lost_before - run->back;
        if (run->bytes->len)
            g_ptr_array_add(frames, frame_of(run, connection, *sequence, server_port_of(dialogue->options)));
        *sequence += run->bytes->len + run->lost_behind % 1000;
    }
    return frames;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void) argc;
    (void) argv;
    fuzz_epan_begin();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static guint32 connection;
    struct fuzz_dialogue *dialogue = fuzz_dialogue_read(bytes, size);
    g_autoptr(GPtrArray) frames = frames_of(dialogue, ++connection & 0xffffff);

    fuzz_epan_check(frames);
    fuzz_dialogue_free(dialogue);
    return 0;
}
