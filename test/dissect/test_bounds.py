"""Packets that hold more than a tree can show: bounded, without a complaint of Wireshark's, and with their columns.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import pytest

import sharkd
from written_dialogues import write_dialogue

DRAWN, SOURCES, LAYERS = 22000, 40, 200
START = ["S: 220 mail.example.com ESMTP"]
HELD_LINES = START + ["C: DATA", "C| " + "\n" * 25000, "S: 503 5.5.1 no"]
MANY_PARAMETERS = (START + ["C: DATA"] + ["C| " + ("MAIL FROM:<a@example.com>" + " A=B" * 99 + "\n") * 150] * 15 +
                   ["S: 503 5.5.1 no"])
MANY_MESSAGES = START + ["C| " + "BDAT 3 LAST\r\na\r\n" * 500]
IMF = "Internet Message Format"


@pytest.fixture
def crowded(wireshark):
    return wireshark.new_folder("crowded") / "crowded.pcap"


def texts(wireshark, path):
    return wireshark.tshark(path, "-2", "-V").decode("utf-8", "replace")


@pytest.mark.parametrize("sent", [HELD_LINES, MANY_MESSAGES, MANY_PARAMETERS],
                         ids=["held lines", "messages", "parameters"])
def test_crowded_packet_is_no_fault(sent, crowded, wireshark):
    write_dialogue(crowded, sent)
    text = texts(wireshark, crowded)
    assert "Dissector bug" not in text and "Malformed" not in text


def test_tree_says_how_much_it_leaves_out(crowded, wireshark):
    write_dialogue(crowded, HELD_LINES)
    left_out = re.search(r"(\d+) more items not shown", texts(wireshark, crowded))
    assert 25001 - DRAWN <= int(left_out[1]) < 25001


def test_tree_is_not_filled_to_what_wireshark_takes(crowded, wireshark):
    """Wireshark breaks a packet off that has a million items; the preference gui.max_tree_items says how many."""
    write_dialogue(crowded, HELD_LINES)
    text = wireshark.tshark(crowded, "-V", "-o", "gui.max_tree_items:10000").decode("utf-8", "replace")
    assert "Dissector bug" not in text and re.search(r"2\d\d\d\d more items not shown", text)


def test_list_of_64_kilobytes_is_drawn(crowded, wireshark):
    rows = "".join(f"{number} {number % 7}\r\n" for number in range(1, 7500))
    write_dialogue(crowded, ["S: +OK POP3", "C: LIST", "S: +OK", "S| " + rows], 110)
    text = texts(wireshark, crowded)
    assert len(re.findall(r"^ +Message \d+: \d+ octet", text, re.M)) == 7499 and "not shown" not in text


def test_columns_do_not_depend_on_the_tree(crowded, wireshark):
    write_dialogue(crowded, HELD_LINES)
    columns = ("-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info")
    last = wireshark.tshark(crowded, *columns).decode("utf-8").splitlines()[-1]
    assert last.startswith("SMTP\tS: 503 5.5.1 no | C: ")


@pytest.mark.parametrize("count, more", [(DRAWN, None), (DRAWN + 1, "1 more item not shown"), (DRAWN + 2, "2 more items not shown")])
def test_units_are_drawn_up_to_the_limit(count, more, crowded, wireshark):
    write_dialogue(crowded, ["S: +OK POP3", "C: LIST", "S: +OK"] + ["S| " + "x\n" * count], 110)
    text = texts(wireshark, crowded)
    assert text.count("Listing: x") == min(count, DRAWN)
    assert re.findall(r"\d+ more items? not shown", text) == ([more] if more else [])


@pytest.mark.parametrize("count", [SOURCES, SOURCES + 1])
def test_data_sources_are_added_up_to_the_limit(count, crowded, wireshark):
    """Held lines stand in no segment of the frame in which they are read: each has a data source while there is room."""
    write_dialogue(crowded, START + ["C: DATA", "C| " + "NOOP\r\n" * count, "S: 503 5.5.1 no"])
    wireshark.give_away(crowded)
    with sharkd.Sharkd(wireshark, crowded) as server:
        last = int(server.columns()[-1][0])
        sources = [source["name"] for source in server.frame(last)["ds"]]
    assert len([name for name in sources if name.startswith("Held bytes")]) == SOURCES
    assert len(re.findall("^ +Command: NOOP", texts(wireshark, crowded), re.M)) == count


def handed_over(wireshark, path, count):
    """How many of the messages of one packet the IMF dissector gets, and how many layers the packet has then, the
    frame itself included."""
    write_dialogue(path, START + ["C| " + "BDAT 3 LAST\r\na\r\n" * count])
    wireshark.copies.pop(path, None)
    lines = wireshark.tshark(path, "-T", "fields", "-e", "frame.protocols", "-Y", "imf").decode().splitlines()
    return texts(wireshark, path).count("\n" + IMF), 1 + len(lines[0].split(":"))


def test_messages_are_handed_over_while_there_are_layers(crowded, wireshark):
    most, layers = handed_over(wireshark, crowded, 500)
    assert 0 < most < 500 and layers >= LAYERS
    fewer, layers_of_fewer = handed_over(wireshark, crowded, most - 1)
    assert fewer == most - 1 and layers_of_fewer < LAYERS
    assert handed_over(wireshark, crowded, most) == handed_over(wireshark, crowded, most + 1) == (most, layers)


def test_message_of_too_many_lines_is_no_fault(crowded, wireshark):
    """Its header is dissected, the rest as far as Wireshark takes items; what follows in later packets is there."""
    head = ["S: 220 ready", "C: EHLO a", "S: 250 a", "C: MAIL FROM:<a@b>", "S: 250 ok", "C: RCPT TO:<a@b>", "S: 250 ok",
            "C: DATA", "S: 354 go on", "C: Subject: long\n"]
    lines = ["C| " + "x\r\n" * 500] * 30
    write_dialogue(crowded, [*head, *lines, "C: .", "S: 250 ok"])
    limit = ("-o", "gui.max_tree_items:10000")
    text = wireshark.tshark(crowded, *limit, "-V").decode()
    assert "Wireshark shows no more than 10000 items of a packet (gui.max_tree_items)" in text and "Subject: long" in text
    rows = wireshark.tshark(crowded, *limit, "-Y", "imf.subject || mailproto.transaction.end", "-T", "fields", "-e",
                            "imf.subject", "-e", "mailproto.transaction.result").decode()
    assert rows == "long\t\n\taccepted\n"
    assert "no more than" not in wireshark.tshark(crowded, "-V").decode()
