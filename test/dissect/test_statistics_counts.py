"""What Wireshark's own windows show of mail: response times, counters, conversations and endpoints by address.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import pytest

from captures import sample
from sharkd import Sharkd
from written_dialogues import write_dialogue
from written_sessions import ACCEPTED, DATA, SMTP_END, SMTP_START


@pytest.fixture(name="statistic")
def make_statistic(wireshark):
    """statistic(capture, name): what tshark prints."""
    return lambda capture, *names: wireshark.tshark(
        capture, "-q", *(word for name in names for word in ("-z", name))).decode("utf-8")


def count_of(text, name):
    """The number after the name of a row."""
    found = re.search(rf"^\s*(?:\d+\s+)?{re.escape(name)}\s+(\d+)\s", text, re.MULTILINE)
    return int(found[1]) if found else None


@pytest.mark.parametrize("name", ["smtp-auth-login-plain", "lmtp-recipients", "smtp-pipelining"])
def test_response_times_count_the_answered_commands(name, statistic, fields_of):
    text = statistic(sample(name), "mailproto,srt")
    replies = fields_of(sample(name), "mailproto.response_to", "mailproto.response_to")
    first_table = text.split("Filter:")[1]
    calls = [int(row[2]) for row in re.findall(r"^\s+(\d+)  (\S.*?)\s{2,}(\d+) ", first_table, re.MULTILINE)]
    assert sum(calls) == sum(len(values) for (values,) in replies)


def test_response_times_of_pop3_and_codes(statistic):
    assert count_of(statistic(sample("pop3-mailbox"), "mailproto,srt"), "RETR") == 4
    text = statistic(sample("smtp-refused-recipient"), "mailproto,srt")
    assert re.search(r"^\s+550\s+550\s+1 ", text, re.MULTILINE)
    assert "Filter: mailproto.smtp.reply.code" in text


def test_filter_limits_them(statistic):
    text = statistic(sample("smtp-two-mails"), "mailproto,srt,frame.number < 20", "mailproto,tree,frame.number < 20")
    assert count_of(text, "end of content") == 1 and count_of(text, "accepted") == 1


def test_counters_count_what_fields_have(statistic, fields_of):
    text = statistic(sample("smtp-auth-login-plain"), "mailproto,tree")
    commands = fields_of(sample("smtp-auth-login-plain"), "mailproto.command", "mailproto.command")
    assert count_of(text, "Commands") == sum(len(values) for (values,) in commands)
    assert [count_of(text, name) for name in ("LOGIN success", "LOGIN failure", "PLAIN success")] == [1, 1, 1]
    assert [count_of(text, name) for name in ("accepted", "Sessions", "Message sizes")] == [2, 1 + 1, 2]


def test_invented_commands_are_one_counter(changed, statistic):
    asked = [line for number in range(300) for line in (f"C: XWORD{number}", "S: 500 what")]
    write_dialogue(changed, [*SMTP_START, *asked, *SMTP_END])
    text = statistic(changed, "mailproto,tree")
    assert "XWORD" not in text and count_of(text, "unknown") == 300


def write_mails(path):
    mails = [line for sender in ("<>", "<bob@example.net>") for line in
             (f"C: MAIL FROM:{sender}", "S: 250 ok", "C: RCPT TO:<alice@example.com>", "S: 250 ok",
              "C: RCPT TO:<carol@example.com>", "S: 550 no", *DATA, "C: x\n.", *ACCEPTED)]
    write_dialogue(path, [*SMTP_START, *mails, *SMTP_END])


def test_pairs_and_ends_are_mails_by_address(changed, statistic):
    write_mails(changed)
    pairs = statistic(changed, "conv,mailproto")
    assert len(re.findall(r"^<> +<-> (alice|carol)@example.com ", pairs, re.MULTILINE)) == 2
    assert len(re.findall(r"^bob@example.net +<-> (alice|carol)@example.com ", pairs, re.MULTILINE)) == 2
    ends = statistic(changed, "endpoints,mailproto")
    assert [count_of(ends, name) for name in ("<>", "bob@example.net", "alice@example.com")] == [1, 1, 2]


def test_filters_of_pairs_find_the_mails(changed, wireshark, fields_of):
    write_mails(changed)
    with Sharkd(wireshark, changed) as sharkd:
        answer = sharkd.ask("tap", tap0="conv:mailproto")
    rows = answer["taps"][0]["convs"]
    assert sorted((row["saddr"], row["daddr"]) for row in rows)[2:] == [("bob@example.net", "alice@example.com"),
                                                                        ("bob@example.net", "carol@example.com")]
    found = fields_of(changed, 'mailproto.transaction.mail_from == "bob@example.net" && '
                      'mailproto.transaction.rcpt_to == "carol@example.com"', "frame.number")
    assert len(found) == 1


def arrows(text):
    """Direction and comment of each arrow of a flow graph."""
    lines = text.splitlines()
    return [("C" if "<---" in below else "S", line.rsplit("|", 1)[1]) for line, below in zip(lines, lines[1:])
            if re.match(r"\|\d", line)]


def test_ladder_has_arrows_from_who_spoke(changed, statistic):
    write_dialogue(changed, [*SMTP_START, "C: MAIL FROM:<bob@example.net>", "S: 250 ok", "C: RCPT TO:<alice@example.com>",
                             "S: 250 ok", "C: DATA\nSubject: x\n\nx\n.", "S: 354 go on", *ACCEPTED, *SMTP_END])
    found = arrows(statistic(changed, "flow,mailproto,standard"))
    assert found[0] == ("S", "220 mail.example.com ESMTP")
    assert found[1] == ("C", "EHLO client.example.com")
    sides = {comment.split(",")[0]: side for side, comment in found}
    assert sides["354 go on"] == "S" and sides["[message 1"] == "C"
    assert ("S", "mail 1 from <bob@example.net> to 1 recipient: accepted") in found


@pytest.mark.parametrize("name", ["mailproto,srt", "mailproto,tree", "conv,mailproto", "endpoints,mailproto",
                                  "flow,mailproto"])
def test_help_names_them(name, wireshark):
    done = wireshark.start("tshark", "-z", "help", stdout=-1, stderr=-1)
    assert name in b"".join(done.communicate()).decode("utf-8").split()
