"""Writes changed copies of captures: other ports, other order, and all that TCP may do with the same bytes.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import random
import re
import struct
import subprocess
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


# ---- rewritings: what TCP may do with the same bytes ----

NETWORKS = {0: 4, 1: 14}  # length of the header before IPv4, of BSD loopback and Ethernet (linktypes of pcap)
ETHERNET = bytes(12) + b"\x08\x00"
LARGEST_PAYLOAD = 65000
SYN, FIN = 2, 1
OPEN_PLACES = re.compile(rb"(?<=\r)(?=\n)|(?<=\n)(?=\.\r)|(?<=\n\.)(?=\r)|(?<=\n\.\r)(?=\n)"
                         rb"|(?<=^\d)(?=\d\d[ -])|(?<=\n\d)(?=\d\d[ -])|(?<=[A-Za-z0-9+/=])(?=[A-Za-z0-9+/=]{2}\r\n)")


def is_whole_tcp(frame):
    """TCP in IPv4 in Ethernet, captured whole and in one piece."""
    if len(frame) < 54 or frame[12:15] != b"\x08\x00\x45" or frame[23] != 6:
        return False
    length, fragment = struct.unpack_from(">H2xH", frame, 16)
    return not fragment & 0x3FFF and len(frame) >= 14 + length


def read_tcp(path):
    """The TCP segments of a capture in little-endian pcap, and whether they are all that is in it."""
    content = pathlib.Path(path).read_bytes()
    magic, network = struct.unpack_from("<I16xI", content)
    if magic & 0xFFFF0000 != 0xA1B20000 or network not in NETWORKS:
        return [], False
    segments, is_all, offset = [], True, 24
    while offset < len(content):
        seconds, fraction, length = struct.unpack_from("<III", content, offset)
        frame = ETHERNET + content[offset + 16 + NETWORKS[network]:offset + 16 + length]
        offset += 16 + length
        if is_whole_tcp(frame):
            segments.append(capture_file.Segment.from_frame(seconds * 1000000 + fraction % 1000000, frame))
        else:
            is_all = False
    return segments, is_all


def sender_of(segment):
    return segment.internet[SOURCE_ADDRESS] + segment.transport[:2]


def receiver_of(segment):
    return segment.internet[DESTINATION_ADDRESS] + segment.transport[2:4]


def connection_of(segment):
    return frozenset((sender_of(segment), receiver_of(segment)))


def sequence_of(segment):
    return struct.unpack_from(">I", segment.transport, 4)[0]


def acknowledged_by(segment):
    return struct.unpack_from(">I", segment.transport, 8)[0]


def end_of(segment):
    return (sequence_of(segment) + len(segment.payload)) & 0xFFFFFFFF


def cut(segment, places):
    edges = [0, *places, len(segment.payload)]
    return [segment.part(start, end) for start, end in zip(edges, edges[1:])]


def cut_everywhere(segments):
    return [part for segment in segments for part in cut(segment, range(1, len(segment.payload)))]


def cut_at_random(segments):
    chance = random.Random(6)
    return [part for segment in segments
            for part in cut(segment, [place for place in range(1, len(segment.payload)) if chance.random() < 0.05])]


def cut_where_it_hurts(segments):
    """Inside every CRLF, CRLF.CRLF, reply code and last quad of base64."""
    return [part for segment in segments
            for part in cut(segment, sorted({place.start() for place in OPEN_PLACES.finditer(segment.payload)}))]


def may_join(first, second):
    return (sender_of(first) == sender_of(second) and end_of(first) == sequence_of(second)
            and len(first.payload) + len(second.payload) <= LARGEST_PAYLOAD
            and not (first.transport[13] | second.transport[13]) & (SYN | FIN))


def joined(first, second):
    transport = first.transport[:8] + second.transport[8:] if len(first.transport) == len(second.transport) else \
        first.transport
    return capture_file.Segment(second.time, first.ethernet, first.internet, transport, first.payload + second.payload)


def coalesce(segments):
    """What one side sends before the other sends anything comes in one segment, where the last of it was."""
    result, last = [], {}
    for segment in segments:
        connection = connection_of(segment)
        before = last.get(connection)
        if segment.payload and before and may_join(before, segment):
            result.remove(before)
            segment = joined(before, segment)
        if segment.payload:
            last[connection] = segment
        result.append(segment)
    return result


def repeat_some(segments):
    """Every third segment with a payload comes again, two segments later."""
    result = []
    for number, segment in enumerate(segments):
        result.append(segment)
        if number >= 2 and segments[number - 2].payload and number % 3 == 0:
            result.append(segments[number - 2])
    return result


def overlap(segments):
    """Every segment begins with the last bytes of the one before it of its side."""
    result, before = [], {}
    for segment in segments:
        last = before.get((sender_of(segment), receiver_of(segment)))
        is_next = last and segment.payload and end_of(last) == sequence_of(segment)
        if segment.payload:
            before[(sender_of(segment), receiver_of(segment))] = segment
        if is_next and len(last.payload) + len(segment.payload) <= LARGEST_PAYLOAD:
            tail = last.part(max(0, len(last.payload) - 20), len(last.payload))
            segment = capture_file.Segment(segment.time, segment.ethernet, segment.internet,
                                           tail.transport[:8] + segment.transport[8:20], tail.payload + segment.payload)
            segment.transport = segment.transport[:12] + b"\x50" + segment.transport[13:]
        result.append(segment)
    return result


def interleave_otherwise(segments):
    """A segment goes before the one of the other side that it does not acknowledge."""
    result = list(segments)
    for number in range(len(result) - 1):
        first, second = result[number:number + 2]
        is_answer = sender_of(first) != receiver_of(second) or not first.payload or not second.payload
        if not is_answer and (acknowledged_by(second) - sequence_of(first)) & 0xFFFFFFFF in (0, 0xFFFFFFFF):
            result[number:number + 2] = [second, first]
    return result


def wrap_sequence_numbers(segments):
    """Sequence numbers pass 2^32 a few bytes into the dialogue of each side."""
    shifts, result = {}, []
    for segment in segments:
        for end in (sender_of(segment), receiver_of(segment)):
            number = sequence_of(segment) if end == sender_of(segment) else acknowledged_by(segment)
            shifts.setdefault((connection_of(segment), end), (0x100000000 - 40 - number))
        sequence, acknowledged = [
            (number + shifts[(connection_of(segment), end)]) & 0xFFFFFFFF for number, end in (
                (sequence_of(segment), sender_of(segment)), (acknowledged_by(segment), receiver_of(segment)))]
        transport = segment.transport[:4] + struct.pack(">II", sequence, acknowledged) + segment.transport[12:]
        result.append(capture_file.Segment(segment.time, segment.ethernet, segment.internet, transport,
                                           segment.payload))
    return result


def reorder(segments):
    """Every segment with a payload comes as two, the second part first. The first segment of each side stays whole:
    if the capture begins with it, nothing tells its place."""
    result, begun = [], set()
    for segment in segments:
        is_first = (sender_of(segment), receiver_of(segment)) not in begun
        if segment.payload:
            begun.add((sender_of(segment), receiver_of(segment)))
        is_plain = len(segment.payload) > 1 and not segment.transport[13] & (SYN | FIN)
        result += reversed(cut(segment, [len(segment.payload) // 2])) if is_plain and not is_first else [segment]
    return result


REWRITINGS = (cut_at_random, cut_where_it_hurts, coalesce, repeat_some, interleave_otherwise, wrap_sequence_numbers)


def readdressed(segments, number):
    """A copy of the connections between other hosts."""
    result = []
    for segment in segments:
        internet = bytearray(segment.internet)
        for place in (SOURCE_ADDRESS, DESTINATION_ADDRESS):
            (address,) = struct.unpack(">I", internet[place])
            internet[place] = struct.pack(">I", (address + (number << 12)) & 0xFFFFFFFF)
        result.append(capture_file.Segment(segment.time, segment.ethernet, bytes(internet), segment.transport,
                                           segment.payload))
    return result


def write_copies(target, copies):
    """One capture of all the copies, one after the other, each between hosts of its own."""
    capture_file.write_capture(target, [segment for number, copy in enumerate(copies)
                                        for segment in readdressed(copy, number)])


def captured_short(wireshark, path, length):
    """A copy of the capture with so many bytes of each frame."""
    short = path.with_name("short.pcap")
    subprocess.run(wireshark.command("editcap", "-F", "pcap", "-s", length, path, short), check=True)
    return short
