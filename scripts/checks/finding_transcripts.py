"""Each finding is raised by a transcript, and nearly raised by another that must not raise it (house rule 11). Pure:
works on the text files that it is given.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

NAME = r"(?:MAIL_FINDING_|mail_finding_)?(\w+)"
ROW = re.compile(rf"^MAIL_FINDING\(\s*{NAME}", re.MULTILINE)
RAISED = re.compile(f" !{NAME}")
NEARLY = re.compile(r"^# nearly: (.*)$", re.MULTILINE)
TABLE = "plugin/findings/mail_findings.def"
FOLDER = "test/transcripts/"


def events_of(text):
    """Without what the sides said, which stands in quotes."""
    return re.sub(r'"[^"\n]*"', '""', text.partition("\n---\n")[2])


def nearly_of(text):
    lines = NEARLY.findall(text.partition("\n---\n")[0])
    return {name.strip() for line in lines for name in line.split(",")}


def finding_faults(files):
    """The table of findings and the transcripts are among the files."""
    rows = {name for file in files if file.path == TABLE for name in ROW.findall(file.text)}
    raised, missed = set(), set()
    for file in files:
        if file.path.startswith(FOLDER) and file.suffix == ".txt":
            has, nearly = set(RAISED.findall(events_of(file.text))), nearly_of(file.text)
            yield from (f"{file.path}: raises {name}, which it must only nearly do" for name in sorted(nearly & has))
            yield from (f"{file.path}: {name} is no finding" for name in sorted((nearly | has) - rows))
            raised, missed = raised | has, missed | (nearly - has)
    yield from (f"{TABLE}: no transcript raises {name}" for name in sorted(rows - raised))
    yield from (f"{TABLE}: no transcript nearly raises {name}" for name in sorted(rows - missed))
