"""Shows that each rule finds what it is there to find, and leaves alone what nearly breaks it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import editor_rules
import house_rules
from project_files import TextFile

EDITOR_CONFIG = """root = true
[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
[{a,b}/*.txt]
trim_trailing_whitespace = false
"""
OPENING = "/* What it knows.\n *\n * SPDX-License-Identifier: GPL-2.0-or-later\n */\n"


def faults_of(rule, path, text):
    return list(rule(TextFile(path, text.encode())))


def function_of(lines):
    return "int f(void)\n{\n" + "    ;\n" * (lines - 2) + "}\n"


@pytest.mark.parametrize("rule, path, bad, good", [
    (house_rules.core_faults, "plugin/base/x.c", "#include <epan/packet.h>\n", '#include "mail_slice.h"\n'),
    (house_rules.core_faults, "plugin/registry/x.h", "# include <wsutil/utf8.h>\n", "#include <glib.h>\n"),
    (house_rules.core_faults, "plugin/smtp/x.c", "#include <ws_version.h>\n", '#include "wsomething.h"\n'),
    (house_rules.version_faults, "plugin/view/x.c", "#if WIRESHARK_VERSION_MINOR >= 4\n", "#ifdef X\n"),
    (house_rules.function_faults, "x.c", function_of(61), function_of(60)),
    (house_rules.function_faults, "x.sh", "f() {\n" + "    :\n" * 59 + "}\n", "f() {\n" + "    :\n" * 58 + "}\n"),
    (house_rules.function_faults, "x.py", "def f():\n" + "    pass\n" * 60, "def f():\n" + "    pass\n" * 59),
    (house_rules.length_faults, "x.c", "\n" * 500, "\n" * 499),
    (house_rules.opening_faults, "x.c", "/* What it knows. */\nint x;\n", OPENING),
    (house_rules.opening_faults, "x.h", "#pragma once\n",
     "#!/bin/bash\n# What.\n# SPDX-License-Identifier: GPL-2.0-or-later\n"),
    (house_rules.opening_faults, "x.c", "int x;\n" + OPENING, OPENING),
    (house_rules.import_faults, "x.py", "from test_samples import verbs\n", "from tests import test_samples\n"),
    (house_rules.import_faults, "x.py", "import test_samples as samples\n", "import testing\n"),
    (house_rules.table_faults, "plugin/registry/x.def", 'V(B, "RFC 1")\nV(A, "RFC 1")\n',
     'V(A, "RFC 1")\nV(B, "RFC 1")\n'),
    (house_rules.table_faults, "plugin/registry/x.def", 'V(A, "RFC 1")\nV(A, "RFC 1")\n',
     'V(A, "RFC 1")\nW(A, "RFC 1")\n'),
    (house_rules.table_faults, "plugin/registry/x.def", 'C(250, "RFC 1")\nC(90, "RFC 1")\n',
     'C(90, "RFC 1")\nC(250, "RFC 1")\n'),
    (house_rules.table_faults, "plugin/registry/x.def", 'V(A, "text")\n',
     'V(A,\n  "text", "RFC 5321 4")\n'),
])
def test_house_rule_finds_fault(rule, path, bad, good):
    assert faults_of(rule, path, bad)
    assert not faults_of(rule, path, good)


@pytest.mark.parametrize("path, data, fault", [
    ("x.c", b"int x; \n", "blanks"),
    ("x.c", b"\tint x;\n", "tab"),
    ("x.c", b"int x;", "newline"),
    ("x.c", b"int x;\r\n", "carriage"),
    ("x.c", b"/* \xff */\n", "UTF-8"),
    ("a/x.c", b"text \n", "blanks"),
])
def test_editor_rule_finds_fault(path, data, fault):
    faults = editor_rules.editor_faults(path, data, editor_rules.read_editor_config(EDITOR_CONFIG))
    assert len(faults) == 1 and fault in faults[0]


@pytest.mark.parametrize("path, data", [("x.c", b"int x;\n"), ("x.c", b""), ("b/x.txt", b"text \n")])
def test_editor_rule_allows(path, data):
    assert not editor_rules.editor_faults(path, data, editor_rules.read_editor_config(EDITOR_CONFIG))
