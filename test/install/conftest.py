"""The clean roots of one version of Wireshark, and what the tests do in them.

MAILPROTO_CLEAN_ROOT and MAILPROTO_BUILD_ROOT name the packed file systems that scripts/test has made.
SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib
import sys

import pytest

from clean_root import HOME, CleanRoot

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(PROJECT / "scripts" / "checks"))
import project_files  # noqa: E402, in scripts/checks
import readme  # noqa: E402, F401, in scripts/checks

SAMPLE = PROJECT / "sample_pcaps" / "smtp-plain.pcap"
SOURCES = f"{HOME}/mailproto"


def copy_project(root):
    for path in project_files.list_paths():
        source = PROJECT / path
        root.put(source, f"{SOURCES}/{path}", source.stat().st_mode & 0o777)


@pytest.fixture(scope="session", name="build_root")
def make_build_root():
    """A root with compiler and headers, the project's sources, and a sample."""
    with CleanRoot(os.environ["MAILPROTO_BUILD_ROOT"]) as root:
        root.put(SAMPLE, f"{HOME}/sample.pcap")
        copy_project(root)
        yield root


@pytest.fixture(scope="session", name="clean_root")
def make_clean_root():
    """A root with Wireshark and nothing else, and a sample."""
    with CleanRoot(os.environ["MAILPROTO_CLEAN_ROOT"]) as root:
        root.put(SAMPLE, f"{HOME}/sample.pcap")
        yield root


@pytest.fixture(scope="session", name="package")
def make_package(build_root):
    """The Debian package as an ordinary user makes it, in a folder of this system."""
    for command in ("cmake -B package", "cmake --build package --parallel 2"):
        build_root.check(*command.split(), folder=SOURCES)
    build_root.check("cpack", folder=f"{SOURCES}/package")
    (package,) = build_root.inside(SOURCES).glob("package/*.deb")
    return package
