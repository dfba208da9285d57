"""What the plugin must find in the sample captures of logins by challenge, extensions of SMTP, Exim, LMTP, and in the
mailboxes of their kind; the README of sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import base64
import hashlib
import hmac
import re

import pytest

import dialogue
from captures import sample
from dialogue import codes_by_question, verbs
from sample_mails import mail_of, size_and_hash

CONTENT = dialogue.CONTENT_VERB
GROUP = [("MAIL", "250"), ("RCPT", "250"), ("DATA", "354")]
REFUSED_THEN_ACCEPTED = ["failure", "success"]
PASSWORDS = ["looking-glass", "wonderland"]


def codes_of(seen):
    return [reply.status for reply in seen.replies]


def lines_of(seen, verb):
    return [question.line for question in seen.questions if question.verb == verb]


# --- logins by challenge ---

@pytest.mark.parametrize("name, mechanism", [
    ("smtp-auth-cram-md5", "CRAM-MD5"), ("smtp-auth-digest-md5", "DIGEST-MD5"), ("smtp-auth-scram", "SCRAM-SHA-256"),
    ("pop3-auth-cram-md5", "CRAM-MD5"), ("pop3-auth-scram", "SCRAM-SHA-256"), ("pop3-apop", "APOP"),
])
def test_login_by_challenge(name, mechanism, values_of):
    assert set(values_of(name, "mailproto.auth.mechanism")) == {mechanism}
    assert values_of(name, "mailproto.auth.result") == REFUSED_THEN_ACCEPTED
    assert not values_of(name, "mailproto.auth.password")


def test_digest_of_apop_follows_from_timestamp_and_password(values_of):
    assert values_of("pop3-apop", "mailproto.auth.user") == ["alice", "alice"]
    greetings = [text for text in values_of("pop3-apop", "mailproto.pop3.text") if "@" in text]
    expected = [hashlib.md5((greeting[greeting.index("<"):] + password).encode()).hexdigest()
                for greeting, password in zip(greetings, PASSWORDS, strict=True)]
    assert values_of("pop3-apop", "mailproto.auth.digest") == expected


@pytest.mark.parametrize("name", ["smtp-auth-cram-md5", "pop3-auth-cram-md5"])
def test_response_of_cram_md5_follows_from_challenge_and_password(name, values_of):
    challenges = values_of(name, "mailproto.auth.challenge")
    expected = ["alice " + hmac.new(password.encode(), challenge.encode(), "md5").hexdigest()
                for challenge, password in zip(challenges, PASSWORDS, strict=True)]
    steps = [base64.b64decode(step).decode() for step in values_of(name, "mailproto.auth.base64")]
    assert steps == [step for pair in zip(challenges, expected) for step in pair]


@pytest.mark.parametrize("name, refused, accepted", [
    ("smtp-auth-cram-md5", ["334", "535"], ["334", "235"]),
    ("smtp-auth-digest-md5", ["334", "535"], ["334", "334", "235"]),
    ("smtp-auth-scram", ["334", "334", "535"], ["334", "334", "334", "235"]),
    ("pop3-auth-cram-md5", ["+", "-ERR"], ["+", "+OK"]),
    ("pop3-auth-scram", ["+", "+", "-ERR"], ["+", "+", "+", "+OK"]),
])
def test_every_step_of_a_login_has_its_answer(name, refused, accepted, dialogues_of):
    for seen, expected in zip(dialogues_of(name), (refused, accepted), strict=True):
        steps = [pair for pair in codes_by_question(seen) if pair[0] in ("AUTH", dialogue.SASL_VERB)]
        assert steps == list(zip(["AUTH"] + [dialogue.SASL_VERB] * (len(expected) - 1), expected))


@pytest.mark.parametrize("name", ["smtp-auth-cram-md5", "smtp-auth-digest-md5", "smtp-auth-scram"])
def test_mail_after_the_login(name, dialogues_of):
    refused, accepted = dialogues_of(name)
    assert verbs(accepted)[-4:] == ["MAIL", "RCPT", "DATA", "QUIT"] and not refused.messages
    assert [(message.size, message.sha256) for message in accepted.messages] == [size_and_hash("short")]


# --- extensions of SMTP ---

MESSAGES = {"smtp-utf8": ["international"], "smtp-8bitmime": ["chinese-8bit"], "smtp-size": ["short", "long+"],
            "smtp-exim": ["plain+", "advertisement+"], "smtp-prdr": ["second+"], "lmtp": ["plain"],
            "smtp-xclient": ["plain+"]}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_are_what_the_sender_handed_over(name, dialogues_of):
    found = [(message.size, message.sha256) for seen in dialogues_of(name) for message in seen.messages]
    assert found == [size_and_hash(mail) for mail in MESSAGES[name]]


@pytest.mark.parametrize("name", ["smtp-xforward", "smtp-to-lmtp"])
def test_mail_handed_on_has_a_trace_line_more(name, dialogues_of):
    first, second = [seen.messages for seen in dialogues_of(name)]
    assert len(first) == len(second) == 1 and second[0].size > first[0].size


def test_xclient_is_answered_by_a_greeting(dialogues_of):
    accepted, refused = dialogues_of("smtp-xclient")
    assert codes_by_question(accepted)[1:] == [("EHLO", "250"), ("XCLIENT", "220"), ("EHLO", "250"), *GROUP,
                                               (CONTENT, "250"), ("QUIT", "221")]
    assert codes_by_question(refused)[1:] == [("EHLO", "250"), ("XCLIENT", "550"), ("QUIT", "221")]


def test_xforward_goes_with_the_group(dialogues_of):
    _first, second = dialogues_of("smtp-xforward")
    assert codes_by_question(second)[1:] == [("EHLO", "250"), ("XFORWARD", "250"), ("XFORWARD", "250"), *GROUP,
                                             (CONTENT, "250"), ("QUIT", "221")]


def test_parameters_of_delivery_reports(dialogues_of, values_of):
    with_msmtp, with_smtplib, report = dialogues_of("smtp-dsn")
    assert lines_of(with_msmtp, "MAIL") + lines_of(with_msmtp, "RCPT") == [
        "MAIL FROM:<bob@example.net> RET=FULL", "RCPT TO:<alice@example.com> NOTIFY=FAILURE,DELAY"]
    assert lines_of(with_smtplib, "MAIL") + lines_of(with_smtplib, "RCPT") == [
        "mail FROM:<alice@example.com> RET=HDRS ENVID=tea+2B2026-01-05",
        "rcpt TO:<alice@example.com> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;alice+2Btea@example.com",
        "rcpt TO:<bob@example.com> NOTIFY=NEVER"]
    assert values_of("smtp-dsn", "mailproto.smtp.rcpt_to") == ["alice@example.com"] * 2 + ["bob@example.com"]
    assert [message.via for message in report.messages] == ["RETR"]


def test_delivery_report_goes_to_imf(fields_of):
    rows = fields_of(sample("smtp-dsn"), "tcp.port == 110 && imf", "imf.subject")
    assert rows == [[["Successful Mail Delivery Report"]]]


def test_international_address(values_of):
    assert values_of("smtp-utf8", "mailproto.smtp.rcpt_to") == ["zoë@example.com"]
    assert "zoë@example.com".encode() in mail_of("international")


def test_too_large(dialogues_of):
    declared, undeclared = dialogues_of("smtp-size")
    assert codes_by_question(declared)[2:] == [("MAIL", "552"), ("RSET", "250"), *GROUP, (CONTENT, "250"),
                                               ("QUIT", "221")]
    assert codes_by_question(undeclared)[2:] == [*GROUP, (CONTENT, "552"), ("QUIT", "221")]


# --- Exim ---

def test_exim(dialogues_of, values_of):
    some, none = dialogues_of("smtp-exim")
    assert codes_by_question(some)[2:] == [("MAIL", "250"), ("RCPT", "250"), ("RCPT", "550"), ("RCPT", "550"),
                                           ("DATA", "354"), (CONTENT, "250"), ("QUIT", "221")]
    assert codes_by_question(none)[2:] == [*GROUP, (CONTENT, "550"), ("QUIT", "221")]
    assert "OK id=" in some.replies[-2].lines[0]


def test_reply_for_each_recipient_is_seen(dialogues_of):
    (seen,) = dialogues_of("smtp-prdr")
    assert codes_of(seen)[-5:] == ["353", "250", "550", "250", "221"]
    assert codes_by_question(seen)[-1] == ("QUIT", "221")


# --- LMTP ---

@pytest.mark.parametrize("name, stream, mail", [("lmtp", 0, "plain"), ("smtp-to-lmtp", 1, "dotted")])
def test_lmtp_answers_for_each_recipient(name, stream, mail, dialogues_of):
    seen = dialogues_of(name)[stream]
    assert verbs(seen)[:5] == ["LHLO", "MAIL", "RCPT", "RCPT", "DATA"]
    assert codes_of(seen)[:8] == ["220", "250", "250", "250", "250", "354", "250", "552"]
    to_alice, to_carol = [reply for reply in seen.replies if re.search("Saved|Quota", reply.lines[0])]
    assert to_alice.response_to == to_carol.response_to == str(seen.messages[0].frame)
    assert seen.messages[0].size >= len(mail_of(mail))


def recipients_of(seen):
    """Each recipient, and how the server answered RCPT."""
    lines = [line.split("<")[1].split("@")[0] for line in lines_of(seen, "RCPT")]
    return list(zip(lines, [code for verb, code in codes_by_question(seen) if verb == "RCPT"], strict=True))


# Only for recipients that were accepted there is a reply after the content (RFC 2033, 4.2), in the order of RCPT.
@pytest.mark.parametrize("name, recipients, after_content", [
    ("lmtp-recipients", [("alice", "250"), ("bob", "250"), ("carol", "250"), ("nobody", "550")], ["250", "250", "552"]),
    ("lmtp-bdat", [("alice", "250"), ("nobody", "550"), ("carol", "250"), ("bob", "250")], ["250", "552", "250"]),
    ("lmtp-cyrus", [("nobody", "550"), ("alice", "250")], ["250"]),
])
def test_replies_after_content_are_those_of_accepted_recipients(name, recipients, after_content, dialogues_of,
                                                                fields_of):
    seen = dialogues_of(name)[-1]
    assert recipients_of(seen) == recipients
    (message,) = seen.messages
    replies = [reply for reply in seen.replies if reply.frame > message.frame]
    assert [reply.status for reply in replies][-len(after_content) - 1:] == [*after_content, "221"]
    assert {reply.response_to for reply in replies[:-1]} == {str(message.frame)}
    assert codes_by_question(seen)[-1] == ("QUIT", "221")
    rows = fields_of(sample(name), f"mailproto.smtp.reply.code && frame.number > {message.frame}", "mailproto.smtp.rcpt_to")
    assert [recipient.split("@")[0] for row in rows for recipient in row[0]] == [
        recipient for recipient, code in recipients if code == "250"]


def test_chunks_for_recipients(dialogues_of, values_of):
    (seen,) = dialogues_of("lmtp-bdat")
    assert values_of("lmtp-bdat", "mailproto.smtp.bdat.last") == ["0", "1"]
    assert [(message.size, message.sha256) for message in seen.messages] == [size_and_hash("dotted")]


# --- POP3 ---

def test_broken_off_mailbox(dialogues_of, values_of):
    closed, reset = dialogues_of("pop3-broken-off")
    assert verbs(closed) == ["USER", "PASS", "DELE"]
    assert verbs(reset) == ["USER", "PASS", "STAT", "RETR"]
    assert values_of("pop3-broken-off", "mailproto.pop3.stat.messages") == ["1"]
    assert not closed.messages and not reset.messages and not reset.gaps
