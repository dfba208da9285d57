"""Unpacks a file system with one version of Wireshark, and runs commands in it as root or as an ordinary user.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

USER = 1000
HOME = "/home/tester"
# What changes by itself, or with every package that comes and goes.
NOT_COMPARED = ("proc/", "var/lib/dpkg/", "var/log/", "var/cache/ldconfig/")


class CleanRoot:
    """A fresh file system with an ordinary user."""

    def __init__(self, packed):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="mailproto-root-"))
        self.path.chmod(0o755)
        subprocess.run(["tar", "--extract", "--file", packed, "--directory", self.path], check=True)
        with open(self.path / "etc/passwd", "a", encoding="ascii") as users:
            users.write(f"tester:x:{USER}:{USER}::{HOME}:/bin/bash\n")
        self.inside(HOME).mkdir(parents=True)
        self.give_to_user(self.inside(HOME))

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        shutil.rmtree(self.path)

    def inside(self, path):
        return self.path / path.lstrip("/")

    def give_to_user(self, path):
        os.chown(path, USER, USER)

    def put(self, source, target, mode=0o644):
        """A copy of a file, which belongs to the ordinary user."""
        file = self.inside(target)
        for folder in reversed(file.parents):
            if not folder.exists():
                folder.mkdir()
                self.give_to_user(folder)
        shutil.copy(source, file)
        file.chmod(mode)
        self.give_to_user(file)

    def run(self, *command, user=USER, folder=HOME):
        """The finished process; its output is text."""
        enter = ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={self.path}/proc",
                 "chroot", f"--userspec={user}:{user}", self.path]
        settings = ["env", "-i", f"--chdir={folder}", f"HOME={HOME if user else '/root'}", "LC_ALL=C.UTF-8",
                    "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"]
        line = [*enter, *settings, *map(str, command)]
        return subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                              check=False)

    def check(self, *command, **options):
        """The output of a command that must succeed."""
        done = self.run(*command, **options)
        assert done.returncode == 0, f"{' '.join(map(str, command))}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def listing(self, folder="/"):
        """The paths of everything in a folder."""
        paths = (str(path.relative_to(self.path)) for path in self.inside(folder).rglob("*"))
        return {path for path in paths if not path.startswith(NOT_COMPARED)}
