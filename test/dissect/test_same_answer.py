"""What is said of a capture does not depend on what TCP did with the bytes: cut, joined, repeated, overlapping,
reordered, otherwise interleaved, with sequence numbers that wrap.

Several captures go into one file, each unchanged and then in every rewriting, so that tshark starts seldom.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import os

import pytest

import captures
import changed_captures
import dialogue
import pdml

IS_LONG = bool(os.environ.get("MAILPROTO_LONG"))
GROUP_SIZE = 12
# Of larger captures only the long run tries every rewriting; cut into bytes only small ones are of use.
LARGEST = 10 ** 7 if IS_LONG else 8000
LARGEST_IN_BYTES = 10 ** 5 if IS_LONG else 1500
TREE = ("-T", "pdml", "-J", "tcp mailproto.smtp mailproto.pop3", "-2")
UNITS = ("mailproto.command || mailproto.smtp.reply.line || mailproto.pop3.status || mailproto.pop3.row || "
         "mailproto.message.size || mailproto.gap || mailproto.auth.base64")
OUT_OF_ORDER = ("-o", "tcp.reassemble_out_of_order:TRUE")
# With it TCP passes on nothing of a segment that repeats bytes, what is new in it neither.
NO_ANALYSIS = ("-o", "tcp.analyze_sequence_numbers:FALSE")
# Not only TCP decides there what the plugin is given: a tunnel in HTTP, and a port of no mail, where a first segment that
# says enough is recognized.
NOT_TCP_ALONE = {"zeek__connect-with-smtp", "suricata__smtp-tls-protodetect"}
# Frame numbers do not tell which of several replies in one frame answers the content, and which the command after it.
EXCEPTIONS = {("lmtp-recipients", "coalesce"), ("smtp-to-lmtp", "coalesce")}


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


def groups(found):
    return [found[start:start + GROUP_SIZE] for start in range(0, len(found), GROUP_SIZE)]


def name_of_group(group):
    return f"{group[0][0]}-to-{group[-1][0]}"


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


def require_same(described, group, rewritings_of_capture, *options):
    wanted = [(name, segments, rewriting) for name, segments in group for rewriting in rewritings_of_capture(segments)
              if (name, rewriting.__name__) not in EXCEPTIONS]
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
