"""Senders, recipients and outcomes: transactions as tshark shows them, against the oracle, over the samples, and of
many recipients.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import shlex

import pytest

import captures
import oracle
import transcript_capture
from captures import sample
from passes import require_same_in_any_order, require_same_in_two_passes
from wireshark import PROJECT
from written_dialogues import write_dialogue, write_dialogues

T = "mailproto.transaction."
DRAWN_RECIPIENTS = 1000
OPTIONS = ("-o", "tcp.reassemble_out_of_order:TRUE")
UNWRITABLE = re.compile("^([CS]- |tls$)|[|]", re.MULTILINE)
TRANSCRIPTS = sorted(path.stem for path in transcript_capture.FOLDER.glob("*transaction*.txt")
                     if not path.stem.startswith("pop3") and not UNWRITABLE.search(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def folder(wireshark):
    return wireshark.new_folder("transactions")


@pytest.fixture(scope="module")
def rows_of(wireshark):
    """rows_of(capture, fields...): for each end of a transaction the lists of values of each field."""
    def run(path, *fields, options=()):
        names = [option for field in fields for option in ("-e", field)]
        text = wireshark.tshark(path, *options, "-Y", T + "end", "-T", "fields", "-E", "aggregator=|", *names)
        return [[value.split("|") if value else [] for value in line.split("\t")]
                for line in text.decode("utf-8").splitlines()]
    return run


# --- the oracle ---

def expected_end(session, transaction):
    """Frame of the reply, sender, recipients with the codes of their replies, final code; None for what no reply ended."""
    if transaction["end"] == "close" or transaction["last_reply"] is None:
        return None
    recipients = transaction["rcptto"]
    is_message = transaction["end"] == "message"
    return ([str(session["replies"][transaction["last_reply"]]["last_frame"])] if is_message else None,
            [oracle.bytes_shown(transaction["mailfrom"])] if transaction["mailfrom"] else [],
            [oracle.bytes_shown(recipient["address"]) for recipient in recipients],
            [str(recipient["reply"]) for recipient in recipients],
            [str(transaction["final_code"])] if is_message else [])


def expected_ends(capture, stream_of):
    ends = {}
    for session in capture["sessions"]:
        found = [expected_end(session, transaction) for transaction in session.get("transactions", [])]
        if any(found):
            ends[stream_of[session["first_frame"]]] = [end for end in found if end]
    return ends


@pytest.mark.parametrize("name", captures.shared_names())
def test_transactions_equal_the_oracle(name, rows_of, fields_of):
    path = captures.shared_path(name)
    if name == "zeek__smtp-many-addresses.pcap":
        assert DRAWN_RECIPIENTS >= 600
    capture = oracle.read_oracle(captures.oracle_path(name))
    stream_of = {int(frame[0]): stream[0] for frame, stream in fields_of(path, "tcp.stream", "frame.number",
                                                                         "tcp.stream")}
    seen = {}
    for stream, *end in rows_of(path, "tcp.stream", "frame.number", T + "mail_from", T + "rcpt_to",
                                T + "rcpt_to.code", T + "code", options=OPTIONS):
        seen.setdefault(stream[0], []).append(tuple(end))
    expected = expected_ends(capture, stream_of)
    assert sorted(seen) == sorted(expected)
    for stream, ends in expected.items():
        assert [(end[0] and found[0], *found[1:]) for end, found in zip(ends, seen[stream])] == ends
        assert len(seen[stream]) == len(ends)


def test_every_transaction_of_the_oracle_has_a_number(fields_of):
    """Also those that the end of the capture cut off."""
    if not captures.has_shared():
        pytest.skip(captures.SHARED_MISSING)
    for name in captures.shared_names():
        capture = oracle.read_oracle(captures.oracle_path(name))
        expected = sum(len(session.get("transactions", [])) for session in capture["sessions"])
        rows = fields_of(captures.shared_path(name), T + "number", "mailproto.session.number", T + "number")
        numbers = {(sessions[0], number) for sessions, found in rows for number in found}
        assert len(numbers) == expected, name


def test_number_on_every_frame(fields_of):
    """From MAIL to the reply that ends the mail, frames with only content included."""
    rows = fields_of(sample("smtp-attachment"), "mailproto", T + "number", "mailproto.smtp.phase", T + "end")
    first = next(index for index, row in enumerate(rows) if row[0])
    (last,) = [index for index, row in enumerate(rows) if row[2]]
    assert sum("content" in row[1] for row in rows) > 1
    assert [bool(row[0]) for row in rows] == [first <= index <= last for index in range(len(rows))]


# --- one row per mail ---

def test_row_of_a_refused_recipient(rows_of):
    (row,) = rows_of(sample("smtp-refused-recipient"), T + "mail_from", T + "rcpt_to", T + "rcpt_to.result",
                     T + "rcpt_to.code", T + "recipients", T + "accepted", T + "refused", T + "result")
    assert row == [["bob@example.net"], row[1], ["accepted", "refused"], row[3], ["2"], ["1"], ["1"],
                   ["partly accepted"]]
    assert row[3][0] == "250" and int(row[3][1]) >= 500


def test_queue_id_size_and_message(rows_of, fields_of):
    rows = rows_of(sample("smtp-plain"), T + "queue_id", T + "size", T + "message", T + "duration")
    messages = fields_of(sample("smtp-plain"), "mailproto.message.size", "mailproto.message.size", "frame.number")
    queue_ids = fields_of(sample("smtp-plain"), "mailproto.smtp.queue_id", "mailproto.smtp.queue_id")
    assert [row[:3] for row in rows] == [[*queue_id, *message] for queue_id, message in zip(queue_ids, messages)]
    assert len(rows) == len(messages) and all(0 < float(row[3][0]) < 60 for row in rows)


def test_declared_size_is_shown_where_it_is_declared(transcript_rows):
    rows = transcript_rows("smtp-transaction-refused-after-data", T + "size", T + "size.declared")
    assert rows == [[["3"], ["3"]], [["3"], ["4"]]]


@pytest.fixture(scope="module")
def transcript_rows(folder, wireshark, rows_of):
    def run(name, *fields):
        path = folder / f"{name}.pcap"
        write_dialogues(path, [transcript_capture.read_dialogue(transcript_capture.FOLDER / f"{name}.txt")])
        wireshark.give_away(path)
        return rows_of(path, *fields)
    return run


def expected_rows(name):
    """Number, result, code, sender and recipients of each end in a transcript's events."""
    found = []
    for event in transcript_capture.read_events(transcript_capture.FOLDER / f"{name}.txt"):
        end = re.search(r'transaction (\d+) ([a-z ]+?)(?: (\d+))?(?: queue-id="[^"]*")*(?: from=(?:"([^"]*)"|\?))?(?: incomplete)?'
                        r"(?: message=\d+)? recipients=(\d+)(.*)", event)
        if end:
            recipients = re.findall(r'to=(?:"([^"]*)"|\?)', end.group(6))
            found.append([[end.group(1)], [end.group(2)], [end.group(3)] if end.group(3) else [],
                          [end.group(4)] if end.group(4) else [], recipients])
    return found


