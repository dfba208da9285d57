"""Reads tshark's PDML: frames with their TCP stream, and in them the trees of the protocols, whole.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import io
import sys
import xml.etree.ElementTree

from field_values import make_values_one
from wireshark import PROJECT

sys.path.append(str(PROJECT / "scripts"))
from pdml_reader import MAIL_PROTOCOLS, CleanedBytes, item_of, units_of  # noqa: E402, in scripts


@dataclasses.dataclass
class Frame:
    number: int
    stream: int
    protocols: list

    @property
    def calls(self):
        """The trees of the calls of the mail dissectors, in order."""
        return [protocol for protocol in self.protocols if protocol.name in MAIL_PROTOCOLS]


def find_field(packet, name):
    return next((field.get("show") for field in packet.iter("field") if field.get("name") == name), None)


def frame_of(packet):
    stream = find_field(packet, "tcp.stream")
    protocols = [make_values_one(item_of(child)) for child in packet if child.get("name") != "geninfo"]
    return Frame(int(find_field(packet, "num")), -1 if stream is None else int(stream), protocols)


def read_frames(pdml):
    """The frames of a PDML document given as bytes."""
    frames = []
    for _event, element in xml.etree.ElementTree.iterparse(CleanedBytes(io.BytesIO(pdml))):
        if element.tag == "packet":
            frames.append(frame_of(element))
            element.clear()
    return frames


def shown_text(frames, columns):
    """All that is shown of the frames of a capture, in the tree of mail and in the columns."""
    items = [item for frame in frames for call in frame.calls for item in (call, *call.descendants())]
    return "\n".join([item.value + " " + item.label for item in items] + [info for _number, _protocol, info in columns])
