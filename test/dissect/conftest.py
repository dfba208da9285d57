"""What the tests share: one scratch home with the plugin, one without, and each tshark run only once.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import functools

import pytest

import dialogue
import pdml
import wireshark as runner
from captures import sample
from field_values import lines_of_fields, one_value

TREE = ("-T", "pdml", "-J", "tcp mailproto.smtp mailproto.pop3 imf smtp pop _ws.malformed _ws.expert")
COLUMNS = ("-T", "fields", "-e", "frame.number", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info")


def scratch_home(plugin):
    try:
        return runner.Wireshark(plugin() if plugin else None)
    except runner.WiresharkError as error:
        pytest.exit(str(error), returncode=2)


@pytest.fixture(scope="session")
def wireshark():
    """Wireshark's programs with the plugin."""
    home = scratch_home(runner.plugin_path)
    yield home
    home.remove()


@pytest.fixture(autouse=True)
def no_complaint_of_a_sanitizer(wireshark):
    """Whatever a test asks for: a plugin that was built with the sanitizers gives them no reason to complain."""
    yield
    complaints = wireshark.take_complaints()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def stock_wireshark():
    """Wireshark's programs as they are, without the plugin."""
    home = scratch_home(None)
    yield home
    home.remove()


@pytest.fixture(scope="session")
def tree_of(wireshark):
    """tree_of(capture, options...): the frames of a capture, read from PDML."""
    return functools.lru_cache(maxsize=None)(
        lambda capture, *options: pdml.read_frames(wireshark.tshark(capture, *TREE, *options)))


@pytest.fixture(scope="session")
def columns_of(wireshark):
    """columns_of(capture, options...): frame number, Protocol and Info of every frame."""
    return functools.lru_cache(maxsize=None)(
        lambda capture, *options: [tuple(line.split("\t", 2)) for line in
                                   lines_of_fields(wireshark.tshark(capture, *COLUMNS, *options))])


@pytest.fixture(scope="session")
def fields_of(wireshark):
    """fields_of(capture, filter, fields...): one list of values for each field of each frame that the filter passes."""
    def run(capture, display_filter, *fields):
        arguments = ["-Y", display_filter, "-T", "fields", "-E", "separator=/t", "-E", "aggregator=\x1f"]
        names = [argument for field in fields for argument in ("-e", field)]
        lines = lines_of_fields(wireshark.tshark(capture, *arguments, *names))
        return [[[one_value(field, value) for value in column.split("\x1f")] if column else []
                 for field, column in zip(fields, line.split("\t"), strict=True)] for line in lines]
    return run


@pytest.fixture(scope="session")
def dialogues_of(tree_of):
    """The dialogues of a sample, in the order of its TCP streams. Two passes, as questions point to later answers."""
    def read(name):
        found = dialogue.read_dialogues(tree_of(sample(name), "-2"))
        return [found[stream] for stream in sorted(found)]
    return read


@pytest.fixture(scope="session")
def values_of(tree_of):
    """All values of a field in a sample, in the order of the capture."""
    def read(name, field):
        return [value for frame in tree_of(sample(name)) for call in frame.calls for value in call.values(field)]
    return read


@pytest.fixture
def changed(wireshark):
    return wireshark.new_folder("changed") / "changed.pcap"


@pytest.fixture
def dialogues_in(wireshark):
    """The dialogues of a changed capture, in the order of its TCP streams."""
    def read(path, *options):
        found = dialogue.read_dialogues(pdml.read_frames(wireshark.tshark(path, *TREE, "-2", *options)))
        return [found[stream] for stream in sorted(found)]
    return read


def pytest_terminal_summary(terminalreporter):
    """Says of everything skipped why, without being asked."""
    reasons = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])
               if isinstance(report.longrepr, tuple)}
    for reason in sorted(reasons):
        terminalreporter.write_line(reason)
