"""Segments captured short: what there is of a line is read, and agrees with the whole capture; what was cut is not
invented.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

from captures import sample
from changed_captures import captured_short

SAMPLES = ["smtp-plain", "smtp-refused-recipient", "smtp-dsn", "smtp-auth-login-plain", "lmtp", "pop3-mailbox"]
CODES = ["mailproto.smtp.reply.code", "mailproto.pop3.status", "mailproto.response_to"]
# What is a fact only if it is whole.
WHOLE_FACTS = ["mailproto.smtp.helo", "mailproto.smtp.mail_from", "mailproto.smtp.rcpt_to", "mailproto.smtp.queue_id",
               "mailproto.smtp.reply.enhanced", "mailproto.auth.user", "mailproto.auth.password",
               "mailproto.pop3.list.octets", "mailproto.pop3.stat.octets", "mailproto.pop3.uidl.id",
               "mailproto.session.software", "mailproto.transaction.mail_from", "mailproto.transaction.rcpt_to"]


@pytest.fixture(name="short_of")
def make_short_of(wireshark):
    """short_of(name, length): a copy of a sample with so many bytes of each frame."""
    def make(name, length):
        return captured_short(wireshark, wireshark.copy_of(sample(name)), length)
    return make


def is_beginning(seen, known):
    """Whether the values of each field are the first of those that the whole has."""
    return known is not None and all(values == all_values[:len(values)] for values, all_values in zip(seen, known))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("length", [80, 96, 120])
def test_codes_and_pairs_agree_with_the_whole(fields_of, short_of, name, length):
    def codes_by_frame(path):
        return {number[0]: codes for number, *codes in
                fields_of(path, "mailproto.response_to", "frame.number", *CODES)}
    whole, seen = codes_by_frame(sample(name)), codes_by_frame(short_of(name, length))
    assert [number for number, codes in seen.items() if not is_beginning(codes, whole.get(number))] == []
    assert len(seen) >= len(whole) * 0.8


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("length", [80, 96, 120])
def test_no_fact_is_cut(fields_of, short_of, name, length):
    def facts_in(path):
        frames = fields_of(path, "mailproto", *WHOLE_FACTS)
        return {(field, value) for frame in frames for field, values in zip(WHOLE_FACTS, frame) for value in values
                if value}
    assert facts_in(short_of(name, length)) <= facts_in(sample(name))
