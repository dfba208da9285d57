"""Logins: what the tap of credentials gets, what each mechanism is called, tokens for other dissectors, hidden secrets.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

import pytest

import captures
import pdml
import transcript_capture
from credentials_tap import tapped
from passes import mail_trees, require_same_in_any_order, require_same_in_two_passes
from pdml import shown_text
from transcript_capture import logins_of
from wireshark import PROJECT
from written_dialogues import write_dialogues

MECHANISMS = PROJECT / "plugin" / "sasl" / "sasl_mechanisms.def"
TRANSCRIPTS = sorted(transcript_capture.FOLDER.glob("sasl-*.txt"))
SECRET_FIELDS = ["mailproto.auth." + name for name in ("password", "token", "digest", "response", "base64")]
PUBLIC_FIELDS = ["mailproto.auth." + name for name in ("user", "authzid")]
TOKEN_PROTOCOLS = ("ntlmssp", "gss-api", "spnego", "kerberos")
HIDE = ("-o", "mailproto.show_secrets:FALSE")


@pytest.fixture(scope="session")
def sasl_capture(wireshark):
    """All transcripts of SASL mechanisms as one capture."""
    target = wireshark.new_folder("sasl") / "sasl.pcap"
    write_dialogues(target, [transcript_capture.read_dialogue(path) for path in TRANSCRIPTS])
    return target


def complete_attempts(fields_of, path):
    """User and number of each attempt that says a password, or that names a user and is decided."""
    fields = ("session.number", "auth.attempt", "auth.user", "auth.authzid", "auth.password", "auth.result")
    users, proven = {}, set()
    for sessions, numbers, names, identities, passwords, results in fields_of(
            path, "mailproto.auth.attempt", *["mailproto." + field for field in fields]):
        attempt = sessions[0], numbers[0]
        users.update({attempt: name for name in names})
        for identity in identities:
            users.setdefault(attempt, identity)
        if passwords or (attempt in users and results):
            proven.add(attempt)
    return [(users.get(attempt, ""), attempt[1]) for attempt in proven]


# --- the tap ---

@pytest.mark.parametrize("path", captures.every_capture(), ids=captures.name_of)
def test_credentials_lists_every_login_once(path, wireshark, fields_of):
    rows = [(user, attempt) for _protocol, user, _mechanism, attempt in tapped(wireshark, path)]
    assert sorted(rows) == sorted(complete_attempts(fields_of, path))


def test_credentials_of_every_mechanism(sasl_capture, wireshark):
    expected = [login for path in TRANSCRIPTS for login in logins_of(path)]
    assert len(expected) > len(TRANSCRIPTS)
    assert [(user, mechanism) for _protocol, user, mechanism, _attempt in tapped(wireshark, sasl_capture)] == expected


def test_credentials_are_the_same_in_the_second_pass(sasl_capture, wireshark):
    assert tapped(wireshark, sasl_capture, "-2") == tapped(wireshark, sasl_capture)


def test_credentials_stay_as_they_were(wireshark):
    """The server asks once more, and the client names somebody else."""
    target = wireshark.new_folder("again") / "again.pcap"
    lines = ["S: 220 mx.example.com ESMTP", "C: AUTH PLAIN AGJvYgBidWlsZGVy", "S: 334 ", "C: AGNhcm9sAHNpbmdlcg==",
             "S: 235 welcome"]
    write_dialogues(target, [("SMTP", lines)])
    for options in ([], ["-2"]):
        assert tapped(wireshark, target, *options) == [("SMTP", "bob", "PLAIN", "1")]


def test_credentials_of_pop3_commands(wireshark):
    target = wireshark.new_folder("pop3") / "pop3.pcap"
    lines = ["S: +OK <1896.697170952@dbc.mtview.ca.us>", "C: USER mrose", "S: +OK", "C: PASS one", "S: -ERR",
             "C: PASS two", "S: -ERR", "C: APOP mrose c4c9334bac560ecc979e58001b3e22fb", "S: -ERR", "C: USER alice",
             "S: +OK", "C: PASS three", "S: +OK"]
    write_dialogues(target, [("POP3", lines)])
    assert tapped(wireshark, target) == [("POP3", "mrose", "USER", "1"), ("POP3", "mrose", "USER", "2"),
                                         ("POP3", "mrose", "APOP", "3"), ("POP3", "alice", "USER", "4")]


# --- mechanisms ---

def test_every_mechanism_is_named(wireshark, fields_of):
    names = re.findall(r'^SASL_MECHANISM\("([^"]*)"', MECHANISMS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    names = [name.replace("*", "ANOTHER") for name in names]
    lines = ["S: 220 mx.example.com ESMTP"]
    for name in names:
        lines += ["C: AUTH " + name.lower(), "S: 504 5.5.4 Unrecognized authentication type"]
    target = wireshark.new_folder("mechanisms") / "mechanisms.pcap"
    write_dialogues(target, [("SMTP", lines)])
    rows = fields_of(target, "mailproto.auth.mechanism", "mailproto.auth.mechanism")
    assert len(names) > 60 and [row[0] for row in rows] == [[name] for name in names]


def test_tokens_go_to_their_dissectors(sasl_capture, fields_of):
    users = fields_of(sasl_capture, "ntlmssp.auth.username", "mailproto.auth.user", "ntlmssp.auth.username")
    assert len(users) == 8 and all(user == again for user, again in users)
    realms = fields_of(sasl_capture, "kerberos.realm", "kerberos.realm", "kerberos.SNameString")
    assert len(realms) == 8 and {tuple(row[0]) for row in realms} == {("EXAMPLE.COM",)}
    answers = fields_of(sasl_capture, "spnego.negResult", "mailproto.auth.realm", "mailproto.auth.nonce")
    assert answers == [[["EXAMPLE"], ["0123456789abcdef"]]] * 4


def test_digest_of_a_known_password(sasl_capture, fields_of):
    rows = fields_of(sasl_capture, "mailproto.auth.digest_matches", "mailproto.auth.user",
                     "mailproto.auth.digest_matches")
    tried = [row[1][0] for row in rows if row[0] == ["tim"]]
    assert tried[:2] == ["1", "0"]


def test_broken_tokens_do_no_harm(wireshark, fields_of):
    """What follows a token that its dissector cannot read is still shown."""
    target = wireshark.new_folder("broken") / "broken.pcap"
    broken = ["YA==", "YIHNBg==", "YP///////w==", "oYH/", "TlRMTVNTUAADAAAA/////////////////////////////////////////////"]
    lines = ["S: 220 mx.example.com ESMTP"]
    for token in broken:
        lines += ["C: AUTH NTLM " + token, "S: 535 5.7.8 no"]
    write_dialogues(target, [("SMTP", lines)])
    rows = fields_of(target, "mailproto", "mailproto.smtp.command", "mailproto.auth.result", "_ws.col.Info")
    assert [row[1] for row in rows if row[1]] == [["failure"]] * len(broken)
    assert all(row[2][0].startswith(("C: AUTH NTLM ", "S: ")) for row in rows)


def test_the_same_in_every_pass(sasl_capture, wireshark, tree_of, columns_of):
    require_same_in_two_passes(sasl_capture, tree_of)
    require_same_in_any_order(sasl_capture, wireshark, tree_of, columns_of)


# --- secrets ---

def secrets_of(tree):
    """What the client said that may hold a secret: not the empty response, nor the asterisk that cancels, nor a word that
    is somebody's name as well."""
    items = [item for frame in tree for call in frame.calls for line in pdml.units_of(call)
             if line.has("mailproto.auth.base64") and not line.has("mailproto.auth.challenge")
             for item in line.descendants()]
    names = {item.value for item in items if item.name in PUBLIC_FIELDS}
    return {item.value for item in items if item.name in SECRET_FIELDS} - {"", "*", "=", *names}


