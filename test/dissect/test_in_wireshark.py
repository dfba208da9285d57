"""How the plugin lives with the rest of Wireshark: ports, heuristics, columns, taps, exports, and faults of none.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import re

import pytest

import captures
import dialogue
import pdml
from captures import sample
from changed_captures import move_to_port
from conftest import COLUMNS, TREE
from findings import faults_of
from passes import mail_trees, require_same_in_any_order, require_same_in_two_passes

FAULTS = ("_ws.malformed", "_ws.unreassembled", "_ws.short")
PLAIN = ["smtp-plain", "smtp-pipelining", "smtp-bdat", "smtp-typed", "smtp-cut-lines", "smtp-hole", "smtp-midstream",
         "pop3-mailbox", "pop3-pipelining", "pop3-one-byte", "pop3-hole"]


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_no_fault_of_a_dissector(path, tree_of):
    """Frames with mail are neither malformed nor did a dissector trip over them."""
    for frame in tree_of(path):
        if not frame.calls:
            continue
        items = [item for protocol in frame.protocols for item in (protocol, *protocol.descendants())]
        faults = [item.label for item in items if item.name in FAULTS or "issector bug" in item.label]
        assert not faults, f"frame {frame.number}"


@pytest.mark.parametrize("path", captures.captures_in(captures.SAMPLES), ids=captures.name_of)
def test_ordinary_sessions_have_no_findings(path, tree_of):
    """Only where the server's side is missing is there something to note, and where a client may not use XCLIENT, which
    Postfix therefore does not offer it; the rest is as the RFCs want it, or says what happened."""
    expected = {"smtp-one-sided": ["content_assumed"] * 2, "smtp-xclient": ["verb_not_offered"]}
    findings = [name for frame in tree_of(path) for call in frame.calls for name in faults_of(call)]
    assert findings == expected.get(path.stem, [])


@pytest.mark.parametrize("name", PLAIN)
def test_reassembly_of_tcp_is_not_needed(name, tree_of):
    without = tree_of(sample(name), "-o", "tcp.desegment_tcp_streams:FALSE")
    assert mail_trees(without) == mail_trees(tree_of(sample(name)))


# --- claiming ---

def test_redis_stays_redis(columns_of, stock_wireshark, tree_of):
    if not captures.has_shared():
        pytest.skip(captures.SHARED_MISSING)
    path = captures.shared_path("zeek__redis-50-pings.pcap")
    stock = [tuple(line.split("\t", 2)) for line in stock_wireshark.tshark(path, *COLUMNS).decode().splitlines()]
    assert columns_of(path) == stock
    assert not any(frame.calls for frame in tree_of(path))


# What is said before the first decisive bytes is shown with them: Dovecot's greeting does not name POP3, so that the
# first command is decisive only together with its answer.
ODD_PORTS = [("smtp-auth-login-plain", 587, 8025), ("smtp-plain", 25, 12345), ("pop3-mailbox", 110, 8110),
             ("pop3-auth", 110, 12345)]


@pytest.mark.parametrize("name, port, odd_port", ODD_PORTS)
def test_odd_port_is_claimed(name, port, odd_port, wireshark, tree_of):
    moved = wireshark.new_folder("moved") / "moved.pcap"
    move_to_port(name, port, odd_port, moved)
    there = dialogue.read_dialogues(pdml.read_frames(wireshark.tshark(moved, *TREE)))
    here = dialogue.read_dialogues(tree_of(sample(name)))
    assert there and sorted(there) == sorted(here)
    for stream in here:
        assert there[stream].commands() == here[stream].commands()
        assert [reply.lines for reply in there[stream].replies] == [reply.lines for reply in here[stream].replies]
        assert there[stream].messages == here[stream].messages


@pytest.mark.parametrize("name, port, odd_port", ODD_PORTS)
def test_odd_port_shows_the_same_in_every_pass(name, port, odd_port, wireshark, tree_of, columns_of):
    moved = wireshark.new_folder("moved") / "moved.pcap"
    move_to_port(name, port, odd_port, moved)
    require_same_in_two_passes(moved, tree_of)
    require_same_in_any_order(moved, wireshark, tree_of, columns_of)


def test_odd_port_is_left_alone_without_the_heuristic(wireshark):
    moved = wireshark.new_folder("moved") / "moved.pcap"
    move_to_port("smtp-plain", 25, 12345, moved)
    frames = pdml.read_frames(wireshark.tshark(moved, *TREE, "--disable-heuristic", "mailproto.smtp_tcp"))
    assert not any(frame.calls for frame in frames)


@pytest.mark.parametrize("name, disabled, stock", [("smtp-plain", "mailproto.smtp", "smtp"),
                                                   ("pop3-mailbox", "mailproto.pop3", "pop")])
def test_disabled_protocol_gives_the_stock_dissector_back(name, disabled, stock, wireshark, stock_wireshark):
    arguments = (*COLUMNS, "-e", f"{stock}.request.command" if stock == "pop" else "smtp.req.command")
    expected = stock_wireshark.tshark(sample(name), *arguments)
    assert b"\t" + stock.upper().encode() + b"\t" in expected
    assert wireshark.tshark(sample(name), *arguments, "--disable-protocol", disabled) == expected
    assert wireshark.tshark(sample(name), *arguments) != expected


# --- what asks for no field of mail ---

def test_protocol_hierarchy_lists_the_protocols(wireshark):
    text = wireshark.tshark(sample("smtp-plain"), "-q", "-z", "io,phs").decode()
    assert re.findall(r"^ +([\w.]+) +frames:(\d+)", text, re.MULTILINE)[-5:] == [
        ("tcp", "42"), ("mailproto", "26"), ("mailproto.smtp", "26"), ("smtp", "26"), ("imf", "2")]


@pytest.mark.parametrize("name, mail", [("smtp-plain", "mailproto.smtp"), ("smtps", "mailproto.smtp"),
                                        ("pop3-mailbox", "mailproto.pop3")])
def test_frame_keeps_its_layers(name, mail, wireshark):
    """Wireshark removes a layer that adds nothing to the tree."""
    def frames(condition):
        return wireshark.tshark(sample(name), "-Y", condition, "-T", "fields", "-e", "frame.number")
    assert frames(f'frame.protocols contains "{mail}"') == frames(mail) != b""


@pytest.mark.parametrize("name, source", [("smtp-cut-lines", "Line from several frames"), ("smtp-plain", "Message 1")])
def test_data_sources_do_not_depend_on_the_tree(name, source, wireshark):
    def text(*options):
        return wireshark.tshark(sample(name), "-x", *options).decode()
    assert source in text("-Y", "ip")
    assert re.findall(r"^[A-Z].*:$", text("-Y", "ip"), re.MULTILINE) == re.findall(
        r"^[A-Z].*:$", text("-Y", "mailproto || ip"), re.MULTILINE)


# --- columns ---

def mail_rows(columns_of, name):
    return [(protocol, info) for _number, protocol, info in columns_of(sample(name))
            if protocol.startswith(("SMTP", "POP"))]


def test_columns_read_as_the_dialogue(columns_of):
    rows = mail_rows(columns_of, "smtp-refused-recipient")
    infos = [info for _protocol, info in rows]
    assert infos[0] == "S: 220 mail.example.com ESMTP Postfix"
    assert infos[1] == "C: EHLO client.example.net"
    assert infos[3:7] == ["C: MAIL FROM:<bob@example.net>", "S: 250 2.1.0 Ok",
                          "C: RCPT TO:<alice@example.com>", "S: 250 2.1.5 Ok"]
    assert infos[7] == "C: RCPT TO:<nobody@example.com>"
    assert infos[8].startswith("S: 550 5.1.1 <nobody@example.com>: Recipient address rejected")
    assert infos[-2:] == ["C: QUIT", "S: 221 2.0.0 Bye"]


def test_message_is_named_in_the_columns(columns_of):
    rows = [row for row in mail_rows(columns_of, "smtp-refused-recipient") if row[0] != "SMTP"]
    assert len(rows) == 1
    protocol, info = rows[0]
    assert protocol == "SMTP/IMF"
    assert re.match(r'C: .*\bmessage 1\b.*"Tea on Sunday"$', info)


def test_units_of_one_frame_are_joined(columns_of):
    infos = [info for _protocol, info in mail_rows(columns_of, "smtp-pipelining")]
    assert any("MAIL FROM:<bob@example.net> | " in info and info.endswith("DATA") for info in infos)
    assert any("250 2.1.0 Ok | " in info and "354 End data" in info for info in infos)


def test_columns_tell_the_user_of_a_login(columns_of):
    infos = [info for _protocol, info in mail_rows(columns_of, "smtp-auth-login-plain")]
    assert 'C: AUTH LOGIN user "alice"' in infos
    assert not any("YWxpY2U=" in info for info in infos)


def test_pop3_columns(columns_of):
    rows = mail_rows(columns_of, "pop3-mailbox")
    assert {protocol for protocol, _info in rows} == {"POP3", "POP3/IMF"}
    infos = [info for _protocol, info in rows]
    assert infos[0] == "S: +OK Dovecot (Debian) ready."
    assert "C: STAT" in infos and "S: +OK 3 3535" in infos


# --- taps and exports ---

@pytest.mark.parametrize("name, count", [("smtp-auth-login-plain", 3), ("pop3-auth", 4), ("pop3-typed", 1),
                                         ("smtp-starttls", 1)])
def test_credentials_tap_has_every_login_once(name, count, wireshark):
    text = wireshark.tshark(sample(name), "-q", "-z", "credentials").decode()
    assert text.count("alice") == count, text


@pytest.mark.parametrize("name", ["smtp-plain", "smtp-bdat", "smtp-dot-stuffing", "smtp-cut-lines", "smtp-starttls",
                                  "smtp-chinese", "pop3-mailbox", "pop3s"])
def test_exported_mails_are_exact(name, wireshark, tree_of):
    folder = wireshark.new_folder("export")
    wireshark.tshark(sample(name), "-q", "--export-objects", f"imf,{folder}")
    exported = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir())
    dialogues = dialogue.read_dialogues(tree_of(sample(name)))
    assert exported and exported == sorted(message.sha256 for seen in dialogues.values() for message in seen.messages)
