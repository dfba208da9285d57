"""Reads what tshark prints for -z credentials.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

TAP_ROW = re.compile(r"(\d+) +(SMTP|POP3) +(.*?) +([A-Z0-9_-]+)(?:, .*)?, attempt (\d+) *")


def tapped(wireshark, path, *options):
    """Protocol, user, mechanism and attempt of each row that tshark prints for -z credentials."""
    text = wireshark.tshark(path, "-q", "-z", "credentials", *options).decode("utf-8")
    rows = [line for line in text.splitlines() if line[:1].isdigit()]
    return [TAP_ROW.fullmatch(row).groups()[1:] for row in rows]
