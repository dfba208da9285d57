"""What messages say, as tshark shows it: header, hops, parts, attachments, text, reports; whole or with holes.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import json

import pytest

from captures import sample
from written_mails import (HEADER, PNG, PNG_PART, TEXT_PART, in_base64, lost_within, multipart, octets_of_mail,
                           write_mail)

M = "mailproto.message."
A = "mailproto.attachment."


@pytest.fixture(name="fields_of_mail")
def make_fields_of_mail(changed, fields_of):
    """fields_of_mail(text, fields..., lost=None): the values of each field on the frame where the message ends."""
    def run(text, *fields, lost=None):
        write_mail(changed, text, lost)
        (row,) = fields_of(changed, "mailproto.message", *fields)
        return row
    return run


# --- the header ---

@pytest.mark.parametrize("line, field, expected", [
    ("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?B?IGFuIFpvw6s=?=", "subject", "Grüße an Zoë"),
    ("Subject: =?GB2312?B?u+HS6c2o1qqjug==?=", "subject", "会议通知："),
    ("Subject: a\n long\n\tone", "subject", "a long\\tone"),
    ("Subject: Grüße", "subject", "Grüße"),
    ("Subject:", "subject", ""),
    ("From: =?ISO-8859-1?Q?Zo=EB?= <zoe@example.net>", "from", "Zoë <zoe@example.net>"),
    ("Cc: a@example.com, b@example.com", "cc", "a@example.com, b@example.com"),
    ("Message-ID: <1@example.net>", "message_id", "<1@example.net>"),
    ("In-Reply-To: <0@example.net>", "in_reply_to", "<0@example.net>"),
    ("X-Mailer: Quill 1.0", "mailer", "Quill 1.0"),
    ("X-Mailer: Quill 1.0\nUser-Agent: Pen 2", "mailer", "Pen 2"),
    ("Return-Path: <bob@example.net>", "return_path", "<bob@example.net>"),
    ("List-ID: Tea <tea.example.net>", "list_id", "Tea <tea.example.net>"),
    ("X-Originating-IP: [192.0.2.7]", "originating_ip", "[192.0.2.7]"),
])
def test_fields_have_names_and_are_decoded(line, field, expected, fields_of_mail):
    assert fields_of_mail(f"{line}\n\ntext", M + field) == [[expected] if expected else []]


def test_first_of_repeated_fields_counts_and_all_are_listed(fields_of_mail):
    assert fields_of_mail("Subject: one\nSubject: two\n\ntext", M + "subject", M + "header", M + "header.name",
                          M + "header.value") == [["one"], ["Subject: one", "Subject: two"], ["Subject", "Subject"],
                                                  ["one", "two"]]


def test_addresses_stand_one_by_one(fields_of_mail):
    text = 'From: "Bob, B." <bob@example.net>\nTo: tea: alice@example.com, Carol <carol@example.org>;\n\ntext'
    assert fields_of_mail(text, M + "address", M + "address.display_name", M + "address.field", "mailproto.address") == [
        ["bob@example.net", "alice@example.com", "carol@example.org"], ["Bob, B.", "", "Carol"], ["From", "To", "To"],
        ["bob@example.net", "alice@example.com", "carol@example.org"]]


def test_date_is_compared_with_the_capture(fields_of_mail):
    date, skew, time = fields_of_mail("Date: Mon, 5 Jan 2026 10:01:00 +0100\n\ntext", M + "date", M + "date_skew",
                                      "frame.time_epoch")
    assert date == ["Jan  5, 2026 09:01:00.000000000 UTC"] or date[0].startswith("2026-01-05T09:01:00")
    assert abs(float(skew[0]) - (1767603660 - float(time[0]))) < 0.001


def test_no_date_is_guessed(fields_of_mail):
    assert fields_of_mail("Date: yesterday\n\ntext", M + "date", M + "date_skew") == [[], []]


def test_bytes_of_no_charset_are_shown_escaped(fields_of_mail):
    assert fields_of_mail(b"Subject: tea \xff\xfe\xff end\n\ntext", M + "subject") == [["tea \\xff\\xfe\\xff end"]]


def test_text_encoding_may_be_said(changed, wireshark):
    write_mail(changed, b"Subject: caf\xe9\n\ntext")
    arguments = ("-o", "mailproto.text_encoding:ISO-8859-1", "-Y", "mailproto.message", "-T", "fields", "-e", M + "subject")
    assert wireshark.tshark(changed, *arguments).decode("utf-8").strip() == "café"


# --- the way that it came ---

HOPS = """Received: from relay.example.org (relay.example.org [192.0.2.9]) by mx.example.com with ESMTPS id 2B for <alice@example.com>;
 Mon, 5 Jan 2026 10:00:05 +0000
