"""Every row of the tables of replies is named in the tree: reply codes, enhanced status codes, extensions.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv

import pytest

import captures
import pdml
from conftest import TREE
from registry_rows import rows_of
from written_dialogues import write_dialogue

REPLY_CODES = rows_of("smtp_reply_codes")
ENHANCED_CODES = rows_of("enhanced_status_codes")
EXTENSIONS = rows_of("smtp_extensions")
CLASSES = {"2": "Positive Completion reply", "3": "Positive Intermediate reply",
           "4": "Transient Negative Completion reply", "5": "Permanent Negative Completion reply"}
GREETING = "S: 220 mail.example.com ESMTP"
EHLO = ["C: EHLO client.example.net", "S: 250-mail.example.com"]


@pytest.fixture(scope="module")
def replies_of(wireshark):
    """replies_of(lines): the items of reply lines in a dialogue, in order."""
    def read(lines, port=25):
        path = wireshark.new_folder("written") / "written.pcap"
        write_dialogue(path, lines, port)
        frames = pdml.read_frames(wireshark.tshark(path, *TREE))
        return [item for frame in frames for call in frame.calls for item in pdml.units_of(call)
                if item.name in ("mailproto.smtp.reply.line", "mailproto.reply")]
    return read


def items(reply, name):
    return [item for item in reply.descendants() if item.name == name]


def values(reply, name):
    return [item.value for item in items(reply, name)]


def labels(reply, name):
    return [item.label for item in items(reply, name)]


# --- reply codes ---

@pytest.fixture(scope="module")
def reply_of_code(replies_of):
    lines = [GREETING]
    for code, _reference, _meaning in REPLY_CODES:
        lines += ["C: NOOP", f"S: {code} text"]
    return dict(zip([row[0] for row in REPLY_CODES], replies_of(lines)[1:]))


@pytest.mark.parametrize("code, _reference, meaning", REPLY_CODES)
def test_reply_code_is_named(code, _reference, meaning, reply_of_code):
    reply = reply_of_code[code]
    assert labels(reply, "mailproto.smtp.reply.code") == [f"Reply code: {meaning} ({code})"]
    assert labels(reply, "mailproto.smtp.reply.class") == [f"Reply class: {CLASSES[code[0]]} ({code[0]})"]
    assert values(reply, "mailproto.smtp.reply.text") == ["text"]


@pytest.mark.parametrize("line, code, text", [("250 ", ["250"], [""]), ("250", ["250"], [""]),
                                              ("559 x", ["559"], ["x"])])
def test_reply_of_little(line, code, text, replies_of):
    reply = replies_of([GREETING, "C: NOOP", f"S: {line}"])[1]
    assert values(reply, "mailproto.smtp.reply.code") == code
    assert values(reply, "mailproto.smtp.reply.text") == text


def test_lines_without_a_code_are_shown(replies_of):
    replies = replies_of([GREETING, "C: HELP", "S: 214-one", "S: two", "S: 214 three"])[1:]
    assert [reply.value for reply in replies] == ["214-one", "two", "214 three"]
    assert [values(reply, "mailproto.smtp.reply.text") for reply in replies] == [["one"], [], ["three"]]


# --- enhanced status codes ---

def as_sent(code):
    return code.replace("X", "2")


@pytest.fixture(scope="module")
def reply_of_enhanced(replies_of):
    lines = [GREETING]
    for code, _reference, _meaning in ENHANCED_CODES:
        lines += ["C: NOOP", f"S: {as_sent(code)[0]}50 {as_sent(code)} text"]
    return dict(zip([row[0] for row in ENHANCED_CODES], replies_of(lines)[1:]))


@pytest.mark.parametrize("code, _reference, meaning", ENHANCED_CODES)
def test_enhanced_status_code_is_named(code, _reference, meaning, reply_of_enhanced):
    reply = reply_of_enhanced[code]
    class_code, subject, detail = as_sent(code).split(".")
    assert values(reply, "mailproto.smtp.reply.enhanced") == [as_sent(code)]
    assert labels(reply, "mailproto.smtp.reply.enhanced") == [f"Enhanced status code: {as_sent(code)} ({meaning})"]
    assert labels(reply, "mailproto.smtp.reply.enhanced.class") == [f"Status class: {name_of('classes', class_code)}"]
    assert labels(reply, "mailproto.smtp.reply.enhanced.subject") == [f"Status subject: {name_of('subjects', subject)}"]
    assert labels(reply, "mailproto.smtp.reply.enhanced.detail") == [f"Status detail: {detail} ({meaning})"]
    assert values(reply, "mailproto.smtp.reply.text") == ["text"]


def name_of(table, number):
    return next(f"{meaning} ({number})" for row, _reference, meaning in rows_of(f"enhanced_status_{table}")
                if row == number)


@pytest.mark.parametrize("code, subject", [("5.8.1", "Unknown (8)"), ("5.7.999", "Security or Policy Status (7)")])
def test_unregistered_enhanced_status_code(code, subject, replies_of):
    reply = replies_of([GREETING, "C: NOOP", f"S: 550 {code} text"])[1]
    assert labels(reply, "mailproto.smtp.reply.enhanced") == [f"Enhanced status code: {code} (not registered)"]
    assert labels(reply, "mailproto.smtp.reply.enhanced.subject") == [f"Status subject: {subject}"]


def test_enhanced_status_code_of_each_line(replies_of):
    replies = replies_of([GREETING, "C: NOOP", "S: 550-5.7.1 one", "S: 550-two", "S: 550 5.7.1 three"])[1:]
    assert [values(reply, "mailproto.smtp.reply.enhanced") for reply in replies] == [["5.7.1"], [], ["5.7.1"]]


# --- extensions ---

@pytest.fixture(scope="module")
def reply_of_keyword(replies_of):
    keywords = [row[0] for row in EXTENSIONS]
    replies = replies_of([GREETING, *EHLO, *[f"S: 250-{keyword.lower()}" for keyword in keywords], "S: 250 X-LAST"])
    return dict(zip(keywords, replies[2:]))


@pytest.mark.parametrize("keyword, reference, _parameters, meaning", EXTENSIONS)
def test_extension_is_named(keyword, reference, _parameters, meaning, reply_of_keyword):
    reply = reply_of_keyword[keyword]
    assert values(reply, "mailproto.smtp.extension") == [keyword]
    assert values(reply, "mailproto.smtp.extension.description") == [f"{meaning} ({reference})"]
    assert not items(reply, "mailproto.smtp.extension.parameter")


PARAMETERS = [
    ("SIZE 35882577", {"size": ["35882577"]}),
    ("SIZE 0", {"size": ["0"]}),
    ("SIZE", {"size": []}),
    ("SIZE x", {"size": [], "parameter": ["x"]}),
    ("SIZE 18446744073709551616", {"size": [], "parameter": ["18446744073709551616"]}),
    ("AUTH LOGIN PLAIN", {"auth": ["LOGIN", "PLAIN"], "parameter": ["LOGIN", "PLAIN"]}),
    ("AUTH=LOGIN PLAIN", {"auth": ["LOGIN", "PLAIN"], "parameter": ["LOGIN", "PLAIN"]}),
    ("X-EXPS GSSAPI NTLM", {"auth": ["GSSAPI", "NTLM"]}),
    ("X-EXPS=LOGIN", {"auth": ["LOGIN"]}),
    ("LIMITS RCPTMAX=20 MAILMAX=x NEW", {"limit.name": ["RCPTMAX", "MAILMAX", "NEW"], "limit.value": ["20"]}),
    ("FUTURERELEASE 86400 2026-12-31T00:00:00Z", {"parameter": ["86400", "2026-12-31T00:00:00Z"]}),
    ("DELIVERBY 240,x", {"parameter": ["240,x"]}),
    ("MT-PRIORITY MIXER", {"parameter": ["MIXER"]}),
    ("XCLIENT NAME ADDR LOGIN", {"parameter": ["NAME", "ADDR", "LOGIN"], "auth": []}),
]


@pytest.mark.parametrize("line, expected", PARAMETERS)
def test_parameters_of_extensions(line, expected, replies_of):
    reply = replies_of([GREETING, *EHLO, f"S: 250 {line}"])[2]
    for field, found in expected.items():
        assert values(reply, f"mailproto.smtp.extension.{field}") == found


def test_parameters_without_end(replies_of):
    reply = replies_of([GREETING, *EHLO, "S: 250 AUTH" + " X" * 5000])[2]
    assert len(values(reply, "mailproto.smtp.extension.auth")) == 200


@pytest.mark.parametrize("keyword, description", [("XXXXXXXA", "Masked"), ("XXXX", "Masked"), ("x-new", "Unknown extension"),
                                                  ("X-NEW", "Unknown extension"), ("263.net", "Unknown extension")])
def test_keywords_of_no_row(keyword, description, replies_of):
    reply = replies_of([GREETING, *EHLO, f"S: 250 {keyword}"])[2]
    assert values(reply, "mailproto.smtp.extension") == [keyword]
    assert values(reply, "mailproto.smtp.extension.description")[0].startswith(description)


@pytest.mark.parametrize("lines", [["C: EHLO x", "S: 250 SIZE"], ["C: HELP", "S: 214-mx", "S: 214 SIZE"],
                                   ["C: EHLO x", "S: 550-mx", "S: 550 SIZE"], ["C: HELO x", "S: 250-mx", "S: 250 SIZE"]])
def test_lines_that_name_no_extension(lines, replies_of):
    assert not any(items(reply, "mailproto.smtp.extension") for reply in replies_of([GREETING, *lines]))


# --- text ---

MAIL = ["C: MAIL FROM:<bob@example.net>", "S: 250 2.1.0 Ok", "C: RCPT TO:<alice@example.com>", "S: 250 2.1.5 Ok",
        "C: DATA", "S: 354 go", "C: Subject: tea", "C: ", "C: ."]


@pytest.mark.parametrize("reply, queue_id", [("250 2.0.0 Ok: queued as 5C19921E0D", ["5C19921E0D"]),
                                             ("250 OK id=1Mugho-0003Dg-Un", ["1Mugho-0003Dg-Un"]),
                                             ("250 ok 1129400405 qp 17374", ["1129400405 qp 17374"]),
                                             ("250 2.0.0: 4a5b6c7d Message accepted for delivery", ["4a5b6c7d"]),
                                             ("250 Ok, id=12345-01, from MTA: 250 Ok: queued as 5C19921E0D",
                                              ["12345-01", "5C19921E0D"]),
                                             ("250 2.0.0 Ok", []),
                                             ("451 4.3.0 not queued as 5C19921E0D", [])])
def test_queue_id_of_an_accepted_message(reply, queue_id, replies_of):
    replies = replies_of([GREETING, *MAIL, f"S: {reply}"])
    assert values(replies[-1], "mailproto.smtp.queue_id") == queue_id


def test_queue_id_of_a_chunk_and_of_no_message(replies_of):
    chunk = replies_of([GREETING, "C: BDAT 3 LAST", "C: x", "S: 250 Ok: queued as 5C19921E0D"])
    assert values(chunk[-1], "mailproto.smtp.queue_id") == ["5C19921E0D"]
    other = replies_of([GREETING, "C: NOOP", "S: 250 Ok: queued as 5C19921E0D"])
    assert values(other[-1], "mailproto.smtp.queue_id") == []


def test_queue_id_of_each_recipient_in_lmtp(replies_of):
    two = MAIL[:4] + ["C: RCPT TO:<carol@example.com>", "S: 250 2.1.5 Ok"] + MAIL[4:]
    replies = replies_of([GREETING, "C: LHLO x", "S: 250 mx", *two, "S: 250 2.0.0 Ok: queued as 5C19921E0D",
                          "S: 250 2.0.0 Ok: queued as 5C19921E0E"])
    assert [values(reply, "mailproto.smtp.queue_id") for reply in replies[-2:]] == [["5C19921E0D"], ["5C19921E0E"]]


def test_session_id_of_dovecot_names_no_message(replies_of):
    """Dovecot's LMTP has no queue. The word is the id of its session, which its log has in each line."""
    reply = replies_of([GREETING, "C: LHLO x", "S: 250 mx", *MAIL, "S: 250 2.0.0 <alice@example.com> a1+b/C Saved"])[-1]
    assert values(reply, "mailproto.smtp.queue_id") == []
    assert values(reply, "mailproto.smtp.session_id") == ["a1+b/C"]


