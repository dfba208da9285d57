/* Who takes decoded bytes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_SINK_H
#define MIME_SINK_H

#include "base/mail_slice.h"

/* Takes decoded bytes; they are valid during the call only. */
typedef void (*mime_sink)(void *context, mail_slice decoded);

#endif
