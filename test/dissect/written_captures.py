"""Writes captures of TCP connections from what each side sends: the bytes of segments. Dialogues are written with
written_dialogues.py; this is for what carries them, such as TLS and tunnels.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

from wireshark import PROJECT

sys.path.append(str(PROJECT / "test" / "bench"))
from capture_writer import CLIENT, SERVER, CaptureWriter  # noqa: E402, F401, in test/bench

FIRST_CLIENT_PORT = 40000


def write_captured(path, connections):
    """A capture of connections, each the ports of client and server, and what is sent: pairs of a side and bytes, or the
    number of bytes that are lost."""
    with path.open("wb") as file:
        writer = CaptureWriter(file)
        for ports, sent in connections:
            writer.open_connection(ports)
            for side, payload in sent:
                if isinstance(payload, int):
                    writer.lose(side, payload)
                else:
                    writer.send(side, payload)


def write_connection(path, port, sent):
    write_captured(path, [((FIRST_CLIENT_PORT, port), sent)])
