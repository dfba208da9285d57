/* See fuzz_dialogue.h. This file takes the input apart; fuzz_dialogue_check.c reads it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_dialogue.h"
#include "fuzz_target.h"

static void run_free(gpointer data)
{
    struct fuzz_run *run = data;

    g_byte_array_unref(run->bytes);
    g_free(run);
}

static struct fuzz_run *run_add(struct fuzz_dialogue *dialogue, enum mail_side side, enum mail_layer layer)
{
    struct fuzz_run *run = g_new0(struct fuzz_run, 1);

    run->side = side;
    run->layer = layer;
    run->bytes = g_byte_array_new();
    g_ptr_array_add(dialogue->runs, run);
    return run;
}

/* One byte, for few and for many, but fewer than would make it unclear whether a repeated segment is old or new (RFC
 * 9293, 3.4). */
static guint32 take_amount(mail_slice *input)
{
    uint8_t byte = fuzz_take_byte(input);

    return byte < 0xe0 ? byte : 1u << MIN(byte - 0xe0, 28);
}

/* A control byte and what follows it. A byte that is no control begins another run of the same side. */
static struct fuzz_run *take_control(struct fuzz_dialogue *dialogue, struct fuzz_run *run, mail_slice *input)
{
    uint8_t control = fuzz_take_byte(input);

    switch (control) {
    case FUZZ_CONTROL:
        g_byte_array_append(run->bytes, &control, 1);
        return run;
    case 'C':
    case 'S':
        return run_add(dialogue, control == 'C' ? MAIL_SIDE_A : MAIL_SIDE_B, MAIL_LAYER_PLAIN);
    case 'c':
    case 's':
        return run_add(dialogue, control == 'c' ? MAIL_SIDE_A : MAIL_SIDE_B, MAIL_LAYER_TLS);
    case '.':
        run->lost_behind = take_amount(input);
        return run_add(dialogue, run->side, run->layer);
    }
    run = run_add(dialogue, run->side, run->layer);
    if (control == '-')
        run->lost_before = take_amount(input);
    if (control == 'A')
        run->ahead = take_amount(input);
    if (control == '<') {
        run->back = fuzz_take_byte(input);
        dialogue->has_conflicts = true;
    }
    return run;
}

struct fuzz_dialogue *fuzz_dialogue_read(const uint8_t *bytes, size_t size)
{
    struct fuzz_dialogue *dialogue = g_new0(struct fuzz_dialogue, 1);
    mail_slice input = mail_slice_make(bytes, size);

    dialogue->options = fuzz_take_byte(&input);
    dialogue->seed = fuzz_take_byte(&input);
    dialogue->runs = g_ptr_array_new_with_free_func(run_free);

    enum mail_layer layer = dialogue->options & FUZZ_TLS_IS_IMPLICIT ? MAIL_LAYER_TLS : MAIL_LAYER_PLAIN;
    struct fuzz_run *run = run_add(dialogue, MAIL_SIDE_B, layer);

    while (input.length) {
        uint8_t byte = fuzz_take_byte(&input);
        if (byte == FUZZ_CONTROL)
            run = take_control(dialogue, run, &input);
        else
            g_byte_array_append(run->bytes, &byte, 1);
    }
    return dialogue;
}

void fuzz_dialogue_free(struct fuzz_dialogue *dialogue)
{
    g_ptr_array_unref(dialogue->runs);
    g_free(dialogue);
}
