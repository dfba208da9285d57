"""Knows where the captures are: the project's own samples, and the shared public ones with their oracle.

The shared folder is that of MAILPROTO_SHARED, or else the folder "shared" beside the project.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib

import pytest

from wireshark import PROJECT

SAMPLES = PROJECT / "sample_pcaps"
SHARED = pathlib.Path(os.environ.get("MAILPROTO_SHARED") or PROJECT.parent / "shared")
SHARED_MISSING = f"no shared captures: {SHARED / 'captures'} does not exist (MAILPROTO_SHARED names another folder)"


def has_shared():
    return (SHARED / "captures").is_dir()


def shared_path(name):
    return SHARED / "captures" / name


def oracle_folder():
    return SHARED / "oracle"


def oracle_path(name):
    return oracle_folder() / (name + ".json")


def captures_in(folder):
    return sorted(path for path in folder.iterdir() if path.suffix in (".pcap", ".pcapng"))


def shared_names():
    """The names of the shared captures, or one that is skipped and says why."""
    if not has_shared():
        return [pytest.param("shared captures", marks=pytest.mark.skip(reason=SHARED_MISSING))]
    return [path.name for path in captures_in(SHARED / "captures")]


def every_capture():
    """The paths of all samples and all shared captures, for pytest to run through."""
    shared = [shared_path(name) for name in shared_names()] if has_shared() else shared_names()
    return captures_in(SAMPLES) + shared


def name_of(path):
    return getattr(path, "name", str(path))


def sample(name):
    """The path of a sample capture, given without or with its suffix."""
    paths = [path for path in captures_in(SAMPLES) if name in (path.name, path.stem)]
    assert len(paths) == 1, f"sample_pcaps has {len(paths)} captures called {name}"
    return paths[0]
