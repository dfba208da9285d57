"""What is said of a capture does not depend on what TCP did with the bytes: cut, joined, repeated, overlapping,
reordered, otherwise interleaved, with sequence numbers that wrap.

Several captures go into one file, each unchanged and then in every rewriting, so that tshark starts seldom.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import changed_captures
import dialogue
import pdml
from many_captures import IS_LONG, TREE, UNITS, groups, name_of_group, payload_of, readable_captures

# Only small captures are of use cut into bytes.
LARGEST_IN_BYTES = 10 ** 5 if IS_LONG else 1500
OUT_OF_ORDER = ("-o", "tcp.reassemble_out_of_order:TRUE")
# With it TCP passes on nothing of a segment that repeats bytes, what is new in it neither.
NO_ANALYSIS = ("-o", "tcp.analyze_sequence_numbers:FALSE")
# Frame numbers do not tell which of several replies in one frame answers the content, and which the command after it.
# Nothing of the other side was seen, which tells what is missing.
UNACKNOWLEDGED = {("smtp-midstream-content", "reorder"), ("smtp-one-sided", "reorder")}
EXCEPTIONS = {("lmtp-recipients", "coalesce"), ("smtp-to-lmtp", "coalesce")}


def has_losses(segments):
    """Whether TCP's analysis has something to say of what comes late or twice."""
    expected = {}
    for segment in segments:
        end = changed_captures.sender_of(segment) + changed_captures.receiver_of(segment)
        if segment.payload and expected.setdefault(end, changed_captures.sequence_of(segment)) != \
                changed_captures.sequence_of(segment):
            return True
        if segment.payload:
            expected[end] = changed_captures.end_of(segment)
    return False


def connection_count(segments):
    return len({changed_captures.connection_of(segment) for segment in segments})


@pytest.fixture(name="described")
def make_described(wireshark, changed):
    """described(copies, options...): for each copy what is said in its connections, in the order of TCP streams."""
    def describe(copies, *options):
        changed_captures.write_copies(changed, copies)
        frames = pdml.read_frames(wireshark.tshark(changed, *TREE, "-Y", UNITS, *options))
        found = dialogue.read_dialogues(frames)
        first, result = 0, []
        for copy in copies:
            streams = range(first, first + connection_count(copy))
            result.append([found[stream] for stream in streams if stream in found])
            first += len(streams)
        assert not found or max(found) < first
        return result
    return describe


def rewritings_of(segments):
    small = [changed_captures.cut_everywhere] if payload_of(segments) <= LARGEST_IN_BYTES else []
    return [*changed_captures.REWRITINGS, *small]


def meanings(dialogues):
    """In no order: another segment may be the first of its connection."""
    return sorted((dialogue.said_and_meant(seen) for seen in dialogues), key=repr)


def require_same(described, group, rewritings_of_capture, *options, exceptions=EXCEPTIONS):
    wanted = [(name, segments, rewriting) for name, segments in group for rewriting in rewritings_of_capture(segments)
              if (name, rewriting.__name__) not in exceptions]
    originals = described([segments for _name, segments in group], *options)
    expected = {name: meanings(dialogues) for (name, _segments), dialogues in zip(group, originals)}
    seen = described([rewriting(segments) for _name, segments, rewriting in wanted], *options)
    different = [(name, rewriting.__name__) for (name, _segments, rewriting), dialogues in zip(wanted, seen)
                 if meanings(dialogues) != expected[name]]
    assert not different


@pytest.mark.parametrize("group", groups(readable_captures()), ids=name_of_group)
def test_cut_joined_and_repeated(group, described):
    require_same(described, group, rewritings_of)


@pytest.mark.parametrize("group", groups(readable_captures()), ids=name_of_group)
def test_reordered(group, described):
    require_same(described, group, lambda _segments: [changed_captures.reorder], *OUT_OF_ORDER)


@pytest.mark.parametrize("options", [(), ("-2",)], ids=["one pass", "two passes"])
@pytest.mark.parametrize("group", groups(readable_captures()), ids=name_of_group)
def test_reordered_without_help_of_tcp(group, options, described):
    require_same(described, group, lambda _segments: [changed_captures.reorder], *options,
                 exceptions=UNACKNOWLEDGED)


@pytest.mark.parametrize("group", groups(readable_captures()), ids=name_of_group)
def test_overlapping(group, described):
    require_same(described, group, lambda _segments: [changed_captures.overlap, changed_captures.repeat_some],
                 *NO_ANALYSIS)


# What a user may have switched off. `try_heuristic_first` asks the heuristics before the ports.
PREFERENCES = ["tcp.desegment_tcp_streams:FALSE", "tcp.analyze_sequence_numbers:FALSE",
               "tcp.relative_sequence_numbers:FALSE", "tcp.try_heuristic_first:TRUE"]


@pytest.mark.parametrize("preference", PREFERENCES)
def test_preferences(preference, described):
    found = [(name, segments) for name, segments in readable_captures() if not has_losses(segments)]
    copies = [segments for _name, segments in found]
    expected = [meanings(dialogues) for dialogues in described(copies)]
    seen = [meanings(dialogues) for dialogues in described(copies, "-o", preference)]
    assert [name for (name, _segments), one, other in zip(found, expected, seen) if one != other] == []
