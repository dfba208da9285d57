"""docs/fields.md says what the rows of the fields say, and each row says something.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections

import pytest

import fields_page

TABLES = fields_page.read_tables()


def test_page_is_current():
    assert fields_page.PAGE.read_text(encoding="ascii") == fields_page.page_of(TABLES), "run scripts/fields_page.py"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_each_row_describes_its_field(table):
    for field in table.fields:
        assert len(field.description) > len("A word"), field.name
        assert field.description.lower() != field.label.lower(), field.name
        assert not field.description.endswith("."), f"{field.name}: Wireshark's status bar shows no sentence's end"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_labels_differ_as_titles_of_columns(table):
    labels = collections.Counter(field.label for field in table.fields)
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_variables_follow_their_filter_names(table):
    for field in table.fields:
        assert field.variable == "hf_" + field.name.removeprefix("mailproto.").replace(".", "_")


def test_row_without_description_is_refused():
    with pytest.raises(ValueError):
        fields_page.read_table('/* Fields of X. */\nMAIL_FIELD(hf_a, FT_STRING, BASE_NONE, NULL, "mailproto.a", "A")\n')


def test_text_in_two_pieces_is_one():
    table = fields_page.read_table('/* Fields of X, sorted. */\nMAIL_FIELD(hf_a, FT_UINT8, BASE_DEC, VALS(names),\n'
                                   '    "mailproto.a", "A",\n    "One "\n    "two")\n')
    assert table == fields_page.Table("Fields of X", [fields_page.Field("hf_a", "FT_UINT8", "mailproto.a", "A",
                                                                        "One two")])
