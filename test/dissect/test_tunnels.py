"""Mail in tunnels and in other wrappings is read as it is without them.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import dialogue
import pdml
import tunnels
from captures import sample
from conftest import TREE
from passes import require_same_in_any_order, require_same_in_two_passes

LINES = ["S: 220 mail.example.com ESMTP", "C: EHLO client.example.net", "S: 250 mail.example.com",
         "C: MAIL FROM:<bob@example.net>", "S: 250 ok", "C: RCPT TO:<alice@example.com>", "S: 250 ok", "C: DATA",
         "S: 354 go on", "C: Subject: tea\r\n\r\nOn Sunday.\r\n.", "S: 250 queued", "C: QUIT", "S: 221 bye"]
SAMPLES = ["smtp-plain", "smtp-auth-login-plain", "pop3-mailbox", "smtp-pipelining"]


def sessions(frames):
    return [(seen.commands(), [(reply.status, reply.lines) for reply in seen.replies], seen.messages)
            for _stream, seen in sorted(dialogue.read_dialogues(frames).items())]


@pytest.fixture
def written(wireshark):
    def path(write, *arguments):
        target = wireshark.new_folder("tunnel") / "tunnel.pcap"
        write(*arguments, target) if write in (tunnels.write_wrapped, tunnels.write_two_in_one) else write(target,
                                                                                                        *arguments)
        wireshark.give_away(target)
        return target
    return path


@pytest.mark.parametrize("wrapping", tunnels.WRAPPINGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_wrapping_makes_no_difference(name, wrapping, written, wireshark, tree_of):
    frames = pdml.read_frames(wireshark.tshark(written(tunnels.write_wrapped, name, wrapping), *TREE))
    assert sessions(frames) == sessions(tree_of(sample(name)))


FIELDS = ("mailproto.command", "mailproto.smtp.reply.line", "mailproto.pop3.status", "mailproto.message.sha256",
          "mailproto.gap")


@pytest.mark.parametrize("options", [(), ("-2",)], ids=["one pass", "two passes"])
@pytest.mark.parametrize("name", SAMPLES)
def test_two_segments_in_one_frame(name, options, written, wireshark):
    """PDML has such segments somewhere below the frame's other protocols, so that fields are compared instead."""
    def values(path):
        arguments = [argument for field in FIELDS for argument in ("-e", field)]
        rows = wireshark.tshark(path, *options, "-T", "fields", "-E", "separator=/t", "-E", "aggregator=\x1f",
                                *arguments).decode().splitlines()
        return [[value for column in columns if column for value in column.split("\x1f")]
                for columns in zip(*[row.split("\t") for row in rows])]
    found = values(written(tunnels.write_two_in_one, name))
    assert any(found) and found == values(sample(name))


@pytest.mark.parametrize("write", [tunnels.write_socks, tunnels.write_http_connect])
def test_tunnel_is_read_as_the_connection_in_it(write, written, wireshark, tree_of, columns_of):
    path = written(write, LINES)
    ((commands, replies, messages),) = sessions(tree_of(path))
    assert [verb for verb, _line in commands] == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert [status for status, _lines in replies] == ["220", "250", "250", "250", "354", "250", "221"]
    assert [message.size for message in messages] == [28]
    require_same_in_two_passes(path, tree_of)
    require_same_in_any_order(path, wireshark, tree_of, columns_of)
