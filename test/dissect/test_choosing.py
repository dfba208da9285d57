"""Who dissects: ports as preferences, taking over, disabling, and Decode As, changed and changed back.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import pytest

import sharkd
import wireshark as runner
from captures import sample
from changed_captures import move_to_port
from passes import require_same_in_any_order, require_same_in_two_passes

OURS_SMTP, OURS_POP3, NOBODY = {"mailproto.smtp"}, {"mailproto.pop3"}, set()
STOCK_SMTP, STOCK_POP3 = {"smtp"}, {"pop"}
NO_HEURISTICS = ("--disable-heuristic", "mailproto.smtp_tcp", "--disable-heuristic", "mailproto.pop3_tcp",
                 "--disable-heuristic", "mailproto.smtp_tls", "--disable-heuristic", "mailproto.pop3_tls")
NO_STOCK_FIELDS = ("-o", "mailproto.stock_fields:FALSE")
MAIL = {"mailproto.smtp", "mailproto.pop3", "smtp", "pop"}


def preference(name, value):
    return "-o", f"mailproto.{name}:{value}"


def decode_as(table, port, protocol):
    return "-d", f"{table}.port=={port},{protocol}"


def disabled(name):
    return "--disable-protocol", name


TAKE_OVER_OFF = preference("take_over", "FALSE")
HEURISTICS_FIRST = ("-o", "tcp.try_heuristic_first:TRUE")

CHOICES = [
    # sample, the server's port in it, the port that it gets, options, who dissects
    ("smtp-plain", 25, 25, (), OURS_SMTP),
    ("smtp-plain", 25, 25, TAKE_OVER_OFF, STOCK_SMTP),
    ("smtp-plain", 25, 25, TAKE_OVER_OFF + HEURISTICS_FIRST, STOCK_SMTP),
    ("smtp-plain", 25, 25, disabled("mailproto.smtp"), STOCK_SMTP),
    ("smtp-plain", 25, 25, disabled("mailproto.pop3"), OURS_SMTP),
    ("smtp-plain", 25, 25, disabled("mailproto"), OURS_SMTP),
    ("smtp-plain", 25, 25, disabled("smtp"), OURS_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", "125"), STOCK_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", "25,125"), OURS_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", "1-65535"), OURS_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", ""), STOCK_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", "") + preference("lmtp_ports", "25"), OURS_SMTP),
    ("smtp-plain", 25, 25, decode_as("tcp", 25, "smtp"), STOCK_SMTP),
    ("smtp-plain", 25, 25, decode_as("tcp", 25, "smtp") + preference("smtp_ports", "25,125"), STOCK_SMTP),
    ("smtp-plain", 25, 25, preference("smtp_ports", "25,125") + decode_as("tcp", 25, "smtp"), STOCK_SMTP),
    ("smtp-plain", 25, 25, decode_as("tcp", 25, "mailproto.smtp") + TAKE_OVER_OFF, OURS_SMTP),
    ("smtp-plain", 25, 25, decode_as("tcp", 25, "mailproto.pop3"), OURS_POP3),
    ("smtp-plain", 25, 125, (), NOBODY),
    ("smtp-plain", 25, 125, preference("smtp_ports", "25,125"), OURS_SMTP),
    ("smtp-plain", 25, 125, preference("smtp_ports", "25,125") + TAKE_OVER_OFF, NOBODY),
    ("smtp-plain", 25, 125, preference("smtp_ports", "25,125") + disabled("mailproto.smtp"), NOBODY),
    ("smtp-plain", 25, 125, preference("smtp_ports", "25,125") + decode_as("tcp", 125, "smtp"), STOCK_SMTP),
    ("smtp-plain", 25, 125, decode_as("tcp", 125, "smtp"), STOCK_SMTP),
    ("smtp-plain", 25, 125, decode_as("tcp", 125, "mailproto.smtp"), OURS_SMTP),
    ("smtp-plain", 25, 80, preference("smtp_ports", "80"), OURS_SMTP),
    ("smtp-plain", 25, 2525, (), OURS_SMTP),
    ("smtp-plain", 25, 2525, TAKE_OVER_OFF, NOBODY),
    ("lmtp", 24, 24, (), OURS_SMTP),
    ("lmtp", 24, 24, preference("lmtp_ports", "1024"), NOBODY),
    ("pop3-mailbox", 110, 110, (), OURS_POP3),
    ("pop3-mailbox", 110, 110, TAKE_OVER_OFF, STOCK_POP3),
    ("pop3-mailbox", 110, 110, disabled("mailproto.pop3"), STOCK_POP3),
    ("pop3-mailbox", 110, 110, preference("pop3_ports", "1110"), STOCK_POP3),
    ("pop3-mailbox", 110, 1110, preference("pop3_ports", "110,1110"), OURS_POP3),
    ("pop3-mailbox", 110, 1110, (), NOBODY),
    ("pop3-mailbox", 110, 1110, decode_as("tcp", 1110, "pop"), STOCK_POP3),
    ("pop3-mailbox", 110, 1110, decode_as("tcp", 1110, "mailproto.pop3"), OURS_POP3),
    ("pop3-mailbox", 110, 25, preference("pop3_ports", "25") + preference("smtp_ports", "587"), OURS_POP3),
    ("smtps", 465, 465, (), OURS_SMTP),
    ("smtps", 465, 465, TAKE_OVER_OFF, STOCK_SMTP),
    ("smtps", 465, 465, disabled("mailproto.smtp"), STOCK_SMTP),
    ("smtps", 465, 465, decode_as("tls", 465, "smtp"), STOCK_SMTP),
    ("smtps", 465, 465, decode_as("tls", 465, "mailproto.smtp") + TAKE_OVER_OFF, OURS_SMTP),
    ("smtps", 465, 465, preference("smtps_ports", "2465"), STOCK_SMTP),
    ("pop3s", 995, 995, (), OURS_POP3),
    ("pop3s", 995, 995, preference("pop3s_ports", "2995"), STOCK_POP3),
    ("pop3s", 995, 995, decode_as("tls", 995, "pop"), STOCK_POP3),
]


@pytest.fixture(scope="module")
def dissectors(wireshark):
    """dissectors(sample, old port, new port, options): which dissectors for mail have had a frame of the capture."""
    folder = wireshark.new_folder("choosing")

    def run(name, port, new_port, *options):
        path = sample(name)
        if new_port != port:
            path = folder / f"{name}-{new_port}.pcap"
            move_to_port(name, port, new_port, path)
            wireshark.give_away(path)
        text = wireshark.tshark(path, "-T", "fields", "-e", "frame.protocols", *NO_HEURISTICS, *NO_STOCK_FIELDS,
                                *options).decode()
        return set(text.replace("\n", ":").split(":")) & MAIL
    return run


@pytest.mark.parametrize("name, port, new_port, options, expected", CHOICES)
def test_user_gets_the_dissector_asked_for(name, port, new_port, options, expected, dissectors):
    assert dissectors(name, port, new_port, *options) == expected


TLS_ON_ODD_PORT = [("smtps", "smtps_ports", "mailproto.smtp", "smtp"), ("pop3s", "pop3s_ports", "mailproto.pop3", "pop")]


TLS_PORTS = {"smtps": 465, "pop3s": 995, "smtp-starttls": 587, "pop3-stls": 110}


def move_tls(name, target):
    """To a port 2000 higher. Samples with secrets are not written again: the ports are changed in place, between
    the addresses and the sequence number."""
    old, new = (port.to_bytes(2, "big") for port in (TLS_PORTS[name], 2000 + TLS_PORTS[name]))
    local = bytes([127, 0, 0, 1]) * 2
    content, count = re.subn(re.escape(local) + b"(?:(..)" + old + b"|" + old + b"(..))",
                             lambda found: local + (found[1] + new if found[1] else new + found[2]),
                             sample(name).read_bytes(), flags=re.DOTALL)
    assert count > 20
    target.write_bytes(content)


@pytest.mark.parametrize("name, range_name, ours, stock", TLS_ON_ODD_PORT)
def test_tls_on_an_odd_port(name, range_name, ours, stock, wireshark):
    path = wireshark.new_folder("odd") / f"{name}.pcapng"
    move_tls(name, path)
    port = {"smtps": 2465, "pop3s": 2995}[name]

    def seen(*options):
        text = wireshark.tshark(path, "-T", "fields", "-e", "frame.protocols", *NO_HEURISTICS, *options).decode()
        return set(text.replace("\n", ":").split(":")) & MAIL
    assert seen() == NOBODY
    assert seen(*preference(range_name, port)) == {ours}
    assert seen(*decode_as("tcp", port, "tls"), *decode_as("tls", port, ours)) == {ours}
    assert seen(*preference(range_name, port), *decode_as("tls", port, stock)) == {stock}
    assert seen(*preference(range_name, port), *TAKE_OVER_OFF) == NOBODY


@pytest.mark.parametrize("name, ours", [("smtps", "mailproto.smtp"), ("pop3s", "mailproto.pop3")])
def test_mail_inside_tls_is_recognized(name, ours, wireshark):
    """On a port that is not known for mail over TLS; one pass and two give the same."""
    path = wireshark.new_folder("odd") / f"{name}.pcapng"
    move_tls(name, path)
    port = {"smtps": 2465, "pop3s": 2995}[name]
    arguments = ("-T", "fields", "-e", "frame.number", "-e", "frame.protocols", *decode_as("tcp", port, "tls"))
    one, two = (wireshark.tshark(path, *arguments, *options).decode() for options in ((), ("-2",)))
    assert one == two and f"tls:{ours}" in one
    without = wireshark.tshark(path, *arguments, *NO_HEURISTICS).decode()
    assert "mailproto" not in without


# What of the dialogue stands in clear, before STARTTLS, and what TLS decrypts.
ODD_STARTTLS = [("smtp-starttls", "STARTTLS", "QUIT"), ("pop3-stls", "STLS", "QUIT")]


@pytest.mark.parametrize("name, before, after", ODD_STARTTLS)
def test_starttls_on_an_odd_port(name, before, after, wireshark, fields_of, tree_of, columns_of):
    path = wireshark.new_folder("odd") / f"{name}.pcapng"
    move_tls(name, path)
    commands = [value for row in fields_of(path, "mailproto.command", "mailproto.command") for value in row[0]]
    assert before in commands and after in commands[commands.index(before):]
    require_same_in_two_passes(path, tree_of)
    require_same_in_any_order(path, wireshark, tree_of, columns_of)


# --- while Wireshark runs ---

CHANGE = """
local frames = 0
local listener = Listener.new("tcp")
function listener.packet()
    frames = frames + 1
    local value = ({%s})[frames]
    if value then
        set_preference("mailproto.%s", value)
        apply_preferences()
    end
