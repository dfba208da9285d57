"""Writes samples and dialogues in other wrappings: IPv6, VLAN, GRE, SOCKS, HTTP CONNECT, two segments in one frame.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct

from changed_captures import capture_file
from captures import sample
from written_captures import CLIENT, SERVER, write_connection
from written_dialogues import sent

ETHERNET, WIRELESS = 1, 105
ETHERNET_LENGTH = 14
INNER_MAIL_PORT = struct.pack(">H", 25)


def internet_packet(frame):
    return frame[ETHERNET_LENGTH:]


def ipv6(frame):
    packet = internet_packet(frame)
    transport = packet[(packet[0] & 0x0F) * 4:]
    addresses = b"".join(bytes(10) + b"\xff\xff" + packet[start:start + 4] for start in (12, 16))
    return frame[:12] + b"\x86\xdd" + struct.pack(">IHBB", 6 << 28, len(transport), 6, 64) + addresses + transport


def vlan(frame):
    return frame[:12] + b"\x81\x00\x00\x2a" + frame[12:]


def gre(frame):
    inner = b"\x00\x00\x08\x00" + internet_packet(frame)
    outer = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(inner), 0, 0, 64, 47, 0, bytes([192, 0, 2, 1]),
                        bytes([192, 0, 2, 2]))
    return frame[:ETHERNET_LENGTH] + outer + inner


WRAPPINGS = {"IPv6": ipv6, "VLAN": vlan, "GRE": gre}


def write_frames(target, link, frames):
    """Frames with their times in microseconds."""
    content = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 1 << 18, link))
    for time, frame in frames:
        content += struct.pack("<IIII", time // 1000000, time % 1000000, len(frame), len(frame)) + frame
    target.write_bytes(content)


def write_wrapped(name, wrapping, target):
    segments = capture_file.read_capture(sample(name))
    write_frames(target, ETHERNET, [(segment.time, WRAPPINGS[wrapping](segment.frame())) for segment in segments])


def aggregate(frames):
    """One frame of IEEE 802.11 with several packets in it (A-MSDU)."""
    header = b"\x88\x01\x00\x00" + bytes(18) + b"\x00\x00" + b"\x80\x00"
    parts = []
    for frame in frames:
        body = b"\xaa\xaa\x03\x00\x00\x00" + frame[12:]
        part = frame[:12] + struct.pack(">H", len(body)) + body
        parts.append(part + bytes(-len(part) % 4))
    return header + b"".join(parts[:-1]) + parts[-1]


def write_two_in_one(name, target):
    """Each frame has two consecutive packets of the sample, whoever sent them."""
    join_frames(sample(name), target)


def join_frames(path, target):
    segments = capture_file.read_capture(path)
    pairs = [segments[start:start + 2] for start in range(0, len(segments), 2)]
    write_frames(target, WIRELESS, [(pair[0].time, aggregate([segment.frame() for segment in pair]))
                                    for pair in pairs])


def write_socks(target, lines):
    """A proxy on port 1080 connects to port 25 of 192.0.2.25 (RFC 1928)."""
    endpoint = b"\x01" + bytes([192, 0, 2, 25]) + INNER_MAIL_PORT
    begin = [(CLIENT, b"\x05\x01\x00"), (SERVER, b"\x05\x00"), (CLIENT, b"\x05\x01\x00" + endpoint),
             (SERVER, b"\x05\x00\x00" + endpoint)]
    write_connection(target, 1080, begin + sent(lines))


def write_http_connect(target, lines):
    begin = [(CLIENT, b"CONNECT mail.example.com:25 HTTP/1.1\r\nHost: mail.example.com:25\r\n\r\n"),
             (SERVER, b"HTTP/1.1 200 Connection established\r\n\r\n")]
    write_connection(target, 8080, begin + sent(lines))
