/* What a unit says in the terms of Wireshark's own dissectors: one function for each meaning of a field that is not of
 * one protocol alone.
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

/* The only value: a number, or text that stands at `part` of the unit's line. */
bool stock_value_set_number(struct stock_value *value, uint32_t number);
bool stock_value_set_text(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part,
                          const char *text);
bool stock_value_set_slice(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part);

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

/* Of content: each line of the unit's bytes; and the frame that completes the message, once known, in all others. */
bool stock_value_content_line(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_end_of_message(const struct mail_drawing *drawing, struct stock_value *value);

/* Of a message that ended as its protocol says: that it did, and the frames it came from. */
bool stock_value_whole_message(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_fragment(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_fragment_count(const struct mail_drawing *drawing, struct stock_value *value);
bool stock_value_message_length(const struct mail_drawing *drawing, struct stock_value *value);

#endif