def is_from_client(frame):
    return not any(item.has("mailproto.smtp.reply.line") or item.has("mailproto.pop3.status")
                   for call in frame.calls for item in call.descendants())


def test_secrets_are_hidden_everywhere(sasl_capture, tree_of, columns_of, wireshark):
    secrets = secrets_of(tree_of(sasl_capture))
    frames = [frame for frame in tree_of(sasl_capture, *HIDE) if is_from_client(frame)]
    numbers = {str(frame.number) for frame in frames}
    rows = [row for row in columns_of(sasl_capture, *HIDE) if row[0] in numbers]
    hidden = shown_text(frames, rows)
    assert len(secrets) > 50
    assert not [secret for secret in secrets if len(secret) > 3 and secret in hidden]
    assert secrets_of(tree_of(sasl_capture, *HIDE)) == {"********"}
    assert tapped(wireshark, sasl_capture, *HIDE) == tapped(wireshark, sasl_capture)


def test_response_behind_a_refusal_is_hidden(wireshark, tree_of, columns_of):
    """It stands in the tree as an unknown command, in capitals."""
    path = wireshark.new_folder("refused") / "refused.pcap"
    dialogue = transcript_capture.read_dialogue(transcript_capture.FOLDER / "sasl-response-behind-refusal.txt")
    write_dialogues(path, [dialogue])
    wireshark.give_away(path)
    response = "AGFsaWNlAHdvbmRlcmxhbmQ="
    assert response.upper() in shown_text(tree_of(path), columns_of(path)).upper()
    assert response.upper() not in shown_text(tree_of(path, *HIDE), columns_of(path, *HIDE)).upper()


