"""Whether one pass, two passes, frames asked for in any order, and a filter that hides the frames between them show the
same, links to later frames aside.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import concurrent.futures
import itertools
import random
import re

import sharkd
from pdml import MAIL_PROTOCOLS

# Facts that only later frames teach: where the reply came, where an unfinished line or held bytes were completed.
LATE_FIELDS = ("mailproto.response_in", "mailproto.completed_in")
ODD_FRAMES = "frame.number & 1"
MAIL_OF_SERVERS = "tcp.srcport < tcp.dstport && (mailproto.smtp || mailproto.pop3)"
SEED = 20260105


def at_the_same_time(*calls):
    with concurrent.futures.ThreadPoolExecutor() as executor:
        return [future.result() for future in [executor.submit(*call) for call in calls]]


def tree_without_late_fields(item):
    return (item.name, item.label, [tree_without_late_fields(child) for child in item.items
                                    if child.name not in LATE_FIELDS])


def mail_trees(frames):
    return {frame.number: [tree_without_late_fields(call) for call in frame.calls] for frame in frames if frame.calls}


def mail_columns(rows, frames):
    """Frame number, Protocol and Info of the frames with mail: those of others are the business of other dissectors."""
    numbers = {str(frame.number) for frame in frames if frame.calls}
    return [(number, protocol, info) for number, protocol, info in rows if number in numbers]


def is_mail(node):
    return node.get("f") in MAIL_PROTOCOLS


def from_mail_on(answer):
    """sharkd's answer without the trees below mail: TCP's own notes depend on the order of asking."""
    tree = list(itertools.dropwhile(lambda node: not is_mail(node), answer["tree"]))
    return {**answer, "tree": tree} if tree else {}


def shown_by_sharkd(wireshark, path, numbers):
    """What a fresh sharkd shows of each frame when they are asked for in this order, and its columns."""
    with sharkd.Sharkd(wireshark, path) as server:
        shown = {number: from_mail_on(server.frame(number)) for number in numbers}
        return shown, server.columns()


def labels_of_node(node):
    """PDML shows a tab as a blank."""
    return node["l"].replace("\t", " "), [labels_of_node(child) for child in node.get("n", [])]


def labels_of_item(item):
    return item.label, [labels_of_item(child) for child in item.items if not child.is_hidden]


def require_same_in_two_passes(path, tree_of):
    first, second = at_the_same_time((tree_of, path), (tree_of, path, "-2"))
    assert mail_trees(second) == mail_trees(first)


def require_same_where_some_are_hidden(path, tree_of):
    """Every other frame, shown alone in one pass and in two, is as it is among all."""
    hidden, hidden_in_two = at_the_same_time((tree_of, path, "-Y", ODD_FRAMES), (tree_of, path, "-2", "-Y", ODD_FRAMES))
    shown = [frame for frame in tree_of(path) if frame.number % 2]
    assert [frame.number for frame in hidden] == [frame.number for frame in shown]
    assert mail_trees(hidden) == mail_trees(shown)
    assert mail_trees(hidden_in_two) == mail_trees(shown)


def without_notes_of_tcp(info):
    """TCP remembers what it noted by the number of the frame, which another frame may have got since."""
    return re.sub(r"^(\[TCP [^]]*\] )+", "", info)


def require_same_where_some_are_left_out(path, columns_of):
    """A read filter: Wireshark forgets the frames that it rejects and gives their numbers to those that follow."""
    left, shown = at_the_same_time((columns_of, path, "-2", "-R", MAIL_OF_SERVERS),
                                   (columns_of, path, "-2", "-Y", MAIL_OF_SERVERS))
    assert ([(protocol, without_notes_of_tcp(info)) for _number, protocol, info in left] ==
            [(protocol, without_notes_of_tcp(info)) for _number, protocol, info in shown])


def require_same_in_any_order(path, wireshark, tree_of, columns_of):
    """sharkd shows each frame as it does in ascending order, as the second pass of tshark does, and with the columns of
    the first."""
    frames = tree_of(path, "-2")
    numbers = [frame.number for frame in frames]
    shuffled = random.Random(SEED).sample(numbers, len(numbers))
    (ascending, ascending_columns), (scattered, scattered_columns), first_columns = at_the_same_time(
        (shown_by_sharkd, wireshark, path, numbers), (shown_by_sharkd, wireshark, path, shuffled), (columns_of, path))
    assert scattered == ascending
    assert scattered_columns == ascending_columns
    assert mail_columns(scattered_columns, frames) == mail_columns(first_columns, frames)
    for frame in frames:
        nodes = filter(is_mail, scattered[frame.number].get("tree", []))
        assert [labels_of_node(node) for node in nodes] == [labels_of_item(call) for call in frame.calls]
