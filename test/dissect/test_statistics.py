"""The tables of Tools, Mail, as tshark prints them: golden text, and the same as the fields of the packets say.

MAILPROTO_WRITE_GOLDEN=1 writes the golden text anew.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import re

import pytest

import captures
from captures import sample
from sharkd import Sharkd
from statistics_output import TABLES, table_arguments, tables_of
from wireshark import PROJECT, WiresharkError
from written_dialogues import write_dialogue, write_dialogues
from written_sessions import ACCEPTED, DATA, ENVELOPE, SMTP_END, SMTP_START

GOLDEN = PROJECT / "test" / "golden" / "tables.txt"
GOLDEN_SAMPLES = ("lmtp-recipients", "pop3-apop", "pop3-auth", "pop3-broken-off", "pop3-mailbox", "smtp-auth-login-plain",
                  "smtp-hole", "smtp-one-sided", "smtp-prdr", "smtp-refused-recipient", "smtp-starttls", "smtp-two-mails")
GOLDEN_TABLES = [f"Mail/{name}" for name in ("Logins", "Mailboxes", "Mails", "Messages", "Refusals", "Sessions")]
# What messages themselves say: the tests of the fields know it.
OF_CONTENT = {"Subject", "Author", "Addressee", "Date", "Message-ID", "Parts", "Attachments"}
OF_ENVELOPES = {"From", "First recipient", "Recipients"}


def text_of(title, rows):
    """The table for people: each row on a line, without cells that say nothing."""
    left_out = OF_CONTENT | OF_ENVELOPES if title == "Mail/Messages" else OF_CONTENT
    lines = [", ".join(f"{name}: {cell}" for name, cell in row.items() if cell and name not in left_out) for row in rows]
    return "".join(f"{line}\n" for line in [f"  {title}", *(f"    {line}" for line in lines)])


@pytest.fixture(name="tables")
def make_tables(wireshark):
    """tables(capture, names...): the rows of tables by their titles."""
    def run(capture, *names, display_filter="", options=()):
        arguments = table_arguments(names or TABLES, display_filter)
        return tables_of(wireshark.tshark(capture, *arguments, *options).decode("utf-8"))
    return run


def test_tables_are_the_golden_ones(tables):
    text = ""
    for name in GOLDEN_SAMPLES:
        found = tables(sample(name))
        text += f"{name}\n" + "".join(text_of(title, found[title]) for title in GOLDEN_TABLES if found[title])
    if os.environ.get("MAILPROTO_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


FIELDS = ("mailproto.session.number", "mailproto.transaction.result", "mailproto.auth.result", "mailproto.message.size")


@pytest.mark.parametrize("path", captures.captures_in(captures.SAMPLES), ids=captures.name_of)
def test_tables_say_what_fields_say(path, tables, fields_of):
    found = tables(path, "sessions", "mails", "logins", "messages")
    frames = fields_of(path, "mailproto.session.number", "frame.number", *FIELDS)
    assert [(row["Frame"], row["Result"]) for row in found["Mail/Mails"]] == pairs(frames, 2)
    assert sorted((row["Frame"], row["Result"]) for row in found["Mail/Logins"] if row["Result"]) == sorted(pairs(frames, 3))
    assert [(row["Frame"], row["Size"]) for row in found["Mail/Messages"]] == pairs(frames, 4)
    assert {row["Session"] for row in found["Mail/Sessions"]} == {session for _frame, session in pairs(frames, 1)}


def pairs(frames, index):
    """The frame's number with each value of the other field."""
    return [(frame[0][0], value) for frame in frames for value in frame[index]]


