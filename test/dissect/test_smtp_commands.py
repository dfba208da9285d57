"""Every command and parameter of the tables is named in the tree, mistyped ones with what they resemble; and what the
commands that change the session do is seen by tshark as by the core.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import contextlib
import csv
import datetime
import re

import pytest

import captures
from passes import require_same_in_any_order, require_same_in_two_passes
from wireshark import PROJECT
from written_dialogues import write_dialogue, write_refused_lines

DESCRIPTION = "mailproto.{}.command.description"
PARAMETER = "mailproto.smtp.parameter"
FINDINGS = ("mailproto.finding.addr_syntax", "mailproto.finding.param_bad_value", "mailproto.finding.xtext_bad")

NOTE = " (not valid for this command)"

# Rows of the list of parameters that are no parameters of a command but limits in the reply to EHLO (RFC 9422).
LIMITS = {"MAILMAX", "RCPTMAX", "RCPTDOMAINMAX"}


def strings_of_rows(name, macro):
    """The first argument and the strings of each row of a table."""
    (path,) = (PROJECT / "plugin").rglob(name)
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    rows = re.findall(rf"^{macro}\((.*?)\)$", text, flags=re.MULTILINE | re.DOTALL)
    return [(re.match(r'"?([\w -]+)', row).group(1), re.findall(r'"((?:[^"\\]|\\.)*)"', row)) for row in rows]


def described(strings):
    """What the tree says of a row: its description and its reference, which are the row's last two strings."""
    return f"{strings[-1]} ({strings[-2]})"


SMTP_VERBS = {verb: described(strings) for verb, strings in strings_of_rows("smtp_verbs.c", "SMTP_VERB")}
POP3_VERBS = {verb: described(strings) for verb, strings in strings_of_rows("pop3_verbs.c", "POP3_VERB")}
PARAMETERS = {keyword: described(strings)
              for keyword, strings in strings_of_rows("smtp_parameters.def", "SMTP_PARAMETER")}


@pytest.fixture(scope="module")
def folder(wireshark):
    return wireshark.new_folder("commands")


@pytest.fixture(scope="module")
def fields_of_lines(folder, fields_of, wireshark):
    """fields_of_lines(port, lines, fields...): one list of values for each field of each line that a client sent."""
    def run(port, lines, *fields):
        path = folder / f"{port}-{len(list(folder.iterdir()))}.pcap"
        write_refused_lines(path, port, lines)
        wireshark.give_away(path)
        return fields_of(path, "mailproto.command", *fields)
    return run


def fields_of_line(fields_of_lines, line, *fields):
    return fields_of_lines(25, [line], *(f"mailproto.{field}" for field in fields))[0]


# --- every row ---

@pytest.mark.parametrize("protocol, port, verbs", [("smtp", 25, SMTP_VERBS), ("pop3", 110, POP3_VERBS)])
def test_every_verb_is_named(protocol, port, verbs, fields_of_lines):
    rows = fields_of_lines(port, list(verbs), f"mailproto.{protocol}.command", DESCRIPTION.format(protocol),
                           f"mailproto.{protocol}.command.resembles", "mailproto.finding.unknown_command")
    assert rows == [[[verb.split()[0]], [description], [], []] for verb, description in verbs.items()]


def test_every_parameter_is_named(fields_of_lines):
    """After a command that does not take it, a parameter is named too, with a note that says so."""
    lines = [f"{command} {keyword}" for keyword in PARAMETERS
             for command in ("MAIL FROM:<a@b>", "RCPT TO:<a@b>", "VRFY a")]
    rows = fields_of_lines(25, lines, PARAMETER + ".keyword", PARAMETER + ".description")
    named = [(keyword, text) for [keywords, texts] in rows for keyword, text in zip(keywords, texts)]
    assert {(keyword, text.replace(NOTE, "")) for keyword, text in named} == set(PARAMETERS.items())
    assert all(any(NOTE not in text for keyword, text in named if keyword == each) for each in PARAMETERS)


