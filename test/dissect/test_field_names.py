"""The names of fields are the interface: test/golden/fields.txt shows every change of them in the diff. A field that is
not a finding has a description too.

After a change that is meant: fields_of_plugin() printed to that file.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess

from field_values import GOLDEN


def fields_of_plugin(wireshark):
    """Filter name, type and description of each field that tshark knows of the plugin, sorted."""
    command = wireshark.command("tshark", "-G", "fields")
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    rows = [line.split("\t") for line in output.splitlines() if line.startswith("F\t")]
    return sorted(f"{row[2]} {row[3]} {row[7]}".rstrip() for row in rows if row[2].startswith("mailproto."))


def test_fields_are_those_that_were_promised(wireshark):
    assert fields_of_plugin(wireshark) == GOLDEN.read_text(encoding="ascii").splitlines()


def test_fields_that_are_not_findings_have_descriptions():
    fields = (line.split(" ", 2) for line in GOLDEN.read_text(encoding="ascii").splitlines())
    assert [field[0] for field in fields if len(field) < 3 and not field[0].startswith("mailproto.finding.")] == []
