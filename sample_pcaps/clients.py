"""Knows the mail sessions that no common client would hold: clients.py SESSION FOLDER, where FOLDER has the mails.

The servers are real; only the client side is chosen here, with sockets, smtplib or poplib."""
# SPDX-License-Identifier: GPL-2.0-or-later

import base64
import pathlib
import poplib
import smtplib
import socket
import struct
import sys
import time

SERVER = "127.0.0.1"
CLIENT_NAME = "client.example.net"
SENDER = "bob@example.net"
RECEIVER = "alice@example.com"
USER = "alice"
PASSWORD = "wonderland"
SMALLEST_BUFFER = 1


class Conversation:
    """One connection on which every send is a segment of its own."""

    def __init__(self, port, receive_buffer=None):
        self.socket = socket.socket()
        self.socket.settimeout(10)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect((SERVER, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.replies = self.socket.makefile("rb")

    def send(self, octets):
        self.socket.sendall(octets)

    def type(self, line):
        """Sends a line letter by letter, as a person at a terminal does."""
        for octet in line.encode("ascii") + b"\r\n":
            self.send(bytes([octet]))
            time.sleep(0.003)

    def read_line(self):
        line = self.replies.readline()
        if not line:
            raise EOFError("the server closed the connection")
        return line

    def close(self):
        self.replies.close()
        self.socket.close()

    def reset(self):
        """Ends the connection by RST, and throws away what was not read."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()


class SmtpConversation(Conversation):
    def read_reply(self, expected):
        line = self.read_line()
        while line[3:4] == b"-":
            line = self.read_line()
        if not line.startswith(expected.encode("ascii")):
            raise ValueError("expected %s, got %r" % (expected, line))

    def read_replies(self, *expected):
        for code in expected:
            self.read_reply(code)

    def ask(self, line, expected):
        self.send(line.encode("ascii") + b"\r\n")
        self.read_reply(expected)

    def greet(self):
        self.read_reply("220")
        self.ask("EHLO " + CLIENT_NAME, "250")

    def start_mail(self):
        self.ask("MAIL FROM:<%s>" % SENDER, "250")
        self.ask("RCPT TO:<%s>" % RECEIVER, "250")

    def type_and_read(self, line, expected):
        self.type(line)
        self.read_reply(expected)

    def quit(self):
        self.ask("QUIT", "221")
        self.close()


class PopConversation(Conversation):
    def read_reply(self):
        line = self.read_line()
        if not line.startswith(b"+OK"):
            raise ValueError("refused: %r" % line)

    def read_listing(self):
        self.read_reply()
        while self.read_line() != b".\r\n":
            pass

    def ask(self, line):
        self.send(line.encode("ascii") + b"\r\n")
        self.read_reply()

    def type_and_read(self, line):
        self.type(line)
        self.read_reply()


def encode(text):
    return base64.b64encode(text.encode("ascii")).decode("ascii")


def bdat(chunk, last=False):
    return b"BDAT %d%s\r\n" % (len(chunk), b" LAST" if last else b"") + chunk


def login_that_fails_first(mails):
    """AUTH LOGIN with a wrong password, then AUTH LOGIN with the user name on the command line, then a mail."""
    client = smtplib.SMTP(SERVER, 587, local_hostname=CLIENT_NAME)
    client.ehlo()
    client.user, client.password = USER, "looking-glass"
    try:
        client.auth("LOGIN", client.auth_login, initial_response_ok=False)
    except smtplib.SMTPAuthenticationError:
        pass
    client.password = PASSWORD
    client.auth("LOGIN", client.auth_login)
    client.sendmail(SENDER, [RECEIVER], mails["plain"])
    client.quit()


def two_mails(mails):
    """A mail, RSET, a mail begun and given up by RSET, a mail."""
    client = smtplib.SMTP(SERVER, 25, local_hostname=CLIENT_NAME)
    client.sendmail(SENDER, [RECEIVER], mails["plain"])
    client.rset()
    client.mail(SENDER)
    client.rcpt("bob@example.com")
    client.rset()
    client.sendmail(SENDER, [RECEIVER], mails["second"])
    client.quit()


def pipelined_mails(mails):
    """Two mails; the second MAIL, RCPT, DATA group travels with the content and end of the first."""
    client = SmtpConversation(25)
    client.greet()
    group = b"MAIL FROM:<%s>\r\nRCPT TO:<%s>\r\nDATA\r\n" % (SENDER.encode(), RECEIVER.encode())
    client.send(group)
    client.read_replies("250", "250", "354")
    client.send(mails["plain"] + b".\r\n" + group)
    client.read_replies("250", "250", "250", "354")
    client.send(mails["second"] + b".\r\nQUIT\r\n")
    client.read_replies("250", "221")
    client.close()


def chunk_by_chunk(client, mail):
    """Three chunks, each answered before the next; the first ends between a CR and its LF."""
    first = mail.index(b"\r\n") + 1
    second = mail.index(b"\r\n\r\n") + 4
    client.start_mail()
    for chunk in (mail[:first], mail[first:second]):
        client.send(bdat(chunk))
        client.read_reply("250")
    client.send(bdat(mail[second:], last=True))
    client.read_reply("250")


def chunks_in_one_segment(client, mail):
    third = len(mail) // 3
    client.start_mail()
    client.send(bdat(mail[:third]) + bdat(mail[third:2 * third]) + bdat(mail[2 * third:], last=True))
    client.read_replies("250", "250", "250")


def empty_last_chunk(client, mail):
    client.start_mail()
    client.send(bdat(mail))
    client.read_reply("250")
    client.send(bdat(b"", last=True))
    client.read_reply("250")


def mails_in_chunks(mails):
    """Three mails by BDAT; the second has lines that begin with dots, which BDAT does not stuff."""
    client = SmtpConversation(25)
    client.greet()
    chunk_by_chunk(client, mails["plain"])
    chunks_in_one_segment(client, mails["dotted"])
    empty_last_chunk(client, mails["short"])
    client.quit()


def typed_login_and_mail(mails):
    """AUTH LOGIN and a mail typed by hand; the first user name lacks its base64 padding, and the server says no."""
    client = SmtpConversation(587)
    client.read_reply("220")
    client.type_and_read("EHLO " + CLIENT_NAME, "250")
    client.type_and_read("AUTH LOGIN", "334")
    client.type_and_read(encode(USER).rstrip("="), "5")
    client.type_and_read("AUTH LOGIN", "334")
    client.type_and_read(encode(USER), "334")
    client.type_and_read(encode(PASSWORD), "235")
    client.type_and_read("MAIL FROM:<%s>" % SENDER, "250")
    client.type_and_read("RCPT TO:<%s>" % RECEIVER, "250")
    client.type_and_read("DATA", "354")
    for line in ("Subject: typed", "", "Hello.", "."):
        client.type(line)
    client.read_reply("250")
    client.type_and_read("QUIT", "221")
    client.close()


def typed_mailbox(_mails):
    """A POP3 session typed by hand."""
    client = PopConversation(110)
    client.read_reply()
    client.type_and_read("USER " + USER)
    client.type_and_read("PASS " + PASSWORD)
    client.type_and_read("STAT")
    client.type("RETR 1")
    client.read_listing()
    client.type_and_read("QUIT")
    client.close()


def pipelined_mailbox(_mails):
    """The login and the listing in one segment, then two messages and QUIT in one segment."""
    client = PopConversation(110)
    client.read_reply()
    client.send(b"USER %s\r\nPASS %s\r\nSTAT\r\nLIST\r\n" % (USER.encode(), PASSWORD.encode()))
    for _ in range(3):
        client.read_reply()
    client.read_listing()
    client.send(b"RETR 1\r\nRETR 2\r\nDELE 2\r\nQUIT\r\n")
    client.read_listing()
    client.read_listing()
    client.read_reply()
    client.read_reply()
    client.close()


def whole_mailbox(_mails):
    """Every command of the transaction state, one message number that does not exist, and one DELE taken back."""
    client = poplib.POP3(SERVER, 110)
    client.capa()
    client.user(USER)
    client.pass_(PASSWORD)
    count, _size = client.stat()
    client.list()
    client.list(1)
    client.uidl()
    client.uidl(1)
    for number in range(1, count + 1):
        client.retr(number)
    client.top(2, 1)
    ask_for_missing_message(client, count + 1)
    client.dele(1)
    client.rset()
    client.noop()
    client.dele(2)
    client.quit()


def ask_for_missing_message(client, number):
    try:
        client.retr(number)
    except poplib.error_proto:
        pass


def mail_with_delivery_reports(mails):
    """Delivery status notifications of RFC 3461: all its parameters, and one recipient for whom none is wanted."""
    client = smtplib.SMTP(SERVER, 25, local_hostname=CLIENT_NAME)
    client.ehlo()
    client.mail(RECEIVER, ["RET=HDRS", "ENVID=tea+2B2026-01-05"])
    client.rcpt(RECEIVER, ["NOTIFY=SUCCESS,FAILURE,DELAY", "ORCPT=rfc822;alice+2Btea@example.com"])
    client.rcpt("bob@example.com", ["NOTIFY=NEVER"])
    client.data(mails["plain"])
    client.quit()


def xclient_that_is_refused(_mails):
    """XCLIENT to a server that neither offers nor takes it."""
    client = SmtpConversation(25)
    client.greet()
    client.ask("XCLIENT NAME=gate.example.org ADDR=192.0.2.25", "5")
    client.quit()


def eight_bit_mail(mails):
    """A mail that the envelope says has octets above 127."""
    client = smtplib.SMTP(SERVER, 25, local_hostname=CLIENT_NAME)
    client.sendmail(SENDER, [RECEIVER], mails["chinese-8bit"], mail_options=["BODY=8BITMIME"])
    client.quit()


def mail_of_declared_size(mails):
    """A mail larger than the server allows, refused at MAIL, then one that is small enough."""
    client = smtplib.SMTP("127.0.0.4", 25, local_hostname=CLIENT_NAME)
    try:
        client.sendmail(SENDER, [RECEIVER], mails["long"])
    except smtplib.SMTPSenderRefused:
        pass
    client.sendmail(SENDER, [RECEIVER], mails["short"])
    client.quit()


def open_mailbox(receive_buffer=None):
    client = PopConversation(110, receive_buffer)
    client.read_reply()
    client.ask("USER " + USER)
    client.ask("PASS " + PASSWORD)
    return client


def broken_off_mailbox(_mails):
    """Closed after DELE without QUIT; the message is still there, and its RETR is reset when part of it has come."""
    client = open_mailbox()
    client.ask("DELE 1")
    client.close()
    time.sleep(0.3)
    client = open_mailbox(receive_buffer=SMALLEST_BUFFER)
    client.ask("STAT")
    client.send(b"RETR 1\r\n")
    time.sleep(0.3)
    client.reset()


def mail_in_chunks_for_four(mails):
    """By LMTP, two chunks in one segment; one recipient is refused at once, and one after the last chunk."""
    client = SmtpConversation(24)
    client.read_reply("220")
    client.ask("LHLO " + CLIENT_NAME, "250")
    client.ask("MAIL FROM:<%s>" % SENDER, "250")
    for name, code in (("alice", "250"), ("nobody", "550"), ("carol", "250"), ("bob", "250")):
        client.ask("RCPT TO:<%s@example.com>" % name, code)
    half = len(mails["dotted"]) // 2
    client.send(bdat(mails["dotted"][:half]) + bdat(mails["dotted"][half:], last=True))
    client.read_replies("250", "250", "552", "250")
    client.quit()


def international_mailbox(_mails):
    """RFC 6856: UTF8, and a user whose name is no ASCII; the first password is wrong."""
    client = poplib.POP3("127.0.0.8", 110)
    client.capa()
    client.utf8()
    client.user("zoë")
    try:
        client.pass_("looking-glass")
    except poplib.error_proto:
        pass
    client.user("zoë")
    client.pass_(PASSWORD)
    client.stat()
    client.retr(1)
    client.quit()


SESSIONS = {
    "login-that-fails-first": login_that_fails_first,
    "two-mails": two_mails,
    "pipelined-mails": pipelined_mails,
    "mails-in-chunks": mails_in_chunks,
    "typed-login-and-mail": typed_login_and_mail,
    "typed-mailbox": typed_mailbox,
    "pipelined-mailbox": pipelined_mailbox,
    "whole-mailbox": whole_mailbox,
    "mail-with-delivery-reports": mail_with_delivery_reports,
    "xclient-that-is-refused": xclient_that_is_refused,
    "eight-bit-mail": eight_bit_mail,
    "mail-of-declared-size": mail_of_declared_size,
    "broken-off-mailbox": broken_off_mailbox,
    "international-mailbox": international_mailbox,
    "mail-in-chunks-for-four": mail_in_chunks_for_four,
}


def main():
    mails = {path.stem: path.read_bytes() for path in pathlib.Path(sys.argv[2]).glob("*.eml")}
    SESSIONS[sys.argv[1]](mails)


if __name__ == "__main__":
    main()
