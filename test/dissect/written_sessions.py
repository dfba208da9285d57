"""Written dialogues, whole and in parts, and what tshark shows of them with the plugin.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import functools
import hashlib

import dialogue
import pdml
from conftest import COLUMNS, TREE
from credentials_tap import tapped
from findings import faults_of
from tls_sessions import write_tls_session
from written_captures import FIRST_CLIENT_PORT
from written_dialogues import SERVER_PORTS, octets_of, side_of, write_dialogue

SMTP_START = ["S: 220 mail.example.com ESMTP", "C: EHLO client.example.com",
              "S: 250-mail.example.com\n250-CHUNKING\n250-PIPELINING\n250-STARTTLS\n250-X-ANONYMOUSTLS\n250 XCLIENT"]
ENVELOPE = ["C: MAIL FROM:<bob@example.net>", "S: 250 2.1.0 Ok", "C: RCPT TO:<alice@example.com>", "S: 250 2.1.5 Ok"]
DATA = ["C: DATA", "S: 354 go on"]
ACCEPTED = ["S: 250 2.0.0 Ok: queued as 5C19921E0D"]
SMTP_END = ["C: QUIT", "S: 221 2.0.0 Bye"]
MAIL = "From: bob@example.net\nSubject: tea\n\nOn Sunday."
SENT_MAIL = [*ENVELOPE, *DATA, f"C: {MAIL}\n.", *ACCEPTED]
POP3_START = ["S: +OK POP3 ready", "C: USER alice", "S: +OK", "C: PASS wonderland", "S: +OK"]
POP3_END = ["C: QUIT", "S: +OK bye"]
# A HelloRequest and a ServerHelloDone (RFC 5246, 7.4): enough to be TLS.
HANDSHAKE = ["C| \x16\x03\x01\x00\x04\x00\x00\x00\x00", "S| \x16\x03\x03\x00\x04\x0e\x00\x00\x00"]


def letter_by_letter(segments):
    """The client types: each of its bytes is a segment."""
    for segment in segments:
        if segment[0] == "C":
            yield from (f"C| {octet:c}" for octet in octets_of(segment))
        else:
            yield segment


def size_and_hash(octets):
    return len(octets), hashlib.sha256(octets).hexdigest()


def message(text):
    """Size and SHA-256 of a message, given as "C: " and "S: " segments are."""
    return size_and_hash(octets_of(f"C: {text}"))


class Shown:
    """What tshark shows of a capture of one connection."""

    def __init__(self, wireshark, path, *options):
        self.wireshark, self.path, self.options = wireshark, path, options

    @functools.cached_property
    def frames(self):
        return pdml.read_frames(self.wireshark.tshark(self.path, *TREE, "-2", *self.options))

    @property
    def dialogue(self):
        (seen,) = dialogue.read_dialogues(self.frames).values()
        return seen

    @property
    def command_lines(self):
        return [line for _verb, line in self.dialogue.commands()]

    @property
    def verbs(self):
        return [verb for verb, _line in self.dialogue.commands()]

    @property
    def statuses(self):
        """Pairs of verb and the code or status that answers it."""
        return dialogue.codes_by_question(self.dialogue)

    @property
    def messages(self):
        """Size and SHA-256 of each whole message; one that is broken off has no hash."""
        return [(each.size, each.sha256) for each in self.dialogue.messages if each.sha256]

    @property
    def findings(self):
        """What is wrong or odd: not what only tells what happened."""
        return [name for frame in self.frames for call in frame.calls for name in faults_of(call)]

    @property
    def labels(self):
        """The lines of the tree."""
        return [item.label for frame in self.frames for call in frame.calls for item in call.descendants()]

    @property
    def infos(self):
        """The Info column of each frame with mail."""
        numbers = {str(frame.number) for frame in self.frames if frame.calls}
        text = self.wireshark.tshark(self.path, *COLUMNS, *self.options).decode("utf-8")
        return [info for number, _protocol, info in (line.split("\t", 2) for line in text.splitlines())
                if number in numbers]

    @property
    def credentials(self):
        """User, mechanism and attempt of each row that -z credentials prints."""
        return [row[1:] for row in tapped(self.wireshark, self.path, *self.options)]

    def values(self, name):
        """The values of a field of the plugin's, in the order of the capture; "mailproto." may be left out."""
        names = (name, f"mailproto.{name}")
        return [item.value for frame in self.frames for call in frame.calls
                for item in (call, *call.descendants()) if item.name in names]

    def rows(self, *names):
        """For each frame that has the first of the fields of the plugin's, the values of each of them."""
        found = [[[value for call in frame.calls for value in call.values(f"mailproto.{name}")] for name in names]
                 for frame in self.frames]
        return [row for row in found if row[0]]

    def count(self, protocol):
        """How often a dissector was called."""
        return sum(each.name == protocol for frame in self.frames for each in frame.protocols)

    def exported(self):
        """Size and SHA-256 of each mail that --export-objects writes, in no order."""
        folder = self.wireshark.new_folder("export")
        self.wireshark.tshark(self.path, "-q", "--export-objects", f"imf,{folder}", *self.options)
        return sorted(size_and_hash(path.read_bytes()) for path in folder.iterdir())

    def require_whole_messages(self, *texts):
        """These are the whole messages: in the tree, given to IMF, exported; and nothing else is a mail but one that was
        broken off, which IMF gets as far as it goes."""
        expected = [message(text) for text in texts]
        count = len(self.values("message.complete"))
        assert self.messages == expected
        assert self.count("imf") == count
        assert [mail for mail in self.exported() if mail in expected] == sorted(expected)
        assert len(self.exported()) == count


class Sessions:
    """Writes sessions to a scratch folder and shows them."""

    def __init__(self, wireshark, protocol):
        self.wireshark, self.port = wireshark, SERVER_PORTS[protocol]

    def new_path(self):
        return self.wireshark.new_folder("session") / "session.pcap"

    def show(self, segments, *options, port=None, client_port=FIRST_CLIENT_PORT):
        path = self.new_path()
        write_dialogue(path, segments, port or self.port, client_port)
        return self.shown(path, *options)

    def show_tls(self, segments, port):
        """Over TLS, each segment a list of records, which are given as segments without TLS are."""
        path = self.new_path()
        write_tls_session(path, port, [(side_of(records[0]), [octets_of(each) for each in records])
                                       for records in segments])
        return self.shown(path)

    def shown(self, path, *options):
        self.wireshark.give_away(path)
        return Shown(self.wireshark, path, *options)
