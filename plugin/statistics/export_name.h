/* Names of exported files: readable, unique by themselves, and safe on every system.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef EXPORT_NAME_H
#define EXPORT_NAME_H

#include "base/mail_slice.h"

#include <wireshark.h>

#include <wsutil/wmem/wmem.h>

/* Bytes of a whole name. */
enum { EXPORT_NAME_LIMIT = 100 };

/* `identity`, which is short and unlike that of every other file; then what of `words` (UTF-8, of anybody's making: a
 * subject, a file name) may stand in a name; then `suffix`, such as ".eml", unless the words end with it. An empty
 * suffix keeps that of the words. Lives in `pool`. */
const char *export_name_make(wmem_allocator_t *pool, const char *identity, mail_slice words, const char *suffix);

#endif
