"""The project's house rules as functions: each takes one text file and yields what breaks the rule in it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import ast
import re

import project_files

LONGEST_FUNCTION = 60
LONGEST_FILE = 500
WIRESHARK_HEADER = re.compile(r'\s*#\s*include\s*[<"](epan/|wsutil/|wiretap/|wireshark|ws_|ui/|config\.h)')
VERSION_CONDITION = re.compile(r"\s*#\s*(if|elif).*WIRESHARK_VERSION|\s*#\s*(if|elif).*\bVERSION_(MAJOR|MINOR)\b")
ROW = re.compile(r"^([A-Z][A-Z0-9_]*)\((.*)\)\s*$")
SOURCE = re.compile(r'"[^"]*(RFC \d+|draft-|\[?MS-|https?://|IANA|Exchange)[^"]*"')
CORE_ROOMS = tuple(f"{room}/" for room in project_files.core_rooms())
VERB_TABLES = ("plugin/smtp/smtp_verbs.c", "plugin/pop3/pop3_verbs.c")


def core_faults(file):
    """The core and the registries know no Wireshark."""
    if file.path.startswith(CORE_ROOMS):
        for number, line in enumerate(file.lines, 1):
            if WIRESHARK_HEADER.match(line):
                yield f"{file.path}:{number}: a Wireshark header: {line.strip()}"


def version_faults(file):
    """One file alone depends on the version of Wireshark."""
    if file.suffix in (".c", ".h", ".def") and file.name != "ws_compat.h":
        for number, line in enumerate(file.lines, 1):
            if VERSION_CONDITION.match(line):
                yield f"{file.path}:{number}: depends on the version of Wireshark"


def pasting_faults(file):
    """A name that is used can be found with grep: no macro makes it of two halves."""
    if file.suffix in (".c", ".h", ".def") and (file.path.startswith("plugin/") or "/" not in file.path):
        for number, line in enumerate(file.lines, 1):
            if "##" in line:
                yield f"{file.path}:{number}: pastes a name of two halves: {line.strip()}"


def braced_functions(lines, opening):
    """Functions whose body ends with a brace in the first column, as first and last line."""
    start = None
    for number, line in enumerate(lines, 1):
        if opening.match(line):
            start = number
        elif start and re.match(r"\}\s*$", line):
            yield start, number
            start = None


def functions_of(file):
    if file.suffix in (".c", ".h"):
        yield from braced_functions(file.lines, re.compile(r"\{\s*$"))
    elif file.is_shell:
        yield from braced_functions(file.lines, re.compile(r"\w+\(\) \{"))
    elif file.is_python:
        for node in ast.walk(ast.parse(file.text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.lineno, node.end_lineno


def function_faults(file):
    for start, end in functions_of(file):
        if end - start + 1 > LONGEST_FUNCTION:
            yield f"{file.path}:{start}: a function of {end - start + 1} lines, over {LONGEST_FUNCTION}"


def length_faults(file):
    if file.is_source and file.suffix != ".def" and len(file.lines) > LONGEST_FILE:
        yield f"{file.path}: {len(file.lines) - 1} lines, not under {LONGEST_FILE}"


def opening_faults(file):
    """A source opens with a comment that says what it knows, and names its licence."""
    if not file.is_source:
        return
    opening = [line for line in file.lines[:12] if not line.startswith("#!")]
    if not any("SPDX-License-Identifier: GPL-2.0-or-later" in line for line in opening):
        yield f"{file.path}: no SPDX line at its beginning"
    if not opening[0].startswith(("/*", "//", "#", '"""')):
        yield f"{file.path}: does not open with a comment"


def import_faults(file):
    """What several tests use stands in a module of its own, not in one of the tests."""
    if not file.is_python:
        return
    for node in ast.walk(ast.parse(file.text)):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if name.startswith("test_"):
                yield f"{file.path}:{node.lineno}: imports the test {name}"


def table_rows(file):
    """The rows of a table: macro, first argument, whole text, line number. A row may go over several lines."""
    pending, start = "", 0
    for number, line in enumerate(re.sub(r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), file.text,
                                         flags=re.DOTALL).split("\n"), 1):
        if not pending and not re.match(r"[A-Z][A-Z0-9_]*\(", line):
            continue
        pending, start = (pending + " " + line.strip(), start) if pending else (line, number)
        found = ROW.match(pending)
        if found and pending.count("(") == pending.count(")"):
            yield found.group(1), found.group(2).split(",")[0].strip().strip('"'), pending, start
            pending = ""


def sort_key(name):
    return (0, int(name), "") if name.isdigit() else (1, 0, name)


def has_table(file):
    return file.path in VERB_TABLES or (file.suffix == ".def" and file.path.startswith(CORE_ROOMS))


def table_faults(file):
    """Rows of a registry, and of verbs, are sorted by their first column, and each cites its source."""
    if not has_table(file):
        return
    before = {}
    for macro, name, row, number in table_rows(file):
        if macro in before and sort_key(before[macro]) >= sort_key(name):
            yield f"{file.path}:{number}: {name} stands after {before[macro]}"
        before[macro] = name
        if not SOURCE.search(row):
            yield f"{file.path}:{number}: {name} cites no source"
