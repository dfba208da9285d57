"""Reads .editorconfig and finds where a text breaks it: the parts of the format that the project uses.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import configparser
import fnmatch
import re


def expand_braces(pattern):
    """Each pattern that {a,b} stands for."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    return [expanded for choice in found.group(1).split(",")
            for expanded in expand_braces(pattern[:found.start()] + choice + pattern[found.end():])]


def is_matched(path, pattern):
    target = path if "/" in pattern else path.rpartition("/")[2]
    return any(fnmatch.fnmatchcase(target, choice.lstrip("/")) for choice in expand_braces(pattern))


def read_editor_config(text):
    """The sections in order: pattern and settings."""
    parser = configparser.ConfigParser(delimiters=("=",), comment_prefixes=("#", ";"), interpolation=None)
    parser.read_string("[root section]\n" + text)
    return [(name, dict(parser[name])) for name in parser.sections() if name != "root section"]


def settings_for(path, sections):
    settings = {}
    for pattern, values in sections:
        if is_matched(path, pattern):
            settings.update(values)
    return settings


def is_utf8(data):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def editor_faults(path, data, sections):
    """What in the bytes of a file breaks the settings for its path."""
    settings = settings_for(path, sections)
    faults = []
    if settings.get("charset") == "utf-8" and not is_utf8(data):
        faults.append(f"{path}: not UTF-8")
    if settings.get("insert_final_newline") == "true" and data and not data.endswith(b"\n"):
        faults.append(f"{path}: no newline at the end")
    for number, line in enumerate(data.split(b"\n"), 1):
        if settings.get("end_of_line") == "lf" and b"\r" in line:
            faults.append(f"{path}:{number}: carriage return")
        if settings.get("trim_trailing_whitespace") == "true" and line != line.rstrip(b" \t"):
            faults.append(f"{path}:{number}: blanks at the end of the line")
        if settings.get("indent_style") == "space" and re.match(rb" *\t", line):
            faults.append(f"{path}:{number}: indented with a tab")
    return faults