def keywords_of(name, column):
    path = captures.SHARED / "registries" / name
    if not path.is_file():
        pytest.skip(f"{path} does not exist (MAILPROTO_SHARED names another folder)")
    with path.open(encoding="utf-8", newline="") as file:
        return {word for row in csv.DictReader(file, delimiter="\t") for word in row[column].split(" / ")}


def test_no_known_verb_is_missing():
    assert keywords_of("smtp_commands.tsv", "verb") <= set(SMTP_VERBS)


def test_no_known_pop3_verb_is_missing():
    """"HELO (POP2)" is a verb of another protocol; the greeting is not a verb."""
    known = {re.sub(r" ?\(.*\)", "", verb) for verb in keywords_of("pop3_commands.tsv", "command")}
    assert known - {""} <= set(POP3_VERBS)


def test_no_known_parameter_is_missing():
    assert keywords_of("smtp_mail_rcpt_params.tsv", "keyword") - LIMITS <= set(PARAMETERS)


# --- slips of the hand ---

@pytest.mark.parametrize("protocol, port, line, verb", [
    ("smtp", 25, "REST", "RSET"), ("smtp", 25, "EHOL client", "EHLO"), ("smtp", 25, "RECPT TO:<a@b>", "RCPT"),
    ("smtp", 25, "ahtu login", "AUTH"), ("smtp", 25, "SATA", "DATA"), ("pop3", 110, "LSIT", "LIST"),
    ("pop3", 110, "REST", "RSET"), ("pop3", 110, "SATA", "STAT"), ("pop3", 110, "TSAT", "STAT"),
    ("smtp", 25, "Dear John", None), ("pop3", 110, "MAIL x", None)])
def test_slip(protocol, port, line, verb, fields_of_lines):
    rows = fields_of_lines(port, [line], f"mailproto.{protocol}.command.resembles", "mailproto.finding.unknown_command",
                           DESCRIPTION.format(protocol))
    [[resembles, unknown, description]] = rows
    assert resembles == ([verb] if verb else []) and len(unknown) == 1 and not description


# --- addresses ---

@pytest.mark.parametrize("path, local_part, domain, route", [
    ("a@b.example", "a", "b.example", None), ('"a b"@[192.0.2.1]', '"a b"', "[192.0.2.1]", None),
    ("@hosta.int,@jkl.org:userc@d.bar.org", "userc", "d.bar.org", "@hosta.int,@jkl.org"),
    ("Postmaster", "Postmaster", None, None), ("\u554f@\u4f8b.example", "\u554f", "\u4f8b.example", None)])
def test_address(path, local_part, domain, route, fields_of_lines):
    found = fields_of_line(fields_of_lines, f"RCPT TO:<{path}>", "smtp.rcpt_to", "address", "address.local_part",
                           "address.domain", "address.route", "finding.addr_syntax")
    assert found == [[value] if value else [] for value in (path, path, local_part, domain, route, None)]


@pytest.mark.parametrize("path", ["a..b@c", "root", "a@b_c", "a@[300.1.1.1]"])
def test_broken_address_is_shown_whole(path, fields_of_lines):
    found = fields_of_line(fields_of_lines, f"RCPT TO:<{path}>", "smtp.rcpt_to", "address", "address.local_part",
                           "address.domain")
    assert found == [[path], [path], [], []]
    assert len(fields_of_line(fields_of_lines, f"RCPT TO:<{path}>", "finding.addr_syntax")[0]) == 1


@pytest.mark.parametrize("line, path, finding", [
    ("MAIL FROM:Anna <a@example.com>", ["a@example.com"], "path_text_before"),
    ("MAIL FROM a@example.com", ["a@example.com"], "path_no_colon"),
    ("MAIL TO:<a@example.com>", ["a@example.com"], "path_keyword"),
    ("MAIL FROM:a@example.com (comment)", ["a@example.com"], "path_text_after"),
    ("MAIL FROM:<a@example.com>,<b@example.com>", [], "path_several"),
    ("MAIL FROM:Anna Bee", [], "addr_syntax")])
