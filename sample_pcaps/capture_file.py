"""Knows how TCP segments lie in a capture file: reads pcap, and writes pcap, or pcapng with TLS secrets in it.

What is written tells nothing of the machine or program that captured, and all checksums are right."""
# SPDX-License-Identifier: GPL-2.0-or-later

import pathlib
import struct

SERVER_PORTS = {24, 25, 110, 465, 587, 995}
ETHERNET_LENGTH = 14
SNAP_LENGTH = 262144
FLAGS_AT_END_ONLY = 0x09  # FIN and PSH


def checksum(octets):
    if len(octets) % 2:
        octets += b"\0"
    total = sum(struct.unpack(">%dH" % (len(octets) // 2), octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Segment:
    """One TCP segment in IPv4 in Ethernet, with its time in microseconds."""

    def __init__(self, time, ethernet, internet, transport, payload):
        self.time = time
        self.ethernet = ethernet
        self.internet = internet
        self.transport = transport
        self.payload = payload

    @classmethod
    def from_frame(cls, time, frame):
        internet_end = ETHERNET_LENGTH + (frame[ETHERNET_LENGTH] & 0x0F) * 4
        payload_start = internet_end + (frame[internet_end + 12] >> 4) * 4
        frame_end = ETHERNET_LENGTH + struct.unpack_from(">H", frame, ETHERNET_LENGTH + 2)[0]
        return cls(time, frame[:ETHERNET_LENGTH], frame[ETHERNET_LENGTH:internet_end],
                   frame[internet_end:payload_start], frame[payload_start:frame_end])

    def is_from_server(self):
        return struct.unpack_from(">H", self.transport)[0] in SERVER_PORTS

    def part(self, start, end):
        """The segment that carries only the payload from start to end."""
        transport = bytearray(self.transport)
        sequence = struct.unpack_from(">I", transport, 4)[0]
        struct.pack_into(">I", transport, 4, (sequence + start) % (1 << 32))
        if end < len(self.payload):
            transport[13] &= ~FLAGS_AT_END_ONLY
        return Segment(self.time, self.ethernet, self.internet, bytes(transport), self.payload[start:end])

    def frame(self):
        """The octets on the wire, with lengths and checksums that fit the payload."""
        internet = bytearray(self.internet)
        length = len(self.transport) + len(self.payload)
        struct.pack_into(">H", internet, 2, len(internet) + length)
        struct.pack_into(">H", internet, 10, 0)
        struct.pack_into(">H", internet, 10, checksum(bytes(internet)))
        transport = bytearray(self.transport)
        struct.pack_into(">H", transport, 16, 0)
        pseudo_header = bytes(internet[12:20]) + struct.pack(">HH", internet[9], length)
        struct.pack_into(">H", transport, 16, checksum(pseudo_header + bytes(transport) + self.payload))
        return self.ethernet + bytes(internet) + bytes(transport) + self.payload


def read_capture(path):
    content = pathlib.Path(path).read_bytes()
    if struct.unpack_from("<I", content)[0] != 0xA1B2C3D4:
        raise ValueError("not a little-endian pcap file: %s" % path)
    segments = []
    offset = 24
    while offset < len(content):
        seconds, microseconds, length = struct.unpack_from("<III", content, offset)
        offset += 16
        segments.append(Segment.from_frame(seconds * 1000000 + microseconds, content[offset:offset + length]))
        offset += length
    return segments


def write_capture(path, segments):
    content = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, SNAP_LENGTH, 1))
    for segment in segments:
        frame = segment.frame()
        content += struct.pack("<IIII", segment.time // 1000000, segment.time % 1000000, len(frame), len(frame)) + frame
    pathlib.Path(path).write_bytes(content)


def block(kind, body):
    """One pcapng block."""
    body += bytes(-len(body) % 4)
    length = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + length + body + length


def write_capture_with_secrets(path, segments, secrets):
    content = bytearray(block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)))
    content += block(1, struct.pack("<HHI", 1, 0, SNAP_LENGTH))
    content += block(10, b"KSLT" + struct.pack("<I", len(secrets)) + secrets)
    for segment in segments:
        frame = segment.frame()
        content += block(6, struct.pack("<IIIII", 0, segment.time >> 32, segment.time & 0xFFFFFFFF,
                                        len(frame), len(frame)) + frame)
    pathlib.Path(path).write_bytes(content)
