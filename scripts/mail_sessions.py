"""Gathers what the plugin's trees say into sessions: dialogue, logins, mailboxes and messages. Prints nothing.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import re

import pdml_reader

# What the tree calls steps on the way to a line, a list or a message that is shown once it is complete.
STEPS = ("Unfinished line", "End of list")
CONTENT = "Message data"
CONTENT_LABEL = re.compile(r"Message data: (\d+) bytes?(?: \((?:top of )?message (\d+)\))?")
MESSAGE_LABEL = re.compile(r"(?:M|Top of m)essage (\d+)\b")
COMMAND_LINES = ("mailproto.smtp.command_line", "mailproto.pop3.command_line")
# Commands after which a message needs a MAIL of its own.
ENVELOPE_ENDS = ("RSET", "EHLO", "HELO", "LHLO", "STARTTLS")
# The reply after which PRDR's replies for each recipient follow.
PRDR_BEGINS = "353"
TLS_COMMANDS = ("STARTTLS", "STLS")


@dataclasses.dataclass
class Answer:
    """A reply: its lines, each with its frame, and how long it took (seconds as text, or None)."""

    lines: list
    time: str = None
    is_positive: bool = False


@dataclasses.dataclass
class Recipient:
    """A recipient that the client named; whether the server took it, or None as long as it has not said."""

    address: str
    is_accepted: bool = None


@dataclasses.dataclass
class Envelope:
    """What MAIL and the RCPT after it said of a message; the sender is None where MAIL was not seen or no path can be
    told. Per recipient, the server answers the message for each of them that it accepted: in LMTP always (RFC 2033,
    4.2), in SMTP with the extension PRDR after a reply 353."""

    sender: str
    is_per_recipient: bool = False
    recipients: list = dataclasses.field(default_factory=list)

    def accepted(self):
        return sum(recipient.is_accepted is True for recipient in self.recipients)


@dataclasses.dataclass
class Entry:
    """One thing that happened: something said by the client (C), by the server unasked (S), or a note (-). Its lines
    have each a frame."""

    frame: int
    side: str
    lines: list
    verb: str = ""
    kind: str = ""
    repeated: int = 0
    maildrop_number: int = None
    recipient: Recipient = None
    envelope: Envelope = None
    message: "Message" = None
    answers: list = dataclasses.field(default_factory=list)

    def awaited_answers(self):
        """How many replies the server owes it: PRDR adds one before and one after those for the recipients."""
        if not self.message or not self.envelope:
            return 1
        if self.envelope.is_per_recipient:
            return max(1, self.envelope.accepted())
        has_prdr = self.answers and self.answers[0].lines[0][1].startswith(PRDR_BEGINS)
        return self.envelope.accepted() + 2 if has_prdr else 1


@dataclasses.dataclass
class Login:
    attempt: str = None
    mechanism: str = ""
    user: str = ""
    authzid: str = ""
    password: str = ""
    token: str = ""
    result: str = ""
    frame: int = 0


@dataclasses.dataclass
class MailboxRow:
    """What is known of a message in a maildrop. Fetched it is "yes" once RETR has brought its end, "begun" before that,
    "TOP" where TOP brought all or part of it. Deleted it is once QUIT was answered (RFC 1939, 6); before that it is
    marked."""

    listed_octets: str = ""
    received_octets: str = ""
    identifier: str = ""
    fetched: str = ""
    is_marked: bool = False
    is_deleted: bool = False


@dataclasses.dataclass
class Message:
    name: str  # as the window has it: by its number in the maildrop, or in the session
    frame: int
    size: str
    sha256: str
    via: str
    missing: int
    subject: str
    envelope: Envelope = None
    answers: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Content:
    """What was seen of a message whose end was not."""

    octets: int
    first_frame: int
    last_frame: int


@dataclasses.dataclass
class Session:
    number: int
    protocol: str
    first_frame: int
    last_frame: int = 0
    client: str = "?"
    server: str = "?"
    tls: list = dataclasses.field(default_factory=list)
    entries: list = dataclasses.field(default_factory=list)
    unanswered: list = dataclasses.field(default_factory=list)
    logins: list = dataclasses.field(default_factory=list)
    mailbox: dict = dataclasses.field(default_factory=dict)
    messages: list = dataclasses.field(default_factory=list)
    unfinished: dict = dataclasses.field(default_factory=dict)
    is_lmtp: bool = False
    gap_octets: int = 0
    envelope: Envelope = None
    last_answer: Answer = None

    def add_entry(self, entry, asks=False):
        self.entries.append(entry)
        if asks:
            self.unanswered.append(entry)
        return entry

    def add_note(self, frame, label):
        """A note; what follows of the same kind is only counted."""
        kind = label.partition(":")[0]
        last = self.entries[-1] if self.entries else None
        if last and last.side == "-" and last.kind == kind:
            last.repeated += 1
        elif kind not in STEPS:
            self.add_entry(Entry(frame, "-", [(frame, label.partition(" (")[0])], kind=kind))

    def count_content(self, frame, label):
        found = CONTENT_LABEL.match(label)
        if found:
            content = self.unfinished.setdefault(found[2], Content(0, frame, frame))
            content.octets += int(found[1])
            content.last_frame = frame

    def forget_content(self, label):
        """The message that the content added up to is shown instead."""
        found = MESSAGE_LABEL.match(label)
        self.unfinished.pop(found[1] if found else None, None)
        self.entries = [entry for entry in self.entries if entry.kind != CONTENT]

    def mailbox_row(self, number):
        return self.mailbox.setdefault(int(number), MailboxRow())

    def name_ends(self, frame, is_client):
        self.client, self.server = ((frame.source, frame.destination) if is_client
                                    else (frame.destination, frame.source))

    def has_undecrypted_tls(self):
        """Whether the last thing said is that TLS begins."""
        last = self.entries[-1] if self.entries else None
        return bool(last and last.verb in TLS_COMMANDS and last.answers and last.answers[-1].is_positive)


def decoded_facts(item):
    """What base64 hides in a line, as a remark, or nothing."""
    names = {"challenge": "asks", "authzid": "acts as", "user": "user", "password": "password"}
    facts = [f'{word} "{item.first(f"mailproto.auth.{name}")}"' for name, word in names.items()
             if item.has(f"mailproto.auth.{name}")]
    return f"   [{', '.join(facts)}]" if facts and item.has("mailproto.auth.base64") else ""


def open_login(session, attempt):
    """The login that a fact belongs to: a new one after a result, or with a new attempt number."""
    last = session.logins[-1] if session.logins else None
    if last is None or last.result or (attempt and last.attempt and attempt != last.attempt):
        last = Login()
        session.logins.append(last)
    last.attempt = attempt or last.attempt
    return last


def read_login_facts(session, frame, item):
    attempt = item.first("mailproto.auth.attempt")
    for name in ("mechanism", "user", "authzid", "password", "token"):
        value = item.first(f"mailproto.auth.{name}")
        if value is not None:
            login = open_login(session, attempt)
            setattr(login, name, value)
            login.frame = frame.number


def read_login_result(session, frame, item):
    result = item.first("mailproto.auth.result")
    if result is not None and session.logins:
        session.logins[-1].result = result
        session.logins[-1].frame = frame.number


def find_question(session, item):
    """The entry that a reply answers: the first that waits on the frame the reply points to, or else a message there,
    which may get more replies than were expected. Those before it were overtaken, and get no reply any more."""
    asked = item.first("mailproto.response_to")
    for place, entry in enumerate(session.unanswered):
        if asked == str(entry.frame):
            del session.unanswered[:place]
            return entry
    return next((entry for entry in reversed(session.entries) if entry.message and entry.answers
                 and asked == str(entry.frame)), None)


def stop_waiting(session, entry):
    """Takes an entry that got all its replies from those that wait."""
    if len(entry.answers) >= entry.awaited_answers():
        session.unanswered = [waiting for waiting in session.unanswered if waiting is not entry]


def set_mailbox_state(session, entry, is_positive):
    """What a POP3 command did to the mailbox, once the server agreed."""
    if not is_positive or session.protocol != "POP3":
        return
    if entry.verb == "RSET":
        for row in session.mailbox.values():
            row.is_marked = False
    if entry.verb == "QUIT":
        for row in session.mailbox.values():
            row.is_deleted |= row.is_marked
    if entry.maildrop_number is not None:
        row = session.mailbox_row(entry.maildrop_number)
        if entry.verb == "RETR":
            row.fetched = row.fetched or "begun"
        row.is_marked |= entry.verb == "DELE"


def settle_recipients(session, item):
    """Where the end of a transaction stands: what became of each recipient, whom the replies to the message may have
    refused after the one to RCPT took them."""
    ends = [end for end in item.descendants() if end.name == "mailproto.transaction.rcpt_to"]
    message = next((message for message in reversed(session.messages) if message.envelope and [
        recipient.address for recipient in message.envelope.recipients] == [end.value for end in ends]), None)
    for recipient, end in zip(message.envelope.recipients if message else [], ends):
        recipient.is_accepted = {"accepted": True, "refused": False}.get(
            end.first("mailproto.transaction.rcpt_to.result"), recipient.is_accepted)


def add_answer(session, frame, item, line, is_positive):
    answer = Answer([(frame.number, line)], item.first("mailproto.time"), is_positive)
    entry = find_question(session, item)
    if entry is None:
        entry = session.add_entry(Entry(frame.number, "S", []))
    entry.answers.append(answer)
    stop_waiting(session, entry)
    if entry.recipient:
        entry.recipient.is_accepted = is_positive
    session.last_answer = answer
    set_mailbox_state(session, entry, is_positive)
    read_login_result(session, frame, item)


def add_answer_line(session, frame, line):
    """A further line of the last reply."""
    if session.last_answer is None:
        session.add_entry(Entry(frame.number, "S", [], answers=[Answer([])]))
        session.last_answer = session.entries[-1].answers[0]
    session.last_answer.lines.append((frame.number, line))


def read_envelope(session, entry, item):
    """What an SMTP command says of the envelope of the message to come."""
    session.is_lmtp |= entry.verb == "LHLO"
    if entry.verb == "MAIL":
        session.envelope = Envelope(item.first("mailproto.smtp.mail_from"), session.is_lmtp)
    elif entry.verb == "RCPT":
        session.envelope = session.envelope or Envelope(None, session.is_lmtp)
        entry.recipient = Recipient(item.first("mailproto.smtp.rcpt_to", ""))
        session.envelope.recipients.append(entry.recipient)
    elif entry.verb in ENVELOPE_ENDS:
        session.envelope = None


def read_command(session, frame, item):
    number = next((item.first(f"mailproto.pop3.{verb}.message") for verb in ("retr", "dele")
                   if item.has(f"mailproto.pop3.{verb}.message")), None)
    session.name_ends(frame, is_client=True)
    line = (frame.number, item.value + decoded_facts(item))
    entry = session.add_entry(Entry(frame.number, "C", [line], item.first("mailproto.command", ""),
                                    maildrop_number=int(number) if number else None), asks=True)
    read_envelope(session, entry, item)
    read_login_facts(session, frame, item)


def read_smtp_reply(session, frame, item):
    session.name_ends(frame, is_client=False)
    code = item.first("mailproto.smtp.reply.code")
    if code is None:
        add_answer_line(session, frame, item.value)
    else:
        add_answer(session, frame, item, item.value + decoded_facts(item), code[:1] in "23")


def read_mailbox_facts(session, item):
    octets = item.first("mailproto.pop3.list.octets")
    identifier = item.first("mailproto.pop3.uidl.id")
    if octets is not None and item.has("mailproto.pop3.list.message"):
        session.mailbox_row(item.first("mailproto.pop3.list.message")).listed_octets = octets
    if identifier is not None and item.has("mailproto.pop3.uidl.message"):
        session.mailbox_row(item.first("mailproto.pop3.uidl.message")).identifier = identifier


def read_pop3_reply(session, frame, item):
    session.name_ends(frame, is_client=False)
    status = item.first("mailproto.pop3.status")
    line = f"{status} {item.first('mailproto.pop3.text', '')}".rstrip()
    add_answer(session, frame, item, line + decoded_facts(item), status == "+OK")
    read_mailbox_facts(session, item)


def read_row(session, frame, item):
    add_answer_line(session, frame, item.first("mailproto.pop3.row"))
    read_mailbox_facts(session, item)


def tie_to_message(entry, message):
    """From now on the replies to the entry are those to the message."""
    entry.message, entry.envelope, message.answers = message, message.envelope, entry.answers


def add_message_line(session, message):
    """Where the dialogue shows a message: with the command that carried its last chunk, as what the client said after
    354, or after the reply that announced it."""
    line = (message.frame, f"[{message.name}, {message.size} bytes]")
    chunk = next((entry for entry in reversed(session.entries) if entry.verb == "BDAT"), None)
    last = session.entries[-1] if session.entries else None
    if message.via == "BDAT" and chunk:
        chunk.lines.append(line)
        tie_to_message(chunk, message)
    elif message.via in ("RETR", "TOP") and last and session.last_answer in last.answers:
        session.last_answer.lines.append(line)
    else:
        entry = Entry(message.frame, "S" if message.via in ("RETR", "TOP") else "C", [line])
        tie_to_message(entry, message)
        session.add_entry(entry, asks=message.via == "DATA")


def note_fetched(session, message, number):
    if not number:
        return
    row = session.mailbox_row(number)
    row.fetched = "yes" if message.via == "RETR" else row.fetched or message.via
    if message.via == "RETR" and not message.missing:
        row.received_octets = message.size


def read_message(session, frame, item, subject):
    size, sha256, via = (item.first(f"mailproto.message.{name}", "") for name in ("size", "sha256", "via"))
    missing = int(item.first("mailproto.message.missing", "0"))
    name = MESSAGE_LABEL.match(item.label)[0].lower()
    message = Message(name, frame.number, size, sha256, via, missing, subject, session.envelope)
    session.messages.append(message)
    session.envelope = None
    note_fetched(session, message, item.first("mailproto.message.number"))
    session.forget_content(item.label)
    add_message_line(session, message)


def read_sasl_line(session, frame, item):
    line = (frame.number, item.first("mailproto.auth.base64") + decoded_facts(item))
    session.add_entry(Entry(frame.number, "C", [line]), asks=True)
    read_login_facts(session, frame, item)


UNIT_READERS = (
    (lambda item: item.name in COMMAND_LINES, read_command),
    (lambda item: item.name == "mailproto.smtp.reply.line", read_smtp_reply),
    (lambda item: item.has("mailproto.pop3.status"), read_pop3_reply),
    (lambda item: item.has("mailproto.pop3.row"), read_row),
    (lambda item: item.has("mailproto.auth.base64"), read_sasl_line),
)


def read_unit(session, frame, item):
    if item.has("mailproto.session.number"):
        return
    if item.has("mailproto.message.size"):
        read_message(session, frame, item, item.first("mailproto.message.subject", ""))
        return
    for fits, reader in UNIT_READERS:
        if fits(item):
            reader(session, frame, item)
            return
    session.gap_octets += int(item.first("mailproto.gap", "0"))
    settle_recipients(session, item)
    session.count_content(frame.number, item.label)
    session.add_note(frame.number, item.label)


class Sessions:
    """All sessions of a capture, by their number."""

    def __init__(self):
        self.by_number = {}

    def session_of(self, frame, call):
        number = int(call.first("mailproto.session.number", "0"))
        if number not in self.by_number:
            protocol = "POP3" if call.name == "mailproto.pop3" else "SMTP"
            self.by_number[number] = Session(number, protocol, frame.number)
        return self.by_number[number]

    def read_call(self, frame, call):
        session = self.session_of(frame, call)
        session.last_frame = frame.number
        tls = call.first("mailproto.session.tls")
        if tls and tls not in session.tls:
            session.tls.append(tls)
        for item in pdml_reader.units_of(call):
            read_unit(session, frame, item)

    def read(self, frames):
        for frame in frames:
            for call in frame.calls:
                self.read_call(frame, call)

    def in_order(self):
        return [self.by_number[number] for number in sorted(self.by_number)]


def read_sessions(frames):
    sessions = Sessions()
    sessions.read(frames)
    return sessions.in_order()
