"""Writes changed copies of sample captures: other ports, other order, repeated segments.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import struct
import sys

from captures import SAMPLES, sample

sys.path.append(str(SAMPLES))
import capture_file  # noqa: E402, in sample_pcaps

SOURCE_ADDRESS, DESTINATION_ADDRESS = slice(12, 16), slice(16, 20)


def ports_of(segment):
    return struct.unpack_from(">HH", segment.transport)


def set_ports(segment, source, destination):
    segment.transport = struct.pack(">HH", source, destination) + segment.transport[4:]


def move_to_port(name, old, new, target):
    """The server has another port."""
    segments = capture_file.read_capture(sample(name))
    for segment in segments:
        set_ports(segment, *[new if port == old else port for port in ports_of(segment)])
    capture_file.write_capture(target, segments)


def set_client(segment, address, port):
    """Gives the client another address, and the server's port."""
    internet = bytearray(segment.internet)
    internet[DESTINATION_ADDRESS if segment.is_from_server() else SOURCE_ADDRESS] = bytes(address)
    segment.internet = bytes(internet)
    set_ports(segment, port, port)


def use_server_port_twice(name, target):
    """The client has the server's port too."""
    segments = capture_file.read_capture(sample(name))
    for segment in segments:
        port = min(ports_of(segment))
        set_client(segment, (127, 0, 0, 2), port)
    capture_file.write_capture(target, segments)


def repeat_segments(name, target):
    """Every segment with a payload comes twice."""
    segments = [segment for segment in capture_file.read_capture(sample(name))
                for _copy in range(2 if segment.payload else 1)]
    capture_file.write_capture(target, segments)


def is_from_same_side(first, second):
    return first.is_from_server() == second.is_from_server()


def swap_segments(name, text, target):
    """The segment that has the text changes places with the next one of its side."""
    segments = capture_file.read_capture(sample(name))
    first = next(number for number, segment in enumerate(segments) if text in segment.payload)
    second = next(number for number in range(first + 1, len(segments)) if segments[number].payload
                  and is_from_same_side(segments[number], segments[first]))
    segments[first], segments[second] = segments[second], segments[first]
    capture_file.write_capture(target, segments)
