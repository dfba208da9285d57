"""The profile "Mail": Wireshark knows each field in it and takes each filter, and tshark shows its columns.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import subprocess

import pytest

from captures import sample
from wireshark import PROJECT

PROFILE = PROJECT / "profile" / "Mail"
BUTTONS = "All mail, Logins, Failed logins, Mails, Refusals, Messages, Attachments, Slow, Missing bytes, Findings"
NAME = re.compile(r"\b(?:mailproto|tcp)(?:\.\w+)+")
SPELLED_BYTE = re.compile(r"\\x([0-9a-f]{2})")


def rows(name):
    """The rows of a table of Wireshark's, each a list of texts."""
    lines = [line for line in (PROFILE / name).read_text(encoding="ascii").splitlines() if not line.startswith("#")]
    return [[SPELLED_BYTE.sub(lambda byte: chr(int(byte[1], 16)), text) for text in re.findall(r'"([^"]*)"', line)]
            for line in lines]


def colour_rules():
    return [line.split("@")[1:3] for line in (PROFILE / "colorfilters").read_text(encoding="ascii").splitlines()]


def filters():
    return ([rule for _name, rule in colour_rules()] + [row[2] for row in rows("dfilter_buttons")]
            + [row[2] for row in rows("io_graphs")])


def columns():
    return re.findall(r"%Cus:([\w.]+):", (PROFILE / "preferences").read_text(encoding="ascii"))


def test_every_field_exists(wireshark):
    output = subprocess.run(wireshark.command("tshark", "-G", "fields"), stdout=subprocess.PIPE, check=True, text=True)
    known = {line.split("\t")[2] for line in output.stdout.splitlines() if "\t" in line}
    named = set(columns()) | {name for text in filters() for name in NAME.findall(text)}
    assert named - known == set()


@pytest.mark.parametrize("display_filter", sorted(set(filters())))
def test_every_filter_compiles(display_filter, wireshark):
    command = wireshark.command("tshark", "-r", str(sample("smtp-plain")), "-Y", display_filter)
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_buttons_are_those_that_people_look_for():
    assert [row[1] for row in rows("dfilter_buttons")] == BUTTONS.split(", ")


def test_colours_begin_with_what_matters_most():
    names = [name for name, _rule in colour_rules()]
    assert names[:3] == ["Mail: bytes missing", "Mail: login failed", "Mail: refused (5xx, -ERR)"]
    assert all(re.fullmatch(r"@[^@]+@[^@]+@\[\d+,\d+,\d+\]\[\d+,\d+,\d+\]", line)
               for line in (PROFILE / "colorfilters").read_text(encoding="ascii").splitlines())
