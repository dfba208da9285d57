"""Reads transcripts of test/transcripts, so that Wireshark may be given the same dialogues.

Only transcripts of whole lines: neither bytes without CRLF, nor gaps, nor TLS, nor limits.
SPDX-License-Identifier: GPL-2.0-or-later
"""

from wireshark import PROJECT

FOLDER = PROJECT / "test" / "transcripts"


def read_dialogue(path):
    """The protocol of a transcript, and side and text of each line that it feeds."""
    fed = path.read_text(encoding="utf-8").split("\n---\n")[0].split("\n")
    protocol, *lines = [line for line in fed if not line.startswith("#")]
    assert not lines[0].startswith("limits:"), f"{path}: Wireshark has other limits"
    return protocol, [(line[0], line[3:]) for line in lines]


def read_events(path):
    return path.read_text(encoding="utf-8").split("\n---\n")[1].splitlines()
