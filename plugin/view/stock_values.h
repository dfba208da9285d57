/* What a unit says in the terms of Wireshark's own dissectors for SMTP and POP3: one function per meaning of a field.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STOCK_VALUES_H
#define STOCK_VALUES_H

#include "drawing.h"

struct stock_value {
    unsigned index; /* which of the unit's values is asked for, from 0 */
    struct view_place place;
    const char *text;
    uint32_t number;
    int next_offset;                           /* of the content line to come */
    const struct mail_content_span *next_span; /* of the fragment to come */
};

/* Finds the value with the index in `value`, which was called with all indices below; false if there is none. The place
 * is the unit's beforehand. */
typedef bool (*stock_value_find)(const struct mail_drawing *drawing, struct stock_value *value);

/* Of every line. */
bool stock_value_truth(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_line(const struct mail_drawing *drawing, struct stock_value *value);

/* Of commands: as sent, neither in capitals nor cut to four letters. */
bool stock_value_verb(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_argument(const struct mail_drawing *drawing, struct stock_value *value);

/* Of credentials: decoded; both in one as sent, in base64. */
bool stock_value_user(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_password(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_user_and_password(const struct mail_drawing *drawing, struct stock_value *value);

/* Of SMTP replies: those of the first line only, and the text of each line. */
bool stock_value_first_line(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_code(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_reply_text(const struct mail_drawing *drawing, struct stock_value *value);

/* Of POP3 replies. */
bool stock_value_indicator(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_description(const struct mail_drawing *drawing, struct stock_value *value);

/* Of content: each line of the unit's bytes; the same without the dot that ends the message; and the frame that
 * completes the message, once known, in all others. */
bool stock_value_content_line(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_text_line(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_end_of_message(const struct mail_drawing *drawing, struct stock_value *value);

/* Of a message that ended as its protocol says: the dot that ended it, and the frames it came from. */
bool stock_value_final_dot(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_whole_message(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_fragment(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_fragment_count(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_message_length(const struct mail_drawing *drawing, struct stock_value *value);

#endif
