"""Questions that people ask of a capture, with the commands that they know: mailproto answers them too.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import pathlib
import shlex

import pytest

from captures import sample
from written_dialogues import write_dialogue

QUESTIONS_FILE = pathlib.Path(__file__).with_name("user_questions.tsv")
LINES = ["S: 220 mail.example.com ESMTP", "C: HELO client.example.net", "S: 250 mail.example.com", "C: VRFY alice",
         "S: 252 try it", "C: EXPN staff", "S: 550 no", "C: FROB", "S: 500 5.5.2 Unrecognized command",
         "C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<bob@example.com>", "S: 451 4.7.1 Greylisted, try again in 300 s",
         "C: RCPT TO:<alice@example.com>", "S: 250 ok", "C: DATA", "S: 354 go on",
         "C: Received: from a.example.net by mail.example.com\r\nX-Mailer: Foxmail 5.0\r\nSubject: tea\r\n\r\nOn Sunday.",
         "C: .", "S: 250 queued", "C: NOOP", "S: 421 4.7.0 Too many connections"]
# Not answered by the stock dissectors: they cut STARTTLS to STAR, and see no message after "+OK" in its own segment.
BETTER = {("Q21", "pop3-mailbox"), ("Q64", "smtp-starttls")}


def read_questions():
    """Question, sample, arguments and the lines of the answer."""
    lines = [line for line in QUESTIONS_FILE.read_text().splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t", 3) for line in lines]
    return [(question, name, arguments, answer.split(" | ")) for question, name, arguments, answer in rows]


@pytest.fixture(scope="module")
def answer_of(wireshark):
    """answer_of(wireshark, sample, arguments): what tshark prints, counted where it is piped to `sort | uniq -c`."""
    written = wireshark.new_folder("questions") / "written.pcap"
    write_dialogue(written, LINES)
    wireshark.give_away(written)

    def run(programs, name, arguments):
        arguments, is_counted, _rest = arguments.partition(" | sort | uniq -c")
        path = written if name == "written" else sample(name)
        lines = programs.tshark(path, *shlex.split(arguments)).decode("utf-8").splitlines()
        return [f"{count} {line}" for line, count in sorted(collections.Counter(lines).items())] if is_counted else lines
    return run


@pytest.mark.parametrize("question, name, arguments, answer", read_questions())
def test_question_is_answered_as_before_or_better(question, name, arguments, answer, answer_of, wireshark,
                                                  stock_wireshark):
    assert answer_of(wireshark, name, arguments) == answer
    is_as_before = answer_of(stock_wireshark, name, arguments) == answer
    assert is_as_before or (question, name) in BETTER


@pytest.mark.parametrize("name, count", [("smtp-plain", 2), ("smtp-bdat", 3), ("pop3-mailbox", 4)])
def test_mails_are_exported(name, count, wireshark):
    """Q39: the stock dissectors export those of DATA alone."""
    folder = wireshark.new_folder("mails")
    wireshark.tshark(sample(name), "-q", "--export-objects", f"imf,{folder}")
    assert len(list(folder.iterdir())) == count


def test_logins_are_listed(wireshark):
    """Q2."""
    text = wireshark.tshark(sample("smtp-auth-login-plain"), "-q", "-z", "credentials").decode()
    assert [line.split()[:3] for line in text.splitlines() if "alice" in line] == [
        ["13", "SMTP", "alice"], ["19", "SMTP", "alice"], ["43", "SMTP", "alice"]]