@pytest.mark.parametrize("line, decoded", [("535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", ["Password:"]),
                                           ("535 Error: authentication failed", []),
                                           ("250 Ok: UGFzc3dvcmQ6", [])])
def test_base64_in_a_refusal(line, decoded, replies_of):
    reply = replies_of([GREETING, "C: NOOP", f"S: {line}"])[1]
    assert values(reply, "mailproto.smtp.reply.text.decoded") == decoded


@pytest.mark.parametrize("greeting, software", [
    ("220 mail.example.com ESMTP Postfix", ["Postfix"]),
    ("220-exim.example.com ESMTP Exim 4.96", ["Exim 4.96"]),
    ("220 163.com Anti-spam GT for Coremail System (163com[20141201])", ["Coremail"]),
    ("220 mx Dovecot ready.", ["Dovecot"]),
    ("220 postfix.example.com ESMTP", []),
    ("220 smtp.example.com Esmtp QQ QMail Server", ["QQ Mail"]),
])
def test_software_of_an_smtp_greeting(greeting, software, replies_of):
    reply = replies_of([f"S: {greeting}", "S: 220 more"])[0]
    assert values(reply, "mailproto.session.software") == software


@pytest.mark.parametrize("greeting, software", [("+OK Dovecot (Debian) ready.", ["Dovecot"]),
                                                ("+OK mx Cyrus POP3 v2.3.16 server ready <1@mx>", ["Cyrus v2.3.16"]),
                                                ("+OK dovecot.example.com POP3 ready", []),
                                                ("+OK Hello there.", [])])
