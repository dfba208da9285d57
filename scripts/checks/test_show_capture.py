"""Feeds what scripts/demo reads with PDML written by hand: pairing, logins, mailboxes, messages, and bad input.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import io
import pathlib
import subprocess
import xml.sax.saxutils

import pytest

import mail_sessions
import pdml_reader
import session_text

CLIENT, SERVER = ("192.0.2.1", 40000), ("192.0.2.2", 25)


def field(name, show, *children):
    quoted = xml.sax.saxutils.quoteattr
    return f"<field name={quoted(name)} show={quoted(show)}>{''.join(children)}</field>"


def packet(number, sender, *units, protocol="mailproto.smtp"):
    source, destination = (CLIENT, SERVER) if sender == "C" else (SERVER, CLIENT)
    return (f'<packet><proto name="geninfo">{field("num", str(number))}</proto>'
            f'<proto name="ip" showname="Internet Protocol Version 4, Src: {source[0]}, Dst: {destination[0]}"/>'
            f'<proto name="tcp" showname="TCP, Src Port: {source[1]}, Dst Port: {destination[1]}, Seq: 1"/>'
            f'<proto name="{protocol}">{field("mailproto.session.number", "1")}{"".join(units)}</proto></packet>')


def command(line, *children, protocol="smtp"):
    return field(f"mailproto.{protocol}.command_line", line, field("mailproto.command", line.split()[0]), *children)


def reply(line, to=None, *children):
    link = [field("mailproto.response_to", str(to)), field("mailproto.time", "0.001500000")] if to else []
    return field("mailproto.smtp.reply.line", line, field("mailproto.smtp.reply.code", line[:3]), *link, *children)


def pop3_reply(status, text, to, *children):
    return field("", f"{status} {text}", field("mailproto.pop3.status", status), field("mailproto.pop3.text", text),
                 field("mailproto.response_to", str(to)), *children)


def message(size, via, subject=None):
    fields = [field("mailproto.message.subject", subject)] if subject else []
    return field("", f"Message 1, {size} bytes via {via}", field("mailproto.message.size", str(size)),
                 field("mailproto.message.sha256", "ab" * 32), field("mailproto.message.via", via), *fields)


def login_facts(**facts):
    return [field(f"mailproto.auth.{name}", value) for name, value in facts.items()]


def sessions_of(*packets):
    document = "<pdml>" + "".join(packets) + "</pdml>"
    return mail_sessions.read_sessions(pdml_reader.read_frames(io.BytesIO(document.encode())))


def shown(*packets):
    file = io.StringIO()
    session_text.write_capture(session_text.Writer(file, False), "a.pcap", sessions_of(*packets))
    return file.getvalue()


def test_pipelined_replies_stand_with_their_commands():
    text = shown(packet(1, "S", reply("220 ready")),
                 packet(2, "C", command("MAIL FROM:<a@example.com>"), command("RCPT TO:<b@example.net>")),
                 packet(3, "S", reply("250 sender", 2), reply("550 recipient", 2)))
    lines = [line.split(maxsplit=1)[1] for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line.split("  ")[0] for line in lines] == [
        "S: 220 ready", "C: MAIL FROM:<a@example.com>", "S: 250 sender", "C: RCPT TO:<b@example.net>",
        "S: 550 recipient"]
    assert lines[2].endswith("1.5 ms")


def test_client_and_server_are_named():
    (session,) = sessions_of(packet(1, "S", reply("220 ready")))
    assert (session.client, session.server) == ("192.0.2.1:40000", "192.0.2.2:25")


def test_second_login_after_failure():
    (session,) = sessions_of(
        packet(1, "C", command("AUTH PLAIN x", *login_facts(mechanism="PLAIN", user="u", attempt="1"))),
        packet(2, "S", reply("535 no", 1, *login_facts(result="failure"))),
        packet(3, "C", command("AUTH LOGIN", *login_facts(mechanism="LOGIN", attempt="2"))),
        packet(5, "S", reply("235 yes", 3, *login_facts(result="success"))))
    assert [(login.mechanism, login.user, login.result, login.frame) for login in session.logins] == [
        ("PLAIN", "u", "failure", 2), ("LOGIN", "", "success", 5)]


def test_token_and_identity_of_a_login():
    text = shown(packet(1, "C", command("AUTH X", *login_facts(mechanism="XOAUTH2", user="u", token="ey" * 50))),
                 packet(2, "S", reply("235 yes", 1, *login_facts(result="success"))),
                 packet(3, "C", command("AUTH Y", *login_facts(mechanism="GSSAPI", authzid="bob"))),
                 packet(4, "S", reply("235 yes", 3, *login_facts(result="success"))))
    token = "token " + "ey" * 13 + "e..."
    assert f"  1        XOAUTH2    u     {token}  success  #2\n" in text
    assert f"  1        GSSAPI     bob   {' ' * len(token)}  success  #4\n" in text


def test_recipient_of_an_unseen_sender():
    text = shown(packet(1, "C", command("RCPT TO:<b>", field("mailproto.smtp.rcpt_to", "b"))),
                 packet(2, "C", message(42, "DATA")), packet(3, "S", reply("250 ok", 2)))
    assert "    from an unknown sender to <b>: 250 ok\n" in text


def mailbox_session(*further):
    rows = [field("mailproto.pop3.row", f"{number} {octets}", field("mailproto.pop3.list.message", str(number)),
                  field("mailproto.pop3.list.octets", str(octets))) for number, octets in ((1, 120), (2, 900))]
    packets = [packet(1, "C", command("LIST", protocol="pop3"), protocol="mailproto.pop3"),
               packet(2, "S", pop3_reply("+OK", "2 messages", 1), *rows, protocol="mailproto.pop3"),
               packet(3, "C", command("DELE 2", field("mailproto.pop3.dele.message", "2"), protocol="pop3"),
                      protocol="mailproto.pop3"), *further]
    (session,) = sessions_of(*packets)
    return {number: (row.listed_octets, row.is_marked, row.is_deleted) for number, row in session.mailbox.items()}


def test_mailbox_of_refused_and_accepted_deletion():
    refused = packet(4, "S", pop3_reply("-ERR", "no", 3), protocol="mailproto.pop3")
    accepted = packet(4, "S", pop3_reply("+OK", "gone", 3), protocol="mailproto.pop3")
    assert mailbox_session(refused) == {1: ("120", False, False), 2: ("900", False, False)}
    assert mailbox_session(accepted) == {1: ("120", False, False), 2: ("900", True, False)}


def test_message_of_chunks_stands_with_its_last_chunk():
    text = shown(packet(1, "C", command("BDAT 42 LAST"), message(42, "BDAT")), packet(2, "S", reply("250 ok", 1)))
    lines = [line.split()[1:3] for line in text.splitlines() if line.lstrip().startswith("#")]
    assert lines == [["C:", "BDAT"], ["C:", "[message"], ["S:", "250"]]


def test_steps_towards_a_message_are_shown_only_if_it_never_ends():
    content = [packet(number, "C", field("", "Message data: 500 bytes (message 1)")) for number in (1, 2, 3)]
    assert "Message data: 500 bytes, and 2 more segments" in shown(*content)
    assert "Message data" not in shown(*content, packet(4, "C", message(1500, "DATA")))


def test_message_with_its_subject():
    text = shown(packet(1, "C", message(42, "DATA", "你好")),
                 packet(2, "S", reply("250 ok", 1)))
    assert "session 1, message 1: 42 bytes by DATA, complete in #1" in text
    assert "SHA-256 " + "ab" * 32 in text
    assert "Subject 你好" in text


def test_no_line_is_wider_than_the_page_and_no_control_character_passes():
    text = shown(packet(1, "C", command("NOOP " + "x" * 200 + "\u009b" + "你" * 50 + "x" * 5000)),
                 packet(2, "S", reply("250 " + "y" * 300, 1)))
    assert max(session_text.columns(line) for line in text.splitlines()) <= session_text.WIDTH
    assert all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("text, width, pieces", [
    ("250 2.0.0 Ok: queued as 4Rabc", 12, ["250 2.0.0", "Ok: queued", "as 4Rabc"]),
    ("250 2.0.0 Ok", 12, ["250 2.0.0 Ok"]),
    ("250 2.0.0 Ok now", 12, ["250 2.0.0 Ok", "now"]),
    ("250 2.0.0 OkOk", 12, ["250 2.0.0", "OkOk"]),
    ("AUTH PLAIN " + "x" * 20, 12, ["AUTH PLAIN x", "x" * 12, "x" * 7]),
    ("AUTH " + "x" * 12, 12, ["AUTH", "x" * 12]),
    ("AUTH " + "x" * 13, 12, ["AUTH xxxxxxx", "x" * 6]),
    ("x" * 13, 12, ["x" * 12, "x"]),
    (" " * 8 + "abcdefg", 12, [" " * 8 + "abcd", "efg"]),
    ("a b  c d e f g h", 4, ["a b ", "c d", "e f", "g h"]),
    ("a b c d e f g h i j", 4, ["a b", "c d", "e f", "g..."]),
    ("你好 你好 你好", 10, ["你好 你好", "你好"]),
])
def test_long_lines_break_between_words(text, width, pieces):
    assert session_text.cut(text, width) == pieces


def test_subject_and_table_go_up_to_the_margin():
    subject = "word " * 17 + "w" * 20
    text = shown(packet(1, "C", message(42, "DATA", subject)))
    assert f"    Subject {subject}"[:session_text.WIDTH] + "\n" in text


def test_bytes_that_xml_forbids_are_replaced():
    document = b"<pdml>" + packet(1, "C", command("NOOP XY")).encode().replace(b"XY", b"\x01\xff") + b"</pdml>"
    (session,) = mail_sessions.read_sessions(pdml_reader.read_frames(io.BytesIO(document)))
    assert session.entries[0].lines == [(1, "NOOP ?\ufffd")]


def test_characters_cut_by_a_read_stay_whole():
    class OneByteFile(io.BytesIO):
        def read(self, _size=-1):
            return super().read(1)

    cleaned = pdml_reader.CleanedBytes(OneByteFile("aé你😀".encode()))
    assert b"".join(iter(lambda: cleaned.read(1), b"")).decode() == "aé你😀"


def test_values_are_left_out_wherever_they_are_cut():
    document = b'<field name="a" value="00" show="&quot;1"/><field unmaskedvalue="2" value="" size="3"/><a value="x"/>'
    expected = b'<field name="a" show="&quot;1"/><field unmaskedvalue="2" size="3"/><a/>'
    for cut in range(len(document)):
        for next_cut in (cut, cut + 1, cut + 5, len(document)):
            chunks = [document[:cut], document[cut:next_cut], document[next_cut:]]
            assert b"".join(pdml_reader.without_values(chunks)) == expected


def test_capture_without_mail():
    assert "no SMTP, LMTP or POP3 in it that can be read" in shown()


def test_replies_per_recipient_stand_with_the_message():
    envelope = [command("MAIL FROM:<a@example.com>", field("mailproto.smtp.mail_from", "a@example.com")),
                *(command(f"RCPT TO:<{name}>", field("mailproto.smtp.rcpt_to", name)) for name in ("b", "c", "d")),
                command("DATA")]
    text = shown(packet(1, "C", command("LHLO x")), packet(2, "S", reply("250 hello", 1)), packet(3, "C", *envelope),
                 packet(4, "S", *(reply(line, 3) for line in ("250 a", "250 b", "550 c", "250 d", "354 go"))),
                 packet(5, "C", message(42, "DATA"), command("QUIT")),
                 packet(6, "S", reply("250 for b", 5), reply("552 for d", 5), reply("221 bye", 5)))
    lines = [line.split()[1:3] for line in text.splitlines() if line.lstrip().startswith(("#5", "#6"))]
    assert lines == [["C:", "[message"], ["S:", "250"], ["S:", "552"], ["C:", "QUIT"], ["S:", "221"]]
    assert "from <a@example.com> to <b>, <c> (refused), <d>:\n      250 for b\n      552 for d\n" in text


def test_replies_of_prdr_stand_with_the_message():
    lines = ("353 begins", "250 for b", "550 for c", "250 taken")
    (session,) = sessions_of(
        packet(1, "C", command("MAIL FROM:<a>"), command("RCPT TO:<b>"), command("RCPT TO:<c>")),
        packet(2, "S", reply("250 a", 1), reply("250 b", 1), reply("250 c", 1)),
        packet(3, "C", message(42, "DATA"), command("QUIT")),
        packet(4, "S", *(reply(line, 3) for line in (*lines, "221 bye"))))
    assert [answer.lines[0][1] for answer in session.messages[0].answers] == list(lines)
    assert session.entries[-1].answers[0].lines == [(4, "221 bye")]


def test_envelope_and_reply_of_a_message():
    envelope = [command("MAIL FROM:<>", field("mailproto.smtp.mail_from", "")),
                command("RCPT TO:<b>", field("mailproto.smtp.rcpt_to", "b"))]
    text = shown(packet(1, "C", *envelope), packet(2, "C", message(42, "DATA")),
                 packet(3, "S", reply("550 an advertisement", 2)), packet(4, "C", message(43, "DATA")))
    assert "    from <> to <b>: 550 an advertisement\n" in text
    assert "    sender and recipients not seen: no reply seen\n" in text


def test_mailbox_changes_once_quit_is_answered():
    accepted = packet(4, "S", pop3_reply("+OK", "gone", 3), protocol="mailproto.pop3")
    leave = packet(5, "C", command("QUIT", protocol="pop3"), protocol="mailproto.pop3")
    bye = packet(6, "S", pop3_reply("+OK", "bye", 5), protocol="mailproto.pop3")
    refusal = packet(6, "S", pop3_reply("-ERR", "some not removed", 5), protocol="mailproto.pop3")
    assert mailbox_session(accepted, leave, bye)[2] == ("900", True, True)
    assert mailbox_session(accepted, leave, refusal)[2] == ("900", True, False)


def test_listed_and_received_octets_are_told_apart():
    received = field("", "Message 1", field("mailproto.message.size", "118"), field("mailproto.message.via", "RETR"),
                     field("mailproto.message.number", "1"))
    row = field("mailproto.pop3.row", "1 120", field("mailproto.pop3.list.message", "1"),
                field("mailproto.pop3.list.octets", "120"))
    text = shown(packet(1, "S", row, received, protocol="mailproto.pop3"))
    assert "  message  listed  received  fetched  deleted  unique-id\n  1        120     118       yes\n" in text


def fetched_after(*units):
    retr = command("RETR 1", field("mailproto.pop3.retr.message", "1"), protocol="pop3")
    (session,) = sessions_of(packet(1, "C", retr, protocol="mailproto.pop3"),
                             packet(2, "S", *units, protocol="mailproto.pop3"))
    return session.mailbox[1].fetched if session.mailbox else None


def test_how_a_message_was_fetched():
    accepted = pop3_reply("+OK", "it follows", 1)
    by_top, by_retr = (field("", "Message 1", field("mailproto.message.size", "118"),
                             field("mailproto.message.via", via), field("mailproto.message.number", "1"))
                       for via in ("TOP", "RETR"))
    assert fetched_after(pop3_reply("-ERR", "no", 1)) is None
    assert fetched_after(accepted) == "begun"
    assert fetched_after(by_top) == "TOP"
    assert fetched_after(by_top, accepted, by_retr) == fetched_after(accepted, by_retr, by_top) == "yes"


def test_recipients_refused_after_the_content():
    ends = [field("mailproto.transaction.rcpt_to", name, field("mailproto.transaction.rcpt_to.result", result))
            for name, result in (("b", "accepted"), ("c", "refused"))]
    text = shown(packet(1, "C", command("MAIL FROM:<a>", field("mailproto.smtp.mail_from", "a")),
                        *(command(f"RCPT TO:<{name}>", field("mailproto.smtp.rcpt_to", name)) for name in ("b", "c"))),
                 packet(2, "S", *(reply(line, 1) for line in ("250 a", "250 b", "250 c"))),
                 packet(3, "C", message(42, "DATA")),
                 packet(4, "S", reply("250 for b", 3), field("", "Transaction 1", *ends)))
    assert "from <a> to <b>, <c> (refused): 250 for b\n" in text


def test_message_with_a_gap_is_not_called_complete():
    gap = field("", "Message 1: 42 bytes via DATA", field("mailproto.message.size", "42"),
                field("mailproto.message.via", "DATA"), field("mailproto.message.missing", "7"))
    text = shown(packet(1, "C", gap))
    assert "42 bytes by DATA, ends in #1\n" in text and "complete" not in text


def test_message_without_end_is_listed_as_unfinished():
    content = [packet(number, "C", field("", f"Message data: {number}00 bytes (message 1)")) for number in (1, 2, 3)]
    assert "  session 1, unfinished: 600 bytes of content in #1 to #3, and no end\n" in shown(*content)
    assert "unfinished" not in shown(*content, packet(4, "C", message(600, "DATA")))


def test_overview_tells_unread_from_damaged_captures():
    sessions = sessions_of(packet(1, "S", reply("220 ready")))
    assert session_text.overview_row("a.pcap", [], True).remark == " (not read)"
    assert session_text.overview_row("a.pcap", sessions, True).remark == " (damaged)"
    assert session_text.overview_row("a.pcap", sessions, False).remark == ""


@pytest.mark.parametrize("options", (["-o"], ["-o", "a.pcap"], ["a.pcap", "-o"]))
def test_option_without_value_is_refused(options):
    demo = pathlib.Path(session_text.__file__).with_name("demo")
    finished = subprocess.run([demo, *options], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr.count("\n")) == (2, 1)
    assert "-o needs a preference and its value" in finished.stderr
