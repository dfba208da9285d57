"""Each room of plugin/ includes what plugin/rooms.tsv allows, and no module or room includes itself by way of others.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import project_files
import rooms


def check_nothing_found(faults):
    assert not faults, "\n" + "\n".join(faults)


@pytest.fixture(scope="module", name="files")
def read_files():
    return [file for file in project_files.text_files() if rooms.is_of_plugin(file.path)]


@pytest.fixture(scope="module", name="table")
def read_table():
    return rooms.read_table((project_files.PROJECT / "plugin" / "rooms.tsv").read_text(encoding="utf-8"))


def test_table_of_rooms_is_whole(table):
    check_nothing_found(list(rooms.table_faults(table)))


def test_rooms_see_what_they_may(files, table):
    check_nothing_found(list(rooms.include_faults(files, table)))


def test_no_circles(files):
    check_nothing_found(list(rooms.circle_faults(files)))
