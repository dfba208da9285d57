"""What breaks Wireshark's own SMTP dissector, and mailproto must get right: rows S1 to S20 and I10 of the list of stock
faults, each on the input that its row names.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import transcript_capture
from captures import SAMPLES
from changed_captures import capture_file
from dialogue import CONTENT_VERB, said
from tls_captures import move_server, read_with_secrets, require_same_when_joined
from transcript_capture import logins_of
from written_dialogues import write_dialogue
from written_sessions import (ACCEPTED, DATA, ENVELOPE, HANDSHAKE, MAIL, SENT_MAIL, SMTP_END, SMTP_START, Sessions,
                              message, size_and_hash)

IN_CONTENT = [*SMTP_START, *ENVELOPE, *DATA]
MAIL_STATUSES = [("MAIL", "250"), ("RCPT", "250"), ("DATA", "354"), (CONTENT_VERB, "250")]
PIPELINED_ENVELOPE = "MAIL FROM:<bob@example.net>\nRCPT TO:<alice@example.com>\nDATA"
OUT_OF_ORDER = ("-o", "tcp.reassemble_out_of_order:TRUE")


@pytest.fixture(name="smtp", scope="module")
def smtp_sessions(wireshark):
    return Sessions(wireshark, "SMTP")


# --- segments and records ---

@pytest.mark.parametrize("name", ["smtp-starttls", "smtps"])
def test_s1_several_tls_records_in_one_segment(name, changed, dialogues_in):
    """Every cut of records: test_tls_records.py."""
    require_same_when_joined(name, changed, dialogues_in)


@pytest.mark.parametrize("rest", [
    [["C: MAIL FROM:<bob@example.net>", "C: RCPT TO:<alice@example.com>", "C: DATA"],
     ["S: 250 ok", "S: 250 ok", "S: 354 go on"], [f"C: {MAIL}"], ["C: ."], ["S: 250 ok"], ["C: QUIT"], ["S: 221 bye"]],
    [[f"C: {PIPELINED_ENVELOPE}"], ["S: 250 ok\n250 ok\n354 go on"], [f"C: {MAIL}", "C: ."], ["S: 250 ok"], ["C: QUIT"],
     ["S: 221 bye"]],
    [[f"C: {PIPELINED_ENVELOPE}"], ["S: 250 ok\n250 ok\n354 go on"], [f"C: {MAIL}"], ["C: .", "C: QUIT"],
     ["S: 250 ok", "S: 221 bye"]],
], ids=["envelope", "content and its end", "end and QUIT"])
def test_s1_records_of_a_mail_in_one_segment(rest, smtp):
    shown = smtp.show_tls([*([line] for line in SMTP_START), *rest], port=465)
    shown.require_whole_messages(MAIL)
    assert shown.statuses[2:] == [*MAIL_STATUSES, ("QUIT", "221")] and not shown.findings


def test_s1_columns_of_several_records(smtp):
    shown = smtp.show_tls([*([line] for line in SMTP_START), ["C: NOOP", "C: RSET"], ["S: 250 one", "S: 250 two"]],
                          port=465)
    assert shown.infos[-2:] == ["C: NOOP | C: RSET", "S: 250 one | S: 250 two"]


def test_s2_line_cut_behind_a_whole_line(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE[:2], "C| RCPT TO:<a@example.com>\r\nRCPT TO:<b@ex", "C: ample.com>",
                       "S: 250 a\n250 b"])
    assert shown.values("smtp.rcpt_to") == ["a@example.com", "b@example.com"]
    assert shown.verbs == ["EHLO", "MAIL", "RCPT", "RCPT"] and not shown.findings


def test_s3_reply_line_cut(smtp):
    shown = smtp.show([*SMTP_START[:2], "S| 250-mail.example.com\r\n250-SI", "S: ZE 1000\n250 HELP"])
    assert shown.values("smtp.reply.line")[1:] == ["250-mail.example.com", "250-SIZE 1000", "250 HELP"]
    assert shown.values("smtp.extension") == ["SIZE", "HELP"] and shown.values("smtp.extension.size") == ["1000"]


@pytest.mark.parametrize("first, second", [("\r\n.", "\r\n"), ("\r\n.\r", "\n"), ("\r", "\n.\r\n"), ("\r\n", ".\r\n")])
def test_s4_end_of_content_cut(first, second, smtp):
    end = [f"C| {MAIL}".replace("\n", "\r\n") + first, f"C| {second}"]
    shown = smtp.show([*IN_CONTENT, *end, *ACCEPTED, *SMTP_END])
    shown.require_whole_messages(MAIL)
    assert shown.verbs[-2:] == ["DATA", "QUIT"] and not shown.findings


# --- the server decides ---

@pytest.mark.parametrize("rest", [
    ["S: 554 no valid recipients", "C: RSET", "S: 250 ok", *SMTP_END],
    ["C: RSET\nQUIT", "S: 554 no valid recipients\n250 ok\n221 bye"],
], ids=["one by one", "pipelined"])
def test_s5_refused_data(rest, smtp):
    shown = smtp.show([*SMTP_START, "C: DATA", *rest])
    assert shown.verbs == ["EHLO", "DATA", "RSET", "QUIT"] and not shown.messages and not shown.count("imf")
    assert shown.statuses[2:] == [("DATA", "554"), ("RSET", "250"), ("QUIT", "221")]


NTLM_TYPE_1 = "TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA="
BEFORE_THE_MAIL = [
    ("XCLIENT", ["C: XCLIENT NAME=mx.example.com ADDR=192.0.2.7", "S: 220 mail.example.com ESMTP"]),
    ("AUTH", ["C: AUTH CRAM-MD5", "S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
              "C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw", "S: 235 ok"]),
    ("AUTH", ["C: AUTH NTLM", "S: 334 ", f"C: {NTLM_TYPE_1}", "S: 535 5.7.8 no"]),
    ("XNEW", ["C: XNEW something new", "S: 250 ok"]),
]


@pytest.mark.parametrize("verb, before", BEFORE_THE_MAIL, ids=["XCLIENT", "CRAM-MD5", "NTLM", "unknown verb"])
def test_s6_nothing_before_a_mail_belongs_to_it(verb, before, smtp):
    shown = smtp.show([*SMTP_START, *before, *SENT_MAIL, *SMTP_END])
    assert shown.values("command") == ["EHLO", verb, "MAIL", "RCPT", "DATA", "QUIT"]
    shown.require_whole_messages(MAIL)


def test_s6_tls_by_another_name(smtp):
    shown = smtp.show([*SMTP_START, "C: X-ANONYMOUSTLS", "S: 220 2.0.0 SMTP server ready", *HANDSHAKE])
    assert shown.verbs == ["EHLO", "X-ANONYMOUSTLS"] and shown.count("tls") == 2
    assert not shown.findings and not shown.count("imf")


def test_s7_capture_begins_in_content(smtp):
    shown = smtp.show(["C: Dear John\nmail order\nhelp me", "C: bob\n.", *ACCEPTED, *SMTP_END])
    assert shown.command_lines == ["QUIT"] and shown.statuses == [(None, "250"), ("QUIT", "221")]


@pytest.mark.parametrize("user, sent", [("mail", "bWFpbA=="), ("\\x99\\xa8\\xa5", "mail")])
def test_s7_user_name_like_a_verb(user, sent, smtp):
    shown = smtp.show([*SMTP_START, "C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6", f"C: {sent}", "S: 334 UGFzc3dvcmQ6",
                       "C: d29uZGVybGFuZA==", "S: 235 ok"])
    assert shown.values("command") == ["EHLO", "AUTH"]
    assert shown.values("auth.user") == [user] and shown.values("auth.password") == ["wonderland"]


# --- logins ---

LOGIN_OF_ALICE = ["C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6", "C: YWxpY2U=", "S: 334 UGFzc3dvcmQ6", "C: d3Jvbmc=",
                  "S: 535 5.7.8 no"]
LOGIN_OF_BOB = ["C: AUTH LOGIN Ym9i", "S: 334 UGFzc3dvcmQ6", "C: c2VjcmV0", "S: 235 2.7.0 ok"]


def test_s8_second_login_after_a_failure(smtp):
    shown = smtp.show([*SMTP_START, *LOGIN_OF_ALICE, *LOGIN_OF_BOB, *SMTP_END])
    assert shown.values("auth.user") == ["alice", "bob"] and shown.values("auth.password") == ["wrong", "secret"]
    assert shown.rows("auth.result", "auth.attempt") == [[["failure"], ["1"]], [["success"], ["2"]]]
    assert shown.credentials == [("alice", "LOGIN", "1"), ("bob", "LOGIN", "2")]


@pytest.mark.parametrize("name", ["plain", "xoauth2", "oauthbearer", "scram-sha-256", "cram-md5", "gssapi",
                                  "digest-md5", "ntlm"])
def test_s9_mechanisms_decoded_by_default(name, smtp):
    path = transcript_capture.FOLDER / f"sasl-{name}.txt"
    _protocol, segments = transcript_capture.read_dialogue(path)
    shown = smtp.show(segments)
    assert [row[:2] for row in shown.credentials] == logins_of(path)
    assert set(shown.values("auth.mechanism")) == {name.upper()} and shown.values("auth.response")


def test_s9_legal_login_is_no_finding(smtp):
    shown = smtp.show([*SMTP_START[:2], "S: 250-mail.example.com\n250 AUTH LOGIN", *LOGIN_OF_ALICE, *LOGIN_OF_BOB])
    assert not shown.findings


def test_s10_verb_of_more_than_four_letters(smtp):
    shown = smtp.show([*SMTP_START, "C: STARTTLS", "S: 454 4.7.0 TLS not available"])
    assert shown.values("smtp.command") == ["EHLO", "STARTTLS"]
    assert shown.values("smtp.argument") == ["client.example.com"]


# --- chunks ---

BDAT_MAIL = "Subject: tea\n\nOn Sunday."
CHUNKS = {
    "in the segment of the command": (["C: BDAT 16\nSubject: tea\n", "S: 250 ok", "C: BDAT 12 LAST\nOn Sunday.",
                                       "S: 250 ok"], [BDAT_MAIL]),
    "in a segment of its own": (["C: BDAT 28 LAST", "C: Subject: tea\n\nOn Sunday.", "S: 250 ok"], [BDAT_MAIL]),
    "pipelined": (["C: BDAT 16\nSubject: tea\n\nBDAT 12\nOn Sunday.\nBDAT 0 LAST", "S: 250 ok\n250 ok\n250 ok"],
                  [BDAT_MAIL]),
    "reset between": (["C: BDAT 16\nSubject: old\n", "S: 250 ok", "C: RSET", "S: 250 ok", *ENVELOPE,
                       "C: BDAT 28 LAST\nSubject: tea\n\nOn Sunday.", "S: 250 ok"], [BDAT_MAIL]),
    "two mails": (["C: BDAT 28 LAST\nSubject: tea\n\nOn Sunday.", "S: 250 ok", *ENVELOPE,
                   "C: BDAT 28 LAST\nSubject: tea\n\nOn Sunday.", "S: 250 ok"], [BDAT_MAIL, BDAT_MAIL]),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_s11_chunks(name, smtp):
    chunks, mails = CHUNKS[name]
    shown = smtp.show([*SMTP_START, *ENVELOPE, *chunks, *SMTP_END])
    shown.require_whole_messages(*mails)
    assert shown.verbs[-1] == "QUIT" and not shown.findings
    assert {status for verb, status in shown.statuses if verb == "BDAT"} == {"250"}


def test_s12_data_behind_a_chunk(smtp):
    """RFC 3030, 2: DATA after a chunk is out of order; the server refuses it, and takes it after RSET."""
    shown = smtp.show([*SMTP_START, *ENVELOPE, "C: BDAT 14\nSubject: old", "S: 250 ok", "C: DATA",
                       "S: 503 out of order", "C: RSET", "S: 250 ok", *SENT_MAIL, *SMTP_END])
    assert shown.verbs[-6:] == ["DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]
    shown.require_whole_messages(MAIL)


def test_s12_data_behind_a_chunk_accepted(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, "C: BDAT 14\nSubject: old", "S: 250 ok", *DATA, f"C: {MAIL}\n.",
                       *ACCEPTED, *SMTP_END])
    assert shown.messages[-1] == message(MAIL) and shown.verbs[-2:] == ["DATA", "QUIT"]


def test_s12_chunk_that_begins_with_a_dot(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, "C: BDAT 31 LAST\nSubject: tea\n", "C: .\nOn Sunday.", "S: 250 ok",
                       *SMTP_END])
    shown.require_whole_messages("Subject: tea\n\n.\nOn Sunday.")
    assert shown.verbs[-1] == "QUIT"


def test_s12_chunk_size_that_is_none(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, "C: BDAT abc LAST", "S: 501 5.5.4 no", *SMTP_END])
    assert shown.findings == ["bdat_bad_argument"] and shown.values("smtp.bdat.size") == []
    assert shown.verbs[-2:] == ["BDAT", "QUIT"] and not shown.messages


# --- several things in one segment ---

def test_s13_command_behind_the_end_of_content(smtp):
    shown = smtp.show([*IN_CONTENT, f"C: {MAIL}", "C: .\nQUIT", "S: 250 ok\n221 bye"])
    shown.require_whole_messages(MAIL)
    assert shown.statuses[-2:] == [(CONTENT_VERB, "250"), ("QUIT", "221")]


def test_s13_next_mail_behind_the_end_of_content(smtp):
    second = MAIL.replace("tea", "coffee")
    shown = smtp.show([*IN_CONTENT, f"C: {MAIL}\n.\n{PIPELINED_ENVELOPE}", "S: 250 ok\n250 ok\n250 ok\n354 go on",
                       f"C: {second}\n.\nQUIT", "S: 250 ok\n221 bye"])
    shown.require_whole_messages(MAIL, second)
    assert shown.statuses[2:] == [*MAIL_STATUSES, *MAIL_STATUSES, ("QUIT", "221")]


def test_s13_content_in_the_segment_of_the_commands(smtp):
    """The server takes DATA although content came with it: the bytes were held until it did."""
    head, body = MAIL.split("\n", 1)
    shown = smtp.show([*SMTP_START, f"C: {PIPELINED_ENVELOPE}\n{head}", "S: 250 ok\n250 ok\n354 go on", f"C: {body}\n.",
                       *ACCEPTED, *SMTP_END])
    shown.require_whole_messages(MAIL)
    assert shown.statuses[2:] == [*MAIL_STATUSES, ("QUIT", "221")]


def test_s14_stuffed_dots(smtp):
    shown = smtp.show([*IN_CONTENT, "C: Subject: tea\n\n..line\n...\n.", *ACCEPTED])
    shown.require_whole_messages("Subject: tea\n\n.line\n..")


# --- what is no end of content, and what should have been TLS ---

@pytest.mark.parametrize("false_end, left", [("\n.\r\n",) * 2, ("\n.\n",) * 2, ("\r.\r\n",) * 2, ("\r\n.\n", "\r\n\n")])
def test_s15_smuggled_commands_stay_content(false_end, left, smtp):
    """A dot after CRLF that is followed by more is a stuffed one (RFC 5321, 4.5.2)."""
    text = "Subject: tea\r\n\r\none{}MAIL FROM:<eve@example.net>\r\nDATA\r\n"
    shown = smtp.show([*IN_CONTENT, f"C| {text.format(false_end)}.\r\n", *ACCEPTED, *SMTP_END])
    assert shown.verbs == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert shown.values("smtp.mail_from") == ["bob@example.net"]
    assert shown.messages == [size_and_hash(text.format(left).encode())]


@pytest.mark.parametrize("false_end", ["\n.\r\n", "\n.\n", "\r\n.\n"])
def test_s15_end_that_the_server_takes(false_end, smtp):
    shown = smtp.show([*IN_CONTENT, f"C| Subject: tea\r\n\r\none{false_end}", *ACCEPTED, *SMTP_END])
    assert shown.findings == ["lenient_end_of_data"] and len(shown.messages) == 1
    assert shown.statuses[-2:] == [(CONTENT_VERB, "250"), ("QUIT", "221")]


def test_s15_command_injected_behind_starttls(smtp):
    shown = smtp.show([*SMTP_START, "C: STARTTLS\nRSET", "S: 220 go ahead", *HANDSHAKE])
    assert shown.verbs == ["EHLO", "STARTTLS", "RSET"] and shown.findings == ["plaintext_after_starttls"]


# --- lost, late, and who is who ---

def test_s16_lost_segment_is_a_gap(smtp):
    shown = smtp.show([*IN_CONTENT, "C: Subject: tea\n\none", "C- 100", "C: two\n.", *ACCEPTED, *SMTP_END])
    assert shown.dialogue.gaps == [100] and shown.values("message.missing") == ["100"]
    assert shown.values("message.sha256") == [] and shown.values("message.complete") == ["0"]
    assert shown.statuses[2:] == [*MAIL_STATUSES, ("QUIT", "221")]


@pytest.fixture(name="late_segment")
def write_late_segment(smtp):
    """The second segment of a mail comes after the third."""
    path = smtp.new_path()
    write_dialogue(path, [*IN_CONTENT, "C: Subject: tea\n", "C: On", "C: Sunday.\n.", *ACCEPTED, *SMTP_END])
    segments = capture_file.read_capture(path)
    second = next(number for number, segment in enumerate(segments) if segment.payload == b"On\r\n")
    segments[second:second + 2] = reversed(segments[second:second + 2])
    capture_file.write_capture(path, segments)
    smtp.wireshark.give_away(path)
    return path


def test_s16_late_segment_is_read_in_its_place(late_segment, smtp):
    shown = smtp.shown(late_segment)
    assert shown.dialogue.gaps == [] and shown.statuses[2:] == [*MAIL_STATUSES, ("QUIT", "221")]
    shown.require_whole_messages("Subject: tea\n\nOn\nSunday.")


def test_s16_late_segment_that_wireshark_reorders(late_segment, smtp):
    smtp.shown(late_segment, *OUT_OF_ORDER).require_whole_messages("Subject: tea\n\nOn\nSunday.")


def test_s17_both_ports_are_25(smtp):
    shown = smtp.show([*SMTP_START, *SENT_MAIL, *SMTP_END], client_port=25)
    assert shown.statuses == [(None, "220"), ("EHLO", "250"), *MAIL_STATUSES, ("QUIT", "221")]
    shown.require_whole_messages(MAIL)


def test_s18_reply_lines_without_a_code(smtp):
    shown = smtp.show([*SMTP_START, "C: HELP", "S: 214-one\ntwo\n214 three", "C: NOOP", "S: thanks\n250 ok"])
    assert shown.values("smtp.reply.line")[-4:] == ["214-one", "two", "214 three", "250 ok"]
    assert "Unrecognized: 8 bytes: thanks" in shown.labels and shown.findings == ["malformed_reply"] * 2


@pytest.mark.parametrize("port", [24, 587, 2525, 12345])
def test_s19_ports(port, smtp):
    shown = smtp.show([*SMTP_START, *SENT_MAIL, *SMTP_END], port=port)
    assert shown.verbs == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    shown.require_whole_messages(MAIL)


def test_s19_tls_on_port_2465(changed, dialogues_in):
    original = SAMPLES / "smtps.pcapng"
    segments, secrets = read_with_secrets(original)
    move_server(segments, 465, 2465)
    capture_file.write_capture_with_secrets(changed, segments, secrets)
    assert [said(seen) for seen in dialogues_in(changed)] == [said(seen) for seen in dialogues_in(original)]


def test_s20_columns_of_the_simplest_mail(smtp):
    shown = smtp.show([*SMTP_START, *ENVELOPE, *DATA, f"C: {MAIL}\n.", *ACCEPTED])
    assert shown.infos[-2:] == ['C: message 1, 51 bytes, <bob@example.net> to <alice@example.com>, "tea"',
                                "S: 250 2.0.0 Ok: queued as 5C19921E0D | mail 1: accepted"]
    shown.require_whole_messages(MAIL)


# --- IMF ---

def test_i10_only_messages_are_given_to_imf(smtp):
    shown = smtp.show([*SMTP_START, "C: XNEW From: x", "S: 250 ok", "C: From: nobody", "S: 500 no", *LOGIN_OF_ALICE,
                       "C: DATA\nSubject: refused\n\nx\n.", "S: 554 no", *["S: 500 no"] * 4, *SENT_MAIL, *SMTP_END])
    shown.require_whole_messages(MAIL)
