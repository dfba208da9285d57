"""Takes the README apart: its commands and its display filters.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import project_files

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILTER_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def text():
    return (project_files.PROJECT / "README.md").read_text(encoding="utf-8")


def command_blocks(markdown):
    """The blocks of commands, in order: every fenced block is one, whatever it calls itself."""
    return [(language, block.strip("\n")) for language, block in FENCE.findall(markdown)]


def filters(markdown):
    """The filters of the table under the heading on filters."""
    section = markdown.partition("\n## Ten filters")[2].partition("\n## ")[0]
    return FILTER_ROW.findall(section)
