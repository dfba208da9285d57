"""Programs that stand for those of a system on which a mailproto is installed for all users, or none.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import shutil

from wireshark import PLUGIN_FILE, PLUGIN_PROGRAMS, tshark_version

# The real program looks for plugins in the folder, unless it is told another one.
STARTER = """#!/bin/sh
export WIRESHARK_PLUGIN_DIR="${{WIRESHARK_PLUGIN_DIR:-{plugins}}}"
exec {program} "$@"
"""


def write_programs(folder, plugin):
    """Puts the programs into the folder, and gives the search path on which they come first. The plugin is the one that is
    installed, or None. The folder must be open to the user that Wireshark runs as, which is not root: root's Wireshark
    cannot be told where plugins are."""
    plugins, programs = folder / "plugins", folder / "programs"
    installed = plugins / tshark_version() / "epan"
    installed.mkdir(parents=True)
    if plugin:
        shutil.copy(plugin, installed / PLUGIN_FILE)
    programs.mkdir()
    for name in PLUGIN_PROGRAMS:
        (programs / name).write_text(STARTER.format(plugins=plugins, program=shutil.which(name)))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    return f"{programs}{os.pathsep}{os.environ['PATH']}"
