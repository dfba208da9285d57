"""Knows which files belong to the project: those that git tracks, or without git all but what builds and the README's
commands write.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import dataclasses
import pathlib
import re
import subprocess

PROJECT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "__pycache__", ".pytest_cache", "mails"}


@dataclasses.dataclass
class TextFile:
    """A text file of the project: its path within the project, and its bytes."""

    path: str
    data: bytes

    @property
    def name(self):
        return self.path.rpartition("/")[2]

    @property
    def suffix(self):
        return pathlib.PurePath(self.path).suffix

    @property
    def text(self):
        return self.data.decode("utf-8", "replace")

    @property
    def lines(self):
        return self.text.split("\n")

    @property
    def is_shell(self):
        return self.suffix == ".sh" or self.lines[0].startswith(("#!/bin/bash", "#!/bin/sh"))

    @property
    def is_python(self):
        return self.suffix == ".py" or (self.lines[0].startswith("#!") and "python" in self.lines[0])

    @property
    def is_source(self):
        return self.suffix in (".c", ".h", ".def") or self.is_shell or self.is_python or self.name == "CMakeLists.txt"


def core_rooms():
    """The folders that know no Wireshark, as rooms.cmake names them."""
    names = re.search(r"MAILPROTO_CORE_ROOMS ([^)]*)", (PROJECT / "rooms.cmake").read_text(encoding="utf-8")).group(1)
    return [f"plugin/{name}" for name in names.split()]


def walk_project():
    for path in PROJECT.rglob("*"):
        parts = path.relative_to(PROJECT).parts
        if path.is_file() and not parts[0].startswith("build") and not NOT_OURS.intersection(parts):
            yield str(path.relative_to(PROJECT))


def list_paths():
    """The paths of the project's files, within the project."""
    if not (PROJECT / ".git").exists():
        return sorted(walk_project())
    # Root may test what another user cloned.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in set(listed.split("\0")) if path and (PROJECT / path).is_file())


def text_files():
    files = [TextFile(path, (PROJECT / path).read_bytes()) for path in list_paths()]
    return [file for file in files if b"\0" not in file.data]
