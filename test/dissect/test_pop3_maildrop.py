"""What a POP3 session says of the messages in the maildrop, brought together; its state; and digests of a password that
is given to check.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import re
import shlex

import pytest

import transcript_capture
from captures import sample
from field_values import one_value
from wireshark import PROJECT
from written_dialogues import write_dialogue, write_dialogues

MAILDROP = "mailproto.pop3.maildrop."
WRONG_STATE = "mailproto.finding.pop_wrong_state"
LOGIN = ("S: +OK ready", "C: USER alice", "S: +OK", "C: PASS right", "S: +OK")


@pytest.fixture(scope="module")
def folder(wireshark):
    return wireshark.new_folder("maildrop")


@pytest.fixture(scope="module")
def capture_of(folder, wireshark):
    """capture_of(lines...): a capture of one POP3 session."""
    def write(*lines):
        path = folder / f"{len(list(folder.iterdir()))}.pcap"
        write_dialogue(path, lines, 110)
        wireshark.give_away(path)
        return path
    return write


@pytest.fixture(scope="module")
def transcript_of(folder, wireshark):
    def write(name):
        path = folder / f"{name}.pcap"
        write_dialogues(path, [transcript_capture.read_dialogue(transcript_capture.FOLDER / f"{name}.txt")])
        wireshark.give_away(path)
        return path
    return write


# --- one message ---

def test_commands_show_what_is_known_by_then(transcript_of, fields_of):
    rows = fields_of(transcript_of("pop3-rfc1939-transaction"), "mailproto.pop3.command", "mailproto.pop3.command_line",
                     MAILDROP + "octets", MAILDROP + "unique_id")
    known = {lines[0]: (octets, unique_ids) for lines, octets, unique_ids in rows if octets or unique_ids}
    assert known == {"RETR 1": (["120"], []), "TOP 1 10": (["120"], []),
                     "DELE 1": (["120"], ["whqtswO00WBw418f9t5JxYwZ"])}


def test_message_shows_what_was_announced(fields_of):
    rows = fields_of(sample("pop3-mailbox"), "mailproto.message.size", "mailproto.message.via",
                     "mailproto.message.number", "mailproto.message.size", "mailproto.message.size.announced",
                     "mailproto.message.unique_id")
    listed = fields_of(sample("pop3-mailbox"), "mailproto.pop3.list.octets && mailproto.pop3.row",
                       "mailproto.pop3.list.octets")[0][0]
    fetched = [row for row in rows if row[0] == ["RETR"]]
    assert [row[3] for row in fetched] == [row[2] for row in fetched] == [[octets] for octets in listed]
    assert [row[1] for row in fetched] == [["1"], ["2"], ["3"]]
    assert all(len(row[4]) == 1 for row in rows)


def test_top_does_not_announce_the_size_of_the_whole(fields_of):
    (row,) = fields_of(sample("pop3-mailbox"), 'mailproto.message.via == "TOP"', "mailproto.message.size.announced")
    assert row == [[]]


def test_sizes_that_differ(transcript_of, fields_of):
    rows = fields_of(transcript_of("pop3-maildrop-sizes-differ"), "mailproto.message.size", "mailproto.message.number",
                     "mailproto.message.size", "mailproto.message.size.announced", "mailproto.finding.pop_list_vs_retr")
    assert [row[:3] for row in rows] == [[["1"], ["3"], ["4"]], [["2"], ["3"], ["3"]], [["1"], ["2"], []]]
    assert [bool(row[3]) for row in rows] == [True, False, False]


# --- the whole session ---

FETCH = ("C: RETR 1", "S: +OK", "S: a", "S: .")
DELETE = ("C: DELE 1", "S: +OK")
DELETE_ANOTHER = ("C: DELE 2", "S: +OK")
RESET = ("C: RSET", "S: +OK")
QUIT = ("C: QUIT", "S: +OK")


@pytest.mark.parametrize("lines, fetched, deleted, kept, updated, policy", [
    (FETCH + QUIT, "1", "0", "1", [], ["keeps"]),
    (FETCH + DELETE + QUIT, "1", "1", "0", ["1"], ["deletes"]),
    (FETCH + DELETE + ("C: QUIT", "S: -ERR not removed"), "1", "1", "0", ["0"], ["deletes"]),
    (FETCH + DELETE + RESET + QUIT, "1", "0", "1", [], ["keeps"]),
    (FETCH + DELETE_ANOTHER + QUIT, "1", "1", "1", ["1"], ["deletes some"]),
    (DELETE + QUIT, "0", "1", "0", ["1"], ["deletes unread"]),
    (QUIT, "0", "0", "0", [], []),
])
def test_reply_to_quit_counts(lines, fetched, deleted, kept, updated, policy, capture_of, fields_of):
    names = [MAILDROP + name for name in ("fetched", "deleted", "kept", "updated", "policy")]
    (row,) = fields_of(capture_of(*LOGIN, *lines), MAILDROP + "fetched", *names, "mailproto.pop3.status")
    assert row[:5] == [[fetched], [deleted], [kept], updated, policy]


def test_what_was_not_seen_decides_no_policy(capture_of, tree_of):
    """The capture begins after the login: a message may have been deleted before."""
    text = [item.label for frame in tree_of(capture_of(*FETCH, *QUIT)) for call in frame.calls
            for item in call.descendants() if item.name.startswith(MAILDROP)]
    assert text == ["Messages fetched: 1 (as far as known)", "Messages marked as deleted: 0 (as far as known)",
                    "Messages fetched and left on the server: 1 (as far as known)"]


@pytest.mark.parametrize("lines", [
    ("S: +OK ready", "C: USER alice", "S: +OK", "C: QUIT", "S: +OK"),
    LOGIN + FETCH + DELETE,
    LOGIN + FETCH + DELETE + ("C: QUIT",),
])
def test_without_an_update_nothing_is_counted(lines, capture_of, fields_of):
    assert fields_of(capture_of(*lines), MAILDROP + "fetched", MAILDROP + "fetched") == []


# --- what the README says ---

README_LINES = re.findall(r"^mailbox ((?:.*\\\n)*.*)$", (PROJECT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("line, expected", zip(README_LINES, [
    ["3\t3535"],
    ["1,2,3\t576,629,2330\t\t", "1\t576\t\t", "\t\t1,2,3\t{0},{1},{2}", "\t\t1\t{0}"],
    ["1\t{0}", "2\t{1}", "3\t{2}"],
    ["1\t\t\t", "2\t\t\t", "\t1\t1\tdeletes some"],
    ["USER\talice\t\t", "\t\twonderland\t", "\t\t\tsuccess"],
    ["1\tRETR\t{3}", "2\tRETR\t{4}", "3\tRETR\t{5}", "2\tTOP\t{6}"],
]))
def test_line_of_the_readme(line, expected, wireshark, fields_of):
    """What no two runs of the servers have in common, the unique-ids and hashes, is read from the fields themselves."""
    listed = fields_of(sample("pop3-mailbox"), "mailproto.pop3.row && mailproto.pop3.uidl.id",
                       "mailproto.pop3.uidl.id")[0][0]
    hashes = [row[0][0] for row in fields_of(sample("pop3-mailbox"), "mailproto.message.sha256",
                                             "mailproto.message.sha256")]
    seen = wireshark.tshark(sample("pop3-mailbox"), *shlex.split(line.replace("\\\n", ""))).decode("utf-8")
    assert seen.splitlines() == [row.format(*listed, *hashes) for row in expected]


def test_readme_has_all_lines():
    assert len(README_LINES) == 6


# --- state ---

def test_states_of_a_session(capture_of, fields_of):
    rows = fields_of(capture_of(*LOGIN, *QUIT), "mailproto.pop3", "mailproto.pop3.state")
    authorization, transaction, update = [["authorization"]], [["transaction"]], [["update"]]
    assert rows == 5 * [authorization] + [transaction, update]


def test_state_of_a_capture_that_begins_later(capture_of, fields_of):
    rows = fields_of(capture_of("C: NOOP", "S: +OK", "C: CAPA", "S: -ERR"), "mailproto.pop3", "mailproto.pop3.state")
    assert rows == [[["unknown"]], [["transaction"]], [["transaction"]], [["transaction"]]]


def test_commands_of_another_state_are_marked(transcript_of, fields_of):
    rows = fields_of(transcript_of("pop3-wrong-state"), WRONG_STATE, "mailproto.pop3.command_line")
    assert [row[0] for row in rows] == [["STAT"], ["NOOP"], ["LIST"], ["USER bob"], ["STLS"], ["STAT"]]


# --- a password to check ---

@pytest.mark.parametrize("options, matches", [
    ((), []),
    (("-o", "mailproto.apop_password:tanstaaf"), ["1"]),
    (("-o", "mailproto.apop_password:tanstaafl"), ["0"]),
])
def test_password_to_check(options, matches, capture_of, wireshark):
    """The example of RFC 1939, 7."""
    capture = capture_of("S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>",
                         "C: APOP mrose c4c9334bac560ecc979e58001b3e22fb", "S: +OK maildrop has 1 message (369 octets)")
    field = "mailproto.auth.digest_matches"
    shown = wireshark.tshark(capture, *options, "-T", "fields", "-e", field).decode()
    assert [one_value(field, line) for line in shown.splitlines() if line] == matches


def test_digest_of_the_example():
    """What is compared is what the RFC says."""
    secret = b"<1896.697170952@dbc.mtview.ca.us>tanstaaf"
    assert hashlib.md5(secret).hexdigest() == "c4c9334bac560ecc979e58001b3e22fb"
