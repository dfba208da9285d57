"""Lines that were typed at a terminal: with commands of TELNET in them, and with backspaces.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from written_dialogues import write_dialogue

LOGIN = ["S: +OK POP3 ready", b"C| US\xff\xf4ER alice\r\n", "S: +OK", b"C| PA\xff\xf4SS wonder\xff\xfd\x03land\r\n", "S: -ERR no"]


def test_command_is_read_without_telnet(changed, fields_of):
    write_dialogue(changed, LOGIN, 110)
    assert fields_of(changed, "mailproto.finding.telnet_cmd", "mailproto.command", "mailproto.pop3.argument",
                     "mailproto.pop3.command_line") == \
        [[["USER"], ["alice"], ["US\\xff\\xf4ER alice"]],
         [["PASS"], ["wonderland"], ["PA\\xff\\xf4SS wonder\\xff\\xfd\x03land"]]]


def test_password_is_masked(changed, wireshark):
    write_dialogue(changed, LOGIN, 110)
    shown = wireshark.tshark(changed, "-O", "mailproto.pop3", "-o", "mailproto.show_secrets:FALSE")
    assert b"Command: PASS ********" in shown
    assert b"wonder" not in shown and b"land" not in shown


@pytest.mark.parametrize("line, verb", [(b"HLEO\b\b\bELO x", "HELO"), (b"NOOPX\x7f", "NOOP"), (b"XQ\b\bQUIT", "QUIT")])
def test_likely_meaning_is_what_is_left(line, verb, changed, fields_of):
    write_dialogue(changed, ["S: 220 mail.example.com ESMTP", b"C| " + line + b"\r\n", "S: 500 what"])
    assert fields_of(changed, "mailproto.finding.backspace_cmd", "mailproto.smtp.command.resembles") == [[[verb]]]