@pytest.mark.parametrize("name", ["smtp-attachment", "smtp-chinese", "pop3-mailbox"])
def test_contents_are_those_of_the_fields(name, tables, fields_of):
    found = tables(sample(name), "mails", "messages", "attachments")
    ended = fields_of(sample(name), "mailproto.transaction.end", "mailproto.transaction.subject",
                      "mailproto.transaction.message_id", "mailproto.transaction.sha256")
    hashes = fields_of(sample(name), "mailproto.message.size", "frame.number", "mailproto.message.sha256")
    parts = fields_of(sample(name), "mailproto.attachment", "frame.number", "mailproto.attachment.sha256")
    assert [[row["Subject"], row["Message-ID"], row["SHA-256"]] for row in found["Mail/Mails"]] == [
        ["".join(values) for values in frame] for frame in ended]
    assert [(row["Frame"], row["SHA-256"]) for row in found["Mail/Messages"] if row["SHA-256"]] == pairs(hashes, 1)
    assert [(row["Frame"], row["SHA-256"]) for row in found["Mail/Attachments"]] == pairs(parts, 1)


@pytest.mark.parametrize("name", ["smtp-refused-recipient", "pop3-auth", "smtp-prdr"])
def test_refusals_are_the_replies_that_refuse(name, tables, fields_of):
    refused = fields_of(sample(name), 'mailproto.smtp.reply.code >= 400 || mailproto.pop3.status matches "(?i)-ERR"',
                        "frame.number")
    assert [row["Frame"] for row in tables(sample(name), "refusals")["Mail/Refusals"]] == [row[0][0] for row in refused]


def test_filter_says_which_packets_count(tables):
    found = tables(sample("smtp-two-mails"), "mails", "sessions", display_filter="frame.number < 20")
    assert [row["Mail"] for row in found["Mail/Mails"]] == ["1"]
    assert found["Mail/Sessions"][0]["Last frame"] == "19"


def test_same_table_twice_has_each_row_once(wireshark):
    text = wireshark.tshark(sample("smtp-two-mails"), *table_arguments(["mails", "mails"])).decode("utf-8")
    assert text.count("Mail/Mails:") == 2
    assert [row["Mail"] for row in tables_of(text)["Mail/Mails"]] == ["1", "2", "3"]


def test_two_passes_give_the_same(tables):
    path = sample("smtp-auth-login-plain")
    assert tables(path, options=("-2",)) == tables(path)


def test_help_names_them(wireshark):
    done = wireshark.start("tshark", "-z", "help", stdout=-1, stderr=-1)
    output = b"".join(done.communicate()).decode("utf-8")
    for name in (*TABLES, "json", "dialogue"):
        assert f"mailproto,{name}\n" in output


COLUMN = r'\{ "(\w+)", "([^"]+)", STATISTICS_\w+'


@pytest.mark.parametrize("name", TABLES)
def test_page_names_each_column(name):
    source = (PROJECT / "plugin" / "statistics" / f"{name}_table.c").read_text(encoding="utf-8")
    page = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.split(f"`mailproto,{name}`", 1)[1].split("\n## ")[0]
    columns = [(title, key) for key, title in re.findall(COLUMN, source)]
    assert len({"type", *(key for _title, key in columns)}) == len(columns) + 1
    assert columns and columns == re.findall(r"^\| ([^|]+) \| `(\w+)` \|", section, re.MULTILINE)


def test_wrong_filter_is_told(wireshark):
    with pytest.raises(WiresharkError, match="foo"):
        wireshark.tshark(sample("smtp-plain"), "-q", "-z", "mailproto,mails,foo=")


def test_secrets_follow_the_preference(tables):
    path = sample("smtp-auth-login-plain")
    shown = tables(path, "logins")["Mail/Logins"]
    hidden = tables(path, "logins", options=("-o", "mailproto.show_secrets:FALSE"))["Mail/Logins"]
    assert [row["Secret"] for row in shown] == ["looking-glass", "wonderland", "wonderland"]
    assert {row["Secret"] for row in hidden} == {"********"}
    assert [row["User"] for row in hidden] == ["alice"] * 3


def test_null_sender_is_shown(changed, tables):
    write_dialogue(changed, [*SMTP_START, "C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<alice@example.com>", "S: 250 ok",
                             *DATA, "C: Subject: x\n\nx\n.", *ACCEPTED, *SMTP_END])
    assert tables(changed, "mails")["Mail/Mails"][0]["From"] == "<>"


