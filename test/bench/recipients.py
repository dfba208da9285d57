"""Prints the CPU seconds and peak memory that tshark takes for one mail to 25,000, 50,000 and 100,000 recipients: with
mailproto, with the stock dissector, and with none. Usage: recipients.py [RECIPIENTS...]

SPDX-License-Identifier: GPL-2.0-or-later
"""

from content import CLIENT, SEGMENT, SERVER, CaptureWriter, run

COUNTS = (25000, 50000, 100000)


def send_in_segments(writer, side, sent):
    for start in range(0, len(sent), SEGMENT):
        writer.send(side, sent[start:start + SEGMENT])


def write_capture(path, count):
    """All RCPT in one flight, their replies in another; each fifth is refused."""
    commands = (b"RCPT TO:<user%d@example.com>\r\n" % number for number in range(count))
    replies = (b"550 5.1.1 No\r\n" if number % 5 == 4 else b"250 2.1.5 Ok\r\n" for number in range(count))
    with path.open("wb") as file:
        writer = CaptureWriter(file)
        writer.open_connection()
        writer.send(SERVER, b"220 mail.example.com ESMTP\r\n")
        writer.send(CLIENT, b"EHLO client.example.net\r\n")
        writer.send(SERVER, b"250-mail.example.com\r\n250 PIPELINING\r\n")
        send_in_segments(writer, CLIENT, b"MAIL FROM:<bob@example.net>\r\n" + b"".join(commands))
        send_in_segments(writer, SERVER, b"250 2.1.0 Ok\r\n" + b"".join(replies))
        for line, reply in ((b"DATA", b"354 Go on"), (b"Hello\r\n.", b"250 2.0.0 Ok: queued")):
            writer.send(CLIENT, line + b"\r\n")
            writer.send(SERVER, reply + b"\r\n")


if __name__ == "__main__":
    run(COUNTS, "{:6} recipients", write_capture)
