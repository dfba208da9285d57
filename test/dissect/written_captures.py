"""Writes captures of dialogues that are made up: lines of a client and of a server, each in a segment of its own.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

from wireshark import PROJECT

sys.path.append(str(PROJECT / "test" / "bench"))
from capture_writer import CLIENT, SERVER, CaptureWriter  # noqa: E402, in test/bench

FIRST_CLIENT_PORT = 40000
SIDES = {"C": CLIENT, "S": SERVER}
SERVER_PORTS = {"SMTP": 25, "POP3": 110}
GREETINGS = {25: b"220 mail.example.com ESMTP\r\n", 110: b"+OK POP3 ready\r\n"}
REFUSALS = {25: b"502 no\r\n", 110: b"-ERR no\r\n"}


def write_connections(path, connections):
    """A capture of connections, each a server's port and what is sent: pairs of side and bytes."""
    with path.open("wb") as file:
        writer = CaptureWriter(file)
        for number, (port, sent) in enumerate(connections):
            writer.open_connection((FIRST_CLIENT_PORT + number, port))
            for side, payload in sent:
                writer.send(side, payload)


def write_connection(path, port, sent):
    write_connections(path, [(port, sent)])


def write_refused_lines(path, port, lines):
    """The server refuses every line, so that none changes how the next is read."""
    sent = [(SERVER, GREETINGS[port])]
    for line in lines:
        sent += [(CLIENT, line.encode("utf-8") + b"\r\n"), (SERVER, REFUSALS[port])]
    write_connection(path, port, sent)


def sent_line(line):
    """ "C: EHLO x" is the client's, "S: 250 x" the server's; bytes or UTF-8 text."""
    octets = line if isinstance(line, bytes) else line.encode("utf-8")
    return SIDES[octets[:1].decode("ascii")], octets[3:] + b"\r\n"


def write_dialogue(path, lines, port=25):
    write_connection(path, port, [sent_line(line) for line in lines])


def write_dialogues(path, dialogues):
    """A connection for each dialogue: its protocol, and pairs of "C" or "S" and a line."""
    write_connections(path, [(SERVER_PORTS[protocol],
                              [(SIDES[side], line.encode("utf-8") + b"\r\n") for side, line in lines])
                             for protocol, lines in dialogues])
