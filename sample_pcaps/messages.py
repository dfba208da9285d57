"""Knows the invented mails that the captures carry, and writes them as files: messages.py FOLDER."""
# SPDX-License-Identifier: GPL-2.0-or-later

import base64
import pathlib
import struct
import sys
import zlib

import mails_of_messages

BOUNDARY = "=_one-boundary_="


def header_lines(number, subject, *more):
    """The header of one mail; the number keeps the message ids apart."""
    return [
        "Date: Mon, 5 Jan 2026 09:%02d:00 +0000" % number,
        "From: Bob Baker <bob@example.net>",
        "To: Alice Archer <alice@example.com>",
        "Subject: " + subject,
        "Message-ID: <mail-%d@client.example.net>" % number,
        "MIME-Version: 1.0",
        *more,
    ]


def join_lines(lines):
    return "".join(line + "\r\n" for line in lines).encode("ascii")


def plain_mail(number, subject, *body):
    return join_lines([*header_lines(number, subject, "Content-Type: text/plain; charset=us-ascii"), "", *body])


def encoded_word(text, encoding):
    """The text as one RFC 2047 encoded word in GB18030, with encoding B or Q."""
    octets = text.encode("gb18030")
    if encoding == "B":
        content = base64.b64encode(octets).decode("ascii")
    else:
        content = "".join("=%02X" % octet for octet in octets)
    return "=?GB18030?%s?%s?=" % (encoding, content)


CHINESE_SUBJECT = encoded_word("会议通知：", "B") + "\r\n " + encoded_word("明天下午", "Q")

# The second line has a character whose second octet is a backslash, the third line four-octet characters.
CHINESE_BODY = "你好，爱丽丝：\r\n会议改到明天下午三点，請您誠心準備。\r\n四字节字：㐀㐁𠮷。\r\n"


def chinese_mail(number, transfer_encoding):
    octets = CHINESE_BODY.encode("gb18030")
    if transfer_encoding == "base64":
        octets = base64.encodebytes(octets).replace(b"\n", b"\r\n")
    return join_lines([*header_lines(number, CHINESE_SUBJECT, "Content-Type: text/plain; charset=GB18030",
                                     "Content-Transfer-Encoding: " + transfer_encoding), ""]) + octets


def international_mail(number):
    """A mail whose header has UTF-8 outside encoded words, as RFC 6532 allows."""
    lines = ["Date: Mon, 5 Jan 2026 09:%02d:00 +0000" % number, "From: Bob Baker <bob@example.net>",
             "To: Zoë Zimmer <zoë@example.com>", "Subject: Grüße an Zoë",
             "Message-ID: <mail-%d@client.example.net>" % number, "MIME-Version: 1.0",
             "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "Schöne Grüße aus Köln!"]
    return "".join(line + "\r\n" for line in lines).encode("utf-8")


def png_chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def small_picture():
    """A PNG of 32 by 32 grey pixels that get lighter towards the lower right."""
    rows = b"".join(b"\0" + bytes((row * column) % 256 for column in range(32)) for row in range(32))
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0))
            + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b""))


def attachment_mail(number):
    lines = header_lines(number, "Picture of the garden", 'Content-Type: multipart/mixed; boundary="%s"' % BOUNDARY)
    lines += ["", "This is a message in several parts.", "--" + BOUNDARY, "Content-Type: text/plain; charset=us-ascii",
              "", "Here is the picture.", "--" + BOUNDARY, 'Content-Type: image/png; name="garden.png"',
              "Content-Transfer-Encoding: base64", 'Content-Disposition: attachment; filename="garden.png"', ""]
    lines += base64.encodebytes(small_picture()).decode("ascii").splitlines()
    return join_lines([*lines, "--" + BOUNDARY + "--"])


def dotted_mail(number):
    return plain_mail(number, "Lines that begin with dots", "The next line is one dot:", ".",
                      "..two dots", ".hidden file", "...", "a dot . inside and at the end.", ".")


def long_mail(number, lines=60):
    body = ["Line %02d of a mail that is long enough for several segments." % line for line in range(1, lines + 1)]
    return plain_mail(number, "A longer mail", *body)


def all_mails():
    return {
        "plain": plain_mail(1, "Tea on Sunday", "Dear Alice,", "", "would you come to tea on Sunday?", "", "Bob"),
        "second": plain_mail(2, "Tea again", "Dear Alice,", "", "I forgot to say: at four.", "", "Bob"),
        "short": plain_mail(3, "Short", "Yes."),
        "dotted": dotted_mail(4),
        "attachment": attachment_mail(5),
        "chinese-8bit": chinese_mail(6, "8bit"),
        "chinese-base64": chinese_mail(7, "base64"),
        "long": long_mail(8),
        "international": international_mail(9),
        "advertisement": plain_mail(10, "An advertisement", "Cheap teapots!"),
        "very-long": long_mail(11, 400),
        **mails_of_messages.mails(),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in all_mails().items():
        (folder / (name + ".eml")).write_bytes(content)
    for name, content in {"garden.png": small_picture(), **mails_of_messages.files()}.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
