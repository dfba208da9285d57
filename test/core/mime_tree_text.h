/* The parts of a message as text, for tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_TREE_TEXT_H
#define MIME_TREE_TEXT_H

#include "content/mime_message.h"

/* Reads the message and gives a line for each part: path, type, ! where a hole touches it, ~ where a multipart is not
 * closed, @ where it was decoded, and the body of a leaf, escaped. The byte 0x01 in `text` stands for a hole. */
char *mime_tree_text(const char *text);

/* Fails the test unless that is `expected`. */
void mime_tree_expect(const char *text, const char *expected);

#endif
