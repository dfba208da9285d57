"""What a session said, in the terms in which the plugin and the oracle are compared: questions, replies, which answers
which, messages and rows. Here it is read from the tree that the plugin draws.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import re

from pdml import units_of

COMMAND_LINES = ("mailproto.smtp.command_line", "mailproto.pop3.command_line")
SASL_VERB = "*AUTH*"
CONTENT_VERB = "*CONTENT*"
REPLY_PREFIX = re.compile(r"\d{3}[ -]?")


@dataclasses.dataclass
class Question:
    """What asks for a reply: a command, a client's line in a SASL exchange, or the end of DATA's content."""

    verb: str
    line: str
    frame: int
    response_in: str = None


@dataclasses.dataclass
class Reply:
    status: str
    lines: list
    frame: int
    response_to: str = None


@dataclasses.dataclass
class Message:
    size: int
    sha256: str
    via: str
    frame: int


@dataclasses.dataclass
class Dialogue:
    questions: list = dataclasses.field(default_factory=list)
    replies: list = dataclasses.field(default_factory=list)
    messages: list = dataclasses.field(default_factory=list)
    rows: list = dataclasses.field(default_factory=list)
    list_rows: list = dataclasses.field(default_factory=list)
    uidl_rows: list = dataclasses.field(default_factory=list)
    gaps: list = dataclasses.field(default_factory=list)
    facts: list = dataclasses.field(default_factory=list)

    def commands(self):
        """Verb and line of every command and SASL line."""
        return [(question.verb, question.line) for question in self.questions if question.verb != CONTENT_VERB]


def readable(text):
    """Text as both sides can be expected to show it: control characters as blanks, other bytes above ASCII as \\xNN."""
    visible = "".join(" " if ord(character) < 32 or ord(character) == 127 else character for character in text)
    return re.sub(rb"[\x80-\xff]", lambda byte: b"\\x%02x" % byte[0][0], visible.encode("utf-8")).decode("ascii")


def add_command(dialogue, frame, item):
    question = Question(item.first("mailproto.command"), readable(item.value), frame,
                        item.first("mailproto.response_in"))
    dialogue.questions.append(question)


def add_sasl_line(dialogue, frame, item):
    line = readable(item.first("mailproto.auth.base64"))
    dialogue.questions.append(Question(SASL_VERB, line, frame, item.first("mailproto.response_in")))


def add_smtp_reply_line(dialogue, frame, item):
    code = item.first("mailproto.smtp.reply.code")
    if code is not None:
        dialogue.replies.append(Reply(code, [], frame, item.first("mailproto.response_to")))
    dialogue.replies[-1].lines.append(readable(REPLY_PREFIX.sub("", item.value, count=1)))


def add_pop3_reply(dialogue, frame, item):
    lines = [readable(item.first("mailproto.pop3.text") or "")]
    dialogue.replies.append(Reply(item.first("mailproto.pop3.status"), lines, frame,
                                  item.first("mailproto.response_to")))


def add_row(dialogue, _frame, item):
    dialogue.rows.append(readable(item.value))
    if item.has("mailproto.pop3.list.message"):
        dialogue.list_rows.append((item.first("mailproto.pop3.list.message"),
                                   item.first("mailproto.pop3.list.octets")))
    if item.has("mailproto.pop3.uidl.message"):
        dialogue.uidl_rows.append((item.first("mailproto.pop3.uidl.message"),
                                   readable(item.first("mailproto.pop3.uidl.id"))))


def add_message(dialogue, frame, item):
    message = Message(int(item.first("mailproto.message.size")), item.first("mailproto.message.sha256"),
                      item.first("mailproto.message.via"), frame)
    dialogue.messages.append(message)
    if message.via == "DATA":
        dialogue.questions.append(Question(CONTENT_VERB, "", frame, item.first("mailproto.response_in")))


def add_gap(dialogue, _frame, item):
    dialogue.gaps.append(int(item.first("mailproto.gap")))


UNIT_READERS = (
    (lambda item: item.name in COMMAND_LINES, add_command),
    (lambda item: item.name == "mailproto.smtp.reply.line", add_smtp_reply_line),
    (lambda item: item.has("mailproto.pop3.status"), add_pop3_reply),
    (lambda item: item.has("mailproto.pop3.row"), add_row),
    (lambda item: item.has("mailproto.message.size"), add_message),
    (lambda item: item.has("mailproto.gap"), add_gap),
    (lambda item: item.has("mailproto.auth.base64"), add_sasl_line),
)


# Fields of logins, transactions and maildrops, and findings; without those that tell of frames, times or what else is in
# the capture.
FACT = re.compile(r"mailproto\.(auth|finding|transaction|pop3\.maildrop)\.")
NO_FACTS = {"mailproto.auth.digest_matches", "mailproto.transaction.duration", "mailproto.transaction.message"}


def facts_of(item):
    return [(field.name, readable(field.value)) for field in item.descendants()
            if FACT.match(field.name) and field.name not in NO_FACTS]


def add_unit(dialogue, frame, item):
    for fits, reader in UNIT_READERS:
        if fits(item):
            reader(dialogue, frame, item)
            dialogue.facts += [(frame, *fact) for fact in facts_of(item)]
            return


def read_dialogues(frames):
    """The dialogue of every TCP stream in which the plugin saw any unit or gave a tree at all."""
    dialogues = {}
    for frame in frames:
        for call in frame.calls:
            dialogue = dialogues.setdefault(frame.stream, Dialogue())
            for item in units_of(call):
                add_unit(dialogue, frame.number, item)
    return dialogues


def is_answered_by(question, reply):
    """Whether the links of both agree. The end of a content has no link of its own on some frames: there the reply's
    link decides, and may name the earlier frame in which the content ended."""
    if question.verb == CONTENT_VERB:
        return int(reply.response_to) <= question.frame and question.response_in in (None, str(reply.frame))
    return reply.response_to == str(question.frame) and question.response_in == str(reply.frame)


def find_answered(questions, used, reply):
    """The first question not yet answered whose links agree with those of the reply; replies come in order."""
    for number, question in enumerate(questions):
        if number not in used and is_answered_by(question, reply):
            return number
    return None


def question_names(questions):
    """A name for each question: its place among the commands; the end of a content has that of its DATA."""
    names, place, data = [], -1, None
    for question in questions:
        if question.verb == CONTENT_VERB:
            names.append(f"content of {data}")
            continue
        place += 1
        data = place if question.verb == "DATA" else data
        names.append(f"command {place}")
    return names


def verbs(seen):
    return [question.verb for question in seen.questions if question.verb != CONTENT_VERB]


def answers(dialogue):
    """For each reply the name of what it answers, and then every question whose answer does not point back."""
    used, found = set(), []
    names = question_names(dialogue.questions)
    for reply in dialogue.replies:
        if reply.response_to is None:
            found.append(None)
            continue
        number = find_answered(dialogue.questions, used, reply)
        used.add(number)
        found.append("no such question" if number is None else names[number])
    return found + [f"{names[number]} answered by no reply" for number, question in enumerate(dialogue.questions)
                    if question.response_in is not None and number not in used]


def codes_by_question(seen):
    """Pairs of what was asked and the status of its answer, in the order of the answers."""
    names = question_names(seen.questions)
    words = {name: question.verb for name, question in zip(names, seen.questions)}
    answered = answers(seen)[:len(seen.replies)]
    return [(words.get(name, name), reply.status) for name, reply in zip(answered, seen.replies)]


def said(seen):
    """All that was said, whatever the frames."""
    return (seen.commands(), [(reply.status, reply.lines) for reply in seen.replies], answers(seen),
            [(message.size, message.sha256) for message in seen.messages], seen.rows, seen.gaps)


def said_and_meant(seen):
    """The same, with what is told of logins, transactions and maildrops, and the findings."""
    return *said(seen), [fact[1:] for fact in seen.facts]


def pairs(seen):
    """Commands and SASL lines, and the reply to each: lines of both. Not the ends of contents, of which frame numbers
    alone do not always tell which reply is theirs."""
    names = question_names(seen.questions)
    lines = {name: question.line for name, question in zip(names, seen.questions)}
    answered = answers(seen)[:len(seen.replies)]
    return [(lines[name], reply.status, reply.lines) for name, reply in zip(answered, seen.replies) if lines.get(name)]
