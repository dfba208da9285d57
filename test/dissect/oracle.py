"""Reads what a capture really holds from the oracle's JSON, in the terms of dialogue.py.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import re

from dialogue import readable

ASPECTS = ("commands", "replies", "answers", "messages", "rows", "list_rows", "uidl_rows")
# Of a connection that the oracle did not read, as it is TLS: a greeting in clear before it may be shown.
ASPECTS_OF_UNREAD = ("commands", "messages", "rows")


def bytes_shown(text):
    """The oracle's latin-1 text as the plugin is expected to show the bytes that it stands for."""
    octets = text.encode("latin-1")
    try:
        return readable(octets.decode("utf-8"))
    except UnicodeDecodeError:
        return readable(octets.decode("ascii", "backslashreplace"))


def expected_commands(session):
    return [(command["verb"], bytes_shown(command["line"])) for command in session["commands"]]


def well_formed_replies(session):
    return [reply for reply in session["replies"] if reply["to"] != "malformed"]


def expected_reply(reply):
    if "code" in reply:
        return str(reply["code"]), [bytes_shown(line) for line in reply["lines"]]
    status, _blank, text = reply["line"].partition(" ")
    return status, [bytes_shown(text)]


def expected_answer(reply):
    if "to_command" not in reply:
        return None
    return f"{'content of' if reply['to'] == 'end-of-data' else 'command'} {reply['to_command']}"


def is_complete(message):
    return message.get("complete", True) and message.get("terminator") != "none" and not message["gap_bytes"]


def expected_messages(session):
    """Size and SHA-256 of the complete messages: SMTP's, and the answers to RETR and TOP."""
    answered = [reply["multiline"] for reply in session["replies"]
                if reply["to"] in ("RETR", "TOP") and "multiline" in reply]
    return [(message["length"], message["sha256"]) for message in session.get("messages", []) + answered
            if is_complete(message)]


def table_rows(session):
    """Verb and text of each row of the multi-line answers that are not messages."""
    return [(reply["to"], row) for reply in session["replies"] for row in reply.get("multiline", {}).get("rows", [])]


def expected_list_rows(session):
    """The rows of LIST that have the form of RFC 1939; any other is a row without fields."""
    matches = [re.fullmatch(r"(\d+) (\d+)", row) for verb, row in table_rows(session) if verb == "LIST"]
    return [match.groups() for match in matches if match]


def expected_uidl_rows(session):
    matches = [re.fullmatch(r"(\d+) ([\x21-\x7e]+)", row) for verb, row in table_rows(session) if verb == "UIDL"]
    return [match.groups() for match in matches if match]


def expected_aspects(session):
    replies = well_formed_replies(session)
    return {
        "commands": expected_commands(session),
        "replies": [expected_reply(reply) for reply in replies],
        "answers": [expected_answer(reply) for reply in replies],
        "messages": expected_messages(session),
        "rows": [bytes_shown(row) for _verb, row in table_rows(session)],
        "list_rows": expected_list_rows(session),
        "uidl_rows": expected_uidl_rows(session),
    }


def unread_streams(capture):
    """First frames of the connections that the oracle did not read: TLS from the start, or without any payload."""
    return [other["first_frame"] for other in capture["other_mail_port_sessions"]]


def read_oracle(path):
    return json.loads(path.read_text())


def leave_out(capture, places):
    """Takes the things that exceptions name, such as "sessions[0].commands[2]", out of the oracle's capture."""
    for session, part, number in [re.findall(r"\w+", place)[1:] for place in places]:
        capture["sessions"][int(session)][part][int(number)] = None
    for session in capture["sessions"]:
        for part in ("commands", "replies", "messages"):
            session[part] = [thing for thing in session.get(part, []) if thing is not None]
