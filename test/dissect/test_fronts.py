"""What stands before the first line: a proxy's header, and TLS that nobody was seen to ask for.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from captures import SAMPLES
from changed_captures import capture_file
from tls_captures import join, move_server, read_with_secrets
from written_dialogues import write_dialogue

ODD_PORT = 5577
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
ENDS = bytes([192, 0, 2, 1, 192, 0, 2, 25]) + b"\xdc\x04\0\x19"
HEADERS = {"1": b"PROXY TCP4 192.0.2.1 192.0.2.25 56324 25\r\n",
           "2": SIGNATURE + b"\x21\x11\0\x12" + ENDS + b"\x02\0\3a\r\n"}
DIALOGUES = {25: ["S: 220 mail.example.com ESMTP", "C: EHLO client.example.net", "S: 250 mail.example.com", "C: QUIT",
                  "S: 221 bye"],
             110: ["S: +OK POP3 ready", "C: CAPA", "S: -ERR no", "C: QUIT", "S: +OK"]}
ENDS_FIELDS = [f"mailproto.proxy.{end}" for end in ["source.ipv4", "source.port", "destination.ipv4", "destination.port"]]
HELLO = b"\x16\x03\x01"


def said_by_client(fields_of, path):
    return [values[0] for values in fields_of(path, "mailproto.command", "mailproto.command")]


@pytest.mark.parametrize("port", DIALOGUES)
@pytest.mark.parametrize("version", HEADERS)
@pytest.mark.parametrize("cut", [0, 1, 5, 16, 20])
def test_proxy_header_is_shown(version, port, cut, changed, fields_of):
    header = HEADERS[version]
    parts = [b"C| " + part for part in (header[:cut], header[cut:]) if part]
    write_dialogue(changed, [*parts, *DIALOGUES[port]], port)
    assert fields_of(changed, "mailproto.proxy.version", "mailproto.proxy.version", *ENDS_FIELDS) == \
        [[[version], ["192.0.2.1"], ["56324"], ["192.0.2.25"], ["25"]]]
    assert said_by_client(fields_of, changed) == [[line[3:].split()[0]] for line in DIALOGUES[port] if line[0] == "C"]


def test_dialogue_behind_wireshark_own_dissector_has_no_gap(changed, fields_of):
    """It is asked first on ports that are nobody's, and gives us what follows the header, without a position."""
    write_dialogue(changed, [b"C| " + HEADERS["1"] + b"EHLO client.example.net\r\n", "S: 220 mail.example.com ESMTP",
                             "S: 250 mail.example.com", "C: QUIT", "S: 221 bye"], ODD_PORT)
    assert said_by_client(fields_of, changed) == [["EHLO"], ["QUIT"]]
    assert fields_of(changed, "mailproto.gap", "mailproto.gap") == []


def is_hello(segment):
    return segment.payload.startswith(HELLO)


def cut_in(size, segments):
    return [part for segment in segments
            for part in (segment.part(start, start + size) for start in range(0, max(len(segment.payload), 1), size))]


def segments_from_hello(name):
    segments, secrets = read_with_secrets(SAMPLES / f"{name}.pcapng")
    first = next(number for number, segment in enumerate(segments) if is_hello(segment))
    return segments[first:], secrets


def commands_under_tls(fields_of, path):
    return fields_of(path, "tls && mailproto.command", "mailproto.command")


@pytest.mark.parametrize("name", ["smtp-starttls", "pop3-stls"])
@pytest.mark.parametrize("size", [100000, 100, 7])
def test_capture_may_begin_with_tls(name, size, changed, fields_of):
    segments, secrets = segments_from_hello(name)
    capture_file.write_capture_with_secrets(changed, cut_in(size, segments), secrets)
    assert commands_under_tls(fields_of, changed) == commands_under_tls(fields_of, SAMPLES / f"{name}.pcapng")
    assert fields_of(changed, "mailproto.command", "mailproto.session.tls")[0] == [["unknown"]]
    assert fields_of(changed, "mailproto.finding.tls_not_asked_for", "frame.number") == [[["1"]]]


def behind_proxy(segments, version, are_joined):
    """The header before the first segment, or in it."""
    header = segments[0].part(-len(HEADERS[version]), 0)
    header.payload = HEADERS[version]
    return [join(header, segments[0]), *segments[1:]] if are_joined else [header, *segments]


@pytest.mark.parametrize("name", ["smtp-starttls", "smtps", "pop3s"])
@pytest.mark.parametrize("version, are_joined, size", [("1", False, 100000), ("2", True, 100000), ("2", True, 100)])
def test_tls_may_follow_a_proxy_header(name, version, are_joined, size, changed, fields_of):
    """On ports of mail, and where TLS is expected from the first byte."""
    segments, secrets = segments_from_hello(name)
    capture_file.write_capture_with_secrets(changed, cut_in(size, behind_proxy(segments, version, are_joined)), secrets)
    assert fields_of(changed, "mailproto.proxy.version", "mailproto.proxy.version", "mailproto.session.tls") == \
        [[[version], ["none"]]]
    assert commands_under_tls(fields_of, changed) == commands_under_tls(fields_of, SAMPLES / f"{name}.pcapng")
    kind = "unknown" if name == "smtp-starttls" else "implicit"
    assert fields_of(changed, "mailproto.command", "mailproto.session.tls")[0] == [[kind]]


def test_implicit_tls_after_a_proxy_is_expected(changed, fields_of):
    segments, secrets = segments_from_hello("smtps")
    capture_file.write_capture_with_secrets(changed, behind_proxy(segments, "2", False), secrets)
    assert fields_of(changed, "mailproto.finding.tls_not_asked_for", "frame.number") == []


@pytest.mark.parametrize("name, old, new", [("smtps", 465, 587), ("smtps", 465, 2525), ("pop3s", 995, 110)])
def test_tls_from_the_first_byte_on_ports_of_plain_mail(name, old, new, changed, fields_of):
    segments, secrets = read_with_secrets(SAMPLES / f"{name}.pcapng")
    move_server(segments, old, new)
    capture_file.write_capture_with_secrets(changed, segments, secrets)
    assert commands_under_tls(fields_of, changed) == commands_under_tls(fields_of, SAMPLES / f"{name}.pcapng")
    assert fields_of(changed, "mailproto.command", "mailproto.session.tls")[0] == [["unknown"]]


def test_plain_mail_may_follow_a_proxy_header_where_tls_is_expected(changed, fields_of):
    write_dialogue(changed, [b"C| " + HEADERS["2"], *DIALOGUES[25]], 465)
    assert said_by_client(fields_of, changed) == [["EHLO"], ["QUIT"]]
    assert fields_of(changed, "mailproto.command", "mailproto.session.tls")[0] == [["none"]]
