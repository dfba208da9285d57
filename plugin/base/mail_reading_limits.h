/* How much of what a message says is read; what goes beyond is said to do so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_READING_LIMITS_H
#define MAIL_READING_LIMITS_H

struct mail_reading_limits {
    unsigned parts;  /* of a message, embedded ones included */
    unsigned depth;  /* of parts within parts */
    unsigned fields; /* of one header section */
};

#endif
