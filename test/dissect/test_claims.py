"""Which connections on unknown ports are taken for mail, and which similar protocols are not.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import dialogue
import pdml
import tunnels
from conftest import TREE
from passes import require_same_in_any_order, require_same_in_two_passes
from written_captures import write_connection
from written_dialogues import sent, write_dialogue

ODD_PORT = 5577
CALLS = ("-Y", "mailproto", "-T", "fields", "-e", "_ws.col.Protocol")

STRANGERS = {
    "redis": ["C: *2", "C: $4", "C: AUTH", "C: $6", "C: secret", "S: +OK", "C: PING", "S: +PONG"],
    "redis-inline": ["C: AUTH secret", "S: +OK", "C: AUTH alice secret", "S: -WRONGPASS no", "C: QUIT", "S: +OK"],
    "ftp": ["S: 220 (vsFTPd 3.0.3)", "C: USER alice", "S: 331 Please specify the password.", "C: PASS wonderland",
            "S: 230 Login successful.", "C: STAT", "S: 211 ok", "C: LIST", "S: 150 Here it comes", "C: QUIT", "S: 221 bye"],
    "nntp": ["S: 200 news.example.com ready", "C: LIST", "S: 215 list follows", "S: .", "C: QUIT", "S: 205 bye"],
    "imap": ["S: * OK [CAPABILITY IMAP4rev1] Dovecot ready.", "C: a1 LOGIN alice wonderland", "S: a1 OK",
             "C: a2 LOGOUT", "S: * BYE"],
    "managesieve": ['S: "IMPLEMENTATION" "Dovecot Pigeonhole"', "S: OK", "C: CAPABILITY", "S: OK", "C: LOGOUT", "S: OK"],
    "irc": ["C: NICK alice", "C: USER alice 0 * :Alice", "S: :irc.example.net 001 alice :Welcome", "C: QUIT",
            "S: ERROR :bye"],
    "http": ["C: GET / HTTP/1.1", "C: Host: mail.example.com", "C: ", "S: HTTP/1.1 220 ready", "S: ",
             "S: 220 mail.example.com ESMTP"],
    "sip": ["C: OPTIONS sip:alice@example.com SIP/2.0", "C: From: <sip:bob@example.net>", "C: ", "S: SIP/2.0 200 OK", "S: "],
    "memcached": ["C: stats", "S: STAT pid 1", "S: END", "C: set mail 0 0 5", "C: QUIT?", "S: STORED", "C: quit"],
    "random text": ["C: hello", "S: 220", "C: 250 is a number", "S: user of +OK", "C: MAIL", "S: ok", "C: Dear John,"],
}

MAIL = {
    "SMTP": ["S: 220 mail.example.com ESMTP", "C: HELO a", "S: 250 a", "C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6",
             "C: *", "S: 501 no", "C: QUIT", "S: 221 bye"],
    "POP3": ["S: +OK POP3 ready", "C: CAPA", "S: +OK", "S: USER", "S: .", "C: USER alice", "S: +OK", "C: QUIT", "S: +OK"],
}


@pytest.fixture(scope="module")
def protocols_of(wireshark):
    """protocols_of(name, lines): what the Protocol column says of the frames that are taken for mail."""
    folder = wireshark.new_folder("claims")

    def run(name, lines, *options):
        path = folder / f"{name}.pcap"
        write_dialogue(path, lines, ODD_PORT)
        wireshark.give_away(path)
        return wireshark.tshark(path, *CALLS, *options).decode("utf-8").split()
    return run


ORDERS = {"ports first": (), "heuristics first": ("-o", "tcp.try_heuristic_first:TRUE"), "two passes": ("-2",)}


@pytest.mark.parametrize("options", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("name, lines", STRANGERS.items(), ids=STRANGERS)
def test_stranger_is_not_claimed(name, lines, options, protocols_of):
    assert protocols_of(name, lines, *options) == []


@pytest.mark.parametrize("options", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("name, lines", MAIL.items(), ids=MAIL)
def test_mail_is_claimed_as_what_it_is(name, lines, options, protocols_of):
    assert protocols_of(name, lines, *options) == [name] * len(lines)


@pytest.mark.parametrize("protocol, greeting, unclaimed", [("POP3", "S: +OK ready", 2), ("SMTP", "S: 220 ready", 1)])
def test_greeting_that_is_not_decisive(protocol, greeting, unclaimed, protocols_of):
    """The client's first line tells; in POP3 only with its answer, so that its own frame stays TCP's."""
    lines = [greeting] + MAIL[protocol][1:]
    assert protocols_of(f"undecided-{protocol}", lines) == [protocol] * (len(lines) - unclaimed)


@pytest.mark.parametrize("options", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("protocol, lines, claimed", [
    ("SMTP", MAIL["SMTP"][1:], 8), ("POP3", MAIL["POP3"][1:], 7),
    ("SMTP", ["C: RCPT TO:<a@b>", "S: 250 ok", "C: RSET", "S: 250 ok", "C: EHLO a", "S: 250 a", "C: QUIT"], 3),
    ("SMTP", ["C: RCPT TO:<a@b>", "S: 250 ok", "C: DATA", "S: 354 go on", "C: Dear John,"], 0),
    ("POP3", ["C: LIST", "S: +OK", "S: 1 120", "S: ."], 0)])
def test_capture_that_begins_in_the_middle(protocol, lines, claimed, options, protocols_of):
    """From the first decisive line on; what is said without one stays TCP's, in every pass."""
    assert protocols_of(f"middle-{protocol}-{len(lines)}", lines, *options) == [protocol] * claimed


# ---- in pieces ----