def test_software_of_a_pop3_greeting(greeting, software, replies_of):
    replies = replies_of([f"S: {greeting}", "C: NOOP", "S: +OK Dovecot"], port=110)
    assert [values(reply, "mailproto.session.software") for reply in replies] == [software, []]


# --- real servers ---

@pytest.mark.parametrize("name, software, queue_ids, session_ids", [
    ("smtp-exim", ["Exim 4.96"] * 2, ["1xURGT-00033j-1v"], []),
    ("smtp-to-lmtp", ["Postfix", "Dovecot"], ["561DFA7A3D1"], ["6KIdFgxyAGu9LgAAYIgGOA"]),
    ("pop3-auth", ["Dovecot"] * 4, [], []),
])
def test_names_in_samples(name, software, queue_ids, session_ids, tree_of):
    calls = [call for frame in tree_of(captures.sample(name)) for call in frame.calls]
    assert [value for call in calls for value in call.values("mailproto.session.software")] == software
    assert [value for call in calls for value in call.values("mailproto.smtp.queue_id")] == queue_ids
    assert [value for call in calls for value in call.values("mailproto.smtp.session_id")] == session_ids


# Cyrus ends the list of its extensions with a line that names none: "250 Ok SESSIONID=<...>".
UNKNOWN_IN_SAMPLES = {"lmtp-cyrus": ["Ok"]}


