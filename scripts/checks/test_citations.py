"""What comments and documents cite of the project is in the project, and what they cite of RFCs is in those.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib

import pytest

import citations
import project_files
import rfc_sections

SHARED = pathlib.Path(os.environ.get("MAILPROTO_SHARED") or project_files.PROJECT.parent / "shared")


def test_citations_lead_somewhere():
    faults = list(citations.citation_faults(project_files.text_files(), project_files.list_paths()))
    assert not faults, "\n" + "\n".join(faults)


def test_cited_sections_of_rfcs_exist():
    texts = {path.stem[3:]: path.read_text(encoding="utf-8", errors="replace") for path in SHARED.glob("rfc/rfc*.txt")}
    if not texts:
        pytest.skip(f"no texts of RFCs: {SHARED / 'rfc'} does not exist (MAILPROTO_SHARED names another folder)")
    ours = [file for file in project_files.text_files() if file.is_source or file.suffix in (".md", ".txt", ".tsv")]
    faults = list(rfc_sections.section_faults(ours, texts))
    assert not faults, "\n" + "\n".join(faults)