def test_path_as_people_type_it(line, path, finding, fields_of_lines):
    found = fields_of_line(fields_of_lines, line, "smtp.mail_from", "address", f"finding.{finding}")
    assert [found[0], found[1], len(found[2])] == [path, path, 1]


def test_nobody_has_no_address(fields_of_lines):
    found = fields_of_line(fields_of_lines, "MAIL FROM:<>", "smtp.mail_from", "address", "finding.addr_syntax")
    assert found == [[], [], []]


# --- values of parameters ---

@pytest.mark.parametrize("parameter, values", [
    ("SIZE=5000000000", {"size": "5000000000"}), ("BODY=8BITMIME", {"body": "8BITMIME"}), ("RET=HDRS", {"ret": "HDRS"}),
    ("ENVID=QQ+2B314159", {"envid": "QQ+314159"}), ("AUTH=e+3Dmc2@example.com", {"auth": "e=mc2@example.com"}),
    ("NOTIFY=SUCCESS,DELAY", {"notify": "SUCCESS,DELAY", "notify.never": "0", "notify.success": "1",
                              "notify.failure": "0", "notify.delay": "1"}),
    ("ORCPT=utf-8;\\x{554F}@example.com", {"orcpt": "\u554f@example.com", "orcpt.type": "utf-8"}),
    ("ORCPT=rfc822;Bob+2Bx@Example.COM", {"orcpt": "Bob+x@Example.COM", "orcpt.type": "rfc822"}),
    ("BY=-120;NT", {"by": "-120", "by.mode": "notify", "by.trace": "1"}),
    ("BY=120;R", {"by": "120", "by.mode": "return", "by.trace": "0"}), ("HOLDFOR=86400", {"holdfor": "86400"}),
    ("HOLDUNTIL=2006-12-31T23:59:59Z", {"holduntil": "2006-12-31 23:59:59"}),
    ("MT-PRIORITY=-3", {"mt_priority": "-3"}), ("MTRK=YWJj:100", {"mtrk": "YWJj", "mtrk.timeout": "100"}),
    ("RRVS=2014-04-03T23:01:00Z;C", {"rrvs": "2014-04-03 23:01:00", "rrvs.action": "continue"}),
    ("SOLICIT=net.example:ADV", {"solicit": "net.example:ADV"}), ("SUBMITTER=a+40b", {"submitter": "a@b"}),
    ("TRANSID=<1@claremont.edu>", {"transid": "<1@claremont.edu>"}), ("XVERP=-=", {"xverp": "-="}),
    ("ALT-ADDRESS=a+40b", {"alt_address": "a@b"})])
def test_value(parameter, values, fields_of_lines):
    keyword, value = parameter.split("=", 1)
    names = [f"smtp.parameter{suffix}" for suffix in ("", ".keyword", ".value", *(f".{name}" for name in values))]
    found = fields_of_line(fields_of_lines, f"MAIL FROM:<a@b> {parameter}", *names)
    assert [without_version(each) for [each] in found] == [parameter, keyword, value, *values.values()]


def without_version(text):
    """A value as every version of Wireshark means it: they print booleans as 1 or True, and times in two ways."""
    for form in ("%b %d, %Y %H:%M:%S.000000000 UTC", "%Y-%m-%dT%H:%M:%S.000000000Z"):
        with contextlib.suppress(ValueError):
            return str(datetime.datetime.strptime(text, form))
    return {"True": "1", "False": "0"}.get(text, text)


@pytest.mark.parametrize("parameter, field, finding", [
    ("SIZE=big", "size", FINDINGS[1]), ("BY=0;R", "by", FINDINGS[1]), ("MT-PRIORITY=10", "mt_priority", FINDINGS[1]),
    ("HOLDUNTIL=tomorrow", "holduntil", FINDINGS[1]), ("NOTIFY=NEVER,DELAY", "notify", FINDINGS[1]),
    ("ENVID=a+zz", "envid", FINDINGS[2]), ("SMTPUTF8=1", "size", FINDINGS[1])])
