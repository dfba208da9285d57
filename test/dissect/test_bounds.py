"""Packets that hold more than a tree can show: bounded, without a complaint of Wireshark's, and with their columns.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from written_captures import CLIENT, SERVER, write_connection

DRAWN, HANDED_OVER = 2000, 200
START = [(SERVER, b"220 mail.example.com ESMTP\r\n")]
HELD_LINES = START + [(CLIENT, b"DATA\r\n"), (CLIENT, b"\n" * 5000), (SERVER, b"503 5.5.1 no\r\n")]
MANY_MESSAGES = START + [(CLIENT, b"BDAT 3 LAST\r\na\r\n" * 500)]


@pytest.fixture
def crowded(wireshark):
    return wireshark.new_folder("crowded") / "crowded.pcap"


def texts(wireshark, path):
    return wireshark.tshark(path, "-2", "-V").decode("utf-8", "replace")


@pytest.mark.parametrize("sent", [HELD_LINES, MANY_MESSAGES], ids=["held lines", "messages"])
def test_crowded_packet_is_no_fault(sent, crowded, wireshark):
    write_connection(crowded, 25, sent)
    text = texts(wireshark, crowded)
    assert "Dissector bug" not in text and "Malformed" not in text


def test_tree_says_how_much_it_leaves_out(crowded, wireshark):
    write_connection(crowded, 25, HELD_LINES)
    text = texts(wireshark, crowded)
    assert f"{5001 - DRAWN} more units" in text


def test_columns_do_not_depend_on_the_tree(crowded, wireshark):
    write_connection(crowded, 25, HELD_LINES)
    columns = ("-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info")
    last = wireshark.tshark(crowded, *columns).decode("utf-8").splitlines()[-1]
    assert last.startswith("SMTP\tS: 503 5.5.1 no | C: ")


def test_messages_are_handed_over_while_there_are_layers(crowded, wireshark):
    write_connection(crowded, 25, MANY_MESSAGES)
    assert 0 < texts(wireshark, crowded).count("\nInternet Message Format") <= HANDED_OVER


def test_message_of_too_many_lines_is_no_fault(crowded, wireshark):
    """Its header is dissected, the rest as far as Wireshark takes items; what follows in later packets is there."""
    head = [(SERVER, b"220 ready\r\n"), (CLIENT, b"EHLO a\r\n"), (SERVER, b"250 a\r\n"), (CLIENT, b"MAIL FROM:<a@b>\r\n"),
            (SERVER, b"250 ok\r\n"), (CLIENT, b"RCPT TO:<a@b>\r\n"), (SERVER, b"250 ok\r\n"), (CLIENT, b"DATA\r\n"),
            (SERVER, b"354 go on\r\n"), (CLIENT, b"Subject: long\r\n\r\n")]
    lines = [(CLIENT, b"x\r\n" * 500)] * 30
    write_connection(crowded, 25, [*head, *lines, (CLIENT, b".\r\n"), (SERVER, b"250 ok\r\n")])
    limit = ("-o", "gui.max_tree_items:10000")
    text = wireshark.tshark(crowded, *limit, "-V").decode()
    assert "Wireshark shows no more than 10000 items of a packet (gui.max_tree_items)" in text and "Subject: long" in text
    rows = wireshark.tshark(crowded, *limit, "-Y", "imf.subject || mailproto.transaction.end", "-T", "fields", "-e",
                            "imf.subject", "-e", "mailproto.transaction.result").decode()
    assert rows == "long\t\n\taccepted\n"
    assert "no more than" not in wireshark.tshark(crowded, "-V").decode()
