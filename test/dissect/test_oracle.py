"""The plugin's reading of public captures against that of an independent reader, the oracle.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import re

import pytest

import captures
import dialogue
import oracle

EXCEPTIONS_FILE = pathlib.Path(__file__).with_name("oracle_exceptions.tsv")
LARGEST_NUMBER_OF_EXCEPTIONS = 3
# Two passes, as questions point to later answers.
OPTIONS = ("-2", "-o", "tcp.reassemble_out_of_order:TRUE")


def read_exceptions():
    """Capture, place in the oracle, and reason of each exception."""
    lines = [line for line in EXCEPTIONS_FILE.read_text().splitlines() if line and not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines[1:]]


def exceptions_of(name):
    return [place for capture_name, place, _reason in read_exceptions() if capture_name == name]


def seen_aspects(seen):
    return {
        "commands": seen.commands(),
        "replies": [(reply.status, reply.lines) for reply in seen.replies],
        "answers": dialogue.answers(seen),
        "messages": [(message.size, message.sha256) for message in seen.messages if message.sha256],
        "rows": seen.rows,
        "list_rows": seen.list_rows,
        "uidl_rows": seen.uidl_rows,
    }


def expected_aspects(capture, frames):
    """What the oracle holds for each TCP stream; streams that it did not read have no mail."""
    streams = {frame.number: frame.stream for frame in frames}
    nothing = seen_aspects(dialogue.Dialogue())
    expected = {stream: nothing for stream in streams.values()}
    for first_frame in oracle.unread_streams(capture):
        expected[streams[first_frame]] = {aspect: nothing[aspect] for aspect in oracle.ASPECTS_OF_UNREAD}
    for session in capture["sessions"]:
        expected[streams[session["first_frame"]]] = oracle.expected_aspects(session)
    return expected


@pytest.mark.parametrize("name", captures.shared_names())
def test_dialogue_equals_the_oracle(name, tree_of):
    frames = tree_of(captures.shared_path(name), *OPTIONS)
    seen = dialogue.read_dialogues(frames)
    capture = oracle.read_oracle(captures.oracle_path(name))
    oracle.leave_out(capture, exceptions_of(name))
    for stream, expected in expected_aspects(capture, frames).items():
        found = seen_aspects(seen.get(stream, dialogue.Dialogue()))
        for aspect in expected:
            assert found[aspect] == expected[aspect], f"{aspect} of TCP stream {stream}"


def test_every_capture_has_an_oracle():
    if not captures.has_shared():
        pytest.skip(captures.SHARED_MISSING)
    names = [path.name.removesuffix(".json") for path in captures.oracle_folder().glob("*.json")]
    assert sorted(names) == sorted(captures.shared_names())


def test_exceptions_are_few_and_have_reasons():
    exceptions = read_exceptions()
    assert len(exceptions) <= LARGEST_NUMBER_OF_EXCEPTIONS
    for name, place, reason in exceptions:
        assert re.fullmatch(r"sessions\[\d+\]\.(commands|replies|messages)\[\d+\]", place), name
        assert re.search(r"RFC \d+|captures/README\.md", reason), name


def test_exceptions_are_needed(tree_of):
    """If one exception is undone, the plugin's reading must differ; otherwise the exception is not needed."""
    if not captures.has_shared():
        pytest.skip(captures.SHARED_MISSING)
    for name, place, _reason in read_exceptions():
        frames = tree_of(captures.shared_path(name), *OPTIONS)
        capture = oracle.read_oracle(captures.oracle_path(name))
        oracle.leave_out(capture, [other for other in exceptions_of(name) if other != place])
        seen = {stream: seen_aspects(found) for stream, found in dialogue.read_dialogues(frames).items()}
        assert any(seen.get(stream) != expected for stream, expected in expected_aspects(capture, frames).items()
                   if stream in seen), f"{name}: take {place} out of the exceptions"
