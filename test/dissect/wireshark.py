"""Runs tshark and sharkd with the plugin, as an ordinary user and with home and plugin folders of their own.

Wireshark run by root loads no plugin but those installed for all users; the user's own configuration must stay as it is;
and an installed mailproto must not be in the way. Unlike scripts/run-with-plugin this also runs Wireshark without the
plugin, and with a plugin from another build folder.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading

import sanitizers

PROJECT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 65534
# Those that load plugins, which are all that there must be.
PLUGIN_PROGRAMS = ("tshark", "sharkd")
PLUGIN_FILE = "mailproto.so"
PLUGIN_KINDS = ("epan", "wiretap", "codecs")


class WiresharkError(Exception):
    """A program of Wireshark is missing, failed, or reported a fault of a dissector."""


def plugin_path():
    """The built plugin: that of MAILPROTO_PLUGIN, or else of the default build folder."""
    path = pathlib.Path(os.environ.get("MAILPROTO_PLUGIN") or PROJECT / "build" / PLUGIN_FILE)
    if not path.is_file():
        raise WiresharkError(f"no plugin at {path}: build it first, or name it in MAILPROTO_PLUGIN")
    return path


def require_programs():
    missing = [program for program in PLUGIN_PROGRAMS if not shutil.which(program)]
    if missing:
        raise WiresharkError(f"not installed: {', '.join(missing)} (Debian packages tshark, wireshark-common)")


@functools.cache
def tshark_version():
    """The version that names the plugin folder, such as "4.0"."""
    text = subprocess.run(["tshark", "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"(\d+\.\d+)\.\d+", text).group(1)


def needs_other_user():
    return 0 in (os.geteuid(), os.getegid())


class Wireshark:
    """A scratch home folder, with one plugin or none, and the programs that run in it."""

    def __init__(self, plugin=None):
        require_programs()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mailproto-"))
        self.copies = {}
        self.copying = threading.Lock()
        self.plugin_settings = sanitizers.settings_for(pathlib.Path(plugin), self.folder) if plugin else []
        self.give_away(self.folder)
        self.installed = self.find_installed_plugins()
        self.put_plugins(plugin)
        self.give_away(self.folder)
        if plugin:
            self.require_plugin()

    def find_installed_plugins(self):
        """Where this Wireshark looks for the plugins for all users."""
        done = subprocess.run(self.command("tshark", "-G", "folders"), capture_output=True, text=True, check=True)
        return pathlib.Path(re.search(r"^Global Plugins:\s*(.*)$", done.stdout, re.MULTILINE).group(1))

    def put_plugins(self, plugin):
        """Makes a folder that takes the place of the installed one: all plugins that are there, but this mailproto, or
        none."""
        own = self.folder / "plugins" / tshark_version()
        for kind in PLUGIN_KINDS:
            (own / kind).mkdir(parents=True)
            for path in (self.installed / kind).glob("*.so"):
                if path.name != PLUGIN_FILE:
                    (own / kind / path.name).symlink_to(path)
        if plugin:
            shutil.copy(plugin, own / "epan" / PLUGIN_FILE)
        self.plugin_settings.append(f"WIRESHARK_PLUGIN_DIR={own.parent}")

    def require_plugin(self):
        """Wireshark passes over a plugin that it may not or cannot load: without this every test would fail oddly."""
        done = subprocess.run(self.command("tshark", "-G", "plugins"), capture_output=True, text=True, check=False)
        if PLUGIN_FILE not in done.stdout:
            self.remove()
            raise WiresharkError(f"tshark does not load the plugin: {done.stderr.strip()}")

    def give_away(self, path):
        """Makes the path, and all in it, readable for the user that the programs run as. What links point to stays."""
        for each in [path, *path.rglob("*")]:
            if each.is_symlink():
                continue
            each.chmod(0o755 if each.is_dir() else 0o644)
            if needs_other_user():
                os.chown(each, NOBODY, NOBODY)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def readable_copy(self, capture):
        """A copy of the capture that the ordinary user may read, wherever the capture is."""
        capture = pathlib.Path(capture)
        if capture.is_relative_to(self.folder):
            return capture
        with self.copying:
            if capture not in self.copies:
                self.copies[capture] = self.copy_of(capture)
        return self.copies[capture]

    def copy_of(self, capture):
        copy = self.new_folder("capture") / capture.name
        shutil.copy(capture, copy)
        self.give_away(copy)
        return copy

    def new_folder(self, name):
        """An empty folder that the programs may write to."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix=name + "-", dir=self.folder))
        self.give_away(folder)
        return folder

    def command(self, program, *arguments):
        """The command line that runs the program as an ordinary user in the scratch home folder."""
        settings = [f"HOME={self.folder}", f"XDG_CONFIG_HOME={self.folder}/.config", "LC_ALL=C.UTF-8", "TZ=UTC",
                    "PATH=" + os.environ.get("PATH", os.defpath)]
        settings += self.plugin_settings if program in PLUGIN_PROGRAMS else []
        user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        other_user = ["setpriv", *user] if needs_other_user() else []
        return [*other_user, "env", "-i", *settings, program, *map(str, arguments)]

    def take_complaints(self):
        """What AddressSanitizer, if the plugin was built with it, has found since the last call."""
        return sanitizers.take_complaints(self.folder)

    def start(self, program, *arguments, **options):
        return subprocess.Popen(self.command(program, *arguments), cwd=self.folder, **options)

    def tshark(self, capture, *arguments):
        """What tshark prints for the capture; a failure or a complaint about a dissector is an error."""
        command = self.command("tshark", "-n", "-r", self.readable_copy(capture), *arguments)
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        complaint = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode or complaint:
            raise WiresharkError(f"tshark {' '.join(map(str, arguments))} on {capture}: "
                                 f"exit status {done.returncode}, {complaint}")
        return done.stdout
