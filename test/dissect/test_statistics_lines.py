"""What "tshark -z mailproto,json" and "-z mailproto,dialogue" print: lines for scripts and for people.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess

import pytest

from captures import sample
from statistics_output import TABLES, json_lines, rows_of_type, table_arguments, tables_of
from written_dialogues import write_dialogue, write_dialogues
from written_sessions import ACCEPTED, DATA, ENVELOPE, SENT_MAIL, SMTP_END, SMTP_START

TYPES = {"session", "login", "mail", "message", "attachment", "mailbox", "refusal"}
TITLES = {"session": "Mail/Sessions", "login": "Mail/Logins", "mail": "Mail/Mails", "message": "Mail/Messages",
          "attachment": "Mail/Attachments", "mailbox": "Mail/Mailboxes", "refusal": "Mail/Refusals"}


@pytest.fixture(name="lines")
def make_lines(wireshark):
    """lines(capture): the objects that are printed as JSON."""
    def run(capture, display_filter="", options=()):
        arguments = table_arguments(["json"], display_filter)
        return json_lines(wireshark.tshark(capture, *arguments, *options).decode("utf-8"))
    return run


@pytest.fixture(name="dialogue")
def make_dialogue(wireshark):
    def run(capture, display_filter="", options=()):
        arguments = table_arguments(["dialogue"], display_filter)
        return wireshark.tshark(capture, *arguments, *options).decode("utf-8")
    return run


@pytest.mark.parametrize("name", ["smtp-two-mails", "pop3-mailbox", "smtp-auth-login-plain", "lmtp-recipients"])
def test_json_has_the_rows_of_the_tables(name, lines, wireshark):
    rows = lines(sample(name))
    tables = tables_of(wireshark.tshark(sample(name), *table_arguments(TABLES)).decode("utf-8"))
    assert {row["type"] for row in rows} <= TYPES
    for kind, title in TITLES.items():
        assert len(rows_of_type(rows, kind)) == len(tables[title])


def test_numbers_are_numbers_and_what_is_not_known_is_null(lines):
    refused, aborted = rows_of_type(lines(sample("smtp-refused-recipient")) + lines(sample("smtp-two-mails")), "mail")[::2]
    assert (refused["code"], refused["size"], refused["complete"]) == (250, 299, True)
    assert refused["rcpt_to"] == ["alice@example.com", "nobody@example.com"]
    assert refused["rcpt_to_code"] == [250, 550]
    assert isinstance(refused["time"], float) and refused["duration"] == 0.00231
    assert (aborted["result"], aborted["code"], aborted["size"]) == ("aborted", None, None)


def test_each_object_of_a_type_has_the_same_keys(lines):
    rows = [row for name in ("smtp-two-mails", "pop3-auth", "pop3-mailbox") for row in lines(sample(name))]
    for kind in TYPES - {"attachment"}:
        keys = {tuple(row) for row in rows_of_type(rows, kind)}
        assert len(keys) == 1, kind


HOSTILE = [b"a\x00b", b'quote"s', b"back\\slash", b"\xff\xfe", b"\x1b[31mred\x07", "\u202egpj.exe".encode(), b"\xed\xa0\x80",
           "\U000e0041\U0001f600".encode(), b"\x7f\xc2\x85", "\u2028".encode(), b"tab\there", b"%s%n%d"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_valid_json(name, changed, lines, wireshark, dialogue):
    address = name.replace(b" ", b"") + b"@example.net"
    write_dialogue(changed, [*SMTP_START, b"C: MAIL FROM:<" + address + b">", b"S: 550 " + name, *SMTP_END])
    (row,) = rows_of_type(lines(changed), "refusal")
    assert row["code"] == 550
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text and "\x00" not in text:
        assert row["words"] == text
    assert "\u2028" not in wireshark.tshark(changed, *table_arguments(["json"])).decode("utf-8")
    for printed in (dialogue(changed), wireshark.tshark(changed, *table_arguments(["refusals", "json"])).decode("utf-8")):
        assert not any(character in printed for character in "\x00\x1b\x07\x7f\x85\u202e\U000e0041")


def test_filter_and_two_at_once(lines, wireshark):
    assert [row["mail"] for row in rows_of_type(lines(sample("smtp-two-mails"), "frame.number < 20"), "mail")] == [1]
    text = wireshark.tshark(sample("smtp-two-mails"), "-q", "-z", "mailproto,json,frame.number < 20", "-z",
                            "mailproto,json").decode("utf-8")
    assert sorted(row["mail"] for row in rows_of_type(json_lines(text), "mail")) == [1, 1, 2, 3]


def test_lists_are_whole(changed, lines):
    recipients = [line for number in range(200)
                  for line in (f"C: RCPT TO:<r{number}@example.com>", "S: 250 2.1.5 Ok")]
    write_dialogue(changed, [*SMTP_START, *ENVELOPE[:2], *recipients, *DATA, "C: x\n.", *ACCEPTED, *SMTP_END])
    (row,) = rows_of_type(lines(changed), "mail")
    assert row["rcpt_to"] == [f"r{number}@example.com" for number in range(200)]


def test_secrets_follow_the_preference(lines, dialogue):
    path = sample("smtp-auth-login-plain")
    options = ("-o", "mailproto.show_secrets:FALSE")
    assert {row["secret"] for row in rows_of_type(lines(path, options=options), "login")} == {"********"}
    assert "wonderland" in dialogue(path)
    hidden = dialogue(path, options=options)
    assert "wonderland" not in hidden and "d29uZGVybGFuZA" not in hidden and "YWxpY2U=" not in hidden


@pytest.mark.parametrize("argument", ["mailproto,json,foo=", "mailproto,jsonx", "mailproto,dialogue,1"])
def test_wrong_argument_is_told(argument, wireshark):
    capture = wireshark.readable_copy(sample("smtp-plain"))
    done = subprocess.run(wireshark.command("tshark", "-q", "-r", capture, "-z", argument), capture_output=True,
                          cwd=wireshark.folder, text=True, check=False)
    assert done.returncode and argument in done.stderr and done.stdout == ""


def test_dialogue_tells_who_said_what_when(changed, dialogue):
    login = ["C: AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=", "S: 235 2.7.0 ok"]
    write_dialogue(changed, [*SMTP_START, *login, *SENT_MAIL, *SMTP_END])
    head, *rest = dialogue(changed).splitlines()
    said = [line.split(maxsplit=2)[2] for line in rest]
    assert head.startswith("Session 1: SMTP from ")
    assert said[0] == "S: 220 mail.example.com ESMTP"
    assert 'C: AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=  [user "alice", password "wonderland"]' in said
    assert "-- login 1 with PLAIN of alice: success" in said
    assert "-- mail 1 from <bob@example.net> to 1 recipient: accepted" in said
    times = [float(line.split()[0]) for line in rest]
    assert times == sorted(times)


def test_dialogues_do_not_mix(changed, dialogue):
    write_dialogues(changed, [("SMTP", [*SMTP_START, *SENT_MAIL, *SMTP_END]), ("POP3", ["S: +OK POP3 ready", "C: QUIT"])])
    first, second = dialogue(changed).split("\n\n")
    assert first.startswith("Session 1: SMTP") and second.startswith("Session 2: POP3")
    assert "POP3" not in first and second.count("\n") == 3
