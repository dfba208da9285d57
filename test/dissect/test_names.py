"""What Wireshark's own lists say of the plugin: About, Plugins; protocols, heuristics, ports; help of preferences.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import functools
import re
import subprocess

import pytest

from wireshark import PROJECT

PROTOCOLS = {"mailproto": "Mail Protocols", "mailproto.attachments": "Mail attachments",
             "mailproto.smtp": "Simple Mail Transfer Protocol (mailproto)", "mailproto.pop3": "Post Office Protocol (mailproto)",
             "mailproto.tcp": "Transmission Control Protocol (mailproto)"}
DIALOGUES = ["mailproto.pop3", "mailproto.smtp"]


@pytest.fixture(scope="module", name="list_of")
def make_list_of(wireshark):
    """list_of(kind): the rows that `tshark -G kind` prints, each a list of columns."""
    @functools.cache
    def read(kind):
        command = wireshark.command("tshark", "-G", kind)
        text = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
        return [re.split(r" *\t", line) for line in text.splitlines()]
    return read


def version_of_project():
    return re.search(r"project\(mailproto VERSION ([\d.]+)", (PROJECT / "CMakeLists.txt").read_text()).group(1)


def ports_of_table():
    rows = re.findall(r'^MAIL_PORTS\(\w+, "\w+", PORTS_(TCP|TLS), \w+, \w+, "([\d,]+)"',
                      (PROJECT / "plugin/wireshark/ports.def").read_text(), re.MULTILINE)
    assert rows
    return sorted([f"{table.lower()}.port", port, "mailproto"] for table, ports in rows for port in ports.split(","))


# Before TCP, to see the segments that it withholds.
FRONT = ["ip.proto", "6", "mailproto.tcp"]


def test_plugin_is_a_dissector_with_a_version(list_of):
    (row,) = [row for row in list_of("plugins") if row[0] == "mailproto.so"]
    assert row[1:3] == [version_of_project(), "dissector"]


def test_protocols_are_named(list_of):
    names = {row[2]: row[0] for row in list_of("protocols") if row[2].startswith("mailproto")}
    assert names == PROTOCOLS


def test_short_names_are_nobody_elses(list_of):
    short_names = [row[1] for row in list_of("protocols")]
    assert all(short_names.count(row[1]) == 1 for row in list_of("protocols") if row[2] in PROTOCOLS)


def test_heuristics_are_listed_and_on(list_of):
    rows = sorted(row[:3] for row in list_of("heuristic-decodes") if row[1].startswith("mailproto"))
    assert rows == [[table, protocol, "T"] for table in ("tcp", "tls") for protocol in DIALOGUES]


def test_ports_are_listed(list_of):
    assert sorted(row for row in list_of("decodes") if row[2].startswith("mailproto")) == [FRONT, *ports_of_table()]


def test_help_of_preferences_is_sentences(wireshark):
    command = wireshark.command("tshark", "-G", "defaultprefs")
    text = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    paragraphs = [paragraph.splitlines() for paragraph in text.split("\n\n")]
    helps = {lines[-1]: lines[0] for lines in paragraphs if lines[-1].startswith("#mailproto.")}
    assert any(name.startswith("#mailproto.message_limit:") for name in helps)
    for name, sentences in helps.items():
        assert re.fullmatch(r"# [A-Z].*\.", sentences), name
