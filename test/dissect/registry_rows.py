"""Reads the rows of the project's tables: the .def files below plugin/.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

from wireshark import PROJECT

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROW = re.compile(r"^[A-Z][A-Z0-9_]*\(((?:\"[^\"]*\"|[^\"()])*)\)\s*?$", re.MULTILINE)
CELL = re.compile(r"\"([^\"]*)\"|([^\s,][^,]*)")


def rows_of(table):
    """The rows of a table, each a tuple of its cells without quotation marks."""
    (path,) = (PROJECT / "plugin").rglob(f"{table}.def")
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    return [tuple(quoted or plain.strip() for quoted, plain in CELL.findall(row)) for row in ROW.findall(text)]
