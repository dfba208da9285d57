"""The tap "mailproto" gets a record per call, completed exchange, decided login, message and ended transaction.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import captures

LISTENER = """
local count = 0
local tap = Listener.new("mailproto")
function tap.packet() count = count + 1 end
function tap.draw() print("records: " .. count) end
"""
# A record stands where one of these fields does; PDML has each as often as it stands in the tree.
RECORDED = ("mailproto.response_to", "mailproto.auth.result", "mailproto.message.size", "mailproto.transaction.end")


@pytest.fixture(scope="module")
def listener(wireshark):
    script = wireshark.new_folder("taps") / "count.lua"
    script.write_text(LISTENER, encoding="utf-8")
    wireshark.give_away(script)
    return script


@pytest.mark.parametrize("path", captures.captures_in(captures.SAMPLES), ids=captures.name_of)
def test_records(path, listener, wireshark, tree_of):
    text = wireshark.tshark(path, "-q", "-X", f"lua_script:{listener}").decode("utf-8")
    calls = [call for frame in tree_of(path) for call in frame.calls]
    expected = len(calls) + sum(item.name in RECORDED for call in calls for item in call.descendants())
    assert text.split("records: ")[1].split() == [str(expected)]
