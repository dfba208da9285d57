"""Runs the scripts where things are not as they should be: captures that are missing, damaged, or in a closed folder,
a Wireshark of the wrong version, and one that has another mailproto.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import os
import shutil
import subprocess
import sys

import pytest

import project_files

sys.path.append(str(project_files.PROJECT / "test" / "dissect"))
import captures  # noqa: E402, in test/dissect
import changed_captures  # noqa: E402, in test/dissect
import installed_plugin  # noqa: E402, in test/dissect
import wireshark  # noqa: E402, in test/dissect

SCRIPTS = project_files.PROJECT / "scripts"
SAMPLE = project_files.PROJECT / "sample_pcaps" / "smtp-plain.pcap"


def run(*command, environment=None, stdin=""):
    return subprocess.run([str(word) for word in command], input=stdin, capture_output=True, text=True,
                          env=dict(os.environ, **(environment or {})), check=False)


@pytest.fixture(name="closed_folder")
def make_closed_folder(tmp_path):
    """A folder with a capture in it that nobody but its owner may enter."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    shutil.copy(SAMPLE, folder / "own.pcap")
    (folder / "own.pcap").chmod(0o600)
    return folder


def check_complaint(done, *words):
    """One sentence, and a status that says so."""
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("demo: ") and all(word in sentence for word in words), sentence


def test_missing_capture_does_not_hide_the_next():
    done = run(SCRIPTS / "demo", "no-such.pcap", SAMPLE)
    check_complaint(done, "no-such.pcap", "No such file")
    assert "C: HELO client.example.net" in done.stdout


def test_capture_that_breaks_off_is_shown_up_to_there(tmp_path):
    broken = tmp_path / "broken.pcap"
    broken.write_bytes(SAMPLE.read_bytes()[:-700])
    done = run(SCRIPTS / "demo", broken)
    check_complaint(done, str(broken), "cut short")
    assert "C: HELO client.example.net" in done.stdout


@pytest.mark.parametrize("data", [b"", b"no capture at all", b"\xd4\xc3\xb2\xa1" + b"\xff" * 200, bytes(5000)])
def test_file_that_is_no_capture(data, tmp_path):
    (tmp_path / "odd.pcap").write_bytes(data)
    check_complaint(run(SCRIPTS / "demo", tmp_path / "odd.pcap"), "odd.pcap")


def test_folder_instead_of_capture(tmp_path):
    check_complaint(run(SCRIPTS / "demo", tmp_path), "directory")


def test_demo_of_capture_in_closed_folder(closed_folder):
    done = run(SCRIPTS / "demo", closed_folder / "own.pcap")
    assert done.returncode == 0 and "C: HELO client.example.net" in done.stdout


# ---- late segments ----

IN_PLACE = "tcp.reassemble_out_of_order:TRUE"
# The server's side is missing, which tells the plugin what is late.
GAINS = [("smtp-one-sided", b"Subject", "whole messages 2 instead of 1"),
         ("smtp-one-sided", b"MAIL", "commands and replies 10 instead of 9")]


def late_capture(folder, name, text):
    path = folder / f"{name}.pcap"
    changed_captures.swap_segments(name, text, path)
    return path


@pytest.mark.parametrize("name, text, gain", GAINS)
def test_demo_puts_late_segments_in_their_place(name, text, gain, tmp_path):
    done = run(SCRIPTS / "demo", late_capture(tmp_path, name, text))
    assert done.returncode == 0 and f"\nread with {IN_PLACE}: {gain}\n" in done.stdout
    assert "did not deliver" not in done.stdout


@pytest.mark.parametrize("name, text", [("smtp-two-mails", b"Subject"), ("smtp-plain", b"MAIL"), ("pop3-one-byte", b"w")])
def test_demo_needs_no_other_setting_where_both_sides_are_there(name, text, tmp_path):
    done = run(SCRIPTS / "demo", late_capture(tmp_path, name, text))
    assert "read with" not in done.stdout and "did not deliver" not in done.stdout


@pytest.mark.parametrize("name, text", [("smtp-hole", b"Line 10 "), ("pop3-hole", b"CAPA")])
def test_demo_keeps_the_default_where_bytes_are_lost_too(name, text, tmp_path):
    done = run(SCRIPTS / "demo", late_capture(tmp_path, name, text))
    assert "read with" not in done.stdout and "bytes that Wireshark did not deliver" in done.stdout


def test_demo_keeps_the_default_where_what_follows_has_no_end(tmp_path):
    """Then neither setting has the message: what came after the lost bytes still waits for them."""
    segments = changed_captures.capture_file.read_capture(captures.sample("smtp-hole"))
    changed_captures.capture_file.write_capture(tmp_path / "open.pcap", segments[:21])
    done = run(SCRIPTS / "demo", tmp_path / "open.pcap")
    assert "read with" not in done.stdout and "unfinished: 1536 bytes of content" in done.stdout


