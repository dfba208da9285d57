"""The sections of RFCs that the project cites exist: "RFC 5321, 4.1.1.4" and "RFC 5321 4.1.1.4". Pure: works on texts.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

SECTION = r"(?:\d+|[A-F])(?:\.\d+)*"
CITED = re.compile(rf"\bRFC (\d+),?[\s*#]+(?:sections?\s+)?({SECTION}(?:(?:,| and| to)[\s*#]+\d+(?:\.\d+)*)*)(?!\w)")
HEADING = re.compile(r"^ {0,6}(?:Appendix )?((?:\d+|[A-Z])(?:\.\d+)*)[.:]? +\S", re.MULTILINE | re.IGNORECASE)


def sections_of(rfc):
    """The numbers that begin a line of its text: those of headings are among them."""
    return set(HEADING.findall(rfc))


def section_citations(text):
    """Line number, number of the RFC, section."""
    for found in CITED.finditer(text):
        for section in re.findall(SECTION, found.group(2)):
            yield text.count("\n", 0, found.start()) + 1, found.group(1), section


def section_faults(files, rfcs):
    """Text files, and the texts of RFCs by number. An RFC that is not among them is not looked at."""
    sections = {number: sections_of(text) for number, text in rfcs.items()}
    for file in files:
        for line, number, section in section_citations(file.text):
            if section not in sections.get(number, {section}):
                yield f"{file.path}:{line}: RFC {number} has no section {section}"
