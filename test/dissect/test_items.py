"""How many items of the tree a frame has, hidden ones aside: a reader must see at once what a line says.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from captures import sample

CAPTURE = "smtp-auth-login-plain"


def shown(item):
    """The items below that are not hidden, nor below a hidden one."""
    for child in item.items:
        if not child.is_hidden:
            yield child
            yield from shown(child)


@pytest.fixture(scope="module")
def calls(tree_of):
    return {frame.number: frame.calls[0] for frame in tree_of(sample(CAPTURE)) if frame.calls}


@pytest.mark.parametrize("what, number, limit", [("the reply to EHLO with eleven extensions", 8, 45), ("MAIL", 22, 15),
                                                 ("a plain reply", 23, 10)])
def test_items_of_a_frame(what, number, limit, calls):
    assert len(list(shown(calls[number]))) <= limit, what


def test_a_reply_is_one_item_with_its_lines_below_it(calls):
    reply, *_session = [item for item in calls[8].items if not item.is_hidden]
    assert (reply.name, reply.value) == ("mailproto.reply", "250 mail.example.com (12 lines, 11 extensions)")
    assert len([item for item in reply.items if item.name == "mailproto.smtp.reply.line"]) == 12


def test_the_protocols_line_says_what_the_segment_says(calls):
    assert calls[8].label == "Simple Mail Transfer Protocol, Reply 250, to EHLO"
    assert calls[22].label == "Simple Mail Transfer Protocol, Command: mail FROM:<bob@example.net> size=297"


def test_a_reply_names_what_it_answers(calls):
    link = next(item for item in calls[25].descendants() if item.name == "mailproto.response_to")
    assert (link.value, link.label) == ("24", "Response to: rcpt TO:<alice@example.com> (#24)")
    assert calls[25].first("mailproto.reply.command") == "RCPT"
    assert calls[25].first("mailproto.reply.address") == "alice@example.com"


def test_a_login_is_whole_on_the_reply_that_decides_it(calls):
    login = {name: calls[15].first("mailproto.login." + name)
             for name in ("mechanism", "user", "password", "result", "code", "attempt", "frame")}
    assert login == {"mechanism": "LOGIN", "user": "alice", "password": "looking-glass", "result": "failure",
                     "code": "535", "attempt": "1", "frame": "13"}
