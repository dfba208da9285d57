"""What messages of public captures and of the test suites of mail libraries say, against an independent reader: the judge
beside the captures compares header fields, addresses, hops, dates, URLs and attachments. There are no exceptions.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess
import sys

import pytest

import captures

JUDGE = captures.SHARED / "accept_mime.py"
SETS = [("captures", "oracle-mime"), ("mime-captures/captures", "mime-captures/expected")]


@pytest.mark.parametrize("folder, expected", SETS)
def test_messages_equal_what_the_reader_says(folder, expected, wireshark):
    if not JUDGE.is_file():
        pytest.skip(captures.SHARED_MISSING)
    copy = wireshark.new_folder("judged")
    for path in (captures.SHARED / folder).iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    wireshark.give_away(copy)
    command = [sys.executable, JUDGE, "--captures", copy, "--expected", captures.SHARED / expected, "--jobs", "2", "--verbose",
               "--tshark", " ".join(map(str, wireshark.command("tshark")))]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True)
    assert done.returncode == 0, done.stdout
