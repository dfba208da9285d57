"""What tshark prints for the plugin's statistics, taken apart.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json

TABLES = ("sessions", "logins", "mails", "messages", "attachments", "mailbox", "refusals")
RULE = "=" * 20


def table_arguments(names, display_filter=""):
    suffix = "," + display_filter if display_filter else ""
    return ["-q", *(word for name in names for word in ("-z", f"mailproto,{name}{suffix}"))]


def tables_of(text):
    """The rows of each table by its title: each a cell by the title of its column."""
    found = {}
    for block in text.split(RULE):
        lines = block.strip("=\n").split("\n")
        if not lines[0].startswith("Mail/"):
            continue
        titles = [title.strip() for title in lines[2].rstrip(" |").split(" |")]
        cells = [line.rstrip().removesuffix("|").split(" |") for line in lines[4:]]
        found[lines[0].strip(":")] = [dict(zip(titles, map(str.strip, row), strict=True)) for row in cells]
    return found


def json_lines(text):
    return [json.loads(line) for line in text.split("\n") if line]


def rows_of_type(rows, kind):
    return [row for row in rows if row["type"] == kind]
