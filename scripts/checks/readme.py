"""Takes the README and the pages of docs/ apart: their commands, and the README's display filters.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import textwrap

import project_files

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
FILTER_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def text():
    return (project_files.PROJECT / "README.md").read_text(encoding="utf-8")


def pages():
    """The texts of the pages of docs/ by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((project_files.PROJECT / "docs").glob("*.md"))}


def fenced_blocks(markdown):
    """The fenced blocks, in order, each with its language; in a list they are indented."""
    return [(language, textwrap.dedent(block).strip("\n")) for _indent, language, block in FENCE.findall(markdown)]


def filters(markdown):
    """The filters of the table under the heading on filters."""
    section = markdown.partition("\n## Ten filters")[2].partition("\n## ")[0]
    return FILTER_ROW.findall(section)
