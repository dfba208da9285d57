"""Runs every command of README.md and of the pages of docs/ in a copy of the project with a home folder of its own, and tries every filter.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib
import shutil
import subprocess

import pytest

import project_files
import readme

COPY = project_files.PROJECT / "build" / "readme"
# Not run here, and why.
NOT_RUN = {"scripts/test": "it is what runs this test", "scripts/install": "test/install runs it, in clean roots",
           "sudo dpkg": "test/install runs it, in clean roots", "cmake --workflow --preset dev": "it runs this test",
           "scripts/fuzz": "it builds all targets with another compiler, which takes minutes"}
# Open a window and stay: run on a virtual display until the window is there.
VIEWER = "scripts/wireshark"
VIEWER_SCRIPT = """
{command} & viewer=$!
trap 'kill $viewer && wait $viewer || true' EXIT
for attempt in $(seq 60); do
    kill -0 $viewer
    xdotool search --onlyvisible --name '{title}' && exit 0
    sleep 0.5
done
exit 1
"""


def write_if_changed(path, data, mode):
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    path.chmod(mode)


def copy_project(folder):
    """A copy of the project's files as in a fresh clone; what did not change is not built again."""
    for path in project_files.list_paths():
        source = project_files.PROJECT / path
        write_if_changed(folder / path, source.read_bytes(), source.stat().st_mode & 0o777)
    paths = set(project_files.list_paths())
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] != "build" and str(relative) not in paths:
            path.unlink()
    shutil.rmtree(folder / "mails", ignore_errors=True)


@pytest.fixture(scope="module", name="place")
def make_place(tmp_path_factory):
    """The folder where the commands run, and their environment."""
    copy_project(COPY / "project")
    (COPY / "project/build/CMakeCache.txt").unlink(missing_ok=True)
    stand_ins = COPY / "bin"
    # Installing for all users is tried in a folder of its own, without the rights of root.
    write_if_changed(stand_ins / "sudo", b'#!/bin/sh\nexec env DESTDIR="$STAGE" "$@"\n', 0o755)
    home = tmp_path_factory.mktemp("home")
    environment = dict(os.environ, HOME=str(home), STAGE=str(home / "stage"),
                       PATH=f"{stand_ins}{os.pathsep}{os.environ['PATH']}")
    return COPY / "project", environment


def run(place, script):
    folder, environment = place
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def run_viewer(place, command):
    script = VIEWER_SCRIPT.format(command=command, title=pathlib.PurePath(command.split()[1]).name)
    folder, environment = place
    (folder.parent / "viewer.sh").write_text(script)
    run((folder, environment), "xvfb-run --auto-servernum bash -eu ../viewer.sh")


def skip_if_not_run_here(block):
    for start, reason in NOT_RUN.items():
        if block.startswith(start):
            pytest.skip(f"the command {block} is not run here: {reason}")


@pytest.mark.parametrize("language, block", readme.fenced_blocks(readme.text()))
def test_command_block(place, language, block):
    assert language == "sh", "a fenced block holds commands that can be run, and says so with ```sh"
    if block.startswith(VIEWER):
        run_viewer(place, block)
        return
    skip_if_not_run_here(block)
    run(place, block)


def test_plugin_was_installed_where_wireshark_looks(place):
    """What the README's commands left: the plugin for all users, and none for one user."""
    _folder, environment = place
    command = ["pkg-config", "--variable=plugindir", "wireshark"]
    plugins = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert pathlib.Path(environment["STAGE"] + plugins, "epan/mailproto.so").is_file()
    assert not list(pathlib.Path(environment["HOME"]).glob(".local/**/mailproto.so"))


@pytest.mark.parametrize("page, language, block", [(page, *block) for page, text in readme.pages().items()
                                                   for block in readme.fenced_blocks(text)])
def test_block_of_page(place, page, language, block):
    assert language in ("sh", "c", "python", "text"), f"{page}: a fenced block says what it holds"
    if language == "sh":
        skip_if_not_run_here(block)
        run(place, block)


@pytest.fixture(scope="module", name="merged_samples")
def merge_samples(tmp_path_factory):
    """All samples one after the other, as packets of one capture."""
    assert shutil.which("mergecap")
    merged = tmp_path_factory.mktemp("samples") / "all.pcapng"
    samples = sorted((project_files.PROJECT / "sample_pcaps").glob("*.pcap"))
    subprocess.run(["mergecap", "-a", "-w", str(merged), *map(str, samples)], check=True)
    return merged


@pytest.mark.parametrize("display_filter", readme.filters(readme.text()))
def test_filter_finds_something(display_filter, merged_samples):
    command = [str(project_files.PROJECT / "scripts/run-with-plugin"), "tshark", "-r", "-", "-Y", display_filter]
    with open(merged_samples, "rb") as capture:
        done = subprocess.run(command, stdin=capture, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "no frame of the samples passes"


def test_there_are_ten_filters():
    assert len(readme.filters(readme.text())) == 10
