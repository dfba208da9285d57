"""Holds every file of the project against .clang-format, .editorconfig and the house rules.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import subprocess

import pytest

import editor_rules
import finding_transcripts
import house_rules
import project_files

RULES = (house_rules.core_faults, house_rules.version_faults, house_rules.function_faults, house_rules.length_faults,
         house_rules.opening_faults, house_rules.import_faults, house_rules.pasting_faults, house_rules.table_faults)


def check_nothing_found(faults):
    assert not faults, "\n" + "\n".join(faults)


@pytest.fixture(scope="module", name="files")
def read_files():
    return project_files.text_files()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_rule(rule, files):
    check_nothing_found([fault for file in files for fault in rule(file)])


def test_editor_config(files):
    sections = editor_rules.read_editor_config((project_files.PROJECT / ".editorconfig").read_text())
    check_nothing_found([fault for file in files
                         for fault in editor_rules.editor_faults(file.path, file.data, sections)])


def test_findings_have_transcripts(files):
    check_nothing_found(list(finding_transcripts.finding_faults(files)))


def test_clang_format(files):
    sources = [file.path for file in files if file.suffix in (".c", ".h")]
    assert sources
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", *sources], cwd=project_files.PROJECT,
                          capture_output=True, text=True, check=False)
    check_nothing_found([line for line in done.stderr.splitlines() if ": error: " in line])
    assert done.returncode == 0, done.stderr


def test_shell_syntax(files):
    for file in files:
        if file.is_shell:
            done = subprocess.run(["bash", "-n"], input=file.text, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{file.path}: {done.stderr}"
