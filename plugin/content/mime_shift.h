/* Text of seven bits that switches between sets of characters, as the eight-bit encoding of the same sets: ISO-2022-JP
 * (RFC 1468) with the kana of JIS X 0201 as EUC-JP, HZ (RFC 1843) as EUC-CN.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_SHIFT_H
#define MIME_SHIFT_H

#include "base/mail_slice.h"

#include <glib.h>

enum { MIME_SHIFT_INVALID = 0xff }; /* stands for a byte that has no place in such text; no byte of EUC */

void mime_shift_append_jis(GString *euc, mail_slice text);
void mime_shift_append_hz(GString *euc, mail_slice text);

#endif
