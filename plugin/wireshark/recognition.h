/* The first bytes of a conversation on any port, kept until they show whether it is mail: they may come in small
 * pieces. Bounded, and freed when the conversation turns out to be something else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef RECOGNITION_H
#define RECOGNITION_H

#include "dissector.h"

#include "engine/mail_reading.h"

/* A segment that nobody has read yet. */
struct earlier_segment {
    struct earlier_segment *next;
    struct mail_segment segment; /* its bytes lie after it */
};

/* Zeroed: nothing is remembered. */
struct recognition {
    struct earlier_segment *first, *last;   /* in the order of the capture */
    const struct earlier_segment *question; /* ends what only the answer can tell to be mail; NULL: none */
    size_t length[MAIL_SIDES];              /* bytes remembered of each side */
};

enum recognition_verdict {
    RECOGNITION_MAIL,
    RECOGNITION_OPEN, /* it may still be: recognition_remember() the segment */
    RECOGNITION_REPEATED /* it may still be, and the segment says nothing new */,
    RECOGNITION_STRANGER /* the beginning is not mail's */
};

/* What a segment shows together with what came before it. What cannot belong to the session is forgotten. */
enum recognition_verdict recognition_judge(const struct mail_dissector *dissector, struct recognition *recognition,
                                           const struct mail_segment *segment);

/* The same for a conversation that turned out to be a stranger's: its beginning is over. */
enum recognition_verdict recognition_judge_stranger(const struct mail_dissector *dissector,
                                                    const struct mail_segment *segment);

void recognition_remember(const struct mail_dissector *dissector, struct recognition *recognition,
                          const struct mail_segment *segment);

void recognition_forget(struct recognition *recognition);

#endif
