"""Shows what the plugin sees in captures: dialogues, credentials, mailboxes, messages. Called by scripts/demo.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import delivery
import mail_sessions
import pdml_reader
import session_text

PRINTED = ("-T", "pdml", "-J", pdml_reader.PROTOCOLS_TO_PRINT, "-Y", " or ".join(pdml_reader.MAIL_PROTOCOLS))


def complaint_of(messages, name):
    """The one line of tshark's messages that says what is wrong, with the capture's own name in it."""
    lines = [line for line in messages.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith("tshark: ")] or lines[-1:] or ["tshark failed without a word"]
    text = re.sub(r'(the )?(file )?("-"|standard input)', name, told[0].removeprefix("tshark: "), flags=re.IGNORECASE)
    return text if name in text else f"{name}: {text}"


def read_output(tshark):
    """The sessions in tshark's output, and whether it was read to its end: it breaks off where tshark does."""
    collected = mail_sessions.Sessions()
    try:
        collected.read(pdml_reader.read_frames(tshark.stdout))
    except xml.etree.ElementTree.ParseError:
        while tshark.stdout.read(1 << 20):
            pass
        return collected.in_order(), False
    return collected.in_order(), True


def read_capture(name, options):
    """The sessions of a capture, and a sentence on what is wrong with it or None."""
    with open(name, "rb") as capture, tempfile.TemporaryFile() as messages:
        if pathlib.Path(name).is_file() and os.fstat(capture.fileno()).st_size == 0:
            return [], f"{name}: the file is empty"
        command = delivery.tshark(options, *PRINTED)
        with subprocess.Popen(command, stdin=capture, stdout=subprocess.PIPE, stderr=messages) as tshark:
            sessions, is_whole = read_output(tshark)
        messages.seek(0)
        text = messages.read().decode("utf-8", "replace")
    if tshark.returncode:
        return sessions, complaint_of(text, name)
    return sessions, None if is_whole else f"{name}: what tshark says of it could not be read to the end"


def try_to_read(name, options):
    try:
        return read_capture(name, options)
    except OSError as error:
        return [], f"{name}: {error.strerror}"


def read_best(name, options):
    """The same with the setting of TCP that brings more mail, and why it is not the usual one or None."""
    sessions, complaint = try_to_read(name, options)
    may_choose = any(session.gap_octets for session in sessions) and delivery.may_choose(options)
    reason = delivery.reason_to_reassemble(name, options) if may_choose and pathlib.Path(name).is_file() else None
    if reason:
        sessions, complaint = try_to_read(name, [*options, delivery.IN_PLACE])
    return sessions, complaint, reason


def show_capture(writer, name, arguments):
    """Shows one capture; returns its row of the overview."""
    sessions, complaint, reason = read_best(name, arguments.option)
    if sessions or not complaint:
        session_text.write_capture(writer, name, sessions, reason)
        writer.line()
        writer.line(f"In the Wireshark window: {arguments.viewer} {shlex.quote(name)}")
    if complaint:
        writer.file.flush()
        print(f"demo: {complaint}", file=sys.stderr, flush=True)
    return session_text.overview_row(name, sessions, bool(complaint))


def read_arguments():
    parser = argparse.ArgumentParser(prog="demo", description="Shows what the plugin sees in captures.")
    parser.add_argument("--viewer", default="scripts/wireshark", help=argparse.SUPPRESS)
    parser.add_argument("-o", dest="option", action="append", default=[], metavar="NAME:VALUE",
                        help="a preference of Wireshark, such as tls.keylog_file:keys.txt")
    parser.add_argument("captures", nargs="+", metavar="CAPTURE")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    has_colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    writer = session_text.Writer(sys.stdout, has_colours)
    rows = [show_capture(writer, name, arguments) for name in arguments.captures]
    if len(rows) > 1:
        session_text.write_overview(writer, rows)
    return 1 if any(row.is_faulty for row in rows) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (BrokenPipeError, KeyboardInterrupt):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
