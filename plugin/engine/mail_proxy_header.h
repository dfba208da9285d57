/* The header by which a proxy names the client that it speaks for, before anything else (the PROXY protocol,
 * https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt). Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PROXY_HEADER_H
#define MAIL_PROXY_HEADER_H

#include "stream/mail_line.h"

/* In the numbers of version 2 (2.2). */
enum mail_proxy_command { MAIL_PROXY_LOCAL, MAIL_PROXY_PROXY };
enum mail_proxy_family { MAIL_PROXY_UNSPECIFIED, MAIL_PROXY_IPV4, MAIL_PROXY_IPV6, MAIL_PROXY_UNIX };
enum mail_proxy_transport { MAIL_PROXY_NO_TRANSPORT, MAIL_PROXY_STREAM, MAIL_PROXY_DATAGRAM };

/* One end of the connection that the header speaks of. Slices point into the header. */
struct mail_proxy_end {
    mail_slice address; /* as it stands there; empty: none */
    uint8_t octets[16]; /* of IPv4 the first four */
    mail_slice port;    /* as it stands there; empty: none */
    uint16_t port_value;
};

struct mail_proxy_header {
    uint8_t version;   /* 1 or 2 */
    uint8_t command;   /* enum mail_proxy_command, or a number without meaning */
    uint8_t family;    /* enum mail_proxy_family, or a number without meaning */
    uint8_t transport; /* enum mail_proxy_transport, or a number without meaning */
    bool is_malformed; /* a number without a meaning, or the parts are longer than the whole */
    uint16_t length;   /* version 2: bytes that follow the first 16, as these say */
    struct mail_proxy_end source, destination;
    mail_slice additions; /* version 2: type, length and value, as often as there is room */
};

/* One of a header's additions. */
struct mail_proxy_addition {
    uint8_t type;
    mail_slice whole, value;
};

/* Bytes that tell a header of version 2 and how long it is. */
enum { MAIL_PROXY_FIXED_PART = 16 };

enum mail_proxy_likeness {
    MAIL_PROXY_IS_NONE,
    MAIL_PROXY_MAY_BE, /* more bytes tell */
    MAIL_PROXY_IS_HEADER
};

/* Whether bytes are the beginning of a header of version 2. */
enum mail_proxy_likeness mail_proxy_header_liken(mail_slice bytes);

/* The length of all of a header of version 2, of which the fixed part is there. */
size_t mail_proxy_header_length(mail_slice fixed_part);

/* Reads a header of version 2, `bytes` of which are kept; it may be longer. */
struct mail_proxy_header mail_proxy_header_read(mail_slice bytes);

/* Reads a line as a header of version 1. False if it is none: it must be so to the letter (2.1). */
bool mail_proxy_header_read_line(const struct mail_line *line, struct mail_proxy_header *header);

/* What follows the header, of either version, that the bytes begin with; all of them if they begin with none. */
mail_slice mail_proxy_header_skip(mail_slice bytes);

/* Takes the next addition from the front of `rest`; false at the end, and where what is left has no room for it. */
bool mail_proxy_header_take_addition(mail_slice *rest, struct mail_proxy_addition *addition);

#endif
