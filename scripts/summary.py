"""Counts what the tests of scripts/test did, from the files they left, and says it in one closing line.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import pathlib
import re
import sys
import xml.etree.ElementTree


@dataclasses.dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def counts_of_core(path):
    """From ctest's log: the tests that the programs report, and the programs that failed without reporting any."""
    text = path.read_text(errors="replace")
    passed = len(re.findall(r"^\d+: ok \d+(?!.*# SKIP)", text, re.MULTILINE))
    skipped = len(re.findall(r"^\d+: ok \d+.*# SKIP", text, re.MULTILINE))
    failed = len(re.findall(r"^\d+: not ok ", text, re.MULTILINE))
    programs = re.search(r"(\d+) tests failed out of (\d+)", text)
    if not programs or passed == 0:
        return Counts(passed, max(failed, 1), skipped)
    return Counts(passed, max(failed, int(programs.group(1))), skipped)


def counts_of_pytest(path):
    counts = Counts()
    for suite in xml.etree.ElementTree.parse(path).iter("testsuite"):
        total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
        failed = int(suite.get("failures")) + int(suite.get("errors"))
        counts += Counts(total - skipped - failed, failed, skipped)
    return counts if counts.passed + counts.failed else Counts(failed=1)


PARTS = (
    ("core", "core.log", counts_of_core),
    ("core under ASan and UBSan", "sanitized.log", counts_of_core),
    ("format, house rules, README", "checks.xml", counts_of_pytest),
)
FAILED, UNTESTED = 1, 3


def counts_of_part(path, count):
    """A part that left no results, or broken ones, has failed."""
    try:
        return count(path)
    except (OSError, xml.etree.ElementTree.ParseError, TypeError):
        return Counts(failed=1)


def write_part(name, counts):
    print(f"{name + ':':30} {counts}")
    return counts


def write_version(results, part):
    """The counts of what was tested with a version of Wireshark, or none where a file says why it was not."""
    what, _hyphen, version = part.partition("-")
    untested = results / f"{part}.untested"
    if untested.exists():
        print(f"{f'{what} {version}:':30} NOT TESTED: {untested.read_text().strip()}")
        return Counts()
    return write_part(f"{what} {version}", counts_of_part(results / f"{part}.xml", counts_of_pytest))


def main():
    results, parts_of_versions = pathlib.Path(sys.argv[1]), sys.argv[2:]
    total = Counts()
    for name, file, count in PARTS:
        total += write_part(name, counts_of_part(results / file, count))
    for part in parts_of_versions:
        total += write_version(results, part)
    print(total)
    if total.failed or not parts_of_versions:
        return FAILED
    return UNTESTED if list(results.glob("*.untested")) else 0


if __name__ == "__main__":
    sys.exit(main())
