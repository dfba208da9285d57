"""What Wireshark's own dissectors are seen to get wrong in tshark, and mailproto must get right: of the rows M1 to M31
of the list of stock faults those on SMTP and LMTP, each on the input that its row names.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import pytest

from dialogue import CONTENT_VERB, said
from field_values import GOLDEN
from written_sessions import (ACCEPTED, DATA, ENVELOPE, HANDSHAKE, MAIL, SENT_MAIL, SMTP_END, SMTP_START, Sessions,
                              letter_by_letter)

LOGIN = ["C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6", "C: YWxpY2U=", "S: 334 UGFzc3dvcmQ6", "C: d29uZGVybGFuZA=="]
SUCCESS, FAILURE = ["S: 235 2.7.0 ok"], ["S: 535 5.7.8 no"]
CHALLENGE = "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+"
# [MS-NLMP] 2.2.1: the messages of test/transcripts/sasl-ntlm.txt.
NTLM = ["C: AUTH NTLM", "S: 334 ", "C: TlRMTVNTUAABAAAAB7IAAAcABwAkAAAABAAEACAAAABQQy03RVhBTVBMRQ==",
        "S: 334 TlRMTVNTUAACAAAADgAOADAAAAAFAoEAASNFZ4mrze8AAAAAAAAAABYAFgA+AAAARQBYAEEATQBQAEwARQACAA4ARQBYAEEATQBQ"
        "AEwARQAAAAAA",
        "C: TlRMTVNTUAADAAAAGAAYAFIAAAAYABgAagAAAAcABwBAAAAABwAHAEcAAAAEAAQATgAAAAAAAACCAAAABgKBAEVYQU1QTEVtYWxsb3J5"
        "UEMtOQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA=="]


@pytest.fixture(name="smtp", scope="module")
def smtp_sessions(wireshark):
    return Sessions(wireshark, "SMTP")


# --- logins, with the preferences as they are ---

@pytest.mark.parametrize("lines, user, password", [
    pytest.param(LOGIN, "alice", "wonderland", id="LOGIN"),
    pytest.param(["C: AUTH LOGIN YWxpY2U=", "S: 334 UGFzc3dvcmQ6", "C: d29uZGVybGFuZA=="], "alice", "wonderland",
                 id="initial response")])
def test_m1_login(lines, user, password, smtp):
    shown = smtp.show([*SMTP_START, *lines, *SUCCESS])
    assert shown.values("auth.user") == [user] and shown.values("auth.password") == [password]
    assert shown.credentials == [(user, "LOGIN", "1")]


def test_m2_plain(smtp):
    shown = smtp.show([*SMTP_START, "C: AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=", *SUCCESS])
    assert shown.values("auth.user") == ["alice"] and shown.values("auth.password") == ["wonderland"]
    assert shown.credentials == [("alice", "PLAIN", "1")]


def test_m3_xoauth2(smtp):
    shown = smtp.show([*SMTP_START,
                       "C: AUTH XOAUTH2 dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciBleHBpcmVkAQE=", *SUCCESS])
    assert shown.values("auth.user") == ["someuser@example.com"] and shown.values("auth.token") == ["expired"]


def test_m4_cram_md5(smtp):
    shown = smtp.show([*SMTP_START, "C: AUTH CRAM-MD5", f"S: 334 {CHALLENGE}",
                       "C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw", *SUCCESS])
    assert shown.values("auth.challenge") == ["<1896.697170952@postoffice.reston.mci.net>"]
    assert shown.values("auth.user") == ["tim"] and shown.values("auth.digest") == ["b913a602c7eda7a495b4e6e7334d3890"]
    assert not shown.messages and not shown.count("imf")


def test_m5_ntlm(smtp, fields_of):
    shown = smtp.show([*SMTP_START, *NTLM, *SUCCESS])
    assert shown.values("auth.user") == ["mallory"] and shown.credentials == [("mallory", "NTLM", "1")]
    assert fields_of(shown.path, "ntlmssp.auth.username", "ntlmssp.auth.username", "ntlmssp.auth.domain") == [
        [["mallory"], ["EXAMPLE"]]]


def test_m26_base64_without_padding(smtp):
    shown = smtp.show([*SMTP_START, "C: AUTH LOGIN", "S: 334 dXNlcm5hbWU6", "C: dXNlckAxNjMuY29t",
                       "S: 334 UGFzc3dvcmQ6", "C: c2VjcmV0MQ", *FAILURE, "C: AUTH LOGIN", "S: 334 dXNlcm5hbWU6",
                       "C: dXNlckAxNjMuY28", "S: 334 UGFzc3dvcmQ6", "C: c2VjcmV0MTI", *FAILURE])
    assert shown.values("auth.user") == ["user@163.com", "user@163.co"]
    assert shown.values("auth.password") == ["secret1", "secret12"]


@pytest.mark.parametrize("line, verb", [("ehlo client.example.com", "EHLO"), ("auth login", "AUTH"),
                                        ("Mail from:<>", "MAIL")])
def test_m27_verbs_in_any_case(line, verb, smtp, fields_of):
    shown = smtp.show([*SMTP_START[:1], f"C: {line}", "S: 500 no"])
    for field in ("mailproto.command", "mailproto.smtp.command"):
        assert fields_of(shown.path, f'{field} == "{verb}"', "mailproto.smtp.command_line") == [[[line]]]


def test_m29_base64_in_the_text_of_a_refusal(smtp):
    shown = smtp.show([*SMTP_START, *LOGIN, "S: 535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6"])
    assert shown.values("smtp.reply.text.decoded") == ["Password:"]


# --- commands ---

def test_m6_starttls(smtp):
    shown = smtp.show([*SMTP_START, "C: STARTTLS\nMAIL FROM:<eve@example.net>", "S: 220 go ahead", *HANDSHAKE])
    assert shown.values("smtp.command") == ["EHLO", "STARTTLS", "MAIL"]
    assert shown.findings == ["plaintext_after_starttls"]


def test_m7_xclient(smtp):
    shown = smtp.show([*SMTP_START, "C: XCLIENT NAME=mx.example.com ADDR=192.0.2.7", "S: 220 mail.example.com ESMTP"])
    assert shown.verbs == ["EHLO", "XCLIENT"] and not shown.findings
    assert shown.values("smtp.attribute") == ["NAME=mx.example.com", "ADDR=192.0.2.7"]


OTHER_COMMANDS = ["MAIL FROM:<bob@example.net>", "MAIL FROM:<eve@example.net>", "RCPT TO:<alice@example.com>",
                  "RCPT TO:<alice@example.com>", "VRFY alice", "EXPN staff", "SOML FROM:<bob@example.net>", "TURN"]


def test_m21_commands_out_of_the_ordinary(smtp):
    """Named, and each with its reply; no findings tell of repeated and nested commands."""
    refused = [segment for line in OTHER_COMMANDS for segment in (f"C: {line}", "S: 503 5.5.1 no")]
    shown = smtp.show([*SMTP_START, *refused])
    assert shown.command_lines[1:] == OTHER_COMMANDS and shown.findings == ["obsolete_verb"] * 2
    assert shown.statuses[2:] == [(line.split()[0], "503") for line in OTHER_COMMANDS]
    assert len(shown.values("smtp.command.description")) == 1 + len(OTHER_COMMANDS)


def test_m28_plain_text_where_tls_should_begin(smtp):
    shown = smtp.show([*SMTP_START, "C: STARTTLS", "S: 220 go ahead", *SMTP_START[1:], *SMTP_END])
    assert shown.verbs == ["EHLO", "STARTTLS", "EHLO", "QUIT"] and shown.findings == ["plaintext_after_starttls"]


# --- messages ---

def test_m8_chunks(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, "C: BDAT 37\nFrom: bob@example.net\nSubject: tea", "S: 250 ok",
                       "C: BDAT 14 LAST\n\nOn Sunday.", "S: 250 ok", *SMTP_END])
    shown.require_whole_messages(MAIL)


def test_m9_stuffed_dots(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, *DATA, "C: Subject: tea\n\n..dot\n.", *ACCEPTED])
    shown.require_whole_messages("Subject: tea\n\n.dot")


def test_m12_smuggled_end_stays_content(smtp):
    """Finding: none yet in mid-flow; where the server takes it as the end, see S15."""
    text = "Subject: tea\r\n\r\none\n.\r\nMAIL FROM:<eve@example.net>\r\nRCPT TO:<alice@example.com>\r\nDATA\r\n"
    shown = smtp.show([*SMTP_START, *ENVELOPE, *DATA, f"C| {text}.\r\n", *ACCEPTED, *SMTP_END])
    assert [size for size, _hash in shown.messages] == [len(text)]
    assert shown.values("smtp.mail_from") == ["bob@example.net"]
    assert shown.verbs == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]


def test_m13_typed_letter_by_letter(smtp):
    session = [*SMTP_START, *LOGIN, *SUCCESS, *SENT_MAIL, *SMTP_END]
    shown, whole = smtp.show(letter_by_letter(session)), smtp.show(session)
    assert said(shown.dialogue) == said(whole.dialogue)
    shown.require_whole_messages(MAIL)


def test_m24_two_mails_in_one_connection(smtp):
    """The transaction of each ties envelope, message and reply together."""
    second = [line.replace("tea", "coffee").replace("bob@", "carol@") for line in SENT_MAIL]
    shown = smtp.show([*SMTP_START, *SENT_MAIL, *second, *SMTP_END])
    shown.require_whole_messages(MAIL, MAIL.replace("tea", "coffee").replace("bob@", "carol@"))
    assert [label for label in shown.labels if label.endswith("via DATA")] == [
        "Message 1, 51 bytes via DATA", "Message 2, 56 bytes via DATA"]
    assert shown.values("smtp.mail_from") == shown.values("transaction.mail_from") == [
        "bob@example.net", "carol@example.net"]
    assert shown.values("transaction.size") == ["51", "56"] and shown.values("transaction.code") == ["250", "250"]
    assert shown.statuses.count((CONTENT_VERB, "250")) == 2


# --- ports and LMTP ---

LMTP = ["S: 220 mail.example.com LMTP", "C: LHLO client.example.com", "S: 250 mail.example.com", *ENVELOPE,
        "C: RCPT TO:<nobody@example.com>", "S: 550 5.1.1 no", "C: RCPT TO:<carol@example.com>", "S: 250 2.1.5 Ok",
        *DATA, f"C: {MAIL}\n.", "S: 250 2.0.0 saved\n452 4.2.2 full", *SMTP_END]


def test_m19_lmtp_on_port_24(smtp, columns_of):
    shown = smtp.show(LMTP, port=24)
    assert shown.verbs == ["LHLO", "MAIL", "RCPT", "RCPT", "RCPT", "DATA", "QUIT"]
    assert columns_of(shown.path)[-1][1] == "LMTP"


def test_m19_smtp_on_port_2525(smtp):
    shown = smtp.show([*SMTP_START, *SENT_MAIL, *SMTP_END], port=2525)
    assert shown.verbs == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]


def test_m20_lmtp_has_a_reply_for_each_recipient(smtp):
    shown = smtp.show(LMTP)
    assert shown.rows("smtp.reply.code", "response_to", "smtp.rcpt_to")[-2] == [
        ["250", "452"], ["17", "17"], ["alice@example.com", "carol@example.com"]]
    assert any(info.startswith("S: 250 2.0.0 saved | S: 452 4.2.2 full") for info in shown.infos)


# --- replies ---

def test_m22_enhanced_status_codes(smtp):
    shown = smtp.show([*SMTP_START, "C: MAIL FROM:<eve@example.net>", "S: 550-5.7.1 no\n550 5.7.1 really"])
    assert shown.rows("smtp.reply.enhanced", "smtp.reply.enhanced.subject") == [[["5.7.1"] * 2, ["7"] * 2]]


def test_m23_links_and_time(smtp):
    shown = smtp.show([*SMTP_START, "C: NOOP", "S: 250 ok"])
    assert shown.rows("response_in") == [[["6"]], [["8"]]]
    assert shown.rows("response_to", "time") == [[["5"], ["0.000100000"]], [["7"], ["0.000100000"]]]


def test_m25_statistics(smtp):
    """The fields are there for -z io,stat, and logins for -z credentials. Statistics of mail are not built yet."""
    shown = smtp.show([*SMTP_START, *LOGIN, *SUCCESS, *SENT_MAIL, *SMTP_END])
    text = smtp.wireshark.tshark(shown.path, "-q", "-z", "io,stat,0,COUNT(mailproto.time)mailproto.time").decode()
    assert re.search(r"<> .*\| +9 *\|", text), text
    assert shown.credentials == [("alice", "LOGIN", "1")]


def test_m30_pipelined_replies(smtp):
    shown = smtp.show([*SMTP_START, "C: MAIL FROM:<bob@example.net>\nRCPT TO:<alice@example.com>\nDATA",
                       "S: 250 ok\n250 ok\n354 go", f"C: {MAIL}\n.", *ACCEPTED])
    assert shown.rows("response_to", "smtp.reply.code")[1:] == [[["7"] * 3, ["250", "250", "354"]], [["9"], ["250"]]]
    assert shown.statuses[2:] == [("MAIL", "250"), ("RCPT", "250"), ("DATA", "354"), (CONTENT_VERB, "250")]


def test_m31_regular_field_names():
    """Whole words, and one pattern for both protocols."""
    names = [line.split()[0] for line in GOLDEN.read_text(encoding="ascii").splitlines()]
    words = re.compile(r"mailproto(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+")
    assert not [name for name in names if not words.fullmatch(name)]
    assert {f"mailproto.smtp.reply.{each}" for each in ("code", "line", "text")} <= set(names)
    assert all(f"mailproto.{protocol}.{each}" in names for protocol in ("smtp", "pop3")
               for each in ("command", "command_line", "argument"))
