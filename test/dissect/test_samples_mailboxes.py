"""What the plugin must find in the sample captures of mailboxes of other servers than Dovecot: Cyrus and Courier; the
README of sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from captures import sample
from dialogue import codes_by_question, verbs
from sample_mails import mail_of

MAILS = ["short", "dotted", "second"]


def sizes_of(seen):
    return [message.size for message in seen.messages]


@pytest.mark.parametrize("name", ["pop3-auth-ntlm", "pop3-pipelining-cyrus", "pop3-fetchmail"])
def test_software_names_itself(name, values_of):
    assert all(software.startswith("Cyrus") for software in values_of(name, "mailproto.session.software"))
    assert values_of(name, "mailproto.session.software")


def test_capabilities(values_of):
    assert values_of("pop3-pipelining-cyrus", "mailproto.pop3.capability") == [
        "SASL", "EXPIRE", "LOGIN-DELAY", "TOP", "UIDL", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "USER",
        "IMPLEMENTATION"]
    assert values_of("pop3-utf8", "mailproto.pop3.capability") == [
        "TOP", "USER", "LOGIN-DELAY", "PIPELINING", "UIDL", "UTF8", "IMPLEMENTATION"]


@pytest.mark.parametrize("name", ["pop3-auth-ntlm", "pop3-pipelining-cyrus"])
def test_pipelined_retrievals(name, dialogues_of, fields_of):
    seen = dialogues_of(name)[-1]
    assert codes_by_question(seen)[-4:] == [("RETR", "+OK")] * 3 + [("QUIT", "+OK")]
    assert sizes_of(seen) == [int(octets) for _number, octets in seen.list_rows]
    assert [size > len(mail_of(mail)) for size, mail in zip(sizes_of(seen), MAILS, strict=True)] == [True] * 3
    rows = fields_of(sample(name), "mailproto.pop3.retr.message", "mailproto.pop3.retr.message", "mailproto.pipelined")
    assert rows == [[["1"], ["0"]], [["2", "3"], ["0", "1"]]]


def test_fetchmail(dialogues_of, values_of):
    refused, accepted = dialogues_of("pop3-fetchmail")
    assert codes_by_question(refused)[1:] == [("APOP", "-ERR"), ("QUIT", "+OK")]
    assert codes_by_question(accepted)[1:5] == [("APOP", "+OK"), ("STAT", "+OK"), ("LAST", "-ERR"), ("UIDL", "+OK")]
    assert verbs(accepted)[4:] == ["LIST", "TOP", "DELE"] * 3 + ["QUIT"]
    assert [message.via for message in accepted.messages] == ["TOP"] * 3
    assert sizes_of(accepted) == [int(octets) for octets in values_of("pop3-fetchmail", "mailproto.pop3.list.octets")]
    assert values_of("pop3-fetchmail", "mailproto.pop3.top.lines") == ["99999999"] * 3
    assert values_of("pop3-fetchmail", "mailproto.auth.result") == ["failure", "success"]
    assert values_of("pop3-fetchmail", "mailproto.pop3.maildrop.policy") == ["deletes"]


def test_user_in_utf_8(dialogues_of, values_of, columns_of):
    (seen,) = dialogues_of("pop3-utf8")
    assert codes_by_question(seen)[1:] == [
        ("CAPA", "+OK"), ("UTF8", "+OK"), ("USER", "+OK"), ("PASS", "-ERR"), ("USER", "+OK"), ("PASS", "+OK"),
        ("STAT", "+OK"), ("RETR", "+OK"), ("QUIT", "+OK")]
    assert values_of("pop3-utf8", "mailproto.auth.user") == ["zoë", "zoë"]
    assert values_of("pop3-utf8", "mailproto.auth.password") == ["looking-glass", "wonderland"]
    assert values_of("pop3-utf8", "mailproto.auth.result") == ["failure", "success"]
    (info,) = [info for _number, protocol, info in columns_of(sample("pop3-utf8")) if protocol == "POP3/IMF"]
    assert info.endswith(", \"Grüße an Zoë\"")
