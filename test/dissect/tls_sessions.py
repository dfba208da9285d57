"""Writes sessions in TLS record by record, with the secrets in the capture. The cipher suite authenticates and does not
encrypt (TLS_RSA_WITH_NULL_SHA256, RFC 5246, A.5), so that no more is needed than this module knows.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import hmac
import struct

from changed_captures import capture_file
from written_captures import CLIENT, SERVER, write_connection

TLS_1_2 = 0x0303
CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA = 20, 22, 23
CLIENT_HELLO, SERVER_HELLO, SERVER_HELLO_DONE = 1, 2, 14
NULL_SHA256 = b"\x00\x3b"
MASTER_SECRET, RANDOM = b"m" * 48, {CLIENT: b"c" * 32, SERVER: b"s" * 32}
MAC_LENGTH = 32


def pseudorandom(secret, seed, length):
    """P_SHA256 (RFC 5246, 5)."""
    found, chained = b"", seed
    while len(found) < length:
        chained = hmac.digest(secret, chained, hashlib.sha256)
        found += hmac.digest(secret, chained + seed, hashlib.sha256)
    return found[:length]


def record(kind, payload):
    return struct.pack(">BHH", kind, TLS_1_2, len(payload)) + payload


def handshake(kind, body):
    return record(HANDSHAKE, struct.pack(">I", kind << 24 | len(body)) + body)


def opening():
    """The handshake, as far as who decrypts must see it (RFC 5246, 7.4)."""
    version = struct.pack(">H", TLS_1_2)
    client_hello = version + RANDOM[CLIENT] + b"\0" + b"\x00\x02" + NULL_SHA256 + b"\x01\x00"
    server_hello = version + RANDOM[SERVER] + b"\0" + NULL_SHA256 + b"\x00"
    change = record(CHANGE_CIPHER_SPEC, b"\x01")
    return [(CLIENT, handshake(CLIENT_HELLO, client_hello)),
            (SERVER, handshake(SERVER_HELLO, server_hello) + handshake(SERVER_HELLO_DONE, b"")),
            (CLIENT, change), (SERVER, change)]


class Sealer:
    """Puts what a side says into records, each with its MAC (RFC 5246, 6.2.3.1 and 6.3)."""

    def __init__(self):
        keys = pseudorandom(MASTER_SECRET, b"key expansion" + RANDOM[SERVER] + RANDOM[CLIENT], 2 * MAC_LENGTH)
        self.keys = {CLIENT: keys[:MAC_LENGTH], SERVER: keys[MAC_LENGTH:]}
        self.counts = {CLIENT: 0, SERVER: 0}

    def seal(self, side, octets):
        header = struct.pack(">QBHH", self.counts[side], APPLICATION_DATA, TLS_1_2, len(octets))
        self.counts[side] += 1
        return record(APPLICATION_DATA, octets + hmac.digest(self.keys[side], header + octets, hashlib.sha256))


def write_tls_session(path, port, sent):
    """What is sent: pairs of a side and the payloads of the records that one of its TCP segments holds."""
    sealer = Sealer()
    segments = opening() + [(side, b"".join(sealer.seal(side, each) for each in payloads)) for side, payloads in sent]
    write_connection(path, port, segments)
    secrets = f"CLIENT_RANDOM {RANDOM[CLIENT].hex()} {MASTER_SECRET.hex()}\n".encode("ascii")
    capture_file.write_capture_with_secrets(path, capture_file.read_capture(path), secrets)