def test_recipient_without_reply_has_a_code(transcript_rows):
    rows = transcript_rows("smtp-transaction-mail-refused-pipelined", T + "rcpt_to", T + "rcpt_to.result",
                           T + "rcpt_to.code")
    assert rows == [[["b@example.com"], ["unknown"], ["0"]]]


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_transcript_in_wireshark(name, transcript_rows):
    """The reply that ends one may be in the next already: the last number is that of the one that ends."""
    rows = transcript_rows(name, T + "number", T + "result", T + "code", T + "mail_from", T + "rcpt_to")
    assert rows and [[row[0][:1], *row[1:]] for row in rows] == expected_rows(name)


# --- LMTP ---

LMTP_LINES = ["S: 220 mx.example.com ready", "C: MAIL FROM:<a@example.net>", "S: 250 ok", "C: RCPT TO:<b@example.com>",
              "S: 250 ok", "C: RCPT TO:<c@example.com>", "S: 250 ok", "C: DATA", "S: 354 go on", "C: x", "C: .",
              "S: 250 b has it", "S: 552 5.2.2 c is full", "C: QUIT", "S: 221 bye"]


@pytest.mark.parametrize("port, protocol, codes, result", [(24, "LMTP", ["250", "552"], "partly accepted"),
                                                           (25, "SMTP", ["250", "250"], "accepted")])
def test_port_of_lmtp(port, protocol, codes, result, folder, wireshark, rows_of):
    """On its port a session is LMTP without saying so: a verdict for each recipient."""
    path = folder / f"port-{port}.pcap"
    write_dialogue(path, LMTP_LINES, port)
    wireshark.give_away(path)
    assert rows_of(path, T + "rcpt_to.code", T + "result") == [[codes, [result]]]
    columns = wireshark.tshark(path, "-Y", "mailproto", "-T", "fields", "-e", "_ws.col.Protocol").decode("utf-8")
    assert {column.split("/")[0] for column in columns.split()} == {protocol}


