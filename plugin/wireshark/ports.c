/* See ports.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ports.h"
#include "ws_compat.h"

#include <epan/range.h>

#define LARGEST_PORT 65535

struct port_range {
    enum ports_table table;
    const struct mail_dissector *dissector;
    unsigned variant;
    const char *defaults;
    range_t *range; /* the preference */
};

enum port_range_id {
#define MAIL_PORTS(id, preference, table, dissector, variant, ports, title, reference) id,
#include "ports.def"
#undef MAIL_PORTS
    RANGES
};

static struct port_range ranges[RANGES] = {
#define MAIL_PORTS(id, preference, table, dissector, variant, ports, title, reference)                                 \
    { table, &dissector, variant, ports, NULL },
#include "ports.def"
#undef MAIL_PORTS
};

/* To which a port of PORTS_TLS goes first: it hands on to TLS all but a proxy's header. */
static dissector_handle_t before_tls_handle;
static mail_bool takes_over = TRUE;

/* A port that is or was taken. */
struct taken_port {
    dissector_handle_t earlier; /* what had it before; NULL: nothing */
    dissector_handle_t wanted;  /* what is to have it; NULL: no longer in a range */
};

/* By port, for each table. */
static wmem_map_t *taken_ports[PORTS_TABLES];

static const char *const table_names[PORTS_TABLES] = { [PORTS_TCP] = "tcp.port", [PORTS_TLS] = "tls.port" };
static dissector_table_t tables[PORTS_TABLES];

static void register_range(module_t *module, enum port_range_id id, const char *name, const char *title)
{
    wmem_allocator_t *pool = wmem_epan_scope();
    const char *help = wmem_strdup_printf(pool,
                                          "Server ports on which %s is expected, unless Decode As says otherwise. "
                                          "On other ports mail is recognized by its first lines.",
                                          title);

    range_convert_str(pool, &ranges[id].range, ranges[id].defaults, LARGEST_PORT);
    prefs_register_range_preference(module, name, wmem_strdup_printf(pool, "%s ports", title), help, &ranges[id].range,
                                    LARGEST_PORT);
}

void ports_register_preferences(module_t *module)
{
    prefs_register_bool_preference(module, "take_over", "Take over the ports of Wireshark's own dissectors",
                                   "Dissect mail on the ports below. Otherwise these ports are left to Wireshark's own "
                                   "dissectors, and only mail on other ports is dissected here.",
                                   &takes_over);
#define MAIL_PORTS(id, preference, table, dissector, variant, ports, title, reference)                                 \
    register_range(module, id, preference, title);
#include "ports.def"
#undef MAIL_PORTS
}

static struct taken_port *taken_port_of(enum ports_table table, guint32 port)
{
    return taken_ports[table] ? wmem_map_lookup(taken_ports[table], GUINT_TO_POINTER(port)) : NULL;
}

static bool is_decoded_as(enum ports_table table, guint32 port)
{
    return dissector_is_uint_changed(tables[table], port);
}

static struct taken_port *taken_port_new(enum ports_table table, guint32 port)
{
    struct taken_port *taken = wmem_new0(wmem_epan_scope(), struct taken_port);

    taken->earlier = dissector_get_default_uint_handle(table_names[table], port);
    wmem_map_insert(taken_ports[table], GUINT_TO_POINTER(port), taken);
    return taken;
}

static void want(enum ports_table table, guint32 port, dissector_handle_t handle)
{
    struct taken_port *taken = taken_port_of(table, port);

    if (!taken)
        taken = taken_port_new(table, port);
    if (!taken->wanted)
        taken->wanted = handle;
}

static void want_port(guint32 port, gpointer id)
{
    const enum ports_table table = ranges[GPOINTER_TO_UINT(id)].table;

    want(table, port, ranges[GPOINTER_TO_UINT(id)].dissector->dispatcher);
    if (table == PORTS_TLS)
        want(PORTS_TCP, port, before_tls_handle);
}

static void forget_wish(gpointer port, gpointer taken, gpointer data)
{
    (void) port;
    (void) data;
    ((struct taken_port *) taken)->wanted = NULL;
}

static void settle_port(gpointer port, gpointer value, gpointer table)
{
    const struct taken_port *taken = value;
    const char *name = table_names[GPOINTER_TO_UINT(table)];
    dissector_handle_t current = dissector_get_uint_handle(tables[GPOINTER_TO_UINT(table)], GPOINTER_TO_UINT(port));
    dissector_handle_t handle = taken->wanted ? taken->wanted : taken->earlier;

    if (current == handle || is_decoded_as((enum ports_table) GPOINTER_TO_UINT(table), GPOINTER_TO_UINT(port)))
        return;
    if (handle)
        dissector_add_uint(name, GPOINTER_TO_UINT(port), handle);
    else
        dissector_delete_uint(name, GPOINTER_TO_UINT(port), current);
}

/* Where ranges overlap, the first row of ports.def has the port. */
void ports_apply(void)
{
    if (!before_tls_handle)
        return;
    for (unsigned table = 0; table < PORTS_TABLES; table++)
        wmem_map_foreach(taken_ports[table], forget_wish, NULL);
    for (unsigned id = 0; id < RANGES; id++)
        range_foreach(ranges[id].range, want_port, GUINT_TO_POINTER(id));
    for (unsigned table = 0; table < PORTS_TABLES; table++)
        wmem_map_foreach(taken_ports[table], settle_port, GUINT_TO_POINTER(table));
}

void ports_take(dissector_handle_t before_tls)
{
    for (unsigned table = 0; table < PORTS_TABLES; table++) {
        tables[table] = find_dissector_table(table_names[table]);
        taken_ports[table] = wmem_map_new(wmem_epan_scope(), g_direct_hash, g_direct_equal);
    }
    before_tls_handle = before_tls;
    ports_apply();
}

bool ports_are_ours(enum ports_table table, guint32 port)
{
    const struct taken_port *taken = taken_port_of(table, port);

    return is_decoded_as(table, port) || (takes_over && (!taken || taken->wanted));
}

dissector_handle_t ports_earlier_handle(enum ports_table table, guint32 port)
{
    const struct taken_port *taken = taken_port_of(table, port);

    return taken ? taken->earlier : NULL;
}

bool ports_belong_to_another(const packet_info *pinfo)
{
    return !takes_over &&
           (ports_earlier_handle(PORTS_TCP, pinfo->srcport) || ports_earlier_handle(PORTS_TCP, pinfo->destport));
}

bool ports_is_of_mail(guint32 port)
{
    for (unsigned id = 0; id < RANGES; id++)
        if (value_is_in_range(ranges[id].range, port))
            return true;
    return false;
}

const struct mail_dissector *ports_dissector_in_tls(guint32 port)
{
    for (unsigned id = 0; id < RANGES; id++)
        if (ranges[id].table == PORTS_TLS && value_is_in_range(ranges[id].range, port))
            return ranges[id].dissector;
    return NULL;
}

unsigned ports_variant(const struct mail_dissector *dissector, guint32 port)
{
    for (unsigned id = 0; id < RANGES; id++)
        if (ranges[id].dissector == dissector && value_is_in_range(ranges[id].range, port))
            return ranges[id].variant;
    return 0;
}
