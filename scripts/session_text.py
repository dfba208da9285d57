"""Writes sessions as text for people: at most 100 columns, colours only where they are wanted.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import unicodedata

import mail_sessions

WIDTH = 100
LINES_KEPT = 4
TOKEN_WIDTH = 30
NOT_DELIVERED = "not delivered by Wireshark (see tcp.reassemble_out_of_order)"
MARKS = {"C": "C: ", "S": "S: ", "-": "-- "}
COLOURS = {"C": "33", "S": "36", "-": "35", "title": "1", "dim": "2", "bad": "31"}


class Writer:
    """Collects lines; knows whether to colour them."""

    def __init__(self, file, has_colours):
        self.file = file
        self.has_colours = has_colours

    def paint(self, text, colour):
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.has_colours and text else text

    def line(self, text=""):
        self.file.write(text.rstrip() + "\n")

    def title(self, text):
        self.line()
        self.line(self.paint(text, "title"))


def printable(text):
    """The text without what would move the cursor: control characters as \\xNN."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)


def columns(text):
    """How many columns of a terminal the text takes."""
    return sum((unicodedata.east_asian_width(character) in "WF") + (not unicodedata.combining(character))
               for character in text)


def split_at(text, width):
    """The part of the text that takes at most that many columns, and the rest."""
    taken = 0
    for place, character in enumerate(text):
        taken += columns(character)
        if taken > width:
            return text[:place], text[place:]
    return text, ""


def split_at_blank(text, width):
    """The same, but no word is divided that fits into one line."""
    piece, rest = split_at(text, width)
    if not rest or rest[0] == " ":
        return piece, rest.removeprefix(" ")
    before, blank, begun = piece.rpartition(" ")
    word = begun + rest.partition(" ")[0]
    return (before, begun + rest) if blank and before.strip() and columns(word) <= width else (piece, rest)


def cut(text, width):
    """The text in pieces of at most that many columns; of a very long one only the beginning."""
    pieces = []
    while text and len(pieces) < LINES_KEPT:
        piece, text = split_at_blank(text, width)
        pieces.append(piece)
    if text:
        pieces[-1] = split_at(pieces[-1], width - 3)[0] + "..."
    return pieces or [""]


def duration(seconds):
    """Seconds as text, in the unit that reads best."""
    value = float(seconds)
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1000:.1f} ms" if value >= 0.001 else f"{value * 1000000:.0f} us"


def write_said(writer, frame, side, text, indent, note=""):
    """One line of the dialogue: frame, who, what, and at the right how long it took."""
    margin = f"{'#' + str(frame):>8}  {indent}{MARKS[side]}"
    room = WIDTH - len(margin) - (len(note) + 2 if note else 0)
    first, *further = cut(printable(text), room)
    padding = " " * (room - columns(first) + 2) if note else ""
    writer.line(f"{writer.paint(margin[:10], 'dim')}{margin[10:]}{writer.paint(first, side)}"
                f"{padding}{writer.paint(note, 'dim')}")
    for piece in further:
        writer.line(" " * len(margin) + writer.paint(piece, side))


def write_answer(writer, answer, indent):
    (frame, first), *further = answer.lines or [(0, "")]
    write_said(writer, frame, "S", first, indent, duration(answer.time) if answer.time else "")
    for later_frame, line in further:
        write_said(writer, later_frame, "S", line, indent)


def repetition(entry):
    """How many notes like this one there are besides."""
    if not entry.repeated:
        return ""
    is_content = entry.kind == mail_sessions.CONTENT
    return f", and {counted(entry.repeated, 'more segment') if is_content else f'{entry.repeated} more'}"


def counted(number, noun):
    return f"{number} {noun}{'' if int(number) == 1 else 's'}"


def write_dialogue(writer, session):
    for entry in session.entries:
        for frame, line in entry.lines:
            write_said(writer, frame, entry.side, line + repetition(entry), "")
        for answer in entry.answers:
            write_answer(writer, answer, "     " if entry.lines else "")
    if session.has_undecrypted_tls():
        writer.line("          TLS begins here; without its keys nothing more can be read")


def write_table(writer, heading, rows):
    """A table whose columns are as wide as their contents; the last may be cut at the margin."""
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(columns(row[place]) for row in [heading, *rows]) for place in range(len(heading))]
    for number, row in enumerate([heading, *rows]):
        cells = [cell + " " * (width - columns(cell)) for cell, width in zip(row, widths)]
        text = split_at("  " + "  ".join(cells).rstrip(), WIDTH)[0]
        writer.line(writer.paint(text, "dim") if number == 0 else text)


def proof_text(login):
    """The password, or what was given in its place."""
    token = login.token if len(login.token) <= TOKEN_WIDTH else login.token[:TOKEN_WIDTH - 3] + "..."
    return login.password or (f"token {token}" if token else "")


def write_logins(writer, sessions):
    rows = [[str(session.number), login.mechanism, login.user or login.authzid, proof_text(login),
             login.result or "unknown", f"#{login.frame}"] for session in sessions for login in session.logins]
    if rows:
        writer.title("Credentials")
        write_table(writer, ["session", "mechanism", "user", "password", "result", "frame"], rows)