Received: from client.example.net (HELO client.example.net) (192.0.2.7) by relay.example.org with SMTP;
 Mon, 5 Jan 2026 10:00:00 +0000
Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=example.net; dkim=fail header.d=example.net
DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=jan; bh=x; b=y
"""


def test_hops_are_listed(fields_of_mail):
    names = ("from", "from.address", "by", "with", "id", "for", "delay")
    assert fields_of_mail(HOPS + "\ntext", *(f"{M}received.{name}" for name in names)) == [
        ["relay.example.org", "client.example.net"], ["192.0.2.9", "192.0.2.7"], ["mx.example.com", "relay.example.org"],
        ["ESMTPS", "SMTP"], ["2B"], ["alice@example.com"], ["5.000000000"]]


def test_results_of_authentication_are_listed(fields_of_mail):
    assert fields_of_mail(HOPS + "\ntext", M + "authentication", M + "authentication.property", M + "dkim.domain",
                          M + "dkim.selector", M + "dkim.algorithm") == [
        ["spf=pass", "dkim=fail"], ["smtp.mailfrom=example.net", "header.d=example.net"], ["example.net"], ["jan"],
        ["rsa-sha256"]]


# --- parts and attachments ---

FLAG_PART = ("Content-Type: text/plain\nContent-Transfer-Encoding: base64", in_base64(b"here is flag{tea}"))


def test_parts_are_numbered_as_imap_does(fields_of_mail):
    assert fields_of_mail(multipart(TEXT_PART, PNG_PART), M + "part.path", M + "part.type", M + "part.encoding",
                          M + "part.name") == [["", "1", "2"], ["multipart/mixed", "text/plain", "image/png"],
                                               ["7bit", "7bit", "base64"], ["garden.png"]]


def test_attachments_have_names_types_and_hashes(fields_of_mail):
    fields = [A + name for name in ("name", "type", "magic", "encoding", "size", "md5", "sha256", "path")]
    assert fields_of_mail(multipart(TEXT_PART, PNG_PART), *fields) == [
        ["garden.png"], ["image/png"], ["image/png"], ["base64"], [str(len(PNG))], [hashlib.md5(PNG).hexdigest()],
        [hashlib.sha256(PNG).hexdigest()], ["2"]]


def test_declared_type_and_bytes_may_differ(fields_of_mail):
    program = ("Content-Type: image/png\nContent-Transfer-Encoding: base64", in_base64(b"MZ\x90\0" + bytes(200)))
    assert fields_of_mail(multipart(program), A + "type")[0] == ["image/png"]
    assert fields_of_mail(multipart(program), A + "magic")[0] not in ([""], ["image/png"])


def test_unknown_values_of_attachments_are_empty(fields_of_mail):
    unnamed = ("Content-Type: application/x-example", "x")
    assert fields_of_mail(multipart(unnamed, PNG_PART), A + "name", A + "encoding", A + "magic") == [
        ["", "garden.png"], ["7bit", "base64"], ["", "image/png"]]


def test_flag_in_base64_is_found_by_one_filter(changed, fields_of):
    write_mail(changed, multipart(TEXT_PART, FLAG_PART))
    assert len(fields_of(changed, M + 'text contains "flag{"', "frame.number")) == 1


def test_flag_in_an_attachment_is_found_by_one_filter(changed, fields_of):
    hidden = ('Content-Type: application/x-example\nContent-Transfer-Encoding: base64', in_base64(b"\0flag{tea}\0"))
    write_mail(changed, multipart(TEXT_PART, hidden))
    assert len(fields_of(changed, A + 'data contains "flag{"', "frame.number")) == 1


def test_text_is_what_a_reader_sees(fields_of_mail):
    page = ("Content-Type: text/html; charset=utf-8",
            "<p>Tea &amp; <b>cake</b>\non Sunday</p><script>x()</script><a href='https://example.com/'>here</a>")
    (texts, urls) = fields_of_mail(multipart(page), M + "text", M + "url")
    assert "Tea & cake on Sunday" in texts[0] and "x()" not in texts[0]
    assert urls == ["https://example.com/"]


def test_urls_stand_once(fields_of_mail):
    assert fields_of_mail(multipart(TEXT_PART, TEXT_PART), M + "url") == [["https://example.com/tea"]]


def test_decoded_part_goes_to_its_dissector(changed, fields_of):
    write_mail(changed, multipart(TEXT_PART, PNG_PART))
    assert fields_of(changed, "png", "png.signature") == [[["89504e470d0a1a0a"]]]


def test_embedded_message_is_not_this_mail(fields_of_mail):
    embedded = ("Content-Type: message/rfc822", "From: carol@example.org\nSubject: inner\n\ninner text")
    assert fields_of_mail(multipart(TEXT_PART, embedded), M + "from", M + "subject", M + "embedded.from",
                          M + "embedded.subject", M + "address.field") == [
        ["Bob <bob@example.net>"], ["tea"], ["carol@example.org"], ["inner"], ["From", "To"]]


def test_bounce_says_whose_mail_and_why(fields_of_mail):
    status = ("Content-Type: message/delivery-status",
              "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; nobody@example.com\nAction: failed\n"
              "Status: 5.1.1\nRemote-MTA: dns; mail.example.com\nDiagnostic-Code: smtp; 550 5.1.1 User unknown")
    mail = multipart(TEXT_PART, status, kind="report; report-type=delivery-status")
    names = ("type", "recipient", "action", "status", "diagnostic", "remote_mta")
    assert fields_of_mail(mail, *(f"{M}report.{name}" for name in names)) == [
        ["delivery-status"], ["nobody@example.com"], ["failed"], ["5.1.1"], ["550 5.1.1 User unknown"],
        ["mail.example.com"]]


# --- whole or not ---

def test_message_is_complete(fields_of_mail):
    text = octets_of_mail(HEADER + "\ntext\n")
    assert fields_of_mail(text, M + "complete", M + "number", M + "md5", M + "sha256", M + "envelope_from",
                          M + "envelope_to") == [
        ["1"], ["1"], [hashlib.md5(text + b"\r\n").hexdigest()], [hashlib.sha256(text + b"\r\n").hexdigest()],
        ["bob@example.net"], ["alice@example.com"]]


def test_hole_spares_the_other_parts(fields_of_mail):
    second = PNG_PART[0].replace("garden", "house"), PNG_PART[1]
    mail = multipart(TEXT_PART, PNG_PART, second)
    row = fields_of_mail(mail, M + "complete", M + "missing", A + "name", A + "sha256", M + "part.complete",
                         lost=lost_within(mail, "garden.\nhttps".replace("\n", "\r\n")))
    assert row == [["0"], ["14"], ["garden.png", "house.png"], [hashlib.sha256(PNG).hexdigest()] * 2,
                   ["0", "0", "1", "1"]]


def test_part_with_a_hole_has_no_hash(fields_of_mail):
    mail = multipart(TEXT_PART, PNG_PART)
    begin, _end = lost_within(mail, PNG_PART[1][:20])
    row = fields_of_mail(mail, A + "name", A + "sha256", A + "md5", M + "subject", M + "hole", lost=(begin, begin + 8))
    assert row == [["garden.png"], [], [], ["tea"], ["8"]]


def test_incomplete_message_goes_to_imf_and_says_so(changed, fields_of, columns_of):
    mail = HEADER + "\n" + "text\n" * 100
    write_mail(changed, mail, lost_within(mail, "tea\r\n\r\ntext"))
    assert fields_of(changed, "mailproto.message", "imf.from")[0] == [["Bob <bob@example.net>"]]
    infos = [info for _number, _protocol, info in columns_of(changed)]
    assert any("message 1 INCOMPLETE" in info and "missing" in info for info in infos)


def test_json_keys_are_the_same_for_every_mail(changed, wireshark):
    keys = []
    for subject in ("one", "two, and longer"):
        write_mail(changed, f"Subject: {subject}\n\ntext")
        (packet,) = json.loads(wireshark.tshark(changed, "-Y", "mailproto.message", "-T", "json"))
        tree = packet["_source"]["layers"]["mailproto.smtp"]
        keys.append([key for key in tree if not key.startswith("_ws")])
    assert keys[0] == keys[1] and "mailproto.message" in keys[0] and "mailproto.content" in keys[0]


# --- together ---

def test_info_says_who_whom_and_what(changed, columns_of):
    write_mail(changed, "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\n\ntext\n")
    (info,) = [info for _number, protocol, info in columns_of(changed) if protocol == "SMTP/IMF"]
    assert info == 'C: message 1, 48 bytes, <bob@example.net> to <alice@example.com>, "Grüße"'


def test_pop3_shows_the_header_in_info(columns_of):
    infos = [info for _number, protocol, info in columns_of(sample("pop3-mailbox")) if protocol == "POP3/IMF"]
    assert any("Tea on Sunday" in info and "<bob@example.net>" in info for info in infos)


def test_row_of_a_transaction_has_all_that_is_known(changed, fields_of):
    mail = octets_of_mail(multipart(TEXT_PART, PNG_PART))
    write_mail(changed, mail)
    names = ("subject", "from", "complete", "sha256", "attachments")
    assert fields_of(changed, "mailproto.transaction.end", *(f"mailproto.transaction.{name}" for name in names)) == [
        [["tea"], ["Bob <bob@example.net>"], ["1"], [hashlib.sha256(mail + b"\r\n").hexdigest()], ["garden.png"]]]


# --- what a hole cuts is no fact ---

@pytest.mark.parametrize("text, words, field, expected", [
    ("To: alice@example.com, carol@example.org\n\ntext", "org", "address", ["alice@example.com"]),
    ("To: alice@example.com, Carol <carol@example.org>\n\ntext", "ple.org", "address", ["alice@example.com"]),
    ("Date: Mon, 5 Jan 2026 10:01:00 +0100\n\ntext", "+0100", "date", []),
    ("Received: from a by mx.example.com\n\ntext", "ple.com", "received.by", []),
    ("Subject: tea\n\nNote: one\nhttps://example.com/tea", "\r\n\r", "header.name", ["Subject"]),
    ("\nhttps://example.com/tea and more", "/tea", "url", []),
    ("\nflag{tea}", "{", "text", ["flag\\ntea}\\n"]),
])
def test_what_a_hole_cuts_is_no_fact(text, words, field, expected, fields_of_mail):
    assert fields_of_mail(text, M + field, lost=lost_within(text, words)) == [expected]


def test_half_a_file_name_is_none(fields_of_mail):
    text = 'Content-Type: a/b\nContent-Disposition: attachment; filename="garden.png"\n\ntext'
    assert fields_of_mail(text, A + "name", A + "type", lost=lost_within(text, ".png")) == [[], ["a/b"]]
