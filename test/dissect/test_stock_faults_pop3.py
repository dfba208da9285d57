"""What breaks Wireshark's own POP dissector, and mailproto must get right: rows P1 to P10 of the list of stock faults,
and of M1 to M31 those on POP3, each on the input that its row names.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from dialogue import SASL_VERB, said
from tls_captures import require_same_when_joined
from written_sessions import HANDSHAKE, MAIL, POP3_END, POP3_START, Sessions, letter_by_letter

RETR = [*POP3_START, "C: RETR 1"]
LOGIN = [("USER", "+OK"), ("PASS", "+OK")]
CHALLENGE = "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+"


@pytest.fixture(name="pop3", scope="module")
def pop3_sessions(wireshark):
    return Sessions(wireshark, "POP3")


def test_p1_command_line_cut(pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C| USER al", "C: ice", "S: +OK", "C| PA", "C| SS wonder", "C: land",
                       "S: +OK"])
    assert shown.command_lines == ["USER alice", "PASS wonderland"]
    assert shown.credentials == [("alice", "USER", "1")]


# --- replies, rows, messages ---

@pytest.mark.parametrize("first, second", [("+OK is no reply here", "-ERR nor here"), ("-err", "+ok\n+ "),
                                           ("1 120\n+OK 2 messages", "+OK")])
def test_p2_content_like_replies(first, second, pop3):
    shown = pop3.show([*RETR, "S: +OK 10 octets", "S: Subject: tea\n", f"S: {first}", f"S: {second}\n.", *POP3_END])
    shown.require_whole_messages(f"Subject: tea\n\n{first}\n{second}")
    assert shown.statuses[1:] == [*LOGIN, ("RETR", "+OK"), ("QUIT", "+OK")]


@pytest.mark.parametrize("status", ["-err", "-Err", "-ERR"])
def test_p2_status_in_any_case(status, pop3):
    shown = pop3.show([*RETR, f"S: {status} no such message", "C: NOOP", "S: +ok", *POP3_END])
    assert shown.statuses[3:] == [("RETR", status.upper()), ("NOOP", "+OK"), ("QUIT", "+OK")]
    assert not shown.messages and not shown.count("imf")


@pytest.mark.parametrize("verb, rows", [("LIST", ["1 120", "2 200"]), ("UIDL", ["1 abc", "2 def"]),
                                        ("CAPA", ["TOP", "SASL PLAIN"])])
def test_p3_rows_in_a_second_segment(verb, rows, pop3):
    shown = pop3.show([*POP3_START, f"C: {verb}", f"S: +OK\n{rows[0]}", f"S: {rows[1]}\n.", *POP3_END])
    assert shown.dialogue.rows == rows and not shown.count("imf")
    assert shown.statuses[3:] == [(verb, "+OK"), ("QUIT", "+OK")]


def test_p3_challenge(pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: AUTH CRAM-MD5", f"S: + {CHALLENGE}",
                       "C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw", "S: +OK"])
    assert shown.values("auth.challenge") == ["<1896.697170952@postoffice.reston.mci.net>"]
    assert shown.statuses[1:] == [("AUTH", "+"), (SASL_VERB, "+OK")] and not shown.count("imf")


@pytest.mark.parametrize("segments", [
    ["S: +OK 51 octets\nFrom: bob@example.net", "S: Subject: tea\n\nOn Sunday.", "S: ."],
    [f"S: +OK 51 octets\n{MAIL}\n."],
    ["S| +OK 51 oc", f"S: tets\n{MAIL}\n."],
], ids=["its beginning", "all of it", "after half a line"])
def test_p4_message_in_the_segment_of_the_reply(segments, pop3):
    shown = pop3.show([*RETR, *segments, *POP3_END])
    shown.require_whole_messages(MAIL)
    assert shown.statuses[3:] == [("RETR", "+OK"), ("QUIT", "+OK")] and not shown.findings


@pytest.mark.parametrize("text, findings", [
    (" message follows", []), ("", []), (" octets 51", []), (" 5 octets", ["pop_ok_octets_vs_retr"]),
    (" 5000 octets", ["pop_ok_octets_vs_retr"]), (" 4294967297 octets", ["pop_ok_octets_vs_retr"])])
def test_p5_size_in_the_text_is_no_size(text, findings, pop3):
    shown = pop3.show([*RETR, f"S: +OK{text}", f"S: {MAIL}", "S: .", "C: RETR 2", "S: +OK", "S: Subject: second\n\n.",
                       *POP3_END])
    shown.require_whole_messages(MAIL, "Subject: second\n")
    assert not shown.count("_ws.malformed") and shown.findings == findings
    assert shown.statuses[3:] == [("RETR", "+OK"), ("RETR", "+OK"), ("QUIT", "+OK")]


def test_p5_top_is_not_as_long_as_the_message(pop3):
    shown = pop3.show([*POP3_START, "C: TOP 1 0", "S: +OK 51 octets", "S: Subject: tea\n\n.", "C: RETR 1",
                       "S: +OK 51 octets", f"S: {MAIL}\n.", *POP3_END])
    shown.require_whole_messages("Subject: tea\n", MAIL)
    assert shown.values("message.via") == ["TOP", "RETR"] and shown.values("message.number") == ["1", "1"]


# --- logins and TLS ---

def test_p6_pipelined_login(pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: USER alice\nPASS wonderland\nSTAT", "S: +OK\n+OK\n+OK 1 51"])
    assert shown.credentials == [("alice", "USER", "1")] and shown.values("auth.password") == ["wonderland"]
    assert shown.statuses[1:] == [*LOGIN, ("STAT", "+OK")] and shown.values("pipelined") == ["0", "1", "1"]


def test_p6_stls_in_a_pipelined_group(pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: CAPA\nSTLS", "S: +OK\nSTLS\n.\n+OK", *HANDSHAKE])
    assert shown.verbs == ["CAPA", "STLS"] and shown.count("tls") == 2


@pytest.mark.parametrize("text", ["", " begin TLS"])
def test_p7_stls(text, pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: STLS", f"S: +OK{text}", *HANDSHAKE])
    assert shown.verbs == ["STLS"] and shown.count("tls") == 2 and not shown.count("imf") and not shown.findings


def test_p8_relogin(pop3):
    shown = pop3.show(["S: +OK POP3 <1896.697170952@mail.example.com>", "C: USER alice", "S: +OK", "C: PASS wrong",
                       "S: -ERR", "C: USER bob", "S: +OK", "C: PASS secret", "S: -ERR",
                       "C: APOP carol c4c9334bac560ecc979e58001b3e22fb", "S: -ERR",
                       "C: AUTH PLAIN AGRhdmUAd29uZGVybGFuZA==", "S: +OK"])
    assert shown.credentials == [("alice", "USER", "1"), ("bob", "USER", "2"), ("carol", "APOP", "3"),
                                 ("dave", "PLAIN", "4")]
    assert shown.values("auth.password") == ["wrong", "secret", "wonderland"]


@pytest.mark.parametrize("name", ["pop3-stls", "pop3s"])
def test_p9_several_tls_records_in_one_segment(name, changed, dialogues_in):
    """Every cut of records: test_tls_records.py."""
    require_same_when_joined(name, changed, dialogues_in)


@pytest.mark.parametrize("rest", [
    [["C: USER alice", "C: PASS wonderland", "C: RETR 1"], ["S: +OK", "S: +OK", "S: +OK 51 octets", f"S: {MAIL}\n."]],
    [["C: USER alice"], ["S: +OK"], ["C: PASS wonderland"], ["S: +OK"], ["C: RETR 1"],
     ["S: +OK 51 octets", "S: From: bob@example.net", "S: Subject: tea\n", "S: On Sunday.", "S: ."]],
], ids=["commands", "message"])
def test_p9_records_of_a_mailbox_in_one_segment(rest, pop3):
    shown = pop3.show_tls([["S: +OK POP3 ready"], *rest, ["C: QUIT"], ["S: +OK bye"]], port=995)
    shown.require_whole_messages(MAIL)
    assert shown.statuses[1:] == [*LOGIN, ("RETR", "+OK"), ("QUIT", "+OK")] and not shown.findings
    assert shown.credentials == [("alice", "USER", "1")]


# --- fields ---

@pytest.mark.parametrize("command, reply, expected", [
    ("STAT", "+OK 2 320", {"stat.messages": ["2"], "stat.octets": ["320"]}),
    ("LIST", "+OK\n1 120\n2 200\n.", {"list.message": ["1", "2"], "list.octets": ["120", "200"]}),
    ("LIST 2", "+OK 2 200", {"list.message": ["2"], "list.octets": ["200"]}),
    ("UIDL", "+OK\n1 whqtswO00WBw418f9t5JxYwZ\n.", {"uidl.message": ["1"], "uidl.id": ["whqtswO00WBw418f9t5JxYwZ"]}),
    ("CAPA", "+OK\nTOP\nSASL PLAIN\n.", {"capability": ["TOP", "SASL"], "capability.parameter": ["PLAIN"]}),
    ("NOOP", "-ERR [SYS/TEMP] later", {"response_code": ["SYS/TEMP"], "status": ["+OK"] * 3 + ["-ERR"]}),
], ids=["STAT", "LIST", "LIST 2", "UIDL", "CAPA", "RESP-CODES"])
def test_p10_and_m18_fields(command, reply, expected, pop3):
    shown = pop3.show([*POP3_START, f"C: {command}", f"S: {reply}"])
    assert {name: shown.values(f"pop3.{name}") for name in expected} == expected


def test_p10_timestamp(pop3):
    shown = pop3.show(["S: +OK POP3 ready <1896.697170952@mail.example.com>", *POP3_END])
    assert shown.values("pop3.timestamp") == ["<1896.697170952@mail.example.com>"]


def test_p10_stuffed_dots(pop3):
    shown = pop3.show([*RETR, "S: +OK", "S: Subject: tea\n\n..line\n...\n.", *POP3_END])
    shown.require_whole_messages("Subject: tea\n\n.line\n..")


def test_p10_and_m23_matching_and_time(pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: NOOP\nSTAT", "S: +OK", "S: +OK 0 0"])
    assert shown.rows("response_in") == [[["6", "7"]]]
    assert shown.rows("response_to", "time") == [[["5"], ["0.000100000"]], [["5"], ["0.000200000"]]]


# --- as seen from outside ---

def test_m14_typed_letter_by_letter(pop3):
    session = [*POP3_START, "C: STAT", "S: +OK 1 51", "C: RETR 1", f"S: +OK\n{MAIL}\n.", *POP3_END]
    shown, whole = pop3.show(letter_by_letter(session)), pop3.show(session)
    assert said(shown.dialogue) == said(whole.dialogue)
    assert shown.credentials == whole.credentials == [("alice", "USER", "1")]


def test_m15_message_with_its_reply(pop3):
    shown = pop3.show([*RETR, "S: +OK 51 octets\nFrom: bob@example.net\nSubject: tea", "S: \nOn Sunday.\n.", *POP3_END])
    shown.require_whole_messages(MAIL)


def test_m16_no_size(pop3):
    shown = pop3.show([*RETR, "S: +OK", "S: From: bob@example.net", "S: Subject: tea\n", "S: On Sunday.\n.", *POP3_END])
    shown.require_whole_messages(MAIL)


@pytest.mark.parametrize("challenge", ["S: + ", "S: +"])
def test_m17_login_behind_an_empty_challenge(challenge, pop3):
    shown = pop3.show(["S: +OK POP3 ready", "C: AUTH PLAIN", challenge, "C: AGFsaWNlAHdvbmRlcmxhbmQ=", "S: +OK"])
    assert shown.credentials == [("alice", "PLAIN", "1")] and shown.values("auth.password") == ["wonderland"]
    assert shown.values("command") == ["AUTH"] and not shown.count("imf")