def mailbox_cells(number, row):
    deleted = "yes" if row.is_deleted else "marked" if row.is_marked else ""
    return [str(number), row.listed_octets, row.received_octets, row.fetched, deleted, row.identifier]


def write_mailboxes(writer, sessions):
    for session in sessions:
        if session.mailbox:
            writer.title(f"Mailbox, session {session.number}")
            rows = [mailbox_cells(number, row) for number, row in sorted(session.mailbox.items())]
            write_table(writer, ["message", "listed", "received", "fetched", "deleted", "unique-id"], rows)


def named(address):
    return f"<{address}>" if address else "an unknown recipient"


def envelope_text(envelope):
    """Sender and recipients in one line."""
    if envelope is None:
        return "sender and recipients not seen"
    recipients = [f"{named(recipient.address)}{' (refused)' if recipient.is_accepted is False else ''}"
                  for recipient in envelope.recipients]
    sender = "an unknown sender" if envelope.sender is None else f"<{envelope.sender}>"
    return f"from {sender} to {', '.join(recipients) or 'nobody seen'}"


def write_indented(writer, text):
    """A text below a message, over as many lines as it takes."""
    first, *further = cut(printable(text), WIDTH - 6)
    writer.line(f"    {first}")
    for piece in further:
        writer.line(f"      {piece}")


def write_delivery(writer, message):
    """Envelope and fate of a message: in one line if they fit there, or else each reply in its own."""
    answers = [answer.lines[-1][1] for answer in message.answers if answer.lines] or ["no reply seen"]
    envelope = envelope_text(message.envelope)
    together = f"{envelope}: {answers[0]}"
    if len(answers) == 1 and columns(printable(together)) <= WIDTH - 6:
        write_indented(writer, together)
        return
    write_indented(writer, f"{envelope}:")
    for answer in answers:
        write_indented(writer, f"  {answer}")


def write_message(writer, session, message):
    writer.line(f"  session {session.number}, {message.name}: {message.size} bytes by {message.via}, "
                f"{'ends' if message.missing else 'complete'} in #{message.frame}")
    if message.via in ("DATA", "BDAT"):
        write_delivery(writer, message)
    if message.missing:
        writer.line("    " + writer.paint(f"{counted(message.missing, 'byte')} of it {NOT_DELIVERED}", "bad"))
    if message.sha256:
        writer.line(f"    SHA-256 {message.sha256}")
    if message.subject:
        writer.line(split_at(f"    Subject {printable(message.subject)}", WIDTH)[0])


def write_messages(writer, sessions):
    if any(session.messages or session.unfinished for session in sessions):
        writer.title("Messages")
    for session in sessions:
        for message in session.messages:
            write_message(writer, session, message)
        for content in session.unfinished.values():
            writer.line(f"  session {session.number}, unfinished: {counted(content.octets, 'byte')} of content in "
                        f"#{content.first_frame} to #{content.last_frame}, and no end")


def write_session(writer, session):
    command = "STLS" if session.protocol == "POP3" else "STARTTLS"
    tls = ", ".join({"starttls": f"TLS after {command}", "implicit": "TLS from the start"}[name]
                    for name in session.tls if name in ("starttls", "implicit"))
    protocol = "LMTP" if session.is_lmtp else session.protocol
    writer.title(f"Session {session.number}: {protocol}, {session.client} to {session.server}, "
                 f"frames {session.first_frame} to {session.last_frame}{', ' + tls if tls else ''}")
    write_dialogue(writer, session)


def write_capture(writer, name, sessions, remark=None):
    """All of a capture; the remark is on how it was read."""
    writer.line()
    writer.line(writer.paint(f"=== {name} ".ljust(WIDTH, "="), "title"))
    for piece in cut(remark, WIDTH) if remark else ():
        writer.line(piece)
    for session in sessions:
        write_session(writer, session)
    if not sessions:
        writer.line("no SMTP, LMTP or POP3 in it that can be read; what is in TLS needs its keys: "
                    "-o tls.keylog_file:FILE")
    write_logins(writer, sessions)
    write_mailboxes(writer, sessions)
    write_messages(writer, sessions)


@dataclasses.dataclass
class OverviewRow:
    name: str
    counts: list
    is_faulty: bool
    remark: str


def overview_row(name, sessions, is_faulty):
    counts = [len(sessions), sum(bool(entry.verb) for session in sessions for entry in session.entries),
              sum(len(session.logins) for session in sessions), sum(len(session.messages) for session in sessions)]
    remark = "" if not is_faulty else " (damaged)" if sessions else " (not read)"
    return OverviewRow(name, [str(count) for count in counts], is_faulty, remark)


def write_overview(writer, rows):
    writer.title("Overview")
    write_table(writer, ["sessions", "commands", "logins", "messages", "capture"],
                [[*row.counts, row.name + row.remark] for row in rows])
