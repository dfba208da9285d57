"""Writes captures of dialogues that are made up: a client's line, the server's answer, and so on.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

from wireshark import PROJECT

sys.path.append(str(PROJECT / "test" / "bench"))
from content import ACK, CLIENT, SERVER, SYN, CaptureWriter  # noqa: E402, in test/bench

GREETINGS = {25: b"220 mail.example.com ESMTP\r\n", 110: b"+OK POP3 ready\r\n"}
REFUSALS = {25: b"502 no\r\n", 110: b"-ERR no\r\n"}


def write_connection(path, port, sent):
    """A connection in which each (side, bytes) is a segment of its own."""
    with path.open("wb") as file:
        writer = CaptureWriter(file, (40000, port))
        writer.send(CLIENT, b"", SYN)
        writer.send(SERVER, b"", SYN | ACK)
        for side, payload in sent:
            writer.send(side, payload)


def write_refused_lines(path, port, lines):
    """The server refuses every line, so that none changes how the next is read."""
    sent = [(SERVER, GREETINGS[port])]
    for line in lines:
        sent += [(CLIENT, line.encode("utf-8") + b"\r\n"), (SERVER, REFUSALS[port])]
    write_connection(path, port, sent)
