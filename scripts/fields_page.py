#!/usr/bin/env python3
"""Writes docs/fields.md, the list of all display fields, from the rows of the *_fields.def files below plugin/view.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import pathlib
import re
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "fields.md"
VIEW = PROJECT / "plugin" / "view"
TABLES = "*_fields.def"
STOCK = "_stock_fields.def"
TYPES = {"FT_ABSOLUTE_TIME": "absolute time", "FT_BOOLEAN": "boolean", "FT_BYTES": "bytes",
         "FT_FRAMENUM": "frame number", "FT_INT8": "int8", "FT_INT32": "int32",
         "FT_IPv4": "IPv4 address", "FT_IPv6": "IPv6 address", "FT_RELATIVE_TIME": "relative time", "FT_STRING": "string",
         "FT_UINT8": "uint8", "FT_UINT16": "uint16", "FT_UINT32": "uint32", "FT_UINT64": "uint64"}
TITLE = re.compile(r"/\* (Fields of [^,:]*)")
STRING = r'"((?:[^"\\]|\\.)*)"'
ROW = re.compile(r"^MAIL_FIELD\((hf_\w+),\s*(FT_\w+),.*?,\s*" + STRING + r",\s*" + STRING +
                 r",\s*(" + STRING + r"(?:\s*" + STRING + r")*)\)$", re.MULTILINE | re.DOTALL)
OPENING = """# Display fields

<!-- Made by scripts/fields_page.py from the *_fields.def files below plugin/view: change the rows there. -->

Names for display filters, columns and `tshark -e`. Findings have fields of their own, `mailproto.finding.*`; the rows of
`mail_findings.def` say what they mean.
"""


@dataclasses.dataclass
class Field:
    variable: str
    type: str
    name: str
    label: str
    description: str


@dataclasses.dataclass
class Table:
    title: str
    fields: list


def table_paths():
    """The fields of all protocols first, then those of each; the fields of the stock dissectors are not ours."""
    paths = [path for path in VIEW.rglob(TABLES) if not path.name.endswith(STOCK)]
    return sorted(paths, key=lambda path: (len(path.parts), path))


def read_table(text):
    """The title and the rows of a table. A text in several pieces is one."""
    fields = [Field(found[1], found[2], found[3], found[4], "".join(re.findall(STRING, found[5])))
              for found in ROW.finditer(text)]
    if len(fields) != len(re.findall(r"^MAIL_FIELD\(", text, re.MULTILINE)):
        raise ValueError("a row is not MAIL_FIELD(variable, type, display, strings, name, label, description)")
    return Table(TITLE.match(text)[1], fields)


def read_tables():
    return [read_table(path.read_text(encoding="ascii")) for path in table_paths()]


def write_row(cells):
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |\n"


def write_section(table):
    head = write_row(("Filter name", "Type", "Label", "Description")) + "|---|---|---|---|\n"
    rows = (write_row((f"`{field.name}`", TYPES[field.type], field.label, field.description))
            for field in table.fields)
    return f"\n## {table.title}\n\n{head}{''.join(rows)}"


def page_of(tables):
    return OPENING + "".join(map(write_section, tables))


def main():
    PAGE.write_text(page_of(read_tables()), encoding="ascii")
    print(f"{PAGE.relative_to(PROJECT)} is written.")


if __name__ == "__main__":
    sys.exit(main())
