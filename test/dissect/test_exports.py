"""Exported messages and attachments: byte for byte, under names that do no harm.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import re

import pytest

from captures import sample
from written_mails import HEADER, PNG, PNG_PART, TEXT_PART, lost_within, multipart, octets_of_mail, write_mail

SAMPLES = ("smtp-two-mails", "smtp-bdat", "pop3-mailbox", "smtp-attachment", "smtp-chinese")


@pytest.fixture(name="export")
def make_export(wireshark):
    """export(capture, kind): name and bytes of each exported file."""
    def run(capture, kind="mailproto"):
        folder = wireshark.new_folder("exports")
        wireshark.tshark(capture, "-q", "--export-objects", f"{kind},{folder}")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return run


@pytest.mark.parametrize("name", SAMPLES)
def test_messages_have_the_hashes_of_their_fields(name, export, fields_of):
    hashes = [value for (values,) in fields_of(sample(name), "mailproto.message.complete == 1", "mailproto.message.sha256")
              for value in values]
    files = export(sample(name))
    whole = [octets for file, octets in files.items() if "TOP" not in file]
    assert sorted(hashlib.sha256(octets).hexdigest() for octets in whole) == sorted(hashes)
    assert all(file.endswith(".eml") for file in files)


def test_attachments_have_the_hashes_of_their_fields(changed, export):
    write_mail(changed, multipart(TEXT_PART, PNG_PART))
    assert export(changed, "mailproto.attachments") == {"mail-1.1-frame-14-attachment-1-garden.png": PNG}


def test_message_with_a_gap_is_exported_and_says_so(changed, export):
    mail = HEADER + "\n" + "text\n" * 10
    write_mail(changed, mail, lost_within(mail, "tea"))
    ((name, octets),) = export(changed).items()
    assert "INCOMPLETE" in name
    assert octets == octets_of_mail(mail).replace(b"Subject: tea", b"Subject: ") + b"\r\n"


HOSTILE = ["../../../etc/passwd", "..\\..\\evil.exe", "C:\\evil.exe", "a\x00b.txt", "CON", ".profile", "x" * 400 + ".pdf",
           "file\u202egpj.exe", "a|b<c>d:e\"f?g*h", "  .  ", "%2e%2e%2fx", "\u6d4b\u8bd5" * 60 + ".txt", "a\r\nb.txt"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_do_no_harm(name, changed, export):
    encoded = "".join(f"%{octet:02x}" for octet in name.encode("utf-8"))
    part = (f"Content-Type: application/x-example\nContent-Disposition: attachment; filename*=utf-8''{encoded}", "x")
    write_mail(changed, multipart(part))
    ((file, octets),) = export(changed, "mailproto.attachments").items()
    assert octets == b"x"
    assert file.startswith("mail-1.1-frame-14-attachment-1")
    assert len(file.encode("utf-8")) <= 100
    assert not re.search(r'[/\\:*?"<>|%\x00-\x1f\x7f\u202e]', file)
    assert not file.endswith((".", " "))


def test_suffix_is_kept_and_one_is_found_for_a_type(changed, export):
    long = ('Content-Type: application/pdf\nContent-Disposition: attachment; filename="' + "x" * 300 + '.pdf"', "x")
    unnamed = ("Content-Type: image/gif", "x")
    write_mail(changed, multipart(long, unnamed))
    first, second = export(changed, "mailproto.attachments")
    assert first.endswith(".pdf") and second == "mail-1.1-frame-14-attachment-2.gif"


def test_same_subjects_do_not_overwrite_each_other(export):
    files = export(sample("smtp-two-mails"))
    assert len(files) == 2
