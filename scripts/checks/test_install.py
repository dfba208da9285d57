"""Runs scripts/install as an ordinary user, with and without a copy of the plugin that is installed for all users.

What scripts/setup does is left out: the plugin is there. test/install has the whole in clean roots.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import shutil
import subprocess
import sys

import pytest

import project_files

sys.path.append(str(project_files.PROJECT / "test" / "dissect"))
import installed_plugin  # noqa: E402, in test/dissect
import wireshark  # noqa: E402, in test/dissect

SCRIPTS = ("install", "project.sh", "versions.sh")


class User:
    """An ordinary user with a copy of the project, and a Wireshark that has the plugin for all users, or not."""

    def __init__(self, home, installed, monkeypatch):
        self.home = home
        self.project = home.new_folder("project")
        (self.project / "scripts").mkdir()
        (self.project / "build").mkdir()
        for name in SCRIPTS:
            shutil.copy(project_files.PROJECT / "scripts" / name, self.project / "scripts" / name)
        (self.project / "scripts/setup").write_text("#!/bin/sh\n")
        shutil.copy(wireshark.plugin_path(), self.project / "build" / wireshark.PLUGIN_FILE)
        home.give_away(self.project)
        (self.project / "scripts/setup").chmod(0o755)
        monkeypatch.setenv("PATH", installed_plugin.write_programs(home.new_folder("installed"), installed))

    def run(self, *command):
        return subprocess.run(self.home.command("env", *command), cwd=self.project, capture_output=True, text=True,
                              check=False)

    def install(self, *options):
        return self.run("bash", "scripts/install", "--user", *options)

    def own_copies(self):
        return list((self.home.folder / ".local").rglob("*"))

    def loaded_plugins(self):
        """The lines of mailproto in tshark's list, and what tshark complains of."""
        done = self.run("tshark", "-G", "plugins")
        return [line for line in done.stdout.splitlines() if line.startswith(wireshark.PLUGIN_FILE)], done.stderr


@pytest.fixture(name="user_with")
def make_user(monkeypatch):
    """user_with(plugin): a user of a system where the plugin is installed, or none."""
    home = wireshark.Wireshark()
    yield lambda installed: User(home, installed, monkeypatch)
    home.remove()


def test_plugin_is_installed_renewed_and_removed(user_with):
    user = user_with(None)
    for _ in range(2):
        done = user.install()
        (path,) = [path for path in user.own_copies() if path.is_file()]
        assert (done.returncode, done.stdout, done.stderr) == (0, f"installed {path}\n", "")
        (line,), complaints = user.loaded_plugins()
        assert line.endswith(f"\t{path}") and complaints == ""
    assert user.install("--remove").stdout == f"removed {path}\n"
    assert user.own_copies() == [] == user.loaded_plugins()[0]


def test_copy_for_all_users_is_told_and_none_is_left_beside_it(user_with):
    user = user_with(wireshark.plugin_path())
    done = user.install()
    (line,), complaints = user.loaded_plugins()
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(rf"install: .*{re.escape(line.split()[-1])}.*: remove .*\n", done.stderr)
    assert complaints == "" and user.own_copies() == []
