/* See proxy_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "proxy_view.h"
#include "fields.h"
#include "wireshark/view_text.h"

#include "engine/mail_proxy_header.h"

#include <epan/to_str.h>

/* Bytes shown of an addition in the label of its item. */
#define EXCERPT_LIMIT 100

/* Fields of one end. */
struct end_fields {
    const int *ipv4, *ipv6, *path, *port;
};

static const struct end_fields source_fields = { &hf_proxy_source_ipv4, &hf_proxy_source_ipv6, &hf_proxy_source_path,
                                                 &hf_proxy_source_port };
static const struct end_fields destination_fields = { &hf_proxy_destination_ipv4, &hf_proxy_destination_ipv6,
                                                      &hf_proxy_destination_path, &hf_proxy_destination_port };

static const char *const commands[] = { [MAIL_PROXY_LOCAL] = "LOCAL", [MAIL_PROXY_PROXY] = "PROXY" };
static const char *const families[] = { [MAIL_PROXY_UNSPECIFIED] = "unspecified",
                                        [MAIL_PROXY_IPV4] = "IPv4",
                                        [MAIL_PROXY_IPV6] = "IPv6",
                                        [MAIL_PROXY_UNIX] = "UNIX" };
static const char *const transports[] = {
    [MAIL_PROXY_NO_TRANSPORT] = "unspecified", [MAIL_PROXY_STREAM] = "stream", [MAIL_PROXY_DATAGRAM] = "datagram"
};

/* PROXY protocol, 2.2. */
static const struct {
    uint8_t type;
    const char *name;
} addition_names[] = { { 0x01, "ALPN" },      { 0x02, "AUTHORITY" }, { 0x03, "CRC32C" }, { 0x04, "NOOP" },
                       { 0x05, "UNIQUE_ID" }, { 0x20, "SSL" },       { 0x30, "NETNS" } };

#define NAME_OF(names, number) ((number) < G_N_ELEMENTS(names) ? (names)[number] : "unassigned")

static const char *addition_name(uint8_t type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(addition_names); i++)
        if (addition_names[i].type == type)
            return addition_names[i].name;
    return "unknown type";
}

/* The name of a socket has zeros after it. */
static mail_slice path_of(const struct mail_proxy_end *end)
{
    return mail_slice_first(end->address, mail_slice_index_of(end->address, 0));
}

static const char *end_summary(wmem_allocator_t *pool, const struct mail_proxy_header *header,
                               const struct mail_proxy_end *end)
{
    if (header->family == MAIL_PROXY_UNIX)
        return view_text(pool, path_of(end));

    address ip;

    if (header->family == MAIL_PROXY_IPV4)
        set_address(&ip, AT_IPv4, 4, end->octets);
    else
        set_address(&ip, AT_IPv6, 16, end->octets);

    const char *form = header->family == MAIL_PROXY_IPV4 ? "%s:%u" : "[%s]:%u";

    return wmem_strdup_printf(pool, form, address_to_str(pool, &ip), end->port_value);
}

const char *proxy_view_summary(wmem_allocator_t *pool, const struct mail_proxy_header *header)
{
    if (header->source.address.length)
        return wmem_strdup_printf(pool, "%s to %s", end_summary(pool, header, &header->source),
                                  end_summary(pool, header, &header->destination));
    return header->command == MAIL_PROXY_LOCAL ? "the proxy's own connection" : "no addresses";
}

static void add_end(const struct mail_drawing *drawing, const struct end_fields *fields,
                    const struct mail_proxy_end *end)
{
    struct view_place place = drawing_place_of(drawing, end->address);
    const struct mail_proxy_header *header = drawing->unit->proxy;
    ws_in4_addr ipv4;

    if (!end->address.length)
        return;
    memcpy(&ipv4, end->octets, sizeof ipv4);
    if (header->family == MAIL_PROXY_IPV4)
        proto_tree_add_ipv4(drawing->tree, *fields->ipv4, place.tvb, place.offset, place.length, ipv4);
    else if (header->family == MAIL_PROXY_IPV6)
        proto_tree_add_ipv6(drawing->tree, *fields->ipv6, place.tvb, place.offset, place.length,
                            (const ws_in6_addr *) end->octets);
    else
        drawing_add_string(drawing, *fields->path, path_of(end));
    if (end->port.length)
        drawing_add_number(drawing, *fields->port, end->port, end->port_value);
}

static void add_addition(const struct mail_drawing *drawing, const struct mail_proxy_addition *addition)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    struct view_place place = drawing_place_of(drawing, addition->whole);
    const char *label = wmem_strdup_printf(pool, "%s: %s", addition_name(addition->type),
                                           view_excerpt(pool, addition->value, EXCERPT_LIMIT));
    struct mail_drawing below = *drawing;

    below.tree = proto_tree_add_subtree(drawing->tree, place.tvb, place.offset, place.length, ett_proxy_addition,
                                        &below.item, label);
    drawing_add_number(&below, hf_proxy_addition_type, mail_slice_first(addition->whole, 1), addition->type);
    place = drawing_place_of(drawing, addition->value);
    if (addition->value.length)
        proto_tree_add_bytes_with_length(below.tree, hf_proxy_addition_value, place.tvb, place.offset, place.length,
                                         addition->value.bytes, (gint) addition->value.length);
}

static void add_additions(const struct mail_drawing *drawing)
{
    struct mail_proxy_addition addition;
    mail_slice rest = drawing->unit->proxy->additions;

    while (mail_proxy_header_take_addition(&rest, &addition))
        add_addition(drawing, &addition);
}

void proxy_view_draw(struct mail_drawing *drawing)
{
    const struct mail_proxy_header *header = drawing->unit->proxy;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const mail_slice whole = drawing->unit->line->text;

    drawing_open_label(
        drawing, ett_proxy,
        wmem_strdup_printf(pool, "PROXY header, version %u: %s", header->version, proxy_view_summary(pool, header)));
    drawing_add_number(drawing, hf_proxy_version, whole, header->version);
    drawing_add_text(drawing, hf_proxy_command, whole, NAME_OF(commands, header->command));
    drawing_add_text(drawing, hf_proxy_family, whole, NAME_OF(families, header->family));
    drawing_add_text(drawing, hf_proxy_transport, whole, NAME_OF(transports, header->transport));
    drawing_add_long_number(drawing, hf_proxy_length, whole, drawing->unit->end - drawing->unit->begin);
    add_end(drawing, &source_fields, &header->source);
    add_end(drawing, &destination_fields, &header->destination);
    add_additions(drawing);
    drawing_add_line_parts(drawing);
}
