"""What the plugin must say of the messages in the sample captures of mails in full: Chinese character sets, attachments,
signatures, forwarded and returned mails, and hops; the README of sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import email
import email.policy
import hashlib

import pytest

from captures import sample
from sample_mails import mail_of, messages

CONTENT = messages.mails_of_messages


def attachment_rows(data_of_names):
    return [(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in data_of_names]


@pytest.fixture(name="attachments_of")
def make_attachments_of(values_of):
    """Name, size and SHA-256 of each attachment of a sample."""
    def read(name):
        columns = [values_of(name, "mailproto.attachment." + field) for field in ("name", "size", "sha256")]
        return [(file, int(size), digest) for file, size, digest in zip(*columns, strict=True)]
    return read


@pytest.fixture(name="exported")
def make_exported(wireshark):
    """The messages of a sample, in the order of the capture, as Python's email reads what was exported."""
    def read(name):
        folder = wireshark.new_folder("exports")
        wireshark.tshark(sample(name), "-q", "--export-objects", f"mailproto,{folder}")
        files = sorted(folder.iterdir(), key=lambda path: int(path.name.split("frame-")[1].split("-")[0].split(".")[0]))
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP) for path in files]
    return read


# --- character sets ---

GBK = ("-o", "mailproto.text_encoding:GB18030")


@pytest.fixture(name="values_with_gbk")
def make_values_with_gbk(tree_of):
    """Values of a field in the sample of character sets, where text that names none is GB18030."""
    def read(field):
        frames = tree_of(sample("smtp-charsets"), *GBK)
        return [value for frame in frames for call in frame.calls for value in call.values(field)]
    return read


def test_character_set_that_nobody_names_is_guessed_and_said(values_of):
    assert values_of("smtp-charsets", "mailproto.message.subject")[2] == "花园里的下午茶"
    assert set(values_of("smtp-charsets", "mailproto.message.charset_guess")) == {"GB18030"}


def test_chinese_subjects(values_with_gbk):
    assert values_with_gbk("mailproto.message.subject") == ["周三的会议", "週三的會議", "花园里的下午茶", "花园的照片"]


def test_chinese_texts(values_with_gbk):
    texts = [text.rstrip() for text in values_with_gbk("mailproto.message.text")]
    assert texts == [CONTENT.CHINESE_TEXT.rstrip(), CONTENT.TRADITIONAL_TEXT.rstrip(),
                     "我们在花园里喝茶，请带上你的朋友。", "照片在附件里。"]


def test_preference_changes_no_text_that_names_its_character_set(values_of, values_with_gbk):
    for field in ("mailproto.message.subject", "mailproto.message.text"):
        without, with_gbk = values_of("smtp-charsets", field), values_with_gbk(field)
        assert [index for index in range(4) if without[index] != with_gbk[index]] == []


def test_programs_label_their_character_sets(values_of):
    labels = [label.lower() for label in values_of("smtp-charsets", "mailproto.message.part.charset") if label]
    assert labels == ["gb18030", "big5", "utf-8"]


def test_international_addresses(values_of):
    assert "李明@example.net" in values_of("smtp-charsets", "mailproto.message.address")
    assert "李明@example.net" in values_of("smtp-charsets", "mailproto.message.envelope_from")


@pytest.mark.parametrize("needle", ["会议在周三", "會議在週三", "照片在附件"])
def test_text_is_found_by_a_filter(needle, fields_of):
    assert len(fields_of(sample("smtp-charsets"), f'mailproto.message.text contains "{needle}"', "frame.number")) == 1


# --- parts and attachments ---

def test_names_and_hashes_of_attachments(attachments_of):
    notes, picture = CONTENT.NOTES, messages.small_picture()
    crlf_notes = notes.replace(b"\n", b"\r\n")  # Mutt quotes a text in its canonical form (RFC 2045, 6.8)
    assert attachments_of("smtp-nested") == attachment_rows([
        (CONTENT.NOTES_NAME, crlf_notes), ("garden.png", picture),
        ("garden.png", picture), ("copy of garden.png", picture), ("notes.txt", notes),
        (CONTENT.NOTES_NAME, notes), (CONTENT.LONG_NAME, notes + notes)])


