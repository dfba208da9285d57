"""Knows how to make a capture that no server produces out of one that a server did: resegment.py ACTION SOURCE TARGET
[TEXT]. The sequence numbers of what is cut stay right."""
# SPDX-License-Identifier: GPL-2.0-or-later

import re
import sys

import capture_file

SHORT_SEGMENT = 512
PLACES_TO_CUT = re.compile(rb"(?<=\r)(?=\n)|(?<=\n)(?=\.)|(?<=\n\.)(?=\r)")


def cut(segment, places):
    """The segment as several, cut at the places, a microsecond apart."""
    edges = [0, *places, len(segment.payload)]
    parts = [segment.part(start, end) for start, end in zip(edges, edges[1:])]
    for number, part in enumerate(parts):
        part.time += number
    return parts


def cut_short(segments):
    return [part for segment in segments
            for part in cut(segment, range(SHORT_SEGMENT, len(segment.payload), SHORT_SEGMENT))]


def index_of_text(segments, text):
    for index, segment in enumerate(segments):
        if text in segment.payload:
            return index
    raise ValueError("no segment has the text %r" % text)


def copy(segments, _text):
    return segments


def leave_hole(segments, text):
    """Short segments, without the first one that has the text."""
    segments = cut_short(segments)
    del segments[index_of_text(segments, text)]
    return segments


def begin_midstream(segments, text):
    """Short segments, from the first one that has the text."""
    segments = cut_short(segments)
    return segments[index_of_text(segments, text):]


def keep_client(segments, _text):
    return [segment for segment in segments if not segment.is_from_server()]


def cut_lines(segments, _text):
    """Cut inside every CRLF, before every dot that begins a line, and between such a dot and its CRLF."""
    return [part for segment in segments
            for part in cut(segment, [place.start() for place in PLACES_TO_CUT.finditer(segment.payload)])]


def cut_octets(segments, _text):
    return [part for segment in segments for part in cut(segment, range(1, len(segment.payload)))]


ACTIONS = {
    "copy": copy,
    "hole": leave_hole,
    "midstream": begin_midstream,
    "one-sided": keep_client,
    "cut-lines": cut_lines,
    "one-byte": cut_octets,
}


def let_time_run_forward(segments):
    """Holds back what follows a segment until the last part of it was sent."""
    latest = 0
    for segment in segments:
        latest = max(latest, segment.time)
        segment.time = latest


def main():
    action, source, target = sys.argv[1:4]
    text = sys.argv[4].encode("ascii") if len(sys.argv) > 4 else b""
    segments = ACTIONS[action](capture_file.read_capture(source), text)
    let_time_run_forward(segments)
    capture_file.write_capture(target, segments)


if __name__ == "__main__":
    main()