# --- the README's lines ---

README = (PROJECT / "README.md").read_text(encoding="utf-8")
ROW_LINE = re.search(r"^for capture.*\n((?:.*\n)*?)done$", README, re.MULTILINE)


def readme_arguments(number):
    lines = re.findall(r'tshark -r "\$capture" ((?:.*\\\n)*.*)$', ROW_LINE.group(1), re.MULTILINE)
    return shlex.split(lines[number].replace("\\\n", ""))


def test_readme_line_gives_one_row_per_mail(wireshark, fields_of):
    """Over all samples: as many rows as replies that end a mail, each with four columns."""
    for path in captures.captures_in(captures.SAMPLES):
        rows = wireshark.tshark(path, *readme_arguments(0)).decode("utf-8").splitlines()
        assert all(row.count("\t") == 3 for row in rows)
        assert len(rows) == len(fields_of(path, T + "end", T + "number")), path.name


def test_readme_line_finds_who_was_refused(wireshark):
    refused = {path.stem: wireshark.tshark(path, *readme_arguments(1)).decode("utf-8").splitlines()
               for path in captures.captures_in(captures.SAMPLES)}
    assert "smtp-refused-recipient" in refused and refused["smtp-refused-recipient"]
    assert refused["smtp-plain"] == []


def test_readme_line_finds_a_mail_in_two_sessions(wireshark):
    (line,) = re.findall(r"tshark (-r sample_pcaps/smtp-to-pop3.pcap (?:.*\\\n)*.*)$", README, re.MULTILINE)
    sent, fetched = [row.split("\t") for row in
                     wireshark.tshark(sample("smtp-to-pop3"), *shlex.split(line.replace("\\\n", ""))[2:])
                     .decode("utf-8").splitlines()]
    assert (sent[1], fetched[1]) == ("DATA", "RETR") and sent[0] != fetched[0]
    assert int(sent[2]) < int(fetched[2]) and sent[3] != fetched[3]


# --- any order ---

@pytest.mark.parametrize("name", ["smtp-two-mails", "smtp-pipelining", "smtp-refused-recipient", "lmtp", "smtp-bdat"])
def test_same_in_any_order(name, wireshark, tree_of, columns_of):
    require_same_in_two_passes(sample(name), tree_of)
    require_same_in_any_order(sample(name), wireshark, tree_of, columns_of)


# --- many recipients ---

def in_segments(side, sent):
    return [f"{side}| {sent[start:start + 1400]}" for start in range(0, len(sent), 1400)]


def write_recipients(path, count):
    """All RCPT in one flight, their replies in another; each fifth is refused."""
    commands = "".join(f"RCPT TO:<user{number}@example.com>\r\n" for number in range(count))
    replies = "".join("550 no\r\n" if number % 5 == 4 else "250 ok\r\n" for number in range(count))
    write_dialogue(path, [
        "S: 220 mx.example.com ESMTP", "C: EHLO x", "S: 250-mx.example.com\n250 PIPELINING",
        *in_segments("C", "MAIL FROM:<a@example.net>\r\n" + commands),
        *in_segments("S", "250 ok\r\n" + replies), "C: DATA", "S: 354 go on", "C: x\n.", "S: 250 queued"])


@pytest.mark.parametrize("count", [600, DRAWN_RECIPIENTS, DRAWN_RECIPIENTS + 1, 5000])
def test_many_recipients(count, folder, wireshark, rows_of):
    path = folder / f"{count}.pcap"
    write_recipients(path, count)
    wireshark.give_away(path)
    (row,) = rows_of(path, T + "rcpt_to", T + "rcpt_to.code", T + "recipients", T + "accepted", T + "refused")
    drawn = min(count, DRAWN_RECIPIENTS)
    assert row[0] == [f"user{number}@example.com" for number in range(drawn)] and len(row[1]) == drawn
    assert row[2:] == [[str(count)], [str(count - count // 5)], [str(count // 5)]]
    shown = wireshark.tshark(path, "-V", "-Y", T + "end").decode("utf-8")
    left_out = "1 more recipient\n" if count - drawn == 1 else f"{count - drawn} more recipients\n"
    assert (left_out in shown) == (count > drawn)
