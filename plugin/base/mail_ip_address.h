/* IP addresses as text. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_IP_ADDRESS_H
#define MAIL_IP_ADDRESS_H

#include "mail_slice.h"

/* Four numbers with dots between, without zeros in front. */
bool mail_ipv4_parse(mail_slice text, uint8_t octets[4]);

/* As RFC 4291, 2.2 has it, with or without "::", the last 32 bits as IPv4 or not. */
bool mail_ipv6_parse(mail_slice text, uint8_t octets[16]);

#endif
