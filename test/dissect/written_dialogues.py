"""Writes captures of dialogues that are made up. This is the one way to write a dialogue in the tests of the dissection:
a list of texts, of which each is a TCP segment.

    C: EHLO x       a line of the client; CRLF is added, and each newline in it is a CRLF too
    S: 250 x        the same of the server
    C| bytes        what the client sends, as it is
    C- 100          100 bytes of the client that the capture does not have (C~ 100 is the same)

A segment that is no text of UTF-8 is given as bytes.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

from written_captures import CLIENT, FIRST_CLIENT_PORT, SERVER, write_captured

SIDES = {b"C": CLIENT, b"S": SERVER}
SERVER_PORTS = {"SMTP": 25, "POP3": 110}
GREETINGS = {25: "S: 220 mail.example.com ESMTP", 110: "S: +OK POP3 ready"}
REFUSALS = {25: "S: 502 no", 110: "S: -ERR no"}


def parts_of(segment):
    """Its letter, its sign and what follows the blank after them, all as bytes."""
    octets = segment if isinstance(segment, bytes) else segment.encode("utf-8")
    return octets[:1], octets[1:2], octets[3:]


def side_of(segment):
    return SIDES[parts_of(segment)[0]]


def octets_of(segment):
    """What is sent."""
    _letter, sign, octets = parts_of(segment)
    return octets if sign == b"|" else re.sub(rb"\r?\n", b"\r\n", octets) + b"\r\n"


def sent(segments):
    """Pairs of side and bytes, or of side and the number of bytes that are lost."""
    return [(side_of(segment), int(segment[3:]) if parts_of(segment)[1] in b"-~" else octets_of(segment))
            for segment in segments]


def write_dialogue(path, segments, port=25, client_port=FIRST_CLIENT_PORT):
    """A capture of one connection to the port of a server."""
    write_captured(path, [((client_port, port), sent(segments))])


def write_dialogues(path, dialogues):
    """A connection for each dialogue, which is a protocol and segments."""
    write_captured(path, [((FIRST_CLIENT_PORT + number, SERVER_PORTS[protocol]), sent(segments))
                          for number, (protocol, segments) in enumerate(dialogues)])


def write_refused_lines(path, port, lines):
    """The server refuses every line, so that none changes how the next is read."""
    asked = [segment for line in lines for segment in (f"C: {line}", REFUSALS[port])]
    write_dialogue(path, [GREETINGS[port], *asked], port)
