"""What TCP delivers twice, late, short or not at all, and between whom, does not confuse the reading.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess

import pytest

import changed_captures
from captures import sample
from dialogue import said
from passes import require_same_in_any_order, require_same_in_two_passes

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


LATE = [("smtp-two-mails", b"Subject"), ("smtp-plain", b"MAIL"), ("smtp-pipelining", b"RCPT"),
        ("smtp-bdat", b"Subject"), ("pop3-one-byte", b"w"), ("pop3-mailbox", b"USER")]


@pytest.mark.parametrize("options", [(), ("-2",)], ids=["one pass", "two passes"])
@pytest.mark.parametrize("name, text", LATE)
def test_late_segment_is_put_in_its_place(name, text, options, changed, dialogues_in):
    changed_captures.swap_segments(name, text, changed)
    assert [said(seen) for seen in dialogues_in(changed, *options)] == [
        said(seen) for seen in dialogues_in(sample(name))]


def test_late_segment_is_put_in_its_place_by_tcp(changed, dialogues_in):
    changed_captures.swap_segments("pop3-one-byte", b"w", changed)
    (punctual,) = dialogues_in(sample("pop3-one-byte"))
    (late,) = dialogues_in(changed, *OUT_OF_ORDER)
    assert said(late) == said(punctual)


def test_late_segment_beside_one_that_is_lost(changed, dialogues_in):
    changed_captures.swap_segments("smtp-hole", b"Line 10 ", changed)
    (punctual,) = dialogues_in(sample("smtp-hole"))
    (late,) = dialogues_in(changed)
    assert said(late) == said(punctual) and late.gaps == punctual.gaps == [512]


def test_late_segments_are_the_same_on_every_visit(changed, wireshark, tree_of, columns_of):
    changed_captures.swap_segments("smtp-two-mails", b"Subject", changed)
    require_same_in_two_passes(changed, tree_of)
    require_same_in_any_order(changed, wireshark, tree_of, columns_of)


def test_early_segment_says_where_it_is_read(changed, columns_of, tree_of):
    changed_captures.swap_segments("smtp-two-mails", b"Subject", changed)
    (early,) = [number for number, _protocol, info in columns_of(changed) if "until bytes before them come" in info]
    (call,) = next(frame.calls for frame in tree_of(changed, "-2") if frame.number == int(early))
    assert call.values("mailproto.completed_in") == [str(int(early) + 2)]


def without_segments(name, target, *places):
    """The sample without the segments with a payload that have these places."""
    segments = changed_captures.capture_file.read_capture(sample(name))
    numbers = [number for number, segment in enumerate(segments) if segment.payload]
    left_out = {numbers[place] for place in places}
    changed_captures.capture_file.write_capture(
        target, [segment for number, segment in enumerate(segments) if number not in left_out])


@pytest.mark.parametrize("name", ["smtp-typed", "pop3-typed"])
def test_last_reply_waits_until_its_side_ends(name, changed, dialogues_in):
    """QUIT is lost, and nothing but the segment that ends the connection follows the reply to it."""
    without_segments(name, changed, -2)
    (whole,), (seen,) = dialogues_in(sample(name)), dialogues_in(changed)
    assert [reply.lines for reply in seen.replies] == [reply.lines for reply in whole.replies]


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