def test_bad_value_is_text_with_a_finding(parameter, field, finding, fields_of_lines):
    path = [f"{PARAMETER}.value", f"{PARAMETER}.{field}", finding]
    [value, typed, found] = fields_of_lines(25, [f"MAIL FROM:<a@b> {parameter}"], *path)[0]
    assert value == [parameter.split("=", 1)[1]] and not typed and len(found) == 1


def test_good_values_have_no_finding(fields_of_lines):
    line = "MAIL FROM:<a@b> SIZE=1 BODY=8BITMIME SMTPUTF8 FOO=bar ENVID=a+2Bb RET=FULL BY=1;R"
    assert fields_of_lines(25, [line], *FINDINGS)[0] == [[], [], []]


def test_unknown_parameter_is_keyword_and_value(fields_of_lines):
    names = [PARAMETER + suffix for suffix in ("", ".keyword", ".value", ".description")]
    assert fields_of_lines(25, ["RCPT TO:<a@b> FOO=bar"], *names)[0] == [["FOO=bar"], ["FOO"], ["bar"], []]


# --- commands that change the session ---

def write_changing_session(path):
    """XEXCH50 with bytes that look like lines, XCLIENT with EHLO sent before its reply, TURN with a mail after it."""
    write_dialogue(path, [
        "S: 220 a.example.com ESMTP", "C: EHLO b.example.com",
        "S: 250-a.example.com\n250-PIPELINING\n250-XCLIENT NAME ADDR\n250 XEXCH50", "C: XEXCH50 12 2", "S: 354 go on",
        "C: QUIT", "C: RSET\nNOOP", "S: 250 XEXCH50 OK\n250 noop", "C: XCLIENT NAME=x.example ADDR=+5Bx+5D\nEHLO x",
        "S: 220 a.example.com ESMTP", "S: 250 ok", "C: TURN", "S: 250 ok", "C: 220 b.example.com",
        "S: EHLO a.example.com", "C: 250 ok", "S: MAIL FROM:<>", "C: 250 ok", "S: RCPT TO:<c@d>", "C: 250 ok",
        "S: DATA", "C: 354 ok", "S: Subject: x\n\nx\n.", "C: 250 ok", "S: QUIT", "C: 221 bye"])


@pytest.fixture(scope="module")
def changing_session(folder, wireshark):
    path = folder / "changing.pcap"
    write_changing_session(path)
    wireshark.give_away(path)
    return path


def test_session_changes(changing_session, fields_of):
    commands = fields_of(changing_session, "mailproto.command", "mailproto.command", "tcp.srcport")
    verbs = [(verb, port) for [names, [port]] in commands for verb in names]
    assert [verb for verb, _port in verbs] == ["EHLO", "XEXCH50", "NOOP", "XCLIENT", "EHLO", "TURN", "EHLO", "MAIL",
                                               "RCPT", "DATA", "QUIT"]
    assert {port for verb, port in verbs[6:]} == {"25"}
    assert fields_of(changing_session, "mailproto.message.size", "mailproto.message.size") == [[["17"]]]
    obsolete = [[["Obsolete command [RFC 5321 F.1; RFC 5321 F.6]"]]]
    assert fields_of(changing_session, "mailproto.smtp && _ws.expert", "_ws.expert.message") == obsolete


def test_findings_are_found_without_a_word_of_mail(changing_session, wireshark):
    """Nothing is drawn where nobody looks; a request for expert items counts as a look."""
    for filter_of_findings in ('_ws.expert.message contains "Obsolete"', "mailproto.finding.obsolete_verb"):
        rows = wireshark.tshark(changing_session, "-Y", filter_of_findings)
        assert rows.count(b"\n") == 1 and b"TURN" in rows


def test_attributes_are_decoded(changing_session, fields_of):
    names = ["mailproto.smtp.attribute.name", "mailproto.smtp.attribute.value"]
    assert fields_of(changing_session, names[0], *names) == [[["NAME", "ADDR"], ["x.example", "[x]"]]]


def test_session_changes_in_any_order(changing_session, tree_of, columns_of, wireshark):
    require_same_in_two_passes(changing_session, tree_of)
    require_same_in_any_order(changing_session, wireshark, tree_of, columns_of)
