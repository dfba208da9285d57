/* When something happened, and in which frame of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TIME_H
#define MAIL_TIME_H

#include <stdint.h>

/* Seconds and nanoseconds since the epoch, as the capture gives them. */
struct mail_time {
    int64_t seconds;
    int32_t nanoseconds;
};

/* A time, and the frame whose bytes it is about. Kept for each line: in as few bytes as it takes. */
struct mail_moment {
    int64_t seconds;
    int32_t nanoseconds;
    uint32_t frame;
};

static inline struct mail_moment mail_moment_make(struct mail_time time, uint32_t frame)
{
    return (struct mail_moment){ .seconds = time.seconds, .nanoseconds = time.nanoseconds, .frame = frame };
}

static inline struct mail_time mail_moment_time(struct mail_moment moment)
{
    return (struct mail_time){ .seconds = moment.seconds, .nanoseconds = moment.nanoseconds };
}

#endif