UNDECIDED = {"SMTP": ["S: 220 mail.example.com ready", *MAIL["SMTP"][1:]],
             "POP3": ["S: +OK ready", "C: USER alice", "S: +OK", "C: PASS wonderland", "S: -ERR no", "C: QUIT", "S: +OK"]}


def pieces(lines, size):
    return [(side, octets[start:start + size]) for side, octets in sent(lines) for start in range(0, len(octets), size)]


@pytest.fixture(scope="module")
def in_pieces(wireshark):
    folder = wireshark.new_folder("pieces")

    def path(name, lines, size):
        target = folder / f"{name}-{size}.pcap"
        write_connection(target, ODD_PORT, pieces(lines, size))
        wireshark.give_away(target)
        return target
    return path


def said(frames):
    """What was asked, with the lines that answered, in order, of the one session."""
    seen = dialogue.read_dialogues(frames)
    assert len(seen) == 1
    (session,) = seen.values()
    return session.commands(), [(reply.status, reply.lines) for reply in session.replies]


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize("lines", [MAIL["SMTP"], MAIL["POP3"], UNDECIDED["SMTP"], UNDECIDED["POP3"],
                                   MAIL["SMTP"][1:], MAIL["POP3"][1:]],
                         ids=["SMTP", "POP3", "SMTP undecided", "POP3 undecided", "SMTP no greeting",
                              "POP3 no greeting"])
def test_mail_in_pieces_is_read_from_its_beginning(lines, size, in_pieces, wireshark, tree_of, columns_of):
    """As on a mail port. What came before the session was found stands on the frame where it was found, in every
    pass."""
    path = in_pieces(f"mail-{abs(hash(tuple(lines)))}", lines, size)
    port = 25 if lines[-1].startswith("S: 221") else 110
    expected = path.with_name("expected.pcap")
    write_dialogue(expected, lines, port)
    wireshark.give_away(expected)
    found = tree_of(path)
    assert said(found) == said(pdml.read_frames(wireshark.tshark(expected, *TREE)))
    require_same_in_two_passes(path, tree_of)
    require_same_in_any_order(path, wireshark, tree_of, columns_of)


@pytest.mark.parametrize("name, lines", STRANGERS.items(), ids=STRANGERS)
def test_stranger_in_pieces_is_not_claimed(name, lines, in_pieces, wireshark):
    assert wireshark.tshark(in_pieces(name, lines, 1), *CALLS).split() == []


TYPED = {"after another line": ["C: login alice", "S: hello", "C: helo world", "S: what?"],
         "in the middle of a line": ["C| say ", "C| ehlo, world\r\n", "S: 500 what?"],
         "after many bytes": ["S: " + "=" * 600, "C: helo world", "S: hello"]}


@pytest.mark.parametrize("lines", TYPED.values(), ids=TYPED)
def test_what_is_typed_elsewhere_is_not_claimed(lines, in_pieces, wireshark):
    """Only the beginning of a side is put together: a word of SMTP that a user types later in a shell is none."""
    path = in_pieces(f"typed-{len(lines)}-{len(lines[0])}", lines, 1)
    assert wireshark.tshark(path, *CALLS).split() == []


def test_what_does_not_begin_as_mail_is_not_read(in_pieces, tree_of):
    """What is said to a proxy first is no dialogue of mail: the session begins after it."""
    lines = ["C: GET-ME mail.example.com", "S: OK", *MAIL["SMTP"]]
    commands, replies = said(tree_of(in_pieces("proxy", lines, 1000)))
    assert commands[0][0] == "HELO" and replies[0][0] == "220"


def test_limit_of_what_is_remembered(in_pieces, tree_of):
    """512 bytes of a side: a greeting that is longer is not told, the dialogue after it is."""
    short, long = (["S: 220 " + "x" * length, *MAIL["SMTP"][1:]] for length in (500, 520))
    assert said(tree_of(in_pieces("short", short, 1000)))[1][0][0] == "220"
    assert said(tree_of(in_pieces("long", long, 1000)))[1][0][0] == "250"


def test_what_came_before_names_its_frames(in_pieces, tree_of):
    frames = [frame for frame in tree_of(in_pieces("links", UNDECIDED["SMTP"], 1000)) if frame.calls]
    assert frames[0].number == 5
    assert frames[0].calls[0].first("mailproto.line.part") == "4"


@pytest.mark.parametrize("name, port", [("SMTP", 25), ("POP3", 110)])
def test_heuristics_asked_first_keep_no_bytes_of_a_mail_port(name, port, wireshark, tree_of):
    """They remember a segment that is then read as the port's: it is read once."""
    path = wireshark.new_folder("first") / "first.pcap"
    write_connection(path, port, pieces(UNDECIDED[name], 3))
    wireshark.give_away(path)
    frames = pdml.read_frames(wireshark.tshark(path, *TREE, *ORDERS["heuristics first"]))
    assert frames == tree_of(path)


@pytest.mark.parametrize("size", [4, 5])
@pytest.mark.parametrize("name", ["SMTP", "POP3"])
def test_pieces_of_one_frame(name, size, in_pieces, wireshark):
    """A frame may bring a piece that shows nothing yet and the one that shows what it is."""
    target = wireshark.new_folder("joined") / "joined.pcap"
    tunnels.join_frames(in_pieces(f"apart-{name}", UNDECIDED[name], size), target)
    wireshark.give_away(target)
    fields = ("-T", "fields", "-e", "frame.number", "-e", "mailproto.command", "-e", "mailproto.smtp.reply.line", "-e",
              "mailproto.pop3.status", "-e", "mailproto.line.part")
    found = wireshark.tshark(target, *fields)
    assert wireshark.tshark(target, "-2", *fields) == found
    assert b"ready" in found or b"USER" in found
