"""The captures that the benchmark is about: each row of WORKLOADS writes one.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import functools
import typing

from capture_writer import CLIENT, CLIENT_PORTS, SERVER, CaptureWriter

SMTP, POP3 = 25, 110
HEADER = b"From: Bob <bob@example.net>\r\nTo: Alice <alice@example.com>\r\nSubject: A mail\r\n\r\n"
LINE = b"The quick brown fox jumps over the lazy dog, line after line after line.\r\n"
MEGABYTE = 1000000


@functools.lru_cache(2)
def mail(size):
    """A message of at least `size` bytes."""
    return HEADER + LINE * (size // len(LINE) + 1)


@functools.lru_cache(1)
def large_mail(size):
    """A message of about `size` bytes: as mails of that size are, an attachment in base64."""
    head = (b"From: Bob <bob@example.net>\r\nTo: Alice <alice@example.com>\r\nSubject: A mail\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
            b"--part\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n")
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n"
    return head + line * (size // len(line)) + b"--part--\r\n"


def begin_smtp(writer, number=0):
    writer.open_connection((CLIENT_PORTS.start + number, SMTP))
    writer.send(SERVER, b"220 mail.example.com ESMTP\r\n")
    writer.ask(b"EHLO client.example.net", b"250-mail.example.com\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 8BITMIME")


def begin_pop3(writer, number=0):
    writer.open_connection((CLIENT_PORTS.start + number, POP3))
    writer.send(SERVER, b"+OK mail.example.com POP3 ready\r\n")
    writer.ask(b"USER alice", b"+OK")
    writer.ask(b"PASS wonderland", b"+OK Logged in.")


def send_by_data(writer, content):
    writer.ask(b"MAIL FROM:<bob@example.net>", b"250 2.1.0 Ok")
    writer.ask(b"RCPT TO:<alice@example.com>", b"250 2.1.5 Ok")
    writer.ask(b"DATA", b"354 End data with <CR><LF>.<CR><LF>")
    writer.send_long(CLIENT, content + b".\r\n")
    writer.send(SERVER, b"250 2.0.0 Ok: queued as 4C9A21F\r\n")


def send_by_bdat(writer, content):
    writer.ask(b"MAIL FROM:<bob@example.net>", b"250 2.1.0 Ok")
    writer.ask(b"RCPT TO:<alice@example.com>", b"250 2.1.5 Ok")
    writer.send_long(CLIENT, b"BDAT %d LAST\r\n" % len(content) + content)
    writer.send(SERVER, b"250 2.0.0 Ok: queued as 4C9A21F\r\n")


def fetch(writer, content, number=1):
    """The status line in a segment of its own: the stock dissector passes over content that begins after it."""
    writer.ask(b"RETR %d" % number, b"+OK %d octets" % len(content))
    writer.send_long(SERVER, content + b".\r\n")


def write_smtp_sessions(writer, sessions, mails, size):
    for number in range(sessions):
        begin_smtp(writer, number)
        for _ in range(mails):
            send_by_data(writer, mail(size))
        writer.ask(b"QUIT", b"221 2.0.0 Bye")


def write_pop3_sessions(writer, sessions, mails, size):
    rows = b"".join(b"%d %d\r\n" % (number, len(mail(size))) for number in range(1, mails + 1))
    for number in range(sessions):
        begin_pop3(writer, number)
        writer.ask(b"STAT", b"+OK %d %d" % (mails, mails * len(mail(size))))
        writer.ask(b"LIST", b"+OK\r\n" + rows + b".")
        for message in range(1, mails + 1):
            fetch(writer, mail(size), message)
            writer.ask(b"DELE %d" % message, b"+OK Marked to be deleted.")
        writer.ask(b"QUIT", b"+OK Logging out.")


def write_one_mail(begin, bring, farewell, writer, megabytes):
    begin(writer)
    bring(writer, large_mail(megabytes * MEGABYTE))
    writer.ask(b"QUIT", farewell)


def write_list(writer, rows):
    begin_pop3(writer)
    writer.send(CLIENT, b"LIST\r\n")
    writer.send_long(SERVER, b"+OK\r\n" + b"".join(b"%d 1200\r\n" % number for number in range(1, rows + 1)) + b".\r\n")


def write_recipients(writer, count):
    """All RCPT in one flight, their replies in another; each fifth is refused."""
    commands = (b"RCPT TO:<user%d@example.com>\r\n" % number for number in range(count))
    replies = (b"550 5.1.1 No\r\n" if number % 5 == 4 else b"250 2.1.5 Ok\r\n" for number in range(count))
    begin_smtp(writer)
    writer.send_long(CLIENT, b"MAIL FROM:<bob@example.net>\r\n" + b"".join(commands))
    writer.send_long(SERVER, b"250 2.1.0 Ok\r\n" + b"".join(replies))
    writer.ask(b"DATA", b"354 Go on")
    writer.ask(b"Hello\r\n.", b"250 2.0.0 Ok: queued")


def write_parts(writer, count):
    """One mail of many small attachments."""
    head = b"From: Bob <bob@example.net>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part\r\n\r\n"
    part = b"--part\r\nContent-Type: application/x-example; name=part-%d\r\n\r\nHello\r\n"
    begin_smtp(writer)
    send_by_data(writer, head + b"".join(part % number for number in range(count)) + b"--part--\r\n")
    writer.ask(b"QUIT", b"221 2.0.0 Bye")


def write_long_line(writer, megabytes):
    begin_smtp(writer)
    writer.send_long(CLIENT, b"NOOP " + b"x" * (megabytes * MEGABYTE) + b"\r\n")
    writer.send(SERVER, b"500 5.5.2 Line too long\r\n")


@dataclasses.dataclass(frozen=True)
class Workload:
    """`write` takes a CaptureWriter. `counted` says what there are `count` of, to be given in bytes of memory each. What
    is too large for the stock dissectors takes them many minutes."""

    name: str
    title: str
    write: typing.Callable
    count: int = 0
    counted: str = ""
    is_too_large_for_stock: bool = False

    def write_file(self, path):
        with path.open("wb") as file:
            self.write(CaptureWriter(file))


def sessions(name, title, write, *numbers):
    return Workload(name, title, lambda writer: write(writer, *numbers))


def counted(name, counted_name, write, count, is_too_large_for_stock=False):
    return Workload(name, f"{count:,} {counted_name}", lambda writer: write(writer, count), count, counted_name,
                    is_too_large_for_stock)


def one_mail(command, megabytes, *steps):
    return Workload(f"d-{command.lower()}-{megabytes}", f"one mail of {megabytes} MB by {command}",
                    lambda writer: write_one_mail(*steps, writer, megabytes), is_too_large_for_stock=megabytes > 64)


LARGE = (4, 16, 64, 256)
WORKLOADS = (
    sessions("a", "2,000 SMTP sessions of five small mails", write_smtp_sessions, 2000, 5, 500),
    sessions("b", "300 SMTP sessions of four 60 kB mails", write_smtp_sessions, 300, 4, 60000),
    sessions("c-small", "2,000 POP3 sessions of five small mails", write_pop3_sessions, 2000, 5, 500),
    sessions("c-large", "300 POP3 sessions of four 60 kB mails", write_pop3_sessions, 300, 4, 60000),
    *(one_mail("DATA", size, begin_smtp, send_by_data, b"221 2.0.0 Bye") for size in LARGE),
    *(one_mail("BDAT", size, begin_smtp, send_by_bdat, b"221 2.0.0 Bye") for size in LARGE),
    *(one_mail("RETR", size, begin_pop3, fetch, b"+OK Logging out.") for size in LARGE),
    *(counted(f"e-{count}", "rows of LIST", write_list, count) for count in (500000, 1000000)),
    *(counted(f"f-{count}", "recipients of one mail", write_recipients, count) for count in (50000, 100000)),
    *(counted(f"g-{count}", "sessions of one small mail", lambda writer, count: write_smtp_sessions(writer, count, 1, 500),
              count) for count in (25000, 50000)),
    *(counted(f"h-{size}", "MB in one line", write_long_line, size, True) for size in (32, 64)),
    *(counted(f"i-{count}", "parts of one mail", write_parts, count, True) for count in (50000, 100000)),
)
