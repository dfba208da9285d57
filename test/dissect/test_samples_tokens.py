"""What the plugin must find in the sample captures of logins by token: NTLM, Kerberos, SPNEGO and OAuth; the README of
sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json

import pytest

import dialogue
from captures import sample
from credentials_tap import tapped
from dialogue import codes_by_question
from sample_mails import size_and_hash

REFUSED_THEN_ACCEPTED = ["failure", "success"]


def steps_of(seen):
    return [pair for pair in codes_by_question(seen) if pair[0] in ("AUTH", dialogue.SASL_VERB)]


def steps(*codes):
    return list(zip(["AUTH"] + [dialogue.SASL_VERB] * (len(codes) - 1), codes))


# --- NTLM ---

@pytest.mark.parametrize("name, refused, accepted", [
    ("smtp-auth-ntlm", ["334", "334", "535"], ["334", "334", "235"]),
    ("pop3-auth-ntlm", ["+", "+", "-ERR"], ["+", "+", "+OK"]),
])
def test_ntlm_steps_and_results(name, refused, accepted, dialogues_of, values_of):
    assert [steps_of(seen) for seen in dialogues_of(name)] == [steps(*refused), steps(*accepted)]
    assert values_of(name, "mailproto.auth.result") == REFUSED_THEN_ACCEPTED


def test_mail_after_ntlm(dialogues_of):
    refused, accepted = dialogues_of("smtp-auth-ntlm")
    assert [(message.size, message.sha256) for message in accepted.messages] == [size_and_hash("short")]
    assert not refused.messages


# The names of curl are in one octet each, those of mpop in UTF-16; mpop names the user as the domain at first.
@pytest.mark.parametrize("name, names, begun_with", [
    ("smtp-auth-ntlm", ("alice", "EXAMPLE", "WORKSTATION"), []),
    ("pop3-auth-ntlm", ("alice", "MAIL.EXAMPLE.COM", "alice"), ["alice"]),
])
def test_ntlm_names(name, names, begun_with, values_of, fields_of):
    user, domain, workstation = names
    assert values_of(name, "mailproto.auth.user") == [user] * 2
    assert values_of(name, "mailproto.auth.domain") == [*begun_with, domain] * 2
    assert values_of(name, "mailproto.auth.workstation") == [workstation] * 2
    assert values_of(name, "mailproto.auth.realm") == ["MAIL.EXAMPLE.COM"] * 2
    rows = fields_of(sample(name), "ntlmssp.messagetype == 3", "ntlmssp.auth.username", "ntlmssp.auth.domain",
                     "ntlmssp.auth.hostname")
    assert rows == [[[user], [domain], [workstation]]] * 2


@pytest.mark.parametrize("name", ["smtp-auth-ntlm", "pop3-auth-ntlm"])
def test_ntlm_challenge_and_response(name, values_of, fields_of):
    rows = fields_of(sample(name), "ntlmssp.messagetype >= 2", "ntlmssp.ntlmserverchallenge", "ntlmssp.auth.ntresponse")
    assert values_of(name, "mailproto.auth.nonce") == [value for row in rows for value in row[0]]
    assert values_of(name, "mailproto.auth.digest") == [value for row in rows for value in row[1]]


@pytest.mark.parametrize("name, protocol", [("smtp-auth-ntlm", "SMTP"), ("pop3-auth-ntlm", "POP3")])
def test_ntlm_credentials(name, protocol, wireshark):
    assert tapped(wireshark, sample(name)) == [(protocol, "alice", "NTLM", "1")] * 2


# --- Kerberos ---

@pytest.mark.parametrize("name, expected", [
    ("smtp-auth-gssapi", [steps("334", "334", "535"), steps("334", "334", "235")]),
    ("pop3-auth-gssapi", [steps("+", "+", "+", "+OK")]),
])
def test_kerberos_steps(name, expected, dialogues_of):
    assert [steps_of(seen) for seen in dialogues_of(name)] == expected


def test_kerberos_results(values_of):
    assert values_of("smtp-auth-gssapi", "mailproto.auth.result") == REFUSED_THEN_ACCEPTED
    assert values_of("pop3-auth-gssapi", "mailproto.auth.result") == ["success"]


@pytest.mark.parametrize("name, service, sessions, with_answer", [
    ("smtp-auth-gssapi", "smtp", 2, False), ("pop3-auth-gssapi", "pop", 1, True)])
def test_tokens_go_to_kerberos(name, service, sessions, with_answer, fields_of):
    tickets = fields_of(sample(name), "kerberos.ap_req_element", "kerberos.realm", "kerberos.SNameString")
    assert tickets == [[["EXAMPLE.COM"], [service, "mail.example.com"]]] * sessions
    assert bool(fields_of(sample(name), "kerberos.ap_rep_element", "frame.number")) == with_answer
    wraps = fields_of(sample(name), "spnego.krb5.tok_id == 0x0405", "spnego.krb5.cfx_ec", "mailproto.auth.layers")
    assert wraps == [[["12"], ["none"]]] * (2 * sessions)


def test_who_the_client_wants_to_be(values_of, wireshark):
    assert values_of("smtp-auth-gssapi", "mailproto.auth.authzid") == ["bob"]
    assert tapped(wireshark, sample("smtp-auth-gssapi")) == [("SMTP", "bob", "GSSAPI", "1")]


# --- SPNEGO ---

def test_spnego(dialogues_of, values_of, fields_of):
    first, second = dialogues_of("smtp-auth-spnego")
    assert steps_of(second) == steps("334", "334", "235") and not steps_of(first)
    assert values_of("smtp-auth-spnego", "mailproto.auth.mechanism") == ["GSS-SPNEGO"]
    assert values_of("smtp-auth-spnego", "mailproto.auth.result") == ["success"]
    rows = fields_of(sample("smtp-auth-spnego"), "spnego", "spnego.MechType", "spnego.negResult", "kerberos.msg_type")
    assert rows == [[["1.2.840.113554.1.2.2"], [], ["14"]], [[], ["0"], ["15"]]]


# --- OAuth ---

@pytest.mark.parametrize("name, mechanism, status, answer", [
    ("pop3-auth-xoauth2", "XOAUTH2", "401", ""), ("pop3-auth-oauthbearer", "OAUTHBEARER", "invalid_token", "\\x1")])
def test_refused_token_is_answered_by_json(name, mechanism, status, answer, dialogues_of, values_of):
    assert set(values_of(name, "mailproto.auth.mechanism")) == {mechanism}
    assert values_of(name, "mailproto.auth.result") == REFUSED_THEN_ACCEPTED
    refused, accepted = dialogues_of(name)
    assert steps_of(refused) == steps("+", "+", "-ERR") and steps_of(accepted) == steps("+", "+OK")
    (challenge,) = values_of(name, "mailproto.auth.challenge")
    assert json.loads(challenge)["status"] == status
    assert answer in values_of(name, "mailproto.auth.response")


@pytest.mark.parametrize("name", ["pop3-auth-xoauth2", "pop3-auth-oauthbearer"])
def test_token_and_its_user(name, values_of, wireshark):
    assert values_of(name, "mailproto.auth.user") == ["alice"] * 2
    tokens = values_of(name, "mailproto.auth.token")
    assert len(tokens) == 2 and all(token.count(".") == 2 and token.startswith("eyJ") for token in tokens)
    mechanism = name.removeprefix("pop3-auth-").upper()
    assert tapped(wireshark, sample(name)) == [("POP3", "alice", mechanism, "1")] * 2
