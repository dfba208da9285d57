/* What the user may say about the reading of messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_OPTIONS_H
#define MIME_OPTIONS_H

struct mime_options {
    const char *fallback_charset; /* of text that names none and is no UTF-8 (preference text_encoding); NULL: none */
    const char *message_guess;    /* what the message as a whole was guessed to have; NULL: nothing */
};

#endif
