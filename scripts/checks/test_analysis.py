"""Has cppcheck and clang-tidy look for faults in the core, where they are installed.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import concurrent.futures
import os
import shutil
import subprocess

import pytest

import project_files

ROOMS = project_files.core_rooms()
CORE = sorted(path for room in ROOMS for path in (project_files.PROJECT / room).glob("*.c"))
BUILD = project_files.PROJECT / "build"


def output_of(*command):
    done = subprocess.run([str(word) for word in command], cwd=project_files.PROJECT, capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def require(program):
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")


def test_cppcheck():
    """Not identicalInnerCondition: it does not see that a loop moves the pointer."""
    require("cppcheck")
    status, text = output_of("cppcheck", "--quiet", "--std=c11", "--enable=warning,performance,portability", "-I",
                             "plugin", "--suppress=identicalInnerCondition", "--error-exitcode=1", *ROOMS)
    assert status == 0, text


def test_clang_tidy():
    require("clang-tidy")
    if not (BUILD / "compile_commands.json").is_file():
        pytest.skip("the core is not built in build/")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
        done = list(executor.map(lambda path: output_of("clang-tidy", "-p", BUILD, "--quiet", path), CORE))
    complaints = [line for _status, text in done for line in text.splitlines()
                  if " warning: " in line or " error: " in line]
    assert not complaints, "\n" + "\n".join(complaints)
