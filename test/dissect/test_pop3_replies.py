"""What POP3 replies say is named and typed: response codes, capabilities, listings, counts in texts.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv

import pytest

import captures
import pdml
from conftest import TREE
from registry_rows import rows_of
from written_dialogues import write_dialogue

RESPONSE_CODES = rows_of("pop3_response_codes")
CAPABILITIES = rows_of("pop3_capabilities")
GREETING = "S: +OK POP3 ready"
P = "mailproto.pop3."


@pytest.fixture(scope="module")
def units_of(wireshark):
    """units_of(lines): the items of status lines and rows in a dialogue, after the greeting."""
    def read(lines):
        path = wireshark.new_folder("written") / "written.pcap"
        write_dialogue(path, [GREETING, *lines], port=110)
        frames = pdml.read_frames(wireshark.tshark(path, *TREE))
        return [item for frame in frames for call in frame.calls for item in pdml.units_of(call)
                if item.name in (P + "row", "mailproto.reply")][1:]
    return read


def items(unit, name):
    return [item for item in unit.descendants() if item.name == P + name]


def values(unit, name):
    return [item.value for item in items(unit, name)]


def labels(unit, name):
    return [item.label for item in items(unit, name)]


def as_sent(name):
    return name.lower().replace("*", "new")


# --- response codes ---

@pytest.fixture(scope="module")
def reply_of_code(units_of):
    lines = []
    for code, _reference, _meaning in RESPONSE_CODES:
        lines += ["C: NOOP", f"S: -ERR [{as_sent(code)}] text"]
    return dict(zip([row[0] for row in RESPONSE_CODES], units_of(lines)))


@pytest.mark.parametrize("code, reference, meaning", RESPONSE_CODES)
def test_response_code_is_named(code, reference, meaning, reply_of_code):
    reply = reply_of_code[code]
    assert values(reply, "response_code") == [as_sent(code)]
    assert values(reply, "response_code.description") == [f"{meaning} ({reference})"]
    assert values(reply, "text") == [f"[{as_sent(code)}] text"]


@pytest.mark.parametrize("code, description", [
    ("SYS/DISK", "A system error, not a problem with the user's credentials or an external condition; the rest of the "
                 "code is unknown (RFC 3206 4)"),
    ("IN-USE/A/B", "The authentication was successful, but the maildrop is in use, probably by another POP3 client; the "
                   "rest of the code is unknown (RFC 2449 8.1.2)"),
    ("NEW", "Unknown response code (RFC 2449 8)"),
    ("NEW/SYS", "Unknown response code (RFC 2449 8)"),
])
def test_response_code_of_no_row(code, description, units_of):
    reply = units_of(["C: NOOP", f"S: -ERR [{code}] text"])[0]
    assert values(reply, "response_code") == [code]
    assert values(reply, "response_code.description") == [description]


@pytest.mark.parametrize("line", ["-ERR [two words] x", "-ERR [] x", "-ERR x [AUTH]", "-ERR [AUTH", "-ERR [SYS//TEMP]"])
def test_no_response_code(line, units_of):
    assert not items(units_of(["C: NOOP", f"S: {line}"])[0], "response_code")


def test_response_code_of_a_positive_reply(units_of):
    assert values(units_of(["C: NOOP", "S: +OK [X-NEW] x"])[0], "response_code") == ["X-NEW"]


# --- capabilities ---

def capability_rows(units_of, rows):
    return units_of(["C: CAPA", "S: +OK", *[f"S: {row}" for row in rows], "S: ."])[1:]


@pytest.fixture(scope="module")
def row_of_tag(units_of):
    tags = [row[0] for row in CAPABILITIES]
    return dict(zip(tags, capability_rows(units_of, [as_sent(tag) for tag in tags])))


@pytest.mark.parametrize("tag, reference, _parameters, meaning", CAPABILITIES)
def test_capability_is_named(tag, reference, _parameters, meaning, row_of_tag):
    row = row_of_tag[tag]
    assert values(row, "capability") == [as_sent(tag) if "*" in tag else tag]
    assert values(row, "capability.description") == [f"{meaning} ({reference})"]
    assert not items(row, "capability.parameter")


PARAMETERS = [
    ("SASL PLAIN CRAM-MD5", {"auth": ["PLAIN", "CRAM-MD5"], "parameter": ["PLAIN", "CRAM-MD5"]}),
    ("SASL", {"auth": [], "parameter": []}),
    ("LOGIN-DELAY 300", {"login_delay": ["300"], "per_user": [], "parameter": ["300"]}),
    ("login-delay 300 user", {"login_delay": ["300"], "per_user": ["1"], "parameter": ["300", "user"]}),
    ("LOGIN-DELAY 4294967295", {"login_delay": ["4294967295"]}),
    ("LOGIN-DELAY 4294967296", {"login_delay": [], "parameter": ["4294967296"]}),
    ("LOGIN-DELAY 99999999999999999999", {"login_delay": [], "parameter": ["99999999999999999999"]}),
    ("LOGIN-DELAY", {"login_delay": [], "parameter": []}),
    ("LOGIN-DELAY USER", {"login_delay": [], "per_user": [], "parameter": ["USER"]}),
    ("EXPIRE 5 USER", {"expire": ["5"], "expire.never": [], "per_user": ["1"]}),
    ("EXPIRE 30", {"expire": ["30"], "expire.never": [], "per_user": []}),
    ("EXPIRE NEVER", {"expire": [], "expire.never": ["1"], "per_user": []}),
    ("EXPIRE 0", {"expire": ["0"], "expire.never": []}),
    ("EXPIRE -1", {"expire": [], "expire.never": [], "parameter": ["-1"]}),
    ("EXPIRE 5 NEVER", {"expire": ["5"], "expire.never": [], "parameter": ["5", "NEVER"]}),
    ("UTF8 USER", {"per_user": [], "parameter": ["USER"]}),
    ("IMPLEMENTATION Shlemazle-Plotz v302", {"implementation": ["Shlemazle-Plotz v302"], "parameter": []}),
    ("IMPLEMENTATION", {"implementation": []}),
    ("X-NEW 5 USER", {"parameter": ["5", "USER"], "per_user": [], "login_delay": [], "expire": []}),
]


@pytest.fixture(scope="module")
def row_of_line(units_of):
    lines = [line for line, _expected in PARAMETERS]
    return dict(zip(lines, capability_rows(units_of, lines)))


@pytest.mark.parametrize("line, expected", PARAMETERS)
def test_parameters_of_capabilities(line, expected, row_of_line):
    for field, found in expected.items():
        assert values(row_of_line[line], f"capability.{field}") == found


def test_units_of_numbers(row_of_line):
    assert labels(row_of_line["LOGIN-DELAY 300"], "capability.login_delay")[0].endswith(": 300 seconds")
    assert labels(row_of_line["EXPIRE 30"], "capability.expire")[0].endswith(": 30 days")
    assert labels(row_of_line["EXPIRE 0"], "capability.expire")[0].endswith("may not be left on the server)")


def test_parameters_without_end(units_of):
    rows = capability_rows(units_of, ["SASL" + " X" * 10000, "NEW" + " X" * 10000])
    assert len(values(rows[0], "capability.auth")) == 200
    assert len(values(rows[1], "capability.parameter")) == 200


@pytest.mark.parametrize("tag", ["NEW", "new", "SASL=PLAIN", "TOPS", "263.net"])
def test_capability_of_no_row(tag, units_of):
    row = capability_rows(units_of, [tag])[0]
    assert values(row, "capability") == [tag]
    assert values(row, "capability.description") == ["Unknown capability (RFC 2449 5)"]


def test_empty_row_names_no_capability(units_of):
    assert not items(capability_rows(units_of, [" "])[0], "capability")


@pytest.mark.parametrize("lines", [["C: CAPA", "S: -ERR TOP"], ["C: LIST", "S: +OK", "S: TOP", "S: ."]])
def test_lines_that_name_no_capability(lines, units_of):
    assert not any(items(unit, "capability") for unit in units_of(lines))


def test_mechanisms_of_auth_without_argument(units_of):
    rows = units_of(["C: AUTH", "S: +OK", "S: NTLM", "S:  PLAIN ", "S: ", "S: ."])[1:]
    assert [values(row, "capability.auth") for row in rows] == [["NTLM"], ["PLAIN"], []]
    assert not any(items(row, "capability") for row in rows)


@pytest.mark.parametrize("path", captures.captures_in(captures.SAMPLES), ids=captures.name_of)
def test_samples_have_no_unknown_capability(path, tree_of):
    descriptions = [item.value for frame in tree_of(path) for call in frame.calls for item in call.descendants()
                    if item.name == P + "capability.description"]
    assert not [description for description in descriptions if description.startswith("Unknown")]


# --- listings ---

@pytest.mark.parametrize("lines, tags, texts", [
    (["C: LANG", "S: +OK Language listing follows:", "S: en English", "S: en-boont English Boontling dialect", "S: de",
      "S: 1 x", "S: ."],
     [[], ["en"], ["en-boont"], ["de"], []], [[], ["English"], ["English Boontling dialect"], [], []]),
    (["C: LANG es", "S: +OK es Idioma cambiado"], [["es"]], [["Idioma cambiado"]]),
    (["C: LANG *", "S: +OK es Idioma cambiado"], [["es"]], [["Idioma cambiado"]]),
    (["C: LANG uga", "S: -ERR es Idioma <<UGA>> no es conocido"], [[]], [[]]),
])
def test_languages(lines, tags, texts, units_of):
    units = units_of(lines)
    assert [values(unit, "lang.tag") for unit in units] == tags
    assert [values(unit, "lang.text") for unit in units] == texts


@pytest.mark.parametrize("line, message", [
    ("+OK 3", ["3"]),
    ("+OK 0 is the last", ["0"]),
    ("+OK", []),
    ("+OK 4294967296", []),
    ("-ERR 3", []),
])
def test_last_message(line, message, units_of):
    assert values(units_of(["C: LAST", f"S: {line}"])[0], "last.message") == message


@pytest.mark.parametrize("verb, argument", [("XTND BBOARDS", ""), ("XTND BBOARDS", " system"),
                                            ("XTND ARCHIVE", " system")])
def test_discussion_groups(verb, argument, units_of):
    units = units_of([f"C: {verb}{argument}", "S: +OK XTND 1", "S: system 10", "S: mh-users 4294967296", "S: x", "S: ."])
    assert [values(unit, "bboard.name") for unit in units] == [[], ["system"], [], []]
    assert [values(unit, "bboard.maxima") for unit in units] == [[], ["10"], [], []]


# --- counts in texts ---

LOGIN = ["C: USER x", "S: +OK 1 message", "C: PASS x"]
TEXTS = [
    (LOGIN, "mrose's maildrop has 2 messages (320 octets)", ["2"], ["320"]),
    (LOGIN, "52 message(s) [4185654 byte(s)]", ["52"], ["4185654"]),
    (LOGIN, "mrose has 3 visible messages (0 hidden) in 4571 octets.", ["3"], ["4571"]),
    (LOGIN, "Logged in.", [], []),
    (["C: APOP x c4c9334bac560ecc979e58001b3e22fb"], "maildrop has 1 message (369 octets)", ["1"], ["369"]),
    (["C: AUTH PLAIN", "S: +", "C: AHgAeA=="], "1 messages (308661 bytes)", ["1"], ["308661"]),
    (["C: AUTH PLAIN AHgAeA=="], "1 messages (308661 bytes)", ["1"], ["308661"]),
    (["C: LIST"], "2 messages (320 octets)", ["2"], ["320"]),
    (["C: LIST"], "2 messages:", ["2"], []),
    (["C: LIST"], "5 14000", ["5"], ["14000"]),
    (["C: LIST"], "5 14000 more", [], []),
    (["C: LIST 5"], "5 14000", [], []),
    (["C: UIDL"], "2 messages", ["2"], []),
    (["C: UIDL"], "5 14000", [], []),
    (["C: RETR 1"], "120 octets", [], ["120"]),
    (["C: RETR 1"], "20058 octets follow.", [], ["20058"]),
    (["C: RETR 1"], "18446744073709551615 octets", [], ["18446744073709551615"]),
    (["C: RETR 1"], "18446744073709551616 octets", [], []),
    (["C: TOP 1 0"], "120 octets", [], ["120"]),
    (["C: RSET"], "maildrop has 2 messages (320 octets)", ["2"], ["320"]),
    (["C: RSET"], "4294967296 messages (320 octets)", [], ["320"]),
    (["C: NOOP"], "2 messages (320 octets)", [], []),
    (["C: DELE 1"], "1 message deleted", [], []),
    (["C: STAT"], "2 320 octets", [], []),
]


@pytest.mark.parametrize("lines, text, messages, octets", TEXTS)
def test_counts_in_texts(lines, text, messages, octets, units_of):
    reply = units_of([*lines, f"S: +OK {text}"])[-1]
    assert values(reply, "text") == [text]
    assert values(reply, "text.messages") == messages
    assert values(reply, "text.octets") == octets


def test_counts_of_other_replies(units_of):
    replies = units_of(["C: USER x", "S: +OK 1 message", "C: PASS x", "S: -ERR 2 messages (320 octets)",
                        "S: +OK 2 messages (320 octets)"])
    assert not any(items(reply, "text.messages") or items(reply, "text.octets") for reply in replies)


def test_counts_in_a_sample(fields_of):
    path = captures.sample("pop3-mailbox")
    assert fields_of(path, P + "text.octets", P + "text.octets") == [[["576"]], [["629"]], [["2330"]]]
    assert fields_of(path, P + "text.messages", P + "text.messages") == [[["3"]]]


# --- the tables themselves ---

def shared_names(table, column):
    folder = captures.SHARED / "registries"
    if not folder.is_dir():
        pytest.skip(f"no shared registries: {folder} does not exist")
    with (folder / f"{table}.tsv").open(encoding="utf-8") as file:
        return {row[column] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def test_no_response_code_is_missing():
    names = {name.strip("[]").replace("...", "*") for name in shared_names("pop3_response_codes", "response_code")}
    assert names <= {row[0] for row in RESPONSE_CODES}


def test_no_capability_is_missing():
    assert shared_names("pop3_capabilities", "capa_tag") <= {row[0] for row in CAPABILITIES}
