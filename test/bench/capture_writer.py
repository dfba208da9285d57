"""Writes a pcap file of TCP connections over Ethernet and IPv4, packet after packet.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct

SEGMENT = 1460
CLIENT, SERVER = 0, 1
CLIENT_PORTS = range(1024, 65536)
SYN, ACK, PUSH = 0x02, 0x10, 0x08


class CaptureWriter:
    """Connections from 192.0.2.1 to 192.0.2.25; checksums are left out, as network cards do."""

    def __init__(self, file):
        self.file = file
        self.packets = 0
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))

    def open_connection(self, ports=(40000, 25)):
        """The ports of the client and of the server. Client ports beyond 65535 are those of further clients."""
        client, port = divmod(ports[CLIENT] - CLIENT_PORTS.start, len(CLIENT_PORTS))
        self.ports = (CLIENT_PORTS[port], ports[SERVER])
        self.addresses = (bytes([192, 0, 2, 1 + client]), bytes([192, 0, 2, 25]))
        self.sequences = [1000, 2000]
        self.send(CLIENT, b"", SYN)
        self.send(SERVER, b"", SYN | ACK)
        self.send(CLIENT, b"", ACK)

    def send(self, side, payload, flags=ACK | PUSH):
        """One segment."""
        other = 1 - side
        acknowledged = self.sequences[other] if flags & ACK else 0
        transport = struct.pack(">HHIIBBHHH", self.ports[side], self.ports[other], self.sequences[side], acknowledged, 0x50,
                                flags, 65535, 0, 0)
        internet = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0, 64, 6, 0, self.addresses[side],
                               self.addresses[other])
        frame = bytes(12) + b"\x08\x00" + internet + transport + payload
        self.file.write(struct.pack("<IIII", self.packets // 10000, self.packets % 10000 * 100, len(frame), len(frame)))
        self.file.write(frame)
        self.packets += 1
        self.sequences[side] = (self.sequences[side] + len(payload) + (1 if flags & SYN else 0)) % 2**32

    def lose(self, side, count):
        """So many bytes that a side sent are not in the capture."""
        self.sequences[side] = (self.sequences[side] + count) % 2**32

    def send_long(self, side, sent):
        """Full segments, each eighth of them acknowledged."""
        for start in range(0, len(sent), SEGMENT):
            self.send(side, sent[start:start + SEGMENT])
            if start // SEGMENT % 8 == 7:
                self.send(1 - side, b"", ACK)

    def ask(self, line, reply):
        """A command line in a segment, and what the server says to it in another; without their line endings."""
        self.send(CLIENT, line + b"\r\n")
        self.send(SERVER, reply + b"\r\n")
