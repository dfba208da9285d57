/* What one cell of a table says, before it is text for the window or JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_VALUE_H
#define STATISTICS_VALUE_H

#include "base/mail_slice.h"
#include "base/mail_time.h"

enum statistics_kind {
    STATISTICS_NUMBER,  /* always known */
    STATISTICS_CODE,    /* a number, where there is one */
    STATISTICS_TEXT,    /* captured bytes, where there are any */
    STATISTICS_PATH,    /* such a text, which may be the empty path <> */
    STATISTICS_LIST,    /* several such texts */
    STATISTICS_CODES,   /* several numbers, as texts; empty where there is none */
    STATISTICS_TIME,    /* since the epoch */
    STATISTICS_SECONDS, /* how long something took */
    STATISTICS_TRUTH
};

struct statistics_value {
    bool is_known;
    uint64_t number; /* also of a list: how many texts; and of a truth */
    mail_slice text;
    const mail_slice *texts;
    struct mail_time time;
    int64_t nanoseconds;
};

static inline struct statistics_value statistics_nothing(void)
{
    return (struct statistics_value){ 0 };
}

static inline struct statistics_value statistics_number(uint64_t number)
{
    return (struct statistics_value){ .is_known = true, .number = number };
}

/* 0 is no code. */
static inline struct statistics_value statistics_code(uint64_t code)
{
    return (struct statistics_value){ .is_known = code != 0, .number = code };
}

/* A slice without bytes (NULL) is not known. */
static inline struct statistics_value statistics_text(mail_slice text)
{
    return (struct statistics_value){ .is_known = text.bytes != NULL, .text = text };
}

/* NULL is not known. */
static inline struct statistics_value statistics_words(const char *words)
{
    return statistics_text(words ? mail_slice_from_string(words) : mail_slice_make(NULL, 0));
}

static inline struct statistics_value statistics_list(const mail_slice *texts, uint64_t count)
{
    return (struct statistics_value){ .is_known = true, .number = count, .texts = texts };
}

static inline struct statistics_value statistics_truth(bool truth)
{
    return (struct statistics_value){ .is_known = true, .number = truth };
}

static inline struct statistics_value statistics_time(struct mail_time time)
{
    return (struct statistics_value){ .is_known = true, .time = time };
}

static inline struct statistics_value statistics_seconds_between(struct mail_time begin, struct mail_time end)
{
    int64_t seconds = end.seconds - begin.seconds;

    return (struct statistics_value){ .is_known = true,
                                      .nanoseconds = seconds * 1000000000 + end.nanoseconds - begin.nanoseconds };
}

#endif
