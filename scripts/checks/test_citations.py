"""What comments and documents cite of the project is in the project.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import citations
import project_files


def test_citations_lead_somewhere():
    faults = list(citations.citation_faults(project_files.text_files(), project_files.list_paths()))
    assert not faults, "\n" + "\n".join(faults)
