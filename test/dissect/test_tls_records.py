"""The same dialogue from TLS, whatever the sizes of its records, and however they lie in TCP segments: several in one
(S1, P9), or one in many.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import itertools
import struct
import sys

import pytest

from captures import SAMPLES
from dialogue import said
from sample_mails import mail_of

sys.path.append(str(SAMPLES))
import capture_file  # noqa: E402, in sample_pcaps

PACKET, SECRETS = 6, 10
APPLICATION_DATA, POP3S = 23, struct.pack(">H", 995)
NAMES = ["smtp-starttls", "smtps", "pop3-stls", "pop3s", "pop3s-records"]
SMALL_RECORD, LARGEST_RECORD = 512, 1 << 14


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


def cut_to(size):
    def cut(segments):
        return [segment.part(start, start + size) for segment in segments
                for start in range(0, max(len(segment.payload), 1), size)]
    return cut


def has_record_behind_another(segment):
    """Whether the payload holds more than the TLS record that it begins with (RFC 8446, 5.1)."""
    return len(segment.payload) > 5 and len(segment.payload) > 5 + struct.unpack_from(">H", segment.payload, 3)[0]


def require_same_when_joined(name, changed, dialogues_in):
    """A sample of one session, which ends with QUIT, says the same with several of its records in one segment."""
    segments, secrets = read_with_secrets(SAMPLES / f"{name}.pcapng")
    capture_file.write_capture_with_secrets(changed, join_neighbours(segments), secrets)
    (seen,) = dialogues_in(changed)
    (whole,) = dialogues_in(SAMPLES / f"{name}.pcapng")
    assert said(seen) == said(whole) and len(seen.messages) == 1 and seen.commands()[-1] == ("QUIT", "QUIT")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", [join_neighbours, cut_to(100), cut_to(7)], ids=["joined", "in 100s", "in 7s"])
def test_records_lie_as_they_like(name, change, changed, dialogues_in):
    original = SAMPLES / f"{name}.pcapng"
    segments, secrets = read_with_secrets(original)
    capture_file.write_capture_with_secrets(changed, change(segments), secrets)
    expected = [said(seen) for seen in dialogues_in(original)]
    assert [said(seen) for seen in dialogues_in(changed)] == expected


def lengths_of_data_records(octets):
    """Lengths of the records with application data in what one side sent (RFC 8446, 5.1)."""
    while octets:
        kind, _version, length = struct.unpack_from(">BHH", octets)
        if kind == APPLICATION_DATA:
            yield length
        octets = octets[5 + length:]


def test_sample_has_small_and_large_records():
    """Of each session the records of the server, and whether some came together in one segment."""
    segments, _secrets = read_with_secrets(SAMPLES / "pop3s-records.pcapng")
    from_server = [segment for segment in segments if ports_of(segment)[0] == POP3S and segment.payload]
    sessions = [list(group) for _ports, group in itertools.groupby(from_server, ports_of)]
    small, large = [list(lengths_of_data_records(b"".join(segment.payload for segment in session)))
                    for session in sessions]
    assert len(small) > 50 and SMALL_RECORD < max(small) < 2 * SMALL_RECORD
    assert len(large) < 10 and max(large) > LARGEST_RECORD and min(large) < SMALL_RECORD
    assert any(has_record_behind_another(segment) for segment in sessions[0] if segment.payload[0] == APPLICATION_DATA)


def test_mail_is_whole_in_small_and_large_records(wireshark, dialogues_in):
    """The mail as it was sent, after the lines that servers put before it, and as Dovecot counts it."""
    path, folder = SAMPLES / "pop3s-records.pcapng", wireshark.new_folder("export")
    small, large = dialogues_in(path)
    wireshark.tshark(path, "-q", "--export-objects", f"imf,{folder}")
    first, second = [file.read_bytes() for file in folder.iterdir()]
    assert first == second and first.endswith(mail_of("very-long"))
    assert said(small) == said(large) and len(small.messages) == 1
    assert (small.messages[0].size, small.messages[0].sha256) == (len(first), hashlib.sha256(first).hexdigest())
    assert f"{len(first)} octets" in [line for reply in small.replies for line in reply.lines]


def move_server(segments, old, new):
    """The same connection to an unknown port."""
    for segment in segments:
        ports = [new if port == old else port for port in struct.unpack_from(">HH", segment.transport)]
        segment.transport = struct.pack(">HH", *ports) + segment.transport[4:]


@pytest.mark.parametrize("name, old, new", [("smtps", 465, 2465)])
def test_implicit_tls_on_any_port(name, old, new, changed, dialogues_in):
    """S19: decrypted bytes that can only be mail are recognized as those of TCP are."""
    original = SAMPLES / f"{name}.pcapng"
    segments, secrets = read_with_secrets(original)
    move_server(segments, old, new)
    capture_file.write_capture_with_secrets(changed, segments, secrets)
    expected = [said(seen) for seen in dialogues_in(original)]
    assert [said(seen) for seen in dialogues_in(changed)] == expected


def test_joined_segments_hold_several_records():
    segments, _secrets = read_with_secrets(SAMPLES / "smtp-starttls.pcapng")
    encrypted = [segment for segment in join_neighbours(segments) if segment.payload[:1] == b"\x17"]
    assert any(has_record_behind_another(segment) for segment in encrypted)
