/* The capture that Wireshark has open: one struct mail_capture for each file, made anew when a file is opened.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef OPEN_CAPTURE_H
#define OPEN_CAPTURE_H

struct mail_capture;

/* Asks Wireshark to say when a file is opened. */
void open_capture_register(void);

struct mail_capture *open_capture(void);

#endif
