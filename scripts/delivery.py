"""Tells with which setting of tcp.reassemble_out_of_order more of the mail in a capture is delivered. Without it TCP
delivers no late segment; with it, nothing more of a side after bytes that are really lost. Called by scripts/demo, and
by scripts/wireshark for the choice alone.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import subprocess
import sys

SCRIPTS = pathlib.Path(__file__).resolve().parent
PREFERENCE = "tcp.reassemble_out_of_order"
IN_PLACE = f"{PREFERENCE}:TRUE"
SENDER = ("tcp.stream", "tcp.srcport", "frame.number")
COUNTED = ("mailproto.message.missing", "mailproto.gap", "mailproto.command", "mailproto.smtp.reply.code",
           "mailproto.pop3.status")


class Yield:
    """What a setting brings."""

    def __init__(self):
        self.whole_messages = self.lines = self.gap_bytes = 0
        self.last_frames = {}

    def add(self, stream, port, frame, missing, gaps, *lines):
        """Adds what one frame has, in the order of the fields."""
        self.last_frames[stream, port] = int(frame)
        self.whole_messages += missing.split().count("0")
        self.gap_bytes += sum(map(int, gaps.split()))
        self.lines += sum(len(values.split()) for values in lines)

    def rank(self):
        """The greater, the better. How far each side is read comes before gaps: what is not delivered has none."""
        return self.whole_messages, self.lines, sum(self.last_frames.values()), -self.gap_bytes

    def gain_over(self, other):
        """In which it is better first of all, or nothing."""
        pairs = (("whole messages", self.whole_messages, other.whole_messages),
                 ("commands and replies", self.lines, other.lines), ("bytes in gaps", self.gap_bytes, other.gap_bytes))
        gains = [f"{what} {mine} instead of {others}" for what, mine, others in pairs if mine != others]
        return gains[0] if self.rank() > other.rank() and gains else None


def preferences_in(words):
    """The values of the options -o among the words of a command."""
    joined = [word.removeprefix("-o") for word in words if word.startswith("-o") and word != "-o"]
    return [value for option, value in zip(words, words[1:]) if option == "-o"] + joined


def tshark(preferences, *arguments):
    """The command that reads a capture from its input."""
    settings = [word for preference in preferences for word in ("-o", preference)]
    return [str(SCRIPTS / "run-with-plugin"), "tshark", "-n", "-r", "-", *settings, *arguments]


def yield_of(name, preferences):
    """What a capture yields; of one that breaks off, up to there."""
    command = tshark(preferences, "-Y", "mailproto", "-T", "fields", "-E", "aggregator=/s",
                     *(word for field in (*SENDER, *COUNTED) for word in ("-e", field)))
    result = Yield()
    with open(name, "rb") as capture, subprocess.Popen(
            command, stdin=capture, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for line in process.stdout:
            result.add(*line.decode("utf-8", "replace").rstrip("\n").split("\t"))
    return result


def may_choose(preferences):
    """Whether the user has not chosen already."""
    return not any(preference.startswith(f"{PREFERENCE}:") for preference in preferences)


def reason_to_reassemble(name, preferences):
    """What is better if late segments are put in their place, or None where Wireshark's default is as good."""
    usual = yield_of(name, preferences)
    gain = yield_of(name, [*preferences, IN_PLACE]).gain_over(usual) if usual.gap_bytes else None
    return f"read with {IN_PLACE}: {gain}" if gain else None


def main():
    name, *options = sys.argv[1:]
    preferences = preferences_in(options)
    if pathlib.Path(name).is_file() and may_choose(preferences):
        reason = reason_to_reassemble(name, preferences)
        if reason:
            print(f"wireshark: {name}: {reason}", file=sys.stderr)
            print(IN_PLACE)


if __name__ == "__main__":
    main()
