"""What becomes of a version of Wireshark whose packages cannot be fetched, and how the tests' results are summed up.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import shutil
import subprocess

import pytest

import project_files

SCRIPTS = project_files.PROJECT / "scripts"
REQUIRE_TREE = '. "$SCRIPTS/project.sh"; . "$SCRIPTS/versions.sh"; require_tree 4.4'
GREEN_XML = '<testsuites><testsuite tests="3" skipped="0" failures="0" errors="0"/></testsuites>'
RED_XML = '<testsuites><testsuite tests="3" skipped="0" failures="1" errors="0"/></testsuites>'
GREEN_LOG = "1: ok 1 a\n100% tests passed, 0 tests failed out of 1\n"


def write_program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def require_tree(folder, apt_get):
    write_program(folder / "bin/apt-get", apt_get)
    environment = dict(os.environ, SCRIPTS=str(SCRIPTS), XDG_CACHE_HOME=str(folder / "cache"),
                       PATH=f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return subprocess.run(["bash", "-euc", REQUIRE_TREE], env=environment, capture_output=True, text=True, check=False)


# A mirror that is not there: apt-get itself says so.
ABSENT_MIRROR = f"""#!/bin/bash
. /etc/os-release
case $* in
    --print-uris*) echo "'file:/no/such/mirror/dists/$VERSION_CODENAME/InRelease' InRelease 0" ;;
    *) exec {shutil.which("apt-get")} "$@" ;;
esac
"""


@pytest.mark.parametrize("apt_get, reason", [("#!/bin/sh\nexit 0\n", "no mirror of Debian"),
                                             (ABSENT_MIRROR, "/no/such/mirror")], ids=["no mirror", "absent mirror"])
def test_packages_that_cannot_be_fetched_are_told_in_one_sentence(apt_get, reason, tmp_path):
    done = require_tree(tmp_path, apt_get)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert "Wireshark 4.4 cannot be fetched" in sentence and reason in sentence
    assert not list((tmp_path / "cache/mailproto").iterdir())


def summary(folder, *versions):
    return subprocess.run(["python3", SCRIPTS / "summary.py", folder, *versions], capture_output=True, text=True,
                          check=False)


@pytest.fixture(name="results")
def make_results(tmp_path):
    for name in ("core.log", "sanitized.log"):
        (tmp_path / name).write_text(GREEN_LOG)
    for name in ("checks.xml", "Wireshark-4.0.17.xml"):
        (tmp_path / name).write_text(GREEN_XML)
    return tmp_path


def test_number_of_tests_of_each_version_is_told(results):
    (results / "Wireshark-4.6.9.xml").write_text(GREEN_XML)
    done = summary(results, "Wireshark-4.0.17", "Wireshark-4.6.9")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line.split(maxsplit=2) for line in lines if "Wireshark" in line] == [
        ["Wireshark", "4.0.17:", "3 passed, 0 failed"], ["Wireshark", "4.6.9:", "3 passed, 0 failed"]]
    assert lines[-1] == "11 passed, 0 failed"


def test_untested_version_is_named_and_no_success(results):
    (results / "Wireshark-4.6.untested").write_text("the packages of Wireshark 4.6 cannot be fetched\n")
    done = summary(results, "Wireshark-4.0.17", "Wireshark-4.6")
    assert done.returncode == 3
    assert "NOT TESTED: the packages of Wireshark 4.6 cannot be fetched" in done.stdout


@pytest.mark.parametrize("outcome", [RED_XML, None], ids=["failed", "without results"])
def test_failure_outweighs_an_untested_version(outcome, results):
    (results / "Wireshark-4.6.untested").write_text("no packages\n")
    if outcome:
        (results / "Wireshark-4.4.18.xml").write_text(outcome)
    assert summary(results, "Wireshark-4.0.17", "Wireshark-4.4.18", "Wireshark-4.6").returncode == 1


def integrate(folder, status, *untested):
    """What .ci/run says where scripts/test ends with this status."""
    (folder / ".ci").mkdir()
    shutil.copy(project_files.PROJECT / ".ci/run", folder / ".ci/run")
    (folder / "build/results").mkdir(parents=True)
    for version in untested:
        (folder / f"build/results/Wireshark-{version}.untested").touch()
    write_program(folder / "scripts/test", f'#!/bin/sh\necho "with $*"\nexit {status}\n')
    return subprocess.run([folder / ".ci/run"], capture_output=True, text=True, check=False)


def test_integration_closes_with_the_untested_versions(tmp_path):
    done = integrate(tmp_path, 3, "4.4", "4.6")
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["with --all-versions", "NOT TESTED: Wireshark 4.4, Wireshark 4.6"]


@pytest.mark.parametrize("status", [0, 1, 2])
def test_integration_ends_as_the_tests_do(status, tmp_path):
    done = integrate(tmp_path, status, *(["4.6"] if status else []))
    assert (done.returncode, done.stdout) == (status, "with --all-versions\n")
