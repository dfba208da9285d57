/* A whole SMTP session: any dialogue, in any layer, with any losses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_dialogue.h"
#include "fuzz_target.h"
#include "smtp/smtp_protocol.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_dialogue *dialogue = fuzz_dialogue_read(bytes, size);

    fuzz_dialogue_check(dialogue, &smtp_protocol);
    fuzz_dialogue_free(dialogue);
    return 0;
}
