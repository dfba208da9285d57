"""Writes captures of dialogues that are given as lines.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct
import sys

from captures import SAMPLES

sys.path.append(str(SAMPLES))
import capture_file  # noqa: E402, in sample_pcaps

CLIENT, SERVER = "C", "S"
ADDRESSES = {CLIENT: bytes([192, 0, 2, 1]), SERVER: bytes([192, 0, 2, 25])}
CLIENT_PORT = 40000
SYN, ACK, PUSH = 0x02, 0x10, 0x08
TIME_STEP = 1000


class DialogueWriter:
    """Segments of one TCP connection over Ethernet and IPv4."""

    def __init__(self, port):
        self.ports = {CLIENT: CLIENT_PORT, SERVER: port}
        self.sequences = {CLIENT: 1000, SERVER: 2000}
        self.segments = []
        self.send(CLIENT, b"", SYN)
        self.send(SERVER, b"", SYN | ACK)
        self.send(CLIENT, b"", ACK)

    def send(self, side, payload, flags=ACK | PUSH):
        other = SERVER if side == CLIENT else CLIENT
        transport = struct.pack(">HHIIBBHHH", self.ports[side], self.ports[other], self.sequences[side],
                                self.sequences[other] if flags & ACK else 0, 0x50, flags, 65535, 0, 0)
        internet = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 0, 0, 0, 64, 6, 0, ADDRESSES[side], ADDRESSES[other])
        time = len(self.segments) * TIME_STEP
        self.segments.append(capture_file.Segment(time, bytes(12) + b"\x08\x00", internet, transport, payload))
        self.sequences[side] += len(payload) + (1 if flags & SYN else 0)


def write_dialogue(path, lines, port=25):
    """A capture of the lines, each with CRLF in a frame of its own. "C: EHLO x" is the client's, "S: 250 x" the
    server's; bytes or UTF-8 text."""
    writer = DialogueWriter(port)
    for line in lines:
        octets = line if isinstance(line, bytes) else line.encode("utf-8")
        writer.send(octets[:1].decode("ascii"), octets[3:] + b"\r\n")
    capture_file.write_capture(path, writer.segments)
