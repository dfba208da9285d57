"""Reads transcripts of test/transcripts, so that Wireshark may be given the same dialogues: their lines are segments, as
written_dialogues.py takes them.

Only transcripts without escapes, TLS and limits.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

from wireshark import PROJECT

FOLDER = PROJECT / "test" / "transcripts"


def read_dialogue(path):
    """The protocol of a transcript, and the lines that it feeds, which are written as segments are."""
    fed = path.read_text(encoding="utf-8").split("\n---\n")[0].split("\n")
    protocol, *lines = [line for line in fed if not line.startswith("#")]
    assert not lines[0].startswith("limits:"), f"{path}: Wireshark has other limits"
    return protocol, lines


def read_events(path):
    return path.read_text(encoding="utf-8").split("\n---\n")[1].splitlines()


def unescaped(text):
    return re.sub(r"\\x(..)", lambda found: chr(int(found.group(1), 16)), text).encode("latin-1").decode("utf-8")


def logins_of(path):
    """User and mechanism of each login that a transcript expects."""
    logins, user, mechanism = [], "", ""
    for event in read_events(path):
        begun = re.search(r' mechanism="([^"]*)"', event)
        if begun:
            user, mechanism = "", begun.group(1)
        named = re.search(r' user="([^"]*)"', event) or (not user and re.search(r' authzid="([^"]*)"', event))
        user = unescaped(named.group(1)) if named else user
        if re.search(r" login( result=.*?)?( !\w+)*$", event):
            logins.append((user, mechanism))
    return logins
