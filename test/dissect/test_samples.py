"""What the plugin must find in each sample capture; the README of sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import dialogue
from captures import sample
from dialogue import codes_by_question, verbs
from pdml import shown_text
from sample_mails import mail_of, size_and_hash

HOLE = 512
SECRETS = ["looking-glass", "wonderland", "wonder", "bG9va2luZy1nbGFzcw", "d29uZGVybGFuZA", "AGFsaWNlAHdvbmRlcmxhbmQ"]
FIRST_RECEIVER, SECOND_RECEIVER, REFUSED_RECEIVER = "alice@example.com", "bob@example.com", "nobody@example.com"


# --- SMTP: messages ---

MESSAGES = {
    "smtp-plain": ["plain+", "second+"],
    "smtp-auth-login-plain": ["plain", "short+"],
    "smtp-refused-recipient": ["plain+"],
    "smtp-pipelining": ["plain+", "plain", "second"],
    "smtp-bdat": ["plain", "dotted", "short"],
    "smtp-chinese": ["chinese-8bit", "chinese-base64"],
    "smtp-attachment": ["attachment"],
    "smtp-dot-stuffing": ["dotted"],
    "smtp-cut-lines": ["dotted"],
    "smtp-two-mails": ["plain", "second"],
    "smtp-long": ["long"],
    "smtp-starttls": ["plain"],
    "smtps": ["dotted"],
    "smtp-midstream": ["attachment"],
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_are_what_the_sender_handed_over(name, dialogues_of):
    found = [(message.size, message.sha256) for seen in dialogues_of(name) for message in seen.messages]
    assert found == [size_and_hash(mail) for mail in MESSAGES[name]]


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_go_to_imf_once_and_whole(name, fields_of, values_of):
    subjects = [subject for row in fields_of(sample(name), "imf", "imf.subject") for subject in row[0]]
    expected = [mail_of(mail).split(b"Subject: ")[1].split(b"\r\n")[0].decode() for mail in MESSAGES[name]]
    assert [subject.split("\\r\\n")[0] for subject in subjects] == expected
    assert len(values_of(name, "mailproto.message.size")) == len(MESSAGES[name])


def test_attachment_reaches_the_multipart_dissector(fields_of):
    rows = fields_of(sample("smtp-attachment"), "mime_multipart", "imf.content.type", "mime_multipart.part")
    assert len(rows) == 1 and len(rows[0][1]) == 2


# --- SMTP: commands, replies, recipients ---

def test_refused_recipient(dialogues_of, fields_of):
    (seen,) = dialogues_of("smtp-refused-recipient")
    refused = [question for question in seen.questions if REFUSED_RECEIVER in question.line]
    assert [question.verb for question in refused] == ["RCPT"]
    rows = fields_of(sample("smtp-refused-recipient"), f"frame.number == {refused[0].response_in}",
                     "mailproto.smtp.reply.code", "mailproto.smtp.reply.enhanced", "mailproto.response_to")
    assert rows == [[["550"], ["5.1.1"], [str(refused[0].frame)]]]


def test_envelope_has_no_brackets(values_of):
    assert values_of("smtp-refused-recipient", "mailproto.smtp.mail_from") == ["bob@example.net"]
    assert values_of("smtp-refused-recipient", "mailproto.smtp.rcpt_to") == [FIRST_RECEIVER, REFUSED_RECEIVER]


def test_lower_case_commands(dialogues_of):
    (seen,) = dialogues_of("smtp-two-mails")
    assert seen.commands()[:4] == [("EHLO", "ehlo client.example.net"),
                                   ("MAIL", "mail FROM:<bob@example.net> size=297"),
                                   ("RCPT", "rcpt TO:<alice@example.com>"), ("DATA", "data")]
    assert verbs(seen)[4:] == ["RSET", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]


def test_pipelined_commands_have_their_own_replies(dialogues_of):
    group = [("MAIL", "250"), ("RCPT", "250"), ("DATA", "354")]
    swaks, own = dialogues_of("smtp-pipelining")
    assert codes_by_question(own)[2:] == [*group, (dialogue.CONTENT_VERB, "250"), *group,
                                          (dialogue.CONTENT_VERB, "250"), ("QUIT", "221")]
    assert codes_by_question(swaks)[2:] == [*group[:2], *group[1:], (dialogue.CONTENT_VERB, "250"), ("QUIT", "221")]


def test_pipelined_is_marked(fields_of):
    rows = fields_of(sample("smtp-pipelining"), "tcp.stream == 0 && mailproto.command", "mailproto.command",
                     "mailproto.pipelined")
    marks = [(verb, mark) for commands, flags in rows for verb, mark in zip(commands, flags)]
    assert marks == [("EHLO", "0"), ("MAIL", "0"), ("RCPT", "1"), ("RCPT", "1"), ("DATA", "1"), ("QUIT", "0")]


def test_bdat_chunks(dialogues_of, values_of):
    (seen,) = dialogues_of("smtp-bdat")
    sizes = [int(size) for size in values_of("smtp-bdat", "mailproto.smtp.bdat.size")]
    assert sizes == [37, 204, 56, 116, 116, 118, 239, 0]
    assert values_of("smtp-bdat", "mailproto.smtp.bdat.last") == ["0", "0", "1", "0", "0", "1", "0", "1"]
    assert [message.via for message in seen.messages] == ["BDAT"] * 3
    assert codes_by_question(seen).count(("BDAT", "250")) == 8


def test_reply_of_many_lines(values_of, dialogues_of):
    assert len(dialogues_of("smtp-plain")[1].replies[1].lines) == 11
    extensions = values_of("smtp-refused-recipient", "mailproto.smtp.reply.text")[1:12]
    assert extensions[0] == "mail.example.com" and extensions[2] == "SIZE 10240000"


def test_time_runs_from_question_to_answer(fields_of):
    rows = fields_of(sample("smtp-refused-recipient"), "mailproto.time", "frame.time_delta", "mailproto.time")
    assert len(rows) == 7
    assert all(0 <= float(time) < 5 for _delta, times in rows for time in times)


# --- credentials ---

@pytest.mark.parametrize("name, expected", [
    ("smtp-auth-login-plain", [("LOGIN", "alice", "looking-glass", "failure"),
                               ("LOGIN", "alice", "wonderland", "success"),
                               ("PLAIN", "alice", "wonderland", "success")]),
    ("pop3-auth", [("PLAIN", "alice", "looking-glass", "failure"), ("PLAIN", "alice", "wonderland", "success"),
                   ("LOGIN", "alice", "looking-glass", "failure"), ("LOGIN", "alice", "wonderland", "success")]),
    ("smtp-starttls", [("PLAIN", "alice", "wonderland", "success")]),
    ("smtps", [("PLAIN", "alice", "wonderland", "success")]),
    ("pop3-stls", [("PLAIN", "alice", "wonderland", "success")]),
    ("pop3s", [("PLAIN", "alice", "wonderland", "success")]),
])
def test_credentials_are_decoded(name, expected, values_of):
    fields = ("mechanism", "user", "password", "result")
    columns = [values_of(name, "mailproto.auth." + field) for field in fields]
    assert list(zip(*columns, strict=True)) == expected


def test_attempts_are_counted(fields_of):
    rows = fields_of(sample("smtp-auth-login-plain"), "mailproto.auth.result", "mailproto.auth.attempt",
                     "mailproto.auth.result")
    assert rows == [[["1"], ["failure"]], [["2"], ["success"]], [["1"], ["success"]]]


def test_prompts_are_decoded(values_of):
    challenges = values_of("smtp-auth-login-plain", "mailproto.auth.challenge")
    assert challenges == ["Username:", "Password:", "Password:"]


def test_pop3_user_and_password(values_of):
    assert values_of("pop3-typed", "mailproto.auth.user") == ["alice"]
    assert values_of("pop3-typed", "mailproto.auth.password") == ["wonderland"]
    assert values_of("pop3-typed", "mailproto.auth.result") == ["success"]


def test_user_name_without_padding(values_of):
    assert values_of("smtp-typed", "mailproto.auth.user") == ["alice", "alice"]
    assert values_of("smtp-typed", "mailproto.auth.result") == ["failure", "success"]


@pytest.mark.parametrize("name", ["smtp-auth-login-plain", "smtp-typed", "pop3-typed", "pop3-auth", "pop3-one-byte"])
def test_secrets_can_be_hidden(name, tree_of, columns_of):
    hide = ("-o", "mailproto.show_secrets:FALSE")
    secrets = [word for word in SECRETS if word in shown_text(tree_of(sample(name)), columns_of(sample(name)))]
    assert secrets
    hidden = shown_text(tree_of(sample(name), *hide), columns_of(sample(name), *hide))
    assert not [word for word in SECRETS if word in hidden]


# --- typed, and otherwise cut ---

def test_typed_login_is_one_command_each(dialogues_of):
    (seen,) = dialogues_of("smtp-typed")
    assert verbs(seen) == ["EHLO", "AUTH", dialogue.SASL_VERB, "AUTH", dialogue.SASL_VERB, dialogue.SASL_VERB,
                           "MAIL", "RCPT", "DATA", "QUIT"]
    assert [question.line for question in seen.questions][:2] == ["EHLO client.example.net", "AUTH LOGIN"]
    assert [message.size for message in seen.messages] == [len(b"Subject: typed\r\n\r\nHello.\r\n")]


@pytest.mark.parametrize("name", ["pop3-typed", "pop3-one-byte"])
def test_typed_mailbox_is_one_command_each(name, dialogues_of):
    (seen,) = dialogues_of(name)
    assert seen.commands() == [("USER", "USER alice"), ("PASS", "PASS wonderland"), ("STAT", "STAT"),
                               ("RETR", "RETR 1"), ("QUIT", "QUIT")]


@pytest.mark.parametrize("cut, whole", [("smtp-cut-lines", "smtp-dot-stuffing"), ("pop3-one-byte", "pop3-typed")])
def test_segmentation_does_not_matter(cut, whole, dialogues_of):
    for cut_seen, whole_seen in zip(dialogues_of(cut), dialogues_of(whole), strict=True):
        assert cut_seen.commands() == whole_seen.commands()
        assert ([(reply.status, reply.lines) for reply in cut_seen.replies]
                == [(reply.status, reply.lines) for reply in whole_seen.replies])
        assert dialogue.answers(cut_seen) == dialogue.answers(whole_seen)
        assert ([(message.size, message.sha256) for message in cut_seen.messages]
                == [(message.size, message.sha256) for message in whole_seen.messages])


@pytest.mark.parametrize("name", ["smtp-hole", "pop3-hole"])
def test_hole_is_a_gap(name, dialogues_of, values_of):
    (seen,) = dialogues_of(name)
    (whole,) = dialogues_of(name.replace("hole", "long"))
    assert seen.gaps == [HOLE]
    assert [int(missing) for missing in values_of(name, "mailproto.message.missing")] == [HOLE]
    assert [message.size for message in seen.messages] == [whole.messages[0].size - HOLE]
    assert verbs(seen) == verbs(whole)


def test_whole_message_misses_nothing(values_of):
    assert values_of("smtp-long", "mailproto.message.missing") in ([], ["0"])


def test_capture_that_begins_with_a_command(dialogues_of):
    (seen,) = dialogues_of("smtp-midstream")
    assert verbs(seen) == ["RCPT", "DATA", "QUIT"]
    assert codes_by_question(seen) == [("RCPT", "250"), ("DATA", "354"), (dialogue.CONTENT_VERB, "250"),
                                       ("QUIT", "221")]


def test_capture_that_begins_inside_content(dialogues_of):
    (seen,) = dialogues_of("smtp-midstream-content")
    assert verbs(seen) == ["QUIT"]
    assert [reply.status for reply in seen.replies] == ["250", "221"]


def test_capture_of_one_side(dialogues_of):
    both, one = dialogues_of("smtp-plain"), dialogues_of("smtp-one-sided")
    assert [seen.commands() for seen in one] == [seen.commands() for seen in both]
    assert ([[message.sha256 for message in seen.messages] for seen in one]
            == [[message.sha256 for message in seen.messages] for seen in both])
    assert all(question.response_in is None for seen in one for question in seen.questions)


# --- TLS ---

@pytest.mark.parametrize("name, before, after", [
    ("smtp-starttls", ["EHLO", "STARTTLS"], ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]),
    ("pop3-stls", ["CAPA", "STLS"], ["CAPA", "AUTH", "RETR", "QUIT"]),
])
def test_dialogue_goes_on_inside_tls(name, before, after, tree_of, dialogues_of):
    (seen,) = dialogues_of(name)
    assert [verb for verb in verbs(seen) if verb != dialogue.SASL_VERB] == before + after
    by_tls = {}
    for frame in tree_of(sample(name)):
        for call in frame.calls:
            by_tls.setdefault(call.first("mailproto.session.tls"), []).extend(call.values("mailproto.command"))
    assert by_tls == {"none": before, "starttls": after}


@pytest.mark.parametrize("name", ["smtps", "pop3s"])
def test_implicit_tls(name, values_of, dialogues_of):
    assert set(values_of(name, "mailproto.session.tls")) == {"implicit"}
    (seen,) = dialogues_of(name)
    assert "AUTH" in verbs(seen) and verbs(seen)[-1] == "QUIT" and len(seen.messages) == 1


# --- POP3 ---

def test_mailbox_tables(dialogues_of, values_of):
    (seen,) = dialogues_of("pop3-mailbox")
    messages = [row[0] for row in seen.list_rows]
    octets = [int(row[1]) for row in seen.list_rows]
    assert messages == ["1", "2", "3"] == [row[0] for row in seen.uidl_rows]
    assert values_of("pop3-mailbox", "mailproto.pop3.stat.messages") == ["3"]
    assert [int(total) for total in values_of("pop3-mailbox", "mailproto.pop3.stat.octets")] == [sum(octets)]
    retrieved = [message.size for message in seen.messages if message.via == "RETR"]
    assert retrieved == octets


def test_single_replies_to_list_and_uidl(dialogues_of, values_of):
    (seen,) = dialogues_of("pop3-mailbox")
    assert values_of("pop3-mailbox", "mailproto.pop3.list.message") == ["1", "2", "3", "1"]
    identifiers = values_of("pop3-mailbox", "mailproto.pop3.uidl.id")
    assert identifiers == [row[1] for row in seen.uidl_rows] + [seen.uidl_rows[0][1]]


def test_capabilities(values_of):
    expected = ["CAPA", "TOP", "UIDL", "RESP-CODES", "PIPELINING", "AUTH-RESP-CODE", "STLS", "USER", "SASL"]
    assert values_of("pop3-mailbox", "mailproto.pop3.capability") == expected


def test_message_numbers_of_commands(values_of):
    assert values_of("pop3-mailbox", "mailproto.pop3.retr.message") == ["1", "2", "3", "4"]
    assert values_of("pop3-mailbox", "mailproto.pop3.top.message") == ["2"]
    assert values_of("pop3-mailbox", "mailproto.pop3.top.lines") == ["1"]
    assert values_of("pop3-mailbox", "mailproto.pop3.dele.message") == ["1", "2"]


def test_refused_retr_brings_no_message(dialogues_of):
    (seen,) = dialogues_of("pop3-mailbox")
    assert ("RETR", "-ERR") in codes_by_question(seen)
    assert [message.via for message in seen.messages] == ["RETR", "RETR", "RETR", "TOP"]


def test_states(tree_of):
    """The answer to PASS still finds the session in AUTHORIZATION; what follows it is TRANSACTION."""
    states = {question: call.first("mailproto.pop3.state") for frame in tree_of(sample("pop3-typed"))
              for call in frame.calls for question in call.values("mailproto.command")}
    assert states == {"USER": "authorization", "PASS": "authorization", "STAT": "transaction", "RETR": "transaction",
                      "QUIT": "transaction"}


def test_pipelined_mailbox(dialogues_of):
    own = dialogues_of("pop3-pipelining")[0]
    assert codes_by_question(own)[1:] == [(verb, "+OK") for verb in
                                          ("USER", "PASS", "STAT", "LIST", "RETR", "RETR", "DELE", "QUIT")]
    assert [message.size for message in own.messages] == [int(octets) for _number, octets in own.list_rows[:2]]


def test_mail_sent_is_the_mail_fetched(dialogues_of):
    sent, fetched = dialogues_of("smtp-to-pop3")
    assert [message.via for message in sent.messages + fetched.messages] == ["DATA", "RETR"]
    assert (sent.messages[0].size, sent.messages[0].sha256) == size_and_hash("dotted")
    assert fetched.messages[0].size > sent.messages[0].size
