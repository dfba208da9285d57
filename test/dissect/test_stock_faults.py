"""Every row of docs/stock-faults.md has a test that bears its number, or a reason why it has none.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import ast
import pathlib
import re

import pytest

from wireshark import PROJECT

LIST = PROJECT / "docs" / "stock-faults.md"
IMF = "a matter of the IMF dissector and its export, which get the message as it was sent: "
ELSEWHERE = {
    "I3": "the rules of stock_field_rules.tsv for the stock fields show it, on every capture",
    "M10": IMF + "encoded words, in the subject and in the name of the exported file",
    "M11": IMF + "base64 of attachments, and their export",
}


def labels_of(name):
    """The rows that a test is for: S4 of test_s4_end_of_content_cut, P10 and M18 of test_p10_and_m18_fields."""
    labels = re.match(r"test_((?:[spmi]\d+_)(?:and_[spmi]\d+_)*)", name)
    return {label.upper() for label in re.findall(r"[spmi]\d+", labels.group(1))} if labels else set()


def labels_with_a_test():
    folder = pathlib.Path(__file__).parent
    names = [node.name for path in folder.glob("test_stock_faults_*.py")
             for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]
    return {label for name in names for label in labels_of(name)}


@pytest.fixture(name="listed", scope="module")
def listed_labels():
    return set(re.findall(r"^\| ([SPMI]\d+) \|", LIST.read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_every_row_has_a_test_or_a_reason(listed):
    assert len(listed) > 60 and sorted(listed - labels_with_a_test() - set(ELSEWHERE)) == []


def test_no_test_is_for_a_row_that_is_not_listed(listed):
    assert sorted((labels_with_a_test() | set(ELSEWHERE)) - listed) == []


def test_no_row_has_both_a_test_and_a_reason():
    assert not labels_with_a_test() & set(ELSEWHERE)
