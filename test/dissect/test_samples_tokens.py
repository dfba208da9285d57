"""What the plugin must find in the sample captures of logins by token: NTLM, Kerberos and SPNEGO; the README of
sample_pcaps says what they hold.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import dialogue
from captures import sample
from sample_mails import size_and_hash
from test_credentials import tapped
from test_samples import codes_by_question, dialogues_of, values_of  # noqa: F401, fixtures

REFUSED_THEN_ACCEPTED = ["failure", "success"]


def steps_of(seen):
    return [pair for pair in codes_by_question(seen) if pair[0] in ("AUTH", dialogue.SASL_VERB)]


def steps(*codes):
    return list(zip(["AUTH"] + [dialogue.SASL_VERB] * (len(codes) - 1), codes))


# --- NTLM ---

def test_ntlm_steps_and_results(dialogues_of, values_of):
    refused, accepted = dialogues_of("smtp-auth-ntlm")
    assert steps_of(refused) == steps("334", "334", "535")
    assert steps_of(accepted) == steps("334", "334", "235")
    assert values_of("smtp-auth-ntlm", "mailproto.auth.result") == REFUSED_THEN_ACCEPTED
    assert [(message.size, message.sha256) for message in accepted.messages] == [size_and_hash("short")]


def test_ntlm_names(values_of, fields_of):
    names = {"user": "alice", "domain": "EXAMPLE", "workstation": "WORKSTATION", "realm": "MAIL.EXAMPLE.COM"}
    for field, name in names.items():
        assert values_of("smtp-auth-ntlm", "mailproto.auth." + field) == [name] * 2
    rows = fields_of(sample("smtp-auth-ntlm"), "ntlmssp.messagetype == 3", "ntlmssp.auth.username",
                     "ntlmssp.auth.domain", "ntlmssp.auth.hostname")
    assert rows == [[["alice"], ["EXAMPLE"], ["WORKSTATION"]]] * 2


def test_ntlm_challenge_and_response(values_of, fields_of):
    rows = fields_of(sample("smtp-auth-ntlm"), "ntlmssp.messagetype >= 2", "ntlmssp.ntlmserverchallenge",
                     "ntlmssp.auth.ntresponse")
    assert values_of("smtp-auth-ntlm", "mailproto.auth.nonce") == [value for row in rows for value in row[0]]
    assert values_of("smtp-auth-ntlm", "mailproto.auth.digest") == [value for row in rows for value in row[1]]


def test_ntlm_credentials(wireshark):
    assert tapped(wireshark, sample("smtp-auth-ntlm")) == [("SMTP", "alice", "NTLM", "1")] * 2


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
