"""Follow for SMTP and POP3 streams, and what tshark -G lists.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import subprocess

import pytest

from captures import sample


def followed(wireshark, name, protocol, number=0):
    """What each side sent, as Follow has it."""
    text = wireshark.tshark(sample(name), "-q", "-z", f"follow,{protocol},raw,{number}").decode()
    lines = [line for line in text.splitlines() if re.fullmatch(r"\t?([0-9a-f]{2})+", line)]
    return tuple(bytes.fromhex("".join(line.strip() for line in lines if line.startswith("\t") == is_second))
                 for is_second in (False, True))


@pytest.mark.parametrize("name, protocol", [("smtp-plain", "mailproto.smtp"), ("smtp-cut-lines", "mailproto.smtp"),
                                            ("pop3-mailbox", "mailproto.pop3"), ("pop3-one-byte", "mailproto.pop3")])
def test_follow_has_what_tcp_has(name, protocol, wireshark):
    found = followed(wireshark, name, protocol)
    assert all(found) and found in (followed(wireshark, name, "tcp"), followed(wireshark, name, "tcp")[::-1])


def test_follow_has_one_stream(wireshark):
    first, second = (followed(wireshark, "smtp-plain", "mailproto.smtp", number) for number in (0, 1))
    assert b"HELO client" in first[1] and b"EHLO client" in second[1]


@pytest.mark.parametrize("name, protocol, lines", [
    ("smtp-starttls", "mailproto.smtp", (b"STARTTLS\r\n", b"AGFsaWNlAHdvbmRlcmxhbmQ=\r\n", b"QUIT\r\n")),
    ("smtps", "mailproto.smtp", (b"AGFsaWNlAHdvbmRlcmxhbmQ=\r\n",)),
    ("pop3-stls", "mailproto.pop3", (b"STLS\r\n", b"AGFsaWNlAHdvbmRlcmxhbmQ=\r\n"))])
def test_follow_has_what_tls_decrypts(name, protocol, lines, wireshark):
    both = b"".join(followed(wireshark, name, protocol))
    assert all(line in both for line in lines) and b"\x16\x03" not in both


def listed(wireshark, what):
    done = subprocess.run(wireshark.command("tshark", "-G", what), stdout=subprocess.PIPE, check=True, text=True)
    return [line for line in done.stdout.splitlines() if "mailproto" in line]


def test_protocols_are_listed(wireshark):
    assert [line.split("\t") for line in listed(wireshark, "protocols")] == [
        ["Mail attachments", "Mail attachments", "mailproto.attachments"], ["Mail Protocols", "mailproto", "mailproto"],
        ["Post Office Protocol (mailproto)", "POP3 (mailproto)", "mailproto.pop3"],
        ["Simple Mail Transfer Protocol (mailproto)", "SMTP (mailproto)", "mailproto.smtp"],
        ["Transmission Control Protocol (mailproto)", "TCP (mailproto)", "mailproto.tcp"]]


def test_heuristics_are_listed(wireshark):
    assert sorted(listed(wireshark, "heuristic-decodes")) == [
        f"{table}\tmailproto.{protocol}\tT" for table in ("tcp", "tls") for protocol in ("pop3", "smtp")]


def test_ports_are_listed(wireshark):
    assert sorted(listed(wireshark, "decodes")) == sorted(
        ["ip.proto\t6\tmailproto.tcp"] +
        [f"tcp.port\t{port}\tmailproto" for port in (24, 25, 110, 587, 2525)] +
        [f"tls.port\t{port}\tmailproto" for port in (465, 995)])


def test_preferences_are_listed(wireshark):
    lines = [line for line in listed(wireshark, "currentprefs") if line.startswith("#mailproto.")]
    assert lines == [f"#mailproto.{preference}" for preference in (
        "take_over: TRUE", "lmtp_ports: 24", "pop3_ports: 110", "pop3s_ports: 995", "smtp_ports: 25,587,2525",
        "smtps_ports: 465", "message_limit: 1073741824", "show_secrets: TRUE", "stock_fields: TRUE",
        "apop_password: ", "text_encoding: ")]
