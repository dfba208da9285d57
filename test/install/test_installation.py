"""The plugin is installed, used by an ordinary user and removed again: as a Debian package, and for one user.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re
import shutil
import subprocess

import pytest

from clean_root import HOME
from conftest import SOURCES, readme

FIRST_COMMAND = ("tshark", "-r", "sample.pcap", "-Y", 'mailproto.command == "HELO"', "-T", "fields",
                 "-e", "mailproto.smtp.command_line")
# The README's commands, run here as they stand there.
INSTALL_PACKAGE = "sudo dpkg --install build/wireshark-mailproto_0.1.0_amd64.deb"
REMOVE_PACKAGE = "sudo dpkg --remove wireshark-mailproto"
INSTALL, REMOVE = "scripts/install --user", "scripts/install --user --remove"


def as_root(root, command):
    """Root itself, where the README lets an ordinary user become it."""
    return root.run(*command.removeprefix("sudo ").split(), user=0)


def put_package(root, package):
    root.put(package, f"{HOME}/{INSTALL_PACKAGE.split()[-1]}")


def test_commands_are_the_readmes():
    blocks = [block for _language, block in readme.fenced_blocks(readme.text())]
    starts = ("sudo dpkg", "scripts/install")
    assert [block for block in blocks if block.startswith(starts)] == [INSTALL, REMOVE, INSTALL_PACKAGE, REMOVE_PACKAGE]


def minor_version(root):
    return re.search(r"(\d+\.\d+)\.\d+", root.check("tshark", "--version")).group(1)


def loaded_plugins(root):
    """Name, version, kind and path of each plugin of ours that an ordinary user's tshark loads."""
    rows = [re.split(r"\s*\t", line) for line in root.check("tshark", "-G", "plugins").splitlines()]
    return [row for row in rows if row[0] == "mailproto.so"]


def control_field(package, name):
    done = subprocess.run(["dpkg-deb", "--field", package, name], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def library_package(root):
    """The one package of libwireshark that is installed."""
    names = root.check("dpkg-query", "--show", "--showformat", "${Package}\n", "libwireshark*").splitlines()
    (name,) = [name for name in names if re.fullmatch(r"libwireshark\d+\w*", name)]
    return name


def check_unknown(root):
    """Nothing of the plugin is left: its filters are not known."""
    assert not loaded_plugins(root)
    assert root.run(*FIRST_COMMAND).returncode != 0


def test_package_depends_on_the_library_of_this_version(package, clean_root):
    depends = [re.match(r"[^ ]+", choice).group() for choice in control_field(package, "Depends").split(", ")]
    assert library_package(clean_root) in depends


def test_package_is_used_by_an_ordinary_user_and_removed(package, clean_root):
    check_unknown(clean_root)
    before = clean_root.listing(), clean_root.check("dpkg-query", "--show")
    put_package(clean_root, package)
    assert as_root(clean_root, INSTALL_PACKAGE).returncode == 0
    (plugin,) = loaded_plugins(clean_root)
    version = minor_version(clean_root)
    assert plugin[1:3] == [control_field(package, "Version"), "dissector"]
    assert re.fullmatch(rf"/usr/lib/.*wireshark/plugins/{re.escape(version)}/epan/mailproto\.so", plugin[3])
    assert clean_root.check(*FIRST_COMMAND) == "HELO client.example.net\n"
    assert as_root(clean_root, REMOVE_PACKAGE).returncode == 0
    shutil.rmtree(clean_root.inside(f"{HOME}/build"))
    check_unknown(clean_root)
    assert (clean_root.listing(), clean_root.check("dpkg-query", "--show")) == before


def test_user_installs_and_removes(build_root):
    check_unknown(build_root)
    before = build_root.listing(HOME) - build_root.listing(SOURCES)
    said = build_root.check(*INSTALL.split(), folder=SOURCES)
    path = f"{HOME}/.local/lib/wireshark/plugins/{minor_version(build_root)}/epan/mailproto.so"
    assert said == f"installed {path}\n"
    (plugin,) = loaded_plugins(build_root)
    assert plugin[2:] == ["dissector", path]
    assert build_root.check(*FIRST_COMMAND) == "HELO client.example.net\n"
    assert build_root.check(*REMOVE.split(), folder=SOURCES) == f"removed {path}\n"
    check_unknown(build_root)
    assert build_root.listing(HOME) - build_root.listing(SOURCES) == before


def test_nothing_to_remove_is_told(build_root):
    done = build_root.run(*REMOVE.split(), folder=SOURCES)
    assert done.returncode == 1 and re.fullmatch("install: there is none in .*\n", done.stderr)


def test_other_copy_that_wins_is_told(build_root, package):
    """Wireshark takes the plugin for all users where both have one name."""
    put_package(build_root, package)
    as_root(build_root, INSTALL_PACKAGE)
    done = build_root.run(*INSTALL.split(), folder=SOURCES)
    as_root(build_root, REMOVE_PACKAGE)
    assert done.returncode == 1
    assert re.fullmatch(r"install: .* Wireshark loads /usr/lib/.*/mailproto\.so: remove .*\n", done.stderr)
    check_unknown(build_root)


@pytest.mark.parametrize("user, words", [(0, "ordinary user"), (1000, "libwireshark-dev")])
def test_what_is_in_the_way_is_told(user, words, clean_root, build_root):
    """Root's Wireshark loads nothing of one user; a user without headers and rights is told what to install."""
    for path in build_root.listing(f"{SOURCES}/scripts"):
        if build_root.inside(path).is_file():
            clean_root.put(build_root.inside(path), path, 0o755)
    done = clean_root.run(*INSTALL.split(), user=user, folder=SOURCES)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert words in sentence


def test_package_is_refused_without_its_library(package, clean_root):
    """Runs last: it leaves the root without Wireshark's library."""
    library = library_package(clean_root)
    put_package(clean_root, package)
    clean_root.check("dpkg", "--force-depends", "--purge", library, user=0)
    done = as_root(clean_root, INSTALL_PACKAGE)
    assert done.returncode != 0 and f"depends on {library}" in done.stderr
