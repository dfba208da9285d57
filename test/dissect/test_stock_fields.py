"""The stock dissectors' fields that the plugin fills: the same values as theirs, but for differences with a reason.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import collections
import concurrent.futures
import functools
import hashlib
import re
import subprocess

import pytest

import captures
import stock_comparison
from captures import sample
from stock_comparison import our_values, stock_field_rows, stock_values
from written_dialogues import write_dialogue

LARGEST_NUMBER_OF_RULES = 40
NEVER_FILLED = {f"{protocol}.data.fragment.{fault}" for protocol in ("smtp", "pop")
                for fault in ("overlap", "overlap.conflicts", "multiple_tails", "too_long_fragment", "error")} | {
    "smtp.base64_decode", "smtp.response.code.unexpected", "pop.response.tot_len.invalid"}
RULES = stock_comparison.read_rules()
OFF = ("-o", "mailproto.stock_fields:FALSE")


@pytest.fixture(scope="module")
def rules_used():
    return set()


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_values_are_those_of_the_stock_dissectors(path, wireshark, stock_wireshark, rules_used):
    with concurrent.futures.ThreadPoolExecutor() as executor:
        stock, ours = executor.submit(stock_values, stock_wireshark, path), executor.submit(our_values, wireshark, path)
    unexplained = []
    for stream, field, theirs, found in stock_comparison.differences(stock.result(), ours.result()):
        rules = stock_comparison.rules_that_explain(RULES, path.name, field, theirs, found)
        rules_used.update(rules)
        if not rules:
            unexplained.append((stream, field, theirs, found))
    assert not unexplained


def test_rules_are_few_have_reasons_and_are_needed(rules_used, request):
    """A rule that explains no difference can go; it is known once every capture was compared."""
    assert len(RULES) <= LARGEST_NUMBER_OF_RULES
    assert all(re.fullmatch(r"([SMPI]\d+(, )?)+|RFC \d+( [\d.]+)?", rule.reason) for rule in RULES)
    compared = [item for item in request.session.items if item.name.startswith("test_values_are_those")]
    if captures.has_shared() and len(compared) == len(captures.every_capture()):
        assert [rule for rule in RULES if rule not in rules_used] == []


def test_every_field_is_one_of_the_stock_dissectors(stock_wireshark):
    """And those that are never filled are all that is left."""
    command = stock_wireshark.command("tshark", "-G", "fields")
    listed = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    kinds = {row.split("\t")[2]: row.split("\t")[3] for row in listed if re.match(r"F\t[^\t]*\t(smtp|pop)\.", row)}
    assert {name: kind for name, kind, _place in stock_field_rows()} == {
        name: kind for name, kind in kinds.items() if name not in NEVER_FILLED}
    assert NEVER_FILLED <= set(kinds)


# --- what the rules leave open: the values against those of the plugin's own fields ---

SAME = [("smtp.command_line", "mailproto.smtp.command_line"), ("smtp.req.parameter", "mailproto.smtp.argument"),
        ("smtp.response.code", "mailproto.smtp.reply.code"), ("pop.request.parameter", "mailproto.pop3.argument"),
        ("pop.response.indicator", "mailproto.pop3.status"), ("smtp.auth.password", "mailproto.auth.password")]


SHA256 = "mailproto.message.sha256"
COMPLETE = "mailproto.message.complete"


@pytest.fixture(scope="module")
def read_by_plugin(wireshark):
    """read_by_plugin(capture): the values of each field in SAME, the hashes, and the folder of what was exported."""
    @functools.lru_cache(maxsize=None)
    def read(path):
        folder = wireshark.new_folder("export")
        names = [name for pair in SAME for name in pair] + [SHA256, COMPLETE]
        arguments = [argument for name in names for argument in ("-e", name)]
        text = wireshark.tshark(path, "-Y", "mailproto", "-T", "fields", "-E", "separator=/t", "-E",
                                "aggregator=\x1f", *arguments, "--export-objects", f"imf,{folder}").decode("utf-8")
        found = collections.defaultdict(list)
        for line in text.splitlines():
            for name, column in zip(names, line.split("\t")):
                found[name] += [re.sub(r"(\\r)?\\n$", "", value) for value in column.split("\x1f") if column]
        return found, folder
    return read


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_values_agree_with_the_fields_of_the_plugin(path, read_by_plugin):
    found, _folder = read_by_plugin(path)
    for stock, own in SAME:
        if stock != "smtp.auth.password" or not found["pop.response.indicator"]:
            assert found[stock] == found[own]


def test_fragments_are_the_frames_of_content(wireshark, fields_of):
    """Three chunks make the first message; the others came in one frame each, the last completed by an empty chunk."""
    values = our_values(wireshark, sample("smtp-bdat"))
    (stream,) = {stream for stream, field in values if field == "smtp.data.fragments"}
    completing = [row[0][0] for row in fields_of(sample("smtp-bdat"), "smtp.data.fragments", "frame.number")]
    assert values[stream, "smtp.data.fragment.count"] == ["3", "1", "1"]
    assert values[stream, "smtp.data.fragment"] == ["13", "15", "17", "23", "29"]
    assert completing == ["17", "23", "31"]
    assert values[stream, "smtp.data.reassembled.in"] == ["17", "17"]


@pytest.mark.parametrize("count", [50000, 50001, 60000])
def test_lines_of_content_are_limited(count, wireshark):
    """Wireshark ends the dissection of a packet that has a million items."""
    path = wireshark.new_folder("lines") / "lines.pcap"
    start = ["S: 220 ready", "C: EHLO a", "S: 250 a", "C: MAIL FROM:<a@b>", "S: 250 ok", "C: RCPT TO:<a@b>", "S: 250 ok",
             "C: DATA", "S: 354 go on"]
    write_dialogue(path, [*start, "C| " + "\n" * count, "C: \n.", "S: 250 ok"])
    wireshark.give_away(path)
    values = our_values(wireshark, path)
    assert len(values[0, "smtp.message"]) == 50000 + 1
    assert values[0, "smtp.response.code"][-1] == "250"


# --- hidden, switched off, and in every pass ---

def test_items_are_hidden(wireshark):
    text = wireshark.tshark(sample("smtp-plain"), "-V").decode()
    assert "Mail" in text and "Command Line:" not in text and "Response parameter:" not in text


@pytest.mark.parametrize("name, field", [("smtp-plain", "smtp"), ("smtp-plain", "smtp.req.command"),
                                         ("pop3-mailbox", "pop"), ("pop3-mailbox", "pop.request.command")])
def test_preference_switches_them_off(name, field, wireshark):
    arguments = ("-Y", field, "-T", "fields", "-e", "frame.number")
    assert wireshark.tshark(sample(name), *arguments)
    assert not wireshark.tshark(sample(name), *arguments, *OFF)


@pytest.mark.parametrize("name", ["smtp-auth-login-plain", "smtp-cut-lines", "pop3-auth"])
def test_secrets_are_masked(name, wireshark):
    """Neither password nor base64 that holds one."""
    def text(*options):
        return str(our_values(wireshark, sample(name), *options))
    secrets = ["wonderland", "d29uZGVybGFuZA==", "AGFsaWNlAHdvbmRlcmxhbmQ="]
    shown = [secret for secret in secrets if secret in text()]
    masked = text("-o", "mailproto.show_secrets:FALSE")
    assert (shown and "********" in masked) or name == "smtp-cut-lines"
    assert not [secret for secret in secrets if secret in masked]


@pytest.mark.parametrize("name", ["smtp-long", "smtp-pipelining", "pop3-long", "smtp-starttls"])
def test_passes_differ_only_in_the_frame_of_completion(name, wireshark):
    def values(*options):
        found = stock_comparison.read_values(wireshark.tshark(sample(name), *stock_comparison.TREE[1:], *options))
        return {key: value for key, value in found.items() if not key[1].endswith(".reassembled.in")}
    assert values() == values("-2")


# --- exports ---

def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_every_message_is_exported(path, read_by_plugin):
    """Byte for byte: those that are whole have a hash. An empty message gives no file; a mail inside another mail
    gives one too, which the IMF dissector makes; so does one that lacks bytes."""
    found, folder = read_by_plugin(path)
    exported = [file.read_bytes() for file in folder.iterdir()]
    messages = [value for value in found[SHA256] if value != sha256(b"")]
    whole = [octets for octets in exported if sha256(octets) in messages]
    assert sorted(map(sha256, whole)) == sorted(messages)
    incomplete = found[COMPLETE].count("0")
    assert len([octets for octets in exported if not any(octets in outer for outer in whole)]) <= incomplete
