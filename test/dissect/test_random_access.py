"""Every capture is shown the same in one pass, in two, when its frames are asked for in any order, and when a filter
hides some or leaves them out.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import captures
import passes


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_second_pass_shows_the_same(path, tree_of):
    passes.require_same_in_two_passes(path, tree_of)


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_any_order_shows_the_same(path, wireshark, tree_of, columns_of):
    passes.require_same_in_any_order(path, wireshark, tree_of, columns_of)


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_filter_that_hides_frames_changes_none(path, tree_of):
    passes.require_same_where_some_are_hidden(path, tree_of)


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_filter_that_leaves_frames_out_changes_none(path, columns_of):
    passes.require_same_where_some_are_left_out(path, columns_of)
