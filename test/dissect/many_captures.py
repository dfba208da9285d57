"""Chooses the captures that are small enough to be rewritten in many ways, and puts them into groups, of which each is one
file for tshark to read. MAILPROTO_LONG takes the larger ones too.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os

import captures
import changed_captures

IS_LONG = bool(os.environ.get("MAILPROTO_LONG"))
GROUP_SIZE = 12
LARGEST = 10 ** 7 if IS_LONG else 8000
TREE = ("-T", "pdml", "-J", "tcp mailproto.smtp mailproto.pop3", "-2")
UNITS = ("mailproto.command || mailproto.smtp.reply.line || mailproto.pop3.status || mailproto.pop3.row || "
         "mailproto.message.size || mailproto.gap || mailproto.auth.base64")
# Not only TCP decides there what the plugin is given: a tunnel in HTTP, and a port of no mail, where a first segment that
# says enough is recognized.
NOT_TCP_ALONE = {"zeek__connect-with-smtp", "suricata__smtp-tls-protodetect"}


def payload_of(segments):
    return sum(len(segment.payload) for segment in segments)


def readable_captures():
    """Name and segments of the captures that are TCP in IPv4 and nothing else."""
    found = []
    for path in captures.every_capture():
        if getattr(path, "suffix", "") != ".pcap" or path.stem in NOT_TCP_ALONE:
            continue
        segments, is_all = changed_captures.read_tcp(path)
        if is_all and payload_of(segments) <= LARGEST:
            found.append((path.stem, segments))
    return found


def groups(found):
    return [found[start:start + GROUP_SIZE] for start in range(0, len(found), GROUP_SIZE)]


def name_of_group(group):
    return f"{group[0][0]}-to-{group[-1][0]}"
