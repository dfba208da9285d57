/* See printing_listener.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "printing_listener.h"

#include "wireshark/ws_compat.h"

#include <epan/tap.h>

struct printing_listener {
    const struct printing_kind *kind;
    void *state;
};

static void reset(void *data)
{
    const struct printing_listener *listener = data;

    listener->kind->reset(listener->state);
}

static tap_packet_status take(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags)
{
    const struct printing_listener *listener = data;

    (void) edt;
    (void) flags;
    listener->kind->take(listener->state, pinfo, tapped);
    return TAP_PACKET_REDRAW;
}

static void draw(void *data)
{
    const struct printing_listener *listener = data;

    listener->kind->draw(listener->state);
}

static void finish(void *data)
{
    struct printing_listener *listener = data;

    listener->kind->end(listener->state);
    g_free(listener);
}

/* What follows the name: ",FILTER", or nothing. False for another name that begins alike. */
static bool find_filter(const char *argument, const char *name, const char **filter)
{
    const char *rest = argument + strlen(name);

    *filter = *rest == ',' && rest[1] ? rest + 1 : NULL;
    return *rest == '\0' || *rest == ',';
}

/* Says on the terminal why it cannot be, and gives that back as false. */
static bool begin(const char *argument, const void *data)
{
    const struct printing_kind *kind = data;
    struct printing_listener *listener;
    const char *filter;
    GString *error;

    if (!find_filter(argument, kind->name, &filter)) {
        fprintf(stderr, "mailproto: there is no statistic \"%s\"; \"%s\" and \"%s,FILTER\" are\n", argument, kind->name,
                kind->name);
        return false;
    }
    listener = g_new0(struct printing_listener, 1);
    listener->kind = kind;
    listener->state = kind->begin();
    error = register_tap_listener("mailproto", listener, filter, TL_REQUIRES_NOTHING, reset, take, draw, finish);
    if (!error)
        return true;
    fprintf(stderr, "mailproto: \"%s\": %s\n", argument, error->str);
    g_string_free(error, TRUE);
    finish(listener);
    return false;
}

void printing_listener_register(const struct printing_kind *kind)
{
    struct ws_statistic *statistic = wmem_new0(wmem_epan_scope(), struct ws_statistic);

    statistic->begin = begin;
    statistic->data = kind;
    statistic->ui.group = REGISTER_PACKET_STAT_GROUP_UNSORTED;
    statistic->ui.title = kind->title;
    statistic->ui.cli_string = kind->name;
    ws_register_statistic(statistic);
}
