/* The encodings that the dialogue itself uses. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CODEC_H
#define MAIL_CODEC_H

#include "mail_arena.h"

/* Decodes base64 (RFC 4648, 4) with or without its padding. False if other characters are in it. The result lives in
 * `arena`. */
bool mail_base64_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded);

/* Decodes xtext (RFC 3461, 4). False if it is not valid xtext; an empty text is valid. The result lives in `arena`. */
bool mail_xtext_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded);

/* Decodes an address of type utf-8 (RFC 6533, 3): UTF-8 as it is, and \x{4F8B}. False if it is not valid. The result
 * lives in `arena`. */
bool mail_unitext_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded);

#endif
