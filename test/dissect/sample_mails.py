"""The mails that the sample captures are known to carry, from the program that wrote them.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import hashlib
import sys

from captures import SAMPLES

sys.path.append(str(SAMPLES))
import messages  # noqa: E402, in sample_pcaps

MAILS = messages.all_mails()


def mail_of(name):
    """The bytes of a mail of messages.py; swaks adds an empty line: "plain+"."""
    return MAILS[name.removesuffix("+")] + (b"\r\n" if name.endswith("+") else b"")


def size_and_hash(name):
    mail = mail_of(name)
    return len(mail), hashlib.sha256(mail).hexdigest()
