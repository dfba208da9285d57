/* See open_capture.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "open_capture.h"
#include "pool_arena.h"
#include "preferences.h"

#include "content/mime_message.h"
#include "engine/mail_capture.h"
#include "findings/mail_findings.h"

#include <epan/packet.h>

static struct mail_capture *capture;

static void begin_capture(void)
{
    const struct mail_preferences *preferences = preferences_current();

    capture = mail_capture_new(pool_arena_of_slabs(wmem_file_scope()), &mail_rules);
    capture->read_message = mime_message_read;
    capture->reading_limits = mime_default_limits;
    capture->message_limit = MIN(preferences->message_limit, (guint) G_MAXINT);
    capture->password_to_check =
        mail_arena_copy(&capture->arena, mail_slice_from_string(preferences->password_to_check));
}

void open_capture_register(void)
{
    register_init_routine(begin_capture);
}

struct mail_capture *open_capture(void)
{
    return capture;
}
