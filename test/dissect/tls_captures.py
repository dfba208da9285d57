"""Reads captures with the secrets of TLS, and lays what TCP brought otherwise: to another port, several records in one
segment.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct

from captures import SAMPLES
from changed_captures import capture_file
from dialogue import said

PACKET, SECRETS = 6, 10


def blocks_of(content):
    """Kind and body of each block of a little-endian pcapng file."""
    offset = 0
    while offset < len(content):
        kind, length = struct.unpack_from("<II", content, offset)
        yield kind, content[offset + 8:offset + length - 4]
        offset += length


def segment_of(body):
    _interface, high, low, length = struct.unpack_from("<IIII", body)
    return capture_file.Segment.from_frame(high << 32 | low, body[20:20 + length])


def read_with_secrets(path):
    blocks = list(blocks_of(path.read_bytes()))
    secrets = b"".join(body[8:8 + struct.unpack_from("<I", body, 4)[0]] for kind, body in blocks if kind == SECRETS)
    return [segment_of(body) for kind, body in blocks if kind == PACKET], secrets


def join(first, second):
    return capture_file.Segment(first.time, first.ethernet, first.internet, first.transport,
                                first.payload + second.payload)


def ports_of(segment):
    """From which port to which: the same for what one side of one connection sends."""
    return segment.transport[:2], segment.transport[2:4]


def join_neighbours(segments):
    """What one side sends before the other sends anything comes in one segment."""
    joined = []
    for segment in segments:
        last = next((number for number in range(len(joined) - 1, -1, -1) if joined[number].payload), None)
        if segment.payload and last is not None and ports_of(joined[last]) == ports_of(segment):
            joined[last] = join(joined[last], segment)
        else:
            joined.append(segment)
    return joined


def move_server(segments, old, new):
    """The same connection to a port that is nobody's."""
    for segment in segments:
        ports = [new if port == old else port for port in struct.unpack_from(">HH", segment.transport)]
        segment.transport = struct.pack(">HH", *ports) + segment.transport[4:]


def require_same_when_joined(name, changed, dialogues_in):
    """A sample of one session, which ends with QUIT, says the same with several of its records in one segment."""
    segments, secrets = read_with_secrets(SAMPLES / f"{name}.pcapng")
    capture_file.write_capture_with_secrets(changed, join_neighbours(segments), secrets)
    (seen,) = dialogues_in(changed)
    (whole,) = dialogues_in(SAMPLES / f"{name}.pcapng")
    assert said(seen) == said(whole) and len(seen.messages) == 1 and seen.commands()[-1] == ("QUIT", "QUIT")
