"""Which connections on unknown ports are taken for mail, and which similar protocols are not.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from written_dialogues import write_dialogue

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
