"""The fields of the stock dissectors as values per TCP stream, and the rules that say where the plugin's may differ.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import base64
import binascii
import collections
import dataclasses
import difflib
import io
import pathlib
import re
import xml.etree.ElementTree

from pdml import CleanedBytes, find_field
from wireshark import PROJECT

RULES_FILE = pathlib.Path(__file__).with_name("stock_field_rules.tsv")
FIELDS_FILES = sorted((PROJECT / "plugin" / "view").glob("*/*_stock_fields.def"))
PROTOCOLS = ("smtp", "pop")
# Ports that the stock dissectors leave alone, and that the plugin takes.
STOCK_PORTS = ("-d", "tcp.port==24,smtp", "-d", "tcp.port==2525,smtp")
TREE = ("-2", "-T", "pdml", "-J", "tcp smtp pop")
# The stock dissector shows the lines of content only where it does not put them together.
STOCK_LINES = (*STOCK_PORTS, "-o", "smtp.desegment_data:FALSE")
FIELD_OF_LINES = "smtp.message"
# The plugin gives the lines of content where they are asked for by name.
ASKED_BY_NAME = ("-Y", "tcp || smtp.message || pop.response.data")


def stock_field_rows():
    """Name, type and place of each field that the plugin fills."""
    text = "\n".join(file.read_text() for file in FIELDS_FILES)
    return re.findall(r'^STOCK_FIELD\(\w+, "([\w.]+)", (\w+), (\w+)\)', text, re.MULTILINE)


ESCAPES = {"\\r": "\r", "\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


def text_of_label(label):
    """The label of a field that has no title, with what Wireshark escapes as it was."""
    return "" if label.endswith(": ") else re.sub(r'\\[rnt"\\]', lambda found: ESCAPES[found.group()], label)


def value_of(field, kind):
    """The stock POP dissector gives some fields an empty value, and has the text in the label alone. In PDML, tabs and
    the ends of lines are blanks."""
    shown = field.get("show") or ""
    if kind == "FT_NONE":
        return ""
    if not shown and field.get("name").startswith("pop."):
        shown = text_of_label(field.get("showname") or "")
    return re.sub(r"\s", " ", shown).rstrip(" ")


def fields_in(packet):
    for protocol in packet:
        if protocol.get("name") in PROTOCOLS:
            yield from (field for field in protocol.iter("field"))


def read_values(pdml):
    """A list of values for each TCP stream and field, hidden or not; CRLF is taken off."""
    values = collections.defaultdict(list)
    kinds = {name: kind for name, kind, _place in stock_field_rows()}
    for _event, element in xml.etree.ElementTree.iterparse(CleanedBytes(io.BytesIO(pdml))):
        if element.tag == "packet":
            stream = int(find_field(element, "tcp.stream") or -1)
            for field in fields_in(element):
                name = field.get("name")
                if name in kinds:
                    values[stream, name].append(value_of(field, kinds[name]))
            element.clear()
    return values


def stock_values(stock_wireshark, capture):
    """What the stock dissectors give, the lines of content included."""
    values = read_values(stock_wireshark.tshark(capture, *TREE, *STOCK_PORTS))
    lines = read_values(stock_wireshark.tshark(capture, *TREE, *STOCK_LINES))
    return values | {key: found for key, found in lines.items() if key[1] == FIELD_OF_LINES}


def our_values(wireshark, capture, *options):
    return read_values(wireshark.tshark(capture, *TREE, *ASKED_BY_NAME, *options))


@dataclasses.dataclass(frozen=True)
class Rule:
    """A difference that is meant: a stock value and the plugin's, "-" where there is none, in some fields of some
    captures. All but the reason are regular expressions; "base64" and "+2" are worked out from the
    stock value."""
    reason: str
    fields: str
    captures: str
    stock: str
    ours: str

    def is_about(self, capture, field):
        return re.fullmatch(self.fields, field) and re.fullmatch(self.captures, capture)

    def explains(self, stock, ours):
        """Whether `stock` may be missing or `ours` be there instead; one of them may be None."""
        if self.ours in WORKED_OUT:
            return stock is not None and WORKED_OUT[self.ours](stock) == ours
        return all(value is None or (pattern != "-" and re.fullmatch(pattern, value, re.DOTALL))
                   for pattern, value in ((self.stock, stock), (self.ours, ours)))


def decoded(text):
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None


# A final CRLF is two octets.
WORKED_OUT = {"base64": decoded, "+2": lambda text: str(int(text) + 2)}


def read_rules():
    lines = [line for line in RULES_FILE.read_text().splitlines() if line and not line.startswith("#")]
    return [Rule(*line.split("\t")) for line in lines[1:]]


def pairs_of(stock, ours):
    """The values that differ, in pairs; None where one side has no value."""
    if len(stock) == len(ours):
        return list(zip(stock, ours))
    return [(value, None) for value in stock] + [(None, value) for value in ours]


def without_common_ends(first, second):
    """What is left of two lists without the values that they begin and end with alike."""
    begin = next((i for i, (one, other) in enumerate(zip(first, second)) if one != other), min(len(first), len(second)))
    first, second = first[begin:], second[begin:]
    end = next((i for i, (one, other) in enumerate(zip(first[::-1], second[::-1])) if one != other),
               min(len(first), len(second)))
    return first[:len(first) - end], second[:len(second) - end]


def differences(stock, ours):
    """Stream, field, and the pair of values that differ."""
    for stream, field in sorted({*stock, *ours}):
        first, second = without_common_ends(stock.get((stream, field), []), ours.get((stream, field), []))
        for change, *ends in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
            if change != "equal":
                for pair in pairs_of(first[ends[0]:ends[1]], second[ends[2]:ends[3]]):
                    yield stream, field, *pair


def rules_that_explain(rules, capture, field, stock, ours):
    return [rule for rule in rules if rule.is_about(capture, field) and rule.explains(stock, ours)]
