"""Captures of one mail each, whose text is made up, and what tshark shows of it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import base64

from written_dialogues import write_dialogue
from written_sessions import ACCEPTED, DATA, ENVELOPE, SMTP_END, SMTP_START

HEADER = "From: Bob <bob@example.net>\r\nTo: alice@example.com\r\nSubject: tea\r\n"


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def in_base64(octets):
    return base64.encodebytes(octets).decode().strip()


# A part is a header and a body.
TEXT_PART = ("Content-Type: text/plain; charset=utf-8", "The key is in the garden.\nhttps://example.com/tea.")
PNG_PART = ('Content-Type: image/png; name="garden.png"\nContent-Transfer-Encoding: base64\n'
            'Content-Disposition: attachment; filename="garden.png"', in_base64(PNG))


def octets_of_mail(text):
    """Lines end with CRLF; dots at their beginning are stuffed by write_mail()."""
    octets = text if isinstance(text, bytes) else text.encode("utf-8")
    return octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def stuffed(octets):
    return (b"\n" + octets).replace(b"\n.", b"\n..")[1:]


def write_mail(path, text, lost=None):
    """A capture of an SMTP session that sends the mail. `lost`: from where to where bytes of it are not captured."""
    octets = stuffed(octets_of_mail(text))
    begin, end = lost or (len(octets), len(octets))
    gap = [f"C- {end - begin}"] if end > begin else []
    write_dialogue(path, [*SMTP_START, *ENVELOPE, *DATA, b"C| " + octets[:begin], *gap,
                          b"C| " + octets[end:] + b"\r\n.\r\n", *ACCEPTED, *SMTP_END])


def multipart(*parts, boundary="b1", kind="mixed", header=HEADER):
    """A mail of parts, of which each is a header and a body."""
    lines = [f'{header}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="{boundary}"\n']
    for part_header, body in parts:
        lines.append(f"--{boundary}\n{part_header}\n\n{body}")
    return "\n".join(lines) + f"\n--{boundary}--\n"


def lost_within(text, words):
    """From where to where the words stand in a mail."""
    begin = octets_of_mail(text).index(words.encode())
    return begin, begin + len(words)