# Where AUTH is not seen, or lost, or refused, and where a gap cuts credentials short: the words of the client, of which
# nothing may be shown, in the fields of the stock dissectors either.
STOCK_FIELDS = ("smtp.req.command", "smtp.req.parameter", "smtp.command_line", "smtp.auth.password", "pop.request",
                "pop.request.command", "pop.request.parameter", "pop.request.data")
WITHOUT_AUTH = {"smtp-auth-unseen": ["c2VjcmV0", "YW5uYSAwMTIz"], "smtp-auth-lost-in-gap": ["c2VjcmV0"],
                "pop3-auth-unseen": ["c2VjcmV0"], "sasl-response-behind-refusal": ["AGFsaWNlAHdvbmRlcmxhbmQ"],
                "smtp-cut-login": ["AGFubmEA", "c2Vj"], "pop3-cut": ["zyg"]}


@pytest.mark.parametrize("name", WITHOUT_AUTH)
def test_responses_are_hidden_without_their_auth(name, wireshark, tree_of, columns_of):
    path = wireshark.new_folder("unseen") / "unseen.pcap"
    write_dialogues(path, [transcript_capture.read_dialogue(transcript_capture.FOLDER / f"{name}.txt")])

    def shown(*options):
        names = [word for field in STOCK_FIELDS for word in ("-e", field)]
        stock = wireshark.tshark(path, *options, "-T", "fields", *names).decode("utf-8")
        return (shown_text(tree_of(path, *options), columns_of(path, *options)) + stock).upper()
    for word in WITHOUT_AUTH[name]:
        assert word.upper() in shown()
        assert word.upper() not in shown(*HIDE)


def test_control_characters_reach_no_terminal(wireshark):
    path = wireshark.new_folder("controls") / "controls.pcap"
    lines = ["S: +OK POP3", "C: USER a\x1b[2J\x07", "S: +OK", "C: PASS b", "S: +OK"]
    write_dialogues(path, [("POP3", lines)])
    assert tapped(wireshark, path) == [("POP3", r"a\x1b[2J\x07", "USER", "1")]


# With too many characters, or too much padding, it is no base64 of a whole number of octets, but what was meant.
@pytest.mark.parametrize("response", ["AGFsaWNlAHNlY3JldD0xM", "AGFsaWNlAHNlY3JldA===", "AGFsaWNlAHNlY3JldA"])
def test_damaged_response_behind_a_refusal_is_hidden(response, wireshark, tree_of, columns_of):
    path = wireshark.new_folder("refused") / "refused.pcap"
    lines = ["S: 220 ready", "C: EHLO a", "S: 250 AUTH PLAIN", "C: AUTH PLAIN", "S: 504 no", f"C: {response}",
             "S: 500 no"]
    write_dialogues(path, [("SMTP", lines)])
    assert response.upper() in shown_text(tree_of(path), columns_of(path)).upper()
    assert response.upper() not in shown_text(tree_of(path, *HIDE), columns_of(path, *HIDE)).upper()


def test_hidden_tokens_reach_no_other_dissector(sasl_capture, wireshark):
    def frames(*options):
        display_filter = "(tcp.dstport == 25 || tcp.dstport == 110) && (" + " || ".join(TOKEN_PROTOCOLS) + ")"
        return wireshark.tshark(sasl_capture, "-Y", display_filter, *options).splitlines()
    assert frames() and not frames(*HIDE)


def test_hiding_changes_nothing_else(sasl_capture, tree_of):
    shown, hidden = mail_trees(tree_of(sasl_capture)), mail_trees(tree_of(sasl_capture, *HIDE))
    assert shown.keys() == hidden.keys()


def test_credentials_say_how_a_login_ended_once_it_is_known(wireshark):
    text = wireshark.tshark(captures.sample("smtp-auth-login-plain"), "-2", "-q", "-z", "credentials").decode("utf-8")
    assert "LOGIN, failed (535), password in #13" in text
    assert "PLAIN, succeeded (235), password in #43" in text
