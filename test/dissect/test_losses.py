"""Losses are reported, and nothing is invented: any one segment missing, segments captured short, one direction alone,
a capture that begins anywhere.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses

import pytest

import captures
import changed_captures
import dialogue
import pdml
from many_captures import IS_LONG, NOT_TCP_ALONE, TREE, UNITS, groups, name_of_group

# Copies of a capture are as many as its segments: so many segments they may have in all.
MOST_SEGMENTS = 40000 if IS_LONG else 700
# Without this segment more cannot be known: what was lost is what tells how the client's next bytes are read, and they
# were sent before the loss shows; or, of a client's group of commands, the only sign of how many replies are to come.
UNKNOWABLE = {("lmtp-cyrus", 7), ("smtp-prdr", 15), ("suricata__bug-1045", 7), ("suricata__smtp-pipelining", 8)}
# The same where a capture begins late, or its segments are short.
UNKNOWABLE_PARTS = {"pop3-pipelining-cyrus", "suricata__bug-1045"}
# A POP3 server that does not end its listing, so that the whole says less than what a gap lets be read; a chunk without
# CRLF at its end, so that without BDAT the command after it is no line of its own.
ODD = {"zeek__bad-list-retr-crafted", "zeek__rfc3030-bdat-multipart", *NOT_TCP_ALONE}


@dataclasses.dataclass
class Copy:
    """A changed copy of a capture, and what was seen in it: its frames with mail, those before `first` excluded."""

    name: str
    segments: list
    lost: int = None
    first: int = 0
    frames: list = None

    @property
    def dialogue(self):
        return dialogue_of(self.frames)


def dialogue_of(frames):
    """The one dialogue in the frames."""
    return next(iter(dialogue.read_dialogues(frames).values()), dialogue.Dialogue())


def has_payload(segment):
    return bool(segment.payload)


def is_one_connection(segments):
    return len({changed_captures.connection_of(segment) for segment in segments}) == 1


def has_tls(segments):
    return any(segment.payload.startswith(b"\x16\x03") for segment in segments)


def has_all_once(segments):
    """Nothing is missing, repeated or late."""
    expected = {}
    for segment in filter(has_payload, segments):
        sender = changed_captures.sender_of(segment) + changed_captures.receiver_of(segment)
        if expected.get(sender, changed_captures.sequence_of(segment)) != changed_captures.sequence_of(segment):
            return False
        expected[sender] = changed_captures.end_of(segment)
    return True


def small_captures():
    """Name and segments of captures of one connection, whole, of which every segment can be left out."""
    found = []
    for path in captures.every_capture():
        if getattr(path, "suffix", "") != ".pcap" or path.stem in ODD:
            continue
        segments, is_all = changed_captures.read_tcp(path)
        cost = len(segments) * len(list(filter(has_payload, segments)))
        if has_tls(segments):
            continue
        if is_all and 0 < cost <= MOST_SEGMENTS and is_one_connection(segments) and has_all_once(segments):
            found.append((path.stem, segments))
    return found


@pytest.fixture(name="seen_in")
def make_seen_in(wireshark, changed):
    """seen_in(copies, snap length): fills in what is seen in each."""
    def see(copies, length=None):
        changed_captures.write_copies(changed, [copy.segments for copy in copies])
        path = changed_captures.captured_short(wireshark, changed, length) if length else changed
        frames = pdml.read_frames(wireshark.tshark(path, *TREE, "-Y", UNITS))
        first = 0
        for copy in copies:
            last = first + len(copy.segments)
            copy.first, copy.frames = first, [frame for frame in frames if first < frame.number <= last]
            first = last
        return copies
    return see


def said_before(copy, count):
    """What was said in the first frames, without what only later frames teach."""
    seen = dialogue_of([frame for frame in copy.frames if frame.number <= copy.first + count])
    return (seen.commands(), [(reply.status, reply.lines) for reply in seen.replies],
            [(message.size, message.sha256) for message in seen.messages], seen.rows, [fact[1:] for fact in seen.facts])


def copies_with_holes(name, segments):
    return [Copy(name, segments[:number] + segments[number + 1:], number)
            for number, segment in enumerate(segments) if segment.payload]


def is_gap_visible(copy, lost):
    """Whether bytes of the same side stand before and after what was lost."""
    sent = [changed_captures.sender_of(segment) == changed_captures.sender_of(lost) and bool(segment.payload)
            for segment in copy.segments]
    return any(sent[:copy.lost]) and any(sent[copy.lost:])


def faults_of_hole(copy, original):
    lost, seen, whole = original.segments[copy.lost], copy.dialogue, original.dialogue
    if said_before(copy, copy.lost) != said_before(original, copy.lost):
        yield "said otherwise before the gap"
    if is_gap_visible(copy, lost) and sum(seen.gaps) != len(lost.payload):
        yield f"gaps of {seen.gaps}, not {len(lost.payload)}"
    if {message.sha256 for message in seen.messages} - {message.sha256 for message in whole.messages} - {None}:
        yield "a message that lost bytes has a hash"
    if is_gap_visible(copy, lost) and (copy.name, copy.lost) not in UNKNOWABLE:
        yield from faults_of_pairs(seen, whole, lost)
        yield from faults_of_step(copy, original)


def faults_of_pairs(seen, whole, lost=None):
    """No command and no pair of command and reply that is not in the whole."""
    invented = {line for verb, line in seen.commands()} - {line for verb, line in whole.commands()}
    if invented and not (lost and not lost.payload.endswith(b"\n")):
        yield f"commands that are none: {sorted(invented)}"
    known = [(line, status, set(lines)) for line, status, lines in dialogue.pairs(whole)]
    for line, status, lines in dialogue.pairs(seen):
        if not any(line == known_line and status == known_status and set(lines) <= known_lines
                   for known_line, known_status, known_lines in known):
            yield f"{line} is not answered by {status} {lines}"


def answered_from(seen, first_frame):
    """Line of command and status of its reply, of the commands from a frame on."""
    frames = [question.frame for question in seen.questions if question.verb != dialogue.CONTENT_VERB]
    words = [question.line for question in seen.questions if question.verb != dialogue.CONTENT_VERB]
    late = [line for line, frame in zip(words, frames) if frame >= first_frame]
    return [(line, status) for line, status, _lines in dialogue.pairs(seen) if line in late]


def gap_index(segments, lost):
    """Where the loss shows: the next segment of the same side."""
    sender = changed_captures.sender_of(segments[lost])
    return next((number for number in range(lost + 1, len(segments)) if segments[number].payload
                 and changed_captures.sender_of(segments[number]) == sender), len(segments))


def faults_of_step(copy, original):
    """From the second command after the gap on, all is as in the whole."""
    whole, seen = original.dialogue, copy.dialogue
    gap = gap_index(original.segments, copy.lost)
    sent = [question.frame - original.first for question in whole.questions
            if question.verb not in (dialogue.CONTENT_VERB, dialogue.SASL_VERB)]
    later = [frame for frame in sent if frame > gap]
    if len(later) < 2 or later[1] == later[0]:
        return
    found = answered_from(seen, copy.first + later[1] - 1)
    missing = [pair for pair in answered_from(whole, original.first + later[1]) if pair not in found]
    if missing:
        yield f"not in step: {missing}"


@pytest.mark.parametrize("group", groups(small_captures()), ids=name_of_group)
def test_any_segment_may_be_missing(group, seen_in):
    originals = {name: Copy(name, segments) for name, segments in group}
    copies = [copy for name, segments in group for copy in copies_with_holes(name, segments)]
    seen_in([*originals.values(), *copies])
    faults = [f"{copy.name} without segment {copy.lost + 1}: {fault}" for copy in copies
              for fault in faults_of_hole(copy, originals[copy.name])]
    assert not faults, "\n" + "\n".join(faults)


def of_one_side(is_server):
    def rewriting(segments):
        first = next(segment for segment in segments if segment.payload)
        server = changed_captures.sender_of(first)
        return [segment for segment in segments if (changed_captures.sender_of(segment) == server) == is_server]
    return rewriting


def parts_of(segments):
    """What a capture that began late, or saw one side, would have."""
    starts = [number for number, segment in enumerate(segments) if segment.payload][1:]
    return [segments[start:] for start in starts] + [of_one_side(True)(segments), of_one_side(False)(segments)]


def faults_of_part(copy, original):
    seen, whole = copy.dialogue, original.dialogue
    if {message.sha256 for message in seen.messages} - {message.sha256 for message in whole.messages} - {None}:
        yield "a message that lost bytes has a hash"
    if copy.name not in UNKNOWABLE_PARTS:
        yield from faults_of_pairs(seen, whole)


@pytest.mark.parametrize("group", groups(small_captures()), ids=name_of_group)
def test_capture_may_begin_anywhere_or_see_one_side(group, seen_in):
    originals = {name: Copy(name, segments) for name, segments in group}
    copies = [Copy(name, part, number) for name, segments in group for number, part in enumerate(parts_of(segments))]
    seen_in([*originals.values(), *copies])
    faults = [f"{copy.name} part {copy.lost}: {fault}" for copy in copies
              for fault in faults_of_part(copy, originals[copy.name])]
    assert not faults, "\n" + "\n".join(faults)


def begins_one_of(line, whole_lines):
    return any(whole.startswith(line) for whole in whole_lines)


def faults_of_short(copy, original):
    """The same for lines that may be cut: they are the beginnings of those that the whole has."""
    seen, whole = copy.dialogue, original.dialogue
    if {message.sha256 for message in seen.messages} - {message.sha256 for message in whole.messages} - {None}:
        yield "a message that lost bytes has a hash"
    lines = [line for _verb, line in whole.commands()]
    invented = [line for _verb, line in seen.commands() if not begins_one_of(line, lines)]
    if invented:
        yield f"commands that are none: {invented}"
    if copy.name in UNKNOWABLE_PARTS:
        return
    known = list(dialogue.pairs(whole))
    for line, status, texts in dialogue.pairs(seen):
        if not any(known_line.startswith(line) and status == known_status and
                   all(begins_one_of(text, known_texts) for text in texts)
                   for known_line, known_status, known_texts in known):
            yield f"{line} is not answered by {status} {texts}"


@pytest.mark.parametrize("length", [68, 200, 1000])
def test_segments_may_be_captured_short(length, seen_in):
    originals = [Copy(name, segments) for name, segments in small_captures()]
    copies = [Copy(name, segments) for name, segments in small_captures()]
    seen_in(originals)
    seen_in(copies, length)
    faults = [f"{copy.name}: {fault}" for copy, original in zip(copies, originals)
              for fault in faults_of_short(copy, original)]
    assert not faults, "\n" + "\n".join(faults)