def test_nested_parts(fields_of):
    (row,) = fields_of(sample("smtp-nested"), 'mailproto.message.subject == "The garden in spring"',
                       "mailproto.message.part.path", "mailproto.message.part.type")
    assert list(zip(*row, strict=True)) == [
        ("", "multipart/mixed"), ("1", "multipart/related"), ("1.1", "multipart/alternative"), ("1.1.1", "text/plain"),
        ("1.1.2", "text/html"), ("1.2", "image/png"), ("2", "image/png"), ("3", "text/plain")]


def test_quoted_printable_text(values_of):
    first = values_of("smtp-nested", "mailproto.message.text")[0]
    assert " ".join(first.split()) == " ".join(CONTENT.GERMAN_TEXT.split())


def test_addresses_of_pages(values_of):
    assert values_of("smtp-nested", "mailproto.message.url") == [
        "https://www.example.com/garden", "https://www.example.com/garden?month=4&day=1"]


def test_signed_mail(values_of, attachments_of, exported):
    (mail,) = exported("smtp-signed")
    assert mail.get_content_type() == "multipart/signed"
    signature = list(mail.iter_parts())[1]
    assert attachments_of("smtp-signed") == attachment_rows([
        (signature.get_filename(), signature.get_payload(decode=True))])
    assert "I owe Alice ten pounds." in values_of("smtp-signed", "mailproto.message.text")[0]


def test_forwarded_mail(values_of):
    assert values_of("smtp-forwarded", "mailproto.message.subject") == ["Fwd: 下午茶"]
    assert values_of("smtp-forwarded", "mailproto.message.embedded.subject") == ["下午茶"]
    assert values_of("smtp-forwarded", "mailproto.message.embedded.from") == ["Zoë Zimmer <zoe@example.org>"]
    assert values_of("smtp-forwarded", "mailproto.message.from") == ["Bob Baker <bob@example.net>"]


# --- what servers add ---

def test_bounce_says_why(fields_of):
    (row,) = fields_of(sample("pop3-bounce"), "mailproto.message.report.type", *(
        "mailproto.message.report." + field for field in ("type", "recipient", "action", "status", "diagnostic")))
    assert row[:3] == [["delivery-status"], ["nobody@example.org"], ["failed"]]
    assert row[3][0].startswith("5.") and "nobody@example.org" in row[4][0]


def test_bounce_has_the_mail_that_came_back(values_of):
    assert values_of("pop3-bounce", "mailproto.message.embedded.subject")[-1] == "Tea on Sunday"


def test_hops(fields_of, exported):
    (row,) = fields_of(sample("pop3-five-hops"), "mailproto.message.via == \"RETR\"", *(
        "mailproto.message.received." + field for field in ("from", "by", "delay", "id")))
    assert row[0] == ["filter.example.com", "mx.example.com", "relay.example.net", "out.example.net",
                      "client.example.net"]
    assert row[1] == ["inner.example.com", "filter.example.com", "mx.example.com", "relay.example.net",
                      "out.example.net"]
    assert len(row[2]) == 4 and all(0 <= float(delay) <= 5 for delay in row[2])
    received = exported("pop3-five-hops")[-1].get_all("Received")
    assert all(f"id {name};" in " ".join(line.split()) or f"id {name} " in " ".join(line.split())
               for name, line in zip(row[3], received, strict=True))


def test_signature_and_results_of_checks(values_of):
    assert set(values_of("pop3-five-hops", "mailproto.message.dkim.domain")) == {"example.net"}
    assert set(values_of("pop3-five-hops", "mailproto.message.dkim.selector")) == {"winter"}
    assert values_of("pop3-five-hops", "mailproto.message.authentication.method")[-2:] == ["dkim", "spf"]
    assert values_of("pop3-five-hops", "mailproto.message.authentication.result")[-2:] == ["pass", "pass"]


def test_subjects_are_those_of_an_independent_reader(values_of, exported):
    for name in ("smtp-nested", "smtp-signed", "smtp-forwarded", "pop3-bounce", "pop3-five-hops"):
        assert values_of(name, "mailproto.message.subject") == [mail["Subject"] for mail in exported(name)]


def test_mail_of_the_samples_is_whole(values_of):
    digest = hashlib.sha256(mail_of("forwarded")).hexdigest()
    assert values_of("smtp-forwarded", "mailproto.message.sha256") == [digest]
