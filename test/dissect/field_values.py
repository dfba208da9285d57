"""Values of fields in one way, whatever the version of Wireshark: from 4.4 on it writes booleans as words, and
`tshark -T fields` writes a backslash as two.

SPDX-License-Identifier: GPL-2.0-or-later
"""

from wireshark import PROJECT, tshark_version

GOLDEN = PROJECT / "test" / "golden" / "fields.txt"
BOOLEAN_FIELDS = {line.split()[0] for line in GOLDEN.read_text(encoding="ascii").splitlines()
                  if line.split()[1] == "FT_BOOLEAN"}
NUMBERS = {"True": "1", "False": "0"}


def one_value(name, text):
    return NUMBERS.get(text, text) if name in BOOLEAN_FIELDS else text


def make_values_one(item):
    """In the item of a tree and all below it."""
    for each in (item, *item.descendants()):
        each.value = one_value(each.name, each.value)
    return item


def has_escaped_backslashes():
    return tuple(map(int, tshark_version().split("."))) >= (4, 4)


def lines_of_fields(output):
    """The lines that `tshark -T fields` printed."""
    text = output.decode("utf-8")
    return (text.replace("\\\\", "\\") if has_escaped_backslashes() else text).splitlines()