@pytest.mark.parametrize("value", ["FALSE", "TRUE"])
def test_demo_leaves_the_choice_to_the_user(value, tmp_path):
    late = late_capture(tmp_path, *GAINS[0][:2])
    done = run(SCRIPTS / "demo", "-o", f"tcp.reassemble_out_of_order:{value}", late)
    assert "read with" not in done.stdout and ("did not deliver" in done.stdout) == (value == "FALSE")


# The profile, and the filter of a window that the user has not filtered.
WINDOW = "-C Mail -Y mailproto"


def opened_with(folder, *arguments):
    """What a window that does not open was called with, and what the script said."""
    window = folder / "wireshark"
    window.write_text('#!/bin/sh\necho "$*"\n')
    window.chmod(0o755)
    done = run(SCRIPTS / "wireshark", *arguments,
               environment={"DISPLAY": ":none", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"})
    return done.stdout.rstrip("\n"), done.stderr


def test_window_opens_with_late_segments_in_their_place(tmp_path):
    late = late_capture(tmp_path, *GAINS[0][:2])
    called, said = opened_with(tmp_path, late, "-Y", "imf")
    assert called == f"{WINDOW} -o {IN_PLACE} -r {late} -Y imf"
    assert said == f"wireshark: {late}: read with {IN_PLACE}: {GAINS[0][2]}\n"


@pytest.mark.parametrize("option", ["-o tcp.reassemble_out_of_order:FALSE", "-otcp.reassemble_out_of_order:FALSE"])
def test_window_leaves_the_choice_to_the_user(option, tmp_path):
    late = late_capture(tmp_path, *GAINS[0][:2])
    assert opened_with(tmp_path, late, *option.split()) == (f"{WINDOW} -r {late} {option}", "")


def test_window_opens_as_usual_without_gaps(tmp_path):
    assert opened_with(tmp_path, SAMPLE) == (f"{WINDOW} -r {SAMPLE}", "")


@pytest.mark.parametrize("options", [[], ["-2"]])
def test_tshark_on_capture_in_closed_folder(options, closed_folder):
    done = run(SCRIPTS / "run-with-plugin", "tshark", *options, "-r", closed_folder / "own.pcap", "-Y",
               'mailproto.command == "HELO"', "-T", "fields", "-e", "mailproto.smtp.command_line")
    assert done.stdout == "HELO client.example.net\n"


def test_sharkd_on_capture_in_closed_folder(closed_folder):
    requests = [{"jsonrpc": "2.0", "id": 1, "method": "load", "params": {"file": str(closed_folder / "own.pcap")}},
                {"jsonrpc": "2.0", "id": 2, "method": "frames", "params": {"filter": 'mailproto.command == "HELO"'}}]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = run(SCRIPTS / "run-with-plugin", "sharkd", "-", stdin=lines)
    assert [len(json.loads(line)["result"]) for line in done.stdout.splitlines()] == [1, 1]


def test_settings_of_the_user_are_neither_read_nor_changed(tmp_path):
    settings = tmp_path / ".config/wireshark/preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text('gui.column.format: "Mine", "%m"\n')
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / ".config"),
                   "WIRESHARK_CONFIG_DIR": str(settings.parent)}
    done = run(SCRIPTS / "run-with-plugin", "tshark", "-G", "currentprefs", environment=environment)
    assert done.returncode == 0 and '"Mine"' not in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [settings]


def test_other_version_of_wireshark_is_told(tmp_path):
    tshark = tmp_path / "tshark"
    tshark.write_text("#!/bin/sh\necho 'TShark (Wireshark) 4.9.1 (Git).'\n")
    tshark.chmod(0o755)
    done = run(SCRIPTS / "setup", environment={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"})
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert "headers" in sentence and "4.9.1" in sentence


def test_installed_plugin_is_not_loaded():
    home = wireshark.Wireshark()
    path = installed_plugin.write_programs(home.new_folder("installed"), wireshark.plugin_path())
    done = run(SCRIPTS / "run-with-plugin", "tshark", "-G", "plugins", environment={"PATH": path})
    home.remove()
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(wireshark.PLUGIN_FILE)]
    assert line.split("\t")[-1].startswith(str(project_files.PROJECT / "build/run-"))
    assert "multiple directories" not in done.stderr


def test_viewer_without_display():
    done = run("env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", SCRIPTS / "wireshark", SAMPLE)
    assert done.returncode == 1 and "no display" in done.stderr
