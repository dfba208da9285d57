"""The tests see the plugin that was built, or none, whatever is installed for all users.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import subprocess

import pytest

import installed_plugin
import wireshark as runner
from captures import sample


@pytest.fixture(name="installed")
def install_for_all_users(wireshark, monkeypatch):
    """Another mailproto is installed, for every Wireshark that is started from now on."""
    folder = wireshark.new_folder("installed")
    monkeypatch.setenv("PATH", installed_plugin.write_programs(folder, runner.plugin_path()))


def loaded_plugins(home):
    """The paths of the plugins that tshark loads."""
    done = subprocess.run(home.command("tshark", "-G", "plugins"), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    paths = [pathlib.PurePath(line.split("\t")[-1]) for line in done.stdout.splitlines()]
    return [path for path in paths if path.suffix == ".so"]


def own_plugins(home):
    return [path for path in loaded_plugins(home) if path.name == runner.PLUGIN_FILE]


@pytest.fixture(name="home")
def make_home():
    """home(plugin): a scratch home, removed when the test ends."""
    homes = []

    def make(plugin):
        homes.append(runner.Wireshark(plugin))
        return homes[-1]
    yield make
    for home in homes:
        home.remove()


def test_the_built_plugin_is_loaded(installed, home):
    own = home(runner.plugin_path())
    (path,) = own_plugins(own)
    assert path.is_relative_to(own.folder)
    assert own.tshark(sample("smtp-plain"), "-Y", 'mailproto.command == "HELO"').count(b"\n") == 1


def test_no_plugin_is_loaded_where_none_is_wanted(installed, home):
    assert own_plugins(home(None)) == []


def test_plugins_of_others_are_loaded_as_always(home):
    own = home(None)
    expected = [path.name for path in own.installed.glob("*/*.so") if path.name != runner.PLUGIN_FILE]
    assert sorted(path.name for path in loaded_plugins(own)) == sorted(expected)
