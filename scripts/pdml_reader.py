"""Reads tshark's PDML frame by frame, however long the document: of each frame its ends and the tree of the mail
dissectors. Knows nothing of what the fields mean.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import codecs
import dataclasses
import re
import xml.etree.ElementTree

MAIL_PROTOCOLS = ("mailproto.smtp", "mailproto.pop3")
PROTOCOLS_TO_PRINT = " ".join(MAIL_PROTOCOLS)
CONTROL_BYTES = bytes.maketrans(bytes(byte for byte in range(32) if byte not in b"\t\r\n"), b"?" * 29)
CHUNK = 1 << 18
VALUE = b' value="'
WHOLE_VALUE = re.compile(VALUE + b'[^"]*"')
FORBIDDEN = {0xFFFE: "?", 0xFFFF: "?"}


@dataclasses.dataclass
class Item:
    """One line of the tree: a field, or a text without a field name."""

    name: str
    value: str
    label: str
    items: list
    is_hidden: bool = False

    def descendants(self):
        for item in self.items:
            yield item
            yield from item.descendants()

    def values(self, name):
        """The values of all fields of that name below this item, itself included."""
        return [item.value for item in (self, *self.descendants()) if item.name == name]

    def first(self, name, default=None):
        """The first value of that name below this item, itself included."""
        return next(iter(self.values(name)), default)

    def has(self, name):
        return self.first(name) is not None


REPLY = "mailproto.reply"
REPLY_LINE = "mailproto.smtp.reply.line"
ROW = "mailproto.pop3.row"
STATUS = "mailproto.pop3.status"


def units_of_reply(reply):
    """The lines and rows of a reply's item. What its own tree says goes to the first line, or is POP3's status line."""
    parts = [item for item in reply.items if item.name in (REPLY_LINE, ROW)]
    rest = [item for item in reply.items if item.name not in (REPLY_LINE, ROW)]
    if parts and parts[0].name == REPLY_LINE:
        return [dataclasses.replace(parts[0], items=rest + parts[0].items), *parts[1:]]
    if any(item.name == STATUS for item in rest):
        return [dataclasses.replace(reply, items=rest), *parts]
    return parts + rest


def units_of(call):
    """What a call of a dissector has, one unit after the other: a reply is taken apart into its lines and rows."""
    for item in call.items:
        yield from units_of_reply(item) if item.name == REPLY else (item,)


@dataclasses.dataclass
class Frame:
    """One frame: who sent it to whom, and the mail dissectors' trees in order."""

    number: int
    source: str
    destination: str
    calls: list


def without_values(chunks):
    """The chunks of a document without its value attributes. They hold the bytes of each item once more in hex, up to a
    whole message in one, which an XML parser fed chunk by chunk takes quadratic time for."""
    rest, is_value = b"", False
    for chunk in chunks:
        if is_value:
            _value, end, chunk = chunk.partition(b'"')
            is_value = not end
        rest, start, _value = WHOLE_VALUE.sub(b"", rest + chunk).partition(VALUE)
        is_value = is_value or bool(start)
        # The end of the chunk may be the beginning of the attribute's name.
        end = len(rest) if start else max(0, len(rest) - len(VALUE) + 1)
        yield rest[:end]
        rest = rest[end:]
    yield rest


class CleanedBytes:
    """A PDML file as a parser should get it: without values; what is no UTF-8, and the characters that XML forbids,
    are replaced."""

    def __init__(self, file):
        self.chunks = without_values(iter(lambda: file.read(CHUNK), b""))
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, _size):
        """The next bytes, however many, and none at the end of the file."""
        for chunk in self.chunks:
            text = self.decoder.decode(chunk.translate(CONTROL_BYTES))
            if text:
                return text.translate(FORBIDDEN).encode("utf-8")
        return self.decoder.decode(b"", final=True).encode("utf-8")


def is_hidden(element):
    return element.get("hide") == "yes"


def is_stock(element):
    """The hidden items are those of Wireshark's own dissectors, and one that is there for filters on both protocols."""
    return is_hidden(element) and not (element.get("name") or "").startswith("mailproto.")


def item_of(element):
    shown = element.get("show") or ""
    items = [item_of(child) for child in element if not is_stock(child)]
    return Item(element.get("name") or "", shown, element.get("showname") or shown, items,
                is_hidden(element))


def ends_in(label):
    """Source and destination from the line of an IP or TCP header."""
    found = re.search(r"Src(?: Port)?: ([^,]*), Dst(?: Port)?: ([^,]*)", label)
    return [end.strip() for end in found.groups()] if found else ["?", "?"]


def frame_of(packet):
    number, addresses, ports, calls = 0, ["?", "?"], ["?", "?"], []
    for protocol in packet:
        name, label = protocol.get("name"), protocol.get("showname") or ""
        if name == "geninfo":
            number = next(int(field.get("show")) for field in protocol if field.get("name") == "num")
        elif name in ("ip", "ipv6"):
            addresses = ends_in(label)
        elif name == "tcp":
            ports = ends_in(label)
        elif name in MAIL_PROTOCOLS:
            calls.append(item_of(protocol))
    ends = [f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            for address, port in zip(addresses, ports)]
    return Frame(number, *ends, calls)


def read_frames(file):
    """The frames of a PDML document, read from an open binary file one after the other."""
    parents = []
    for event, element in xml.etree.ElementTree.iterparse(CleanedBytes(file), ("start", "end")):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        if element.tag == "packet":
            yield frame_of(element)
            parents[0].clear()
