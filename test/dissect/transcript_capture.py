"""Turns transcripts of test/transcripts into one capture, a connection each and one segment a line, so that Wireshark
reads the same dialogues.

Only transcripts of whole lines: neither bytes without CRLF, nor gaps, nor TLS.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct
import sys

from captures import SAMPLES
from wireshark import PROJECT

sys.path.append(str(SAMPLES))
import capture_file  # noqa: E402, in sample_pcaps

FOLDER = PROJECT / "test" / "transcripts"
SERVER_PORTS = {"SMTP": 25, "POP3": 110}
FIRST_CLIENT_PORT = 40000
ETHERNET = bytes(12) + b"\x08\x00"
CLIENT, SERVER = bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2])
START = 1_600_000_000_000_000
SYN, ACK, PSH_ACK = 0x02, 0x10, 0x18


class Connection:
    """One TCP connection: adds segments to a capture, and knows how far both sides are."""

    def __init__(self, segments, client_port, server_port):
        self.segments = segments
        self.ends = {"C": (CLIENT, client_port), "S": (SERVER, server_port)}
        self.positions = {"C": 1000, "S": 2000}
        self.open("C", SYN)
        self.open("S", SYN | ACK)

    def open(self, side, flags):
        self.add(side, b"", flags)
        self.positions[side] += 1

    def add(self, side, payload, flags=PSH_ACK):
        other = "S" if side == "C" else "C"
        (source, source_port), (target, target_port) = self.ends[side], self.ends[other]
        internet = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 0, 0, 0x4000, 64, 6, 0, source, target)
        transport = struct.pack(">HHIIBBHHH", source_port, target_port, self.positions[side], self.positions[other],
                                0x50, flags, 65535, 0, 0)
        time = START + 1000 * len(self.segments)
        self.segments.append(capture_file.Segment(time, ETHERNET, internet, transport, payload))
        self.positions[side] += len(payload)


def read_dialogue(path):
    """The protocol of a transcript, and side and text of each line that it feeds."""
    fed = path.read_text(encoding="utf-8").split("\n---\n")[0].split("\n")
    protocol, *lines = [line for line in fed if not line.startswith("#")]
    return protocol, [(line[0], line[3:]) for line in lines]


def read_events(path):
    return path.read_text(encoding="utf-8").split("\n---\n")[1].splitlines()


def write(dialogues, target):
    """A capture with a connection for each dialogue, one after the other."""
    segments = []
    for number, (protocol, lines) in enumerate(dialogues):
        connection = Connection(segments, FIRST_CLIENT_PORT + number, SERVER_PORTS[protocol])
        for side, line in lines:
            connection.add(side, line.encode("utf-8") + b"\r\n")
    capture_file.write_capture(target, segments)
