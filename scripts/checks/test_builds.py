"""What CMake makes of the project: users' builds go on after a warning, developers' do not; ctest knows each suite once.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import subprocess

import pytest

import project_files


def output_of(*command):
    done = subprocess.run(command, cwd=project_files.PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def compile_commands(folder):
    return [entry["command"] for entry in json.loads((folder / "compile_commands.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module", name="developers_build")
def configure_for_developers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("developers")
    output_of("cmake", "--preset", "dev", "-B", str(folder))
    return folder


def test_warning_is_no_error_to_users(tmp_path):
    output_of("cmake", "-B", str(tmp_path))
    assert not [command for command in compile_commands(tmp_path) if "-Werror" in command]


def test_warning_is_an_error_to_developers(developers_build):
    assert not [command for command in compile_commands(developers_build) if "-Werror" not in command]


def test_ctest_knows_each_suite_once(developers_build):
    """scripts/test has ctest run those that bear the label "core", and pytest the others."""
    listed = json.loads(output_of("ctest", "--test-dir", str(developers_build), "--show-only=json-v1"))["tests"]
    labels = {test["name"]: property["value"] for test in listed for property in test["properties"]
              if property["name"] == "LABELS"}
    assert len(labels) == len(listed) > 40
    assert labels["checks"] == ["checks"] and labels["dissect"] == ["dissect"]
    assert {label for name, (label,) in labels.items() if name not in ("checks", "dissect")} == {"core"}


def test_workflows_configure_build_and_test():
    presets = json.loads((project_files.PROJECT / "CMakePresets.json").read_text(encoding="utf-8"))
    workflows = {each["name"]: [step["type"] for step in each["steps"]] for each in presets["workflowPresets"]}
    assert workflows == dict.fromkeys(("dev", "core"), ["configure", "build", "test"])
