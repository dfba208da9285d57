"""What comments and documents cite of the project must be in the project: numbered sections, properties and rules,
faults of the stock dissectors, and files. Pure: works on the text files that it is given.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import fnmatch
import re

import comments

HEADING = re.compile(r"^#+ +((?P<number>\d+)\.? +)?(?P<title>.*)")
ITEM = re.compile(r"^ {0,2}(\d+)\. ")
LABEL = r"[SPMIT]\d{1,2}"
LABELLED = re.compile(rf"^(?:#+ +|\| *|[-*] +)(?:\*\*|`)?({LABEL})\b")
NUMBERS = r"(\d+(?:(?:, | and | to )\d+)*)"
NUMBERED = (
    ("property", re.compile(rf"\bdesign,?\s+propert(?:y|ies)\s+{NUMBERS}", re.IGNORECASE)),
    ("section", re.compile(rf"\bdesign(?:\.md)?,?\s+sections?\s+{NUMBERS}", re.IGNORECASE)),
    ("house rule", re.compile(rf"\bhouse\s+rules?\s+{NUMBERS}", re.IGNORECASE)),
)
LABEL_CITED = re.compile(rf"(?<![\w./\"'|<>-])({LABEL})(?![\w-]|[./:=]\w)")
LABEL_RANGE = re.compile(rf"\b({LABEL}) to ({LABEL})\b")
FOLDERS = r"(?:docs|plugin|profile|sample_pcaps|scripts|shared|test)"
PATH = re.compile(rf"(?<![\w./-])({FOLDERS}/[\w.*/+-]*[\w*/+])")
FILE = re.compile(r"(?<![\w./<-])([\w./*-]*\w\.(?:md|tsv|def|cmake))\b(?!/)")
SEEN = re.compile(r"\b[Ss]ee\s+([\w./-]*\w\.(?:c|h|py|txt|sh))\b")
BUILT = "build/"
LIST_OF_FAULTS = "docs/stock-faults.md"


def items_of(document):
    """The numbered sections of a document, and the numbered rows of the lists of properties and of house rules."""
    kind = None
    for line in document.lines:
        heading, item, label = HEADING.match(line), ITEM.match(line), LABELLED.match(line)
        if heading:
            title = heading.group("title").lower()
            kind = "house rule" if "house rule" in title else "property" if "propert" in title else None
            if heading.group("number") and document.name == "design.md":
                yield "section", heading.group("number")
        elif item and kind == "house rule" or item and kind and document.name == "design.md":
            yield kind, item.group(1)
        if label and document.path == LIST_OF_FAULTS:
            yield "fault", label.group(1)


def anchors_of(files):
    return {anchor for file in files if file.path.startswith("docs/") and file.suffix == ".md"
            for anchor in items_of(file)}


def numbers_of(text):
    """7; 5 and 6; 4 to 6."""
    bounds = re.fullmatch(r"(\d+) to (\d+)", text)
    return range(int(bounds[1]), int(bounds[2]) + 1) if bounds else [int(each) for each in re.findall(r"\d+", text)]


def numbered_citations(text):
    for kind, pattern in NUMBERED:
        for found in pattern.finditer(text):
            for number in numbers_of(found.group(1)):
                yield found.start(), kind, number


def fault_citations(text):
    for found in LABEL_RANGE.finditer(text):
        first, last = found.groups()
        for number in range(int(first[1:]), int(last[1:]) + 1):
            yield found.start(), "fault", f"{first[0]}{number}"
    for found in LABEL_CITED.finditer(text):
        yield found.start(), "fault", found.group(1)


def file_citations(text):
    for pattern in (PATH, FILE, SEEN):
        for found in pattern.finditer(text):
            yield found.start(1), "file", found.group(1)


def citations_of(file):
    """Line number, kind and what is cited, once a line."""
    return sorted({(number + text.count("\n", 0, place), kind, str(cited)) for number, text in comments.words_of(file)
                   for reader in (numbered_citations, fault_citations, file_citations)
                   for place, kind, cited in reader(text)})


def places_of(paths):
    """All paths, those of folders too, and each of them without one or more of its first folders."""
    folders = {path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)}
    parts = [path.split("/") for path in {*paths, *folders}]
    return {"/".join(each[start:]) for each in parts for start in range(len(each))}


def wildcards_of(cited):
    """Words in capitals stand for any name: test/fuzz/corpus/TARGET."""
    return re.sub(r"\b(?!README\b|COPYING\b)[A-Z]{2,}\b", "*", cited.strip("/"))


def is_file(cited, places):
    pattern = wildcards_of(cited)
    if "*" in pattern:
        return any(fnmatch.fnmatchcase(place, pattern) for place in places)
    return pattern in places or cited.startswith(BUILT)


def citation_faults(files, paths):
    """The text files of the project, and the paths of all its files."""
    anchors, places = anchors_of(files), places_of(paths)
    for file in files:
        for number, kind, cited in citations_of(file):
            if not (is_file(cited, places) if kind == "file" else (kind, cited) in anchors):
                yield f"{file.path}:{number}: {kind} {cited}, which is not in the project"
