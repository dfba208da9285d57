/* See cell_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "cell_text.h"

#include "wireshark/view_text.h"

#include <inttypes.h>

/* Bytes shown of one text, and texts shown of one list. */
static const size_t text_limit = 250;
static const uint64_t list_limit = 10;

const char *cell_time_text(wmem_allocator_t *pool, struct mail_time time)
{
    GDateTime *date = g_date_time_new_from_unix_utc(time.seconds);
    char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S") : NULL;
    const char *result =
        text ? wmem_strdup_printf(pool, "%s.%06" PRId32 "Z", text, time.nanoseconds / 1000) : "not a date";

    g_free(text);
    if (date)
        g_date_time_unref(date);
    return result;
}

static const char *list_text(wmem_allocator_t *pool, const struct statistics_value *value)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    for (uint64_t i = 0; i < MIN(value->number, list_limit); i++)
        wmem_strbuf_append_printf(text, "%s%s", i ? ", " : "", view_excerpt(pool, value->texts[i], text_limit));
    if (value->number > list_limit)
        wmem_strbuf_append_printf(text, ", and %" PRIu64 " more", value->number - list_limit);
    return wmem_strbuf_get_str(text);
}

static const char *seconds_text(wmem_allocator_t *pool, int64_t nanoseconds)
{
    const char *sign = nanoseconds < 0 ? "-" : "";
    uint64_t microseconds = (uint64_t) ABS(nanoseconds) / 1000;

    return wmem_strdup_printf(pool, "%s%5" PRIu64 ".%06" PRIu64, sign, microseconds / 1000000, microseconds % 1000000);
}

const char *cell_text(wmem_allocator_t *pool, const struct statistics_column *column,
                      const struct statistics_value *value)
{
    if (!value->is_known)
        return "";
    switch (column->kind) {
    case STATISTICS_NUMBER:
    case STATISTICS_CODE:
        return wmem_strdup_printf(pool, "%*" PRIu64, column->width, value->number);
    case STATISTICS_TEXT:
        return view_excerpt(pool, value->text, text_limit);
    case STATISTICS_PATH:
        return value->text.length ? view_excerpt(pool, value->text, text_limit) : "<>";
    case STATISTICS_LIST:
    case STATISTICS_CODES:
        return list_text(pool, value);
    case STATISTICS_TIME:
        return cell_time_text(pool, value->time);
    case STATISTICS_SECONDS:
        return seconds_text(pool, value->nanoseconds);
    case STATISTICS_TRUTH:
        return value->number ? "yes" : "no";
    }
    return "";
}