end
"""


def changed_at_frames(wireshark, path, name, changes):
    """Who has dissected each frame with mail, where the preference is set to the value that follows each frame."""
    script = wireshark.new_folder("script") / "change.lua"
    script.write_text(CHANGE % (", ".join(f'[{frame}] = "{value}"' for frame, value in changes.items()), name))
    wireshark.give_away(script)
    text = wireshark.tshark(path, "-X", f"lua_script:{script}", *NO_HEURISTICS, *NO_STOCK_FIELDS, "-T", "fields",
                            "-e", "frame.number", "-e", "frame.protocols").decode()
    rows = [line.split("\t") for line in text.splitlines()]
    return {int(number): (set(protocols.split(":")) & MAIL).pop() for number, protocols in rows
            if set(protocols.split(":")) & MAIL}


@pytest.fixture
def home_of_its_own():
    """Applied preferences are written to the home folder, which no other test may find them in."""
    home = runner.Wireshark(runner.plugin_path())
    (home.folder / ".config" / "wireshark").mkdir(parents=True)
    home.give_away(home.folder)
    yield home
    home.remove()


def test_range_is_changed_and_changed_back(home_of_its_own):
    seen = changed_at_frames(home_of_its_own, sample("smtp-plain"), "smtp_ports", {8: "125", 12: "25,125"})
    assert [seen[frame] for frame in (4, 6, 8, 9, 12, 13, 15)] == ["mailproto.smtp"] * 3 + ["smtp"] * 2 + [
        "mailproto.smtp"] * 2


def test_taking_over_is_switched_off_and_on(wireshark):
    with sharkd.Sharkd(wireshark, sample("smtp-plain")) as server:
        seen = []
        for value in ("TRUE", "FALSE", "TRUE"):
            server.ask("setconf", name="mailproto.take_over", value=value)
            server.ask("load", file=str(wireshark.readable_copy(sample("smtp-plain"))))
            seen += [node["f"] for node in server.ask("frame", frame=4, proto=True)["tree"] if node.get("f") in MAIL]
    assert seen == ["mailproto.smtp", "smtp", "mailproto.smtp"]