def test_what_is_hostile_is_escaped(changed, wireshark):
    segments = [*SMTP_START, b"C: MAIL FROM:<a\x1b[31m\xff\xe2\x80\xaeb@example.net>", "S: 550 5.7.1 \x1b]0;x\x07 no",
                *SMTP_END]
    write_dialogue(changed, segments)
    text = wireshark.tshark(changed, *table_arguments(TABLES)).decode("utf-8")
    assert "\x1b" not in text and "\u202e" not in text and "\x07" not in text
    assert "a\\x1b[31m\\xff\\u202eb@example.net" in text


def test_login_that_nobody_answers_has_a_row(changed, tables):
    write_dialogue(changed, ["S: +OK POP3 ready", "C: USER alice", "S: +OK", "C: PASS wonderland"], 110)
    (row,) = tables(changed, "logins")["Mail/Logins"]
    assert (row["User"], row["Secret"], row["Result"]) == ("alice", "wonderland", "")


POP3_START = ["S: +OK POP3 ready", "C: USER alice", "S: +OK", "C: PASS wonderland", "S: +OK"]
MARKED = ["C: LIST", "S: +OK\n1 100\n2 200\n.", "C: UIDL 2", "S: +OK 2 abc", "C: DELE 1", "S: +OK", "C: DELE 2", "S: +OK"]


@pytest.mark.parametrize(("segments", "marked", "removed"), [
    (["C: QUIT", "S: +OK"], ["yes", "yes"], ["yes", "yes"]),
    (["C: QUIT", "S: -ERR some not removed"], ["yes", "yes"], ["no", "no"]),
    (["C: RSET", "S: +OK", "C: DELE 1", "S: +OK", "C: QUIT", "S: +OK"], ["yes", "no"], ["yes", "no"]),
    ([], ["yes", "yes"], ["no", "no"]),
])
def test_mailbox_tells_what_was_removed(segments, marked, removed, changed, tables):
    write_dialogue(changed, [*POP3_START, *MARKED, *segments], 110)
    rows = tables(changed, "mailbox")["Mail/Mailboxes"]
    assert [row["Size announced"] for row in rows] == ["100", "200"]
    assert [row["Unique ID"] for row in rows] == ["", "abc"]
    assert [row["Marked as deleted"] for row in rows] == marked
    assert [row["Removed"] for row in rows] == removed


@pytest.mark.parametrize(("segments", "kind", "end"), [
    ([*SMTP_START, *ENVELOPE, *DATA, "C: x\n.", *ACCEPTED, *SMTP_END], "mail", "QUIT"),
    (["S: 554 mail.example.com no"], "refused", "open"),
    (["S: 220 mail.example.com ESMTP"], "no command", "open"),
    ([*SMTP_START, "C: QUIT"], "no mail", "QUIT without answer"),
    ([*SMTP_START, "S: 421 mail.example.com too slow"], "no mail", "closed by server"),
])
def test_sessions_have_a_kind_and_an_end(segments, kind, end, changed, tables):
    write_dialogue(changed, segments)
    (row,) = tables(changed, "sessions")["Mail/Sessions"]
    assert (row["Kind"], row["End"]) == (kind, end)


@pytest.mark.parametrize(("count", "is_open"), [(3, "no"), (4, "yes"), (5, "yes"), (9, "yes"), (10, "yes"), (11, "no")])
def test_mail_that_is_cut_off_is_open(count, is_open, changed, tables):
    write_dialogue(changed, [*SMTP_START, *ENVELOPE, *DATA, "C: x\n.", *ACCEPTED, *SMTP_END][:count])
    found = tables(changed, "sessions", "mails")
    assert found["Mail/Sessions"][0]["Open mail"] == is_open
    assert len(found["Mail/Mails"]) == (count > 10)


def test_sharkd_has_them(changed, wireshark):
    write_dialogues(changed, [("SMTP", [*SMTP_START, *ENVELOPE, *DATA, "C: x\n.", *ACCEPTED, *SMTP_END])] * 2)
    with Sharkd(wireshark, changed) as sharkd:
        answer = sharkd.ask("tap", tap0="nstat:mailproto,mails")
    (table,) = answer["taps"][0]["tables"]
    assert [row[9] for row in table["i"]] == ["bob@example.net"] * 2
