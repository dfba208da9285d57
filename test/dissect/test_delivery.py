"""What TCP delivers twice, late, short or not at all, and between whom, does not confuse the reading.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess

import pytest

import changed_captures
from captures import sample
from dialogue import said

OUT_OF_ORDER = ("-o", "tcp.reassemble_out_of_order:TRUE")
SHORT = 200


@pytest.mark.parametrize("name", ["smtp-pipelining", "smtp-bdat", "smtp-auth-login-plain", "pop3-mailbox",
                                  "pop3-pipelining"])
def test_repeated_segments_are_read_once(name, changed, dialogues_in):
    changed_captures.repeat_segments(name, changed)
    expected = [said(seen) for seen in dialogues_in(sample(name))]
    assert [said(seen) for seen in dialogues_in(changed)] == expected
    assert [said(seen) for seen in dialogues_in(changed, "-o", "tcp.analyze_sequence_numbers:FALSE")] == expected


@pytest.mark.parametrize("name", ["smtp-typed", "pop3-typed"])
def test_absolute_sequence_numbers(name, dialogues_in):
    expected = [said(seen) for seen in dialogues_in(sample(name))]
    assert [said(seen) for seen in dialogues_in(sample(name), "-o", "tcp.relative_sequence_numbers:FALSE")] == expected


def test_late_segment_is_a_gap(changed, dialogues_in):
    changed_captures.swap_segments("smtp-hole", b"Line 10 ", changed)
    (punctual,) = dialogues_in(sample("smtp-hole"))
    (late,) = dialogues_in(changed)
    assert late.gaps == [512, *punctual.gaps]
    assert late.commands() == punctual.commands()


def test_late_segment_is_put_in_its_place(changed, dialogues_in):
    changed_captures.swap_segments("pop3-one-byte", b"w", changed)
    (punctual,) = dialogues_in(sample("pop3-one-byte"))
    (late,) = dialogues_in(changed, *OUT_OF_ORDER)
    assert said(late) == said(punctual)


@pytest.mark.parametrize("name", ["smtp-dot-stuffing", "pop3-typed"])
def test_client_may_have_the_port_of_the_server(name, changed, dialogues_in):
    changed_captures.use_server_port_twice(name, changed)
    assert [said(seen) for seen in dialogues_in(changed)] == [said(seen) for seen in dialogues_in(sample(name))]


def test_segment_captured_short_is_its_bytes_and_a_gap(changed, wireshark, dialogues_in, fields_of):
    whole = wireshark.readable_copy(sample("smtp-attachment"))
    command = wireshark.command("editcap", "-F", "pcap", "-s", SHORT, whole, changed)
    subprocess.run(command, check=True)
    rows = fields_of(changed, f"frame.len > {SHORT}", "frame.len")
    lost = [int(row[0][0]) - SHORT for row in rows]
    (seen,) = dialogues_in(changed)
    assert len(lost) >= 2 and seen.gaps == lost
    assert ("RCPT", "RCPT TO:<alice@example.com>") in seen.commands() and seen.commands()[-1] == ("QUIT", "QUIT")