@pytest.mark.parametrize("path", captures.captures_in(captures.SAMPLES), ids=captures.name_of)
def test_samples_have_no_unknown_extension(path, tree_of):
    calls = [call for frame in tree_of(path) for call in frame.calls]
    unknown = [item.value for call in calls for item in call.descendants()
               if item.name == "mailproto.smtp.extension" and item.first("mailproto.smtp.extension.description") ==
               "Unknown extension"]
    assert unknown == UNKNOWN_IN_SAMPLES.get(path.stem, [])


# --- the tables themselves ---

def shared_codes(name, column):
    folder = captures.SHARED / "registries"
    if not folder.is_dir():
        pytest.skip(f"no shared registries: {folder} does not exist")
    with (folder / f"{name}.tsv").open(encoding="utf-8") as file:
        return [row[column] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_no_reply_code_is_missing():
    assert set(shared_codes("smtp_reply_codes", "code")) <= {row[0] for row in REPLY_CODES}


def test_no_enhanced_status_code_is_missing():
    codes = {code for code in shared_codes("enhanced_status_codes", "code") if "YYY" not in code}
    assert codes <= {row[0] for row in ENHANCED_CODES}


def test_no_extension_is_missing():
    keywords = {keyword.upper() for keyword in shared_codes("smtp_extensions", "ehlo_keyword")}
    assert keywords - {"AUTH=", "XXXXXXXA / XXXX..."} <= {row[0] for row in EXTENSIONS}
