"""Findings that tell what happened, not that somebody broke a rule: ordinary sessions have them.

SPDX-License-Identifier: GPL-2.0-or-later
"""

PREFIX = "mailproto.finding."
EVENTS = {"login_failed", "login_without_tls", "mail_deferred", "mail_refused", "message_incomplete", "recipient_refused",
          "starttls_not_used", "tls_begins"}


def faults_of(call):
    """The findings of a call that say of something that it is wrong or odd, by their ids."""
    names = [item.name.removeprefix(PREFIX) for item in call.descendants() if item.name.startswith(PREFIX)]
    return [name for name in names if name not in EVENTS]
