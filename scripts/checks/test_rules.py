"""Shows that each rule finds what it is there to find, and leaves alone what nearly breaks it.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pytest

import citations
import editor_rules
import finding_transcripts
import house_rules
import rfc_sections
import rooms
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
    (house_rules.pasting_faults, "plugin/smtp/x.c", "#define ROW(name) { SMTP_##name },\n",
     "#define ROW(name) { name },\n"),
    (house_rules.pasting_faults, "plugin/registry/x.def", "ROW(SMTP_ ## name)\n", '# ROW("#name")\n'),
    (house_rules.pasting_faults, "x.h", "#define A(b) \\\n    a_##b\n", "#define A(b) \\\n    a_b\n"),
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
    (house_rules.table_faults, "plugin/smtp/smtp_verbs.c", 'V("B", X, "RFC 1",\n  f)\nV("A", X, "RFC 1",\n  f)\n',
     'V("A", X, "RFC 1",\n  f)\nV("B", X, "RFC 1",\n  f)\n'),
    (house_rules.table_faults, "plugin/pop3/pop3_verbs.c", 'V("A", X, "text",\n  f)\n',
     'static int f(void)\n{\n    V("A");\n}\nV("A", X, "RFC 1",\n  f)\n'),
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


# --- rooms and circles ---

TABLE = """# Comment.
room\tmay see
base\t
engine\tbase
view\tbase engine
view/smtp\tbase view
plugin\t*
"""
TREE = ("plugin/base/slice.h", "plugin/base/codes.def", "plugin/engine/session.h", "plugin/view/view.h",
        "plugin/view/smtp/smtp_view.h", "plugin/strange/x.h", "packet-mailproto.h")


def tree_of(texts):
    """TREE, and files below plugin/ that include something."""
    written = {f"plugin/{name}": text for name, text in texts.items()}
    return [TextFile(path, written.get(path, "").encode()) for path in sorted({*TREE, *written})]


@pytest.mark.parametrize("name, bad, good", [
    ("base/x.c", '#include "engine/session.h"\n', '#include "slice.h"\n'),
    ("base/x.c", '# include <engine/session.h>\n', '#include <glib.h>\n'),
    ("engine/x.h", '#include "view/view.h"\n', '#include "base/codes.def"\n'),
    ("engine/x.def", '#include "view/view.h"\n', '#include "base/slice.h"\n'),
    ("view/x.c", '#include "view/smtp/smtp_view.h"\n', '#include "engine/session.h"\n'),
    ("view/smtp/x.c", '#include "engine/session.h"\n', '#include "view/view.h"\n'),
    ("view/x.c", '#include "packet-mailproto.h"\n', '#include "view/view.h"\n'),
    ("view/x.c", '#include "slice.h"\n', '#include "base/slice.h"\n'),
    ("view/x.c", '#include "../base/slice.h"\n', '// #include "../base/slice.h"\n'),
    ("view/x.c", '#include "smtp/smtp_view.h"\n', '#include "view.h"\n'),
    ("strange/x.c", '#include "base/slice.h"\n', '#include <glib.h>\n'),
    ("plugin.c", '#include "strange/x.h"\n', '#include "packet-mailproto.h"\n#include "view/smtp/smtp_view.h"\n'),
])
def test_room_sees_what_it_may(name, bad, good):
    table = rooms.read_table(TABLE + "packet-mailproto\t*\n")
    assert len(list(rooms.include_faults(tree_of({name: bad}), table))) == 1
    assert not list(rooms.include_faults(tree_of({name: good}), table))


@pytest.mark.parametrize("row, fault", [("base\tengine\n", "circle of 2"), ("tap\ttable\n", "no row"),
                                        ("tap\tview\n", None)])
def test_table_of_rooms(row, fault):
    faults = list(rooms.table_faults(rooms.read_table(TABLE + row)))
    assert len(faults) == bool(fault) and (not fault or fault in faults[0])


INCLUDES_B = '#include "b.h"\n'
INCLUDES_C = '#include "c.h"\n'


@pytest.mark.parametrize("texts, circle", [
    ({"base/a.h": INCLUDES_B, "base/b.h": '#include "a.h"\n'}, "modules: a circle of 2: base/a, base/b"),
    ({"base/a.h": INCLUDES_B, "base/b.h": "", "base/b.c": '#include "base/a.h"\n'},
     "modules: a circle of 2: base/a, base/b"),
    ({"base/a.h": "", "base/a.c": INCLUDES_B, "base/b.h": INCLUDES_C, "base/c.h": "", "base/c.c": '#include "a.h"\n'},
     "modules: a circle of 3: base/a, base/b, base/c"),
    ({"base/a.h": '#include "rows.def"\n', "base/rows.def": INCLUDES_B, "base/b.h": '#include "a.h"\n'},
     "modules: a circle of 2: base/a, base/b"),
    ({"base/a.h": '#include "engine/session.h"\n', "engine/c.h": '#include "base/slice.h"\n'},
     "rooms: a circle of 2: base, engine"),
])
def test_circle_is_found(texts, circle):
    assert list(rooms.circle_faults(tree_of(texts))) == [circle]


@pytest.mark.parametrize("texts", [
    {"base/a.h": "", "base/a.c": '#include "a.h"\n#include "b.h"\n', "base/b.c": INCLUDES_B, "base/b.h": ""},
    {"base/a.h": '#include "rows.def"\n', "base/b.h": '#include "rows.def"\n#include "a.h"\n', "base/rows.def": ""},
    {"base/a.h": INCLUDES_B + INCLUDES_C, "base/b.h": INCLUDES_C, "base/c.h": ""},
])
def test_what_is_no_circle(texts):
    assert not list(rooms.circle_faults(tree_of(texts)))


# --- citations ---

DESIGN = b"""# Design

## 2. Properties

1. **First.**
2. **Second.**

## 3. House rules

 1. Short functions.

## 4. Steps

3. no property
"""
FAULTS = b"# Faults\n\n| number | fault |\n|---|---|\n| S1 | x |\n| S2 | x |\n"
DOCUMENTS = [TextFile("docs/design.md", DESIGN), TextFile("docs/stock-faults.md", FAULTS),
             TextFile("docs/hacking.md", b"## 9. More\n"), TextFile("plugin/base/slice.h", b"")]


def citation_faults_of(path, text):
    files = [*DOCUMENTS, TextFile(path, text.encode())]
    return list(citations.citation_faults(files, [*(file.path for file in files), "docs/picture.png"]))


@pytest.mark.parametrize("path, bad, good", [
    ("x.c", "/* Held (design property 3). */", "/* Held (design property 2). */"),
    ("x.c", "/* Held (design\n * property 3). */", "/* Held (design\n * property 2). */"),
    ("x.c", "/* design properties 1 and 3 */", "/* design properties 1 to 2 */"),
    ("x.c", "// design, section 9", "// design, section 3"),
    ("x.py", '"""See design section 1."""', '"""See design section 2 and RFC 5321, section 1."""'),
    ("x.py", "# A rule (house rule\n# 2).", "# A rule (house rule\n# 1)."),
    ("x.txt", "# house rule 11\nSMTP\n", "# RFC 1939, rule 11\nSMTP\nC: # house rule 11\n"),
    ("x.c", "/* A fault (stock-faults S3). */", '/* A fault (stock-faults S2). */ char *x = "S3";'),
    ("x.c", "/* As S1, P1. */", "/* As S1,\n S2; not MS3, S3x, S3-x or S:3. */"),
    ("x.py", "def f():\n    '''Rows S1 to S3.'''", "def f():\n    '''Rows S1 to S2.'''"),
    ("x.tsv", "S2, S3\tx", "S2\tS3"),
    ("x.c", "/* See slices.h. */", "/* See slice.h and base/slice.h. */"),
    ("x.sh", "# reads docs/x.md", "# reads docs/hacking.md and docs/picture.png, not otherdocs/x.c"),
    ("x.md", "in `shared/x.md`", "in `plugin/base/`, plugin/*/slice.h and docs/NAME.md, not in build/x.md"),
    ("x.md", "scripts/y does it", "plugin/base does it. See https://example.com/docs/x"),
])
def test_citation_leads_somewhere(path, bad, good):
    assert citation_faults_of(path, bad)
    assert not citation_faults_of(path, good)


def test_citation_fault_names_its_line():
    assert citation_faults_of("x.c", "int x;\n/* One\n * two S9. */\n")[0].startswith("x.c:3: fault S9,")


RFC = """1.  Introduction

   4.1.1.4  DATA (DATA)

Appendix B.  Examples
"""


@pytest.mark.parametrize("bad, good", [
    ("/* RFC 5321, 4.1.1.5 */", "/* RFC 5321, 4.1.1.4 */"),
    ("/* RFC 5321,\n * 4.1.1.5 */", "/* RFC 5321,\n * 4.1.1.4 */"),
    ('"RFC 5321 4.1.1"', '"RFC 5321 4.1.1.4; RFC 1 9.9"'),
    ("# RFC 5321, 1 and 2: x", "# RFC 5321, 1 and 4.1.1.4: x"),
    ("RFC 5321, appendix B and RFC 5321, C", "RFC 5321, B"),
])
def test_cited_section_exists(bad, good):
    assert list(rfc_sections.section_faults([TextFile("x.c", bad.encode())], {"5321": RFC}))
    assert not list(rfc_sections.section_faults([TextFile("x.c", good.encode())], {"5321": RFC}))


# --- findings ---

FINDINGS = (b'MAIL_FINDING(bad_line, WARN, "RFC 5321 4.1", "Bad line")\n'
            b'MAIL_FINDING(MAIL_FINDING_too_long, WARN, "RFC 5321 4.5.3.1", "Too long")\n')
TRANSCRIPTS = {
    "a": "# Both.\nSMTP\nC: x\n---\nC #1 command X \"\" !bad_line !too_long\n",
    "b": "# One.\n# nearly: bad_line\nSMTP\nC: x\n---\nC #1 command X \"\"\n",
    "c": "# The other.\n# nearly: too_long\nSMTP\nC: x\n---\nC #1 command X \"a !too_long\"\n",
}


def finding_faults_with(changed):
    files = [TextFile("plugin/findings/mail_findings.def", FINDINGS)]
    for name, text in {**TRANSCRIPTS, **changed}.items():
        files.append(TextFile(f"test/transcripts/{name}.txt", text.encode()))
    return list(finding_transcripts.finding_faults(files))


@pytest.mark.parametrize("changed, fault", [
    ({"a": TRANSCRIPTS["a"].replace(" !bad_line", "")}, "no transcript raises bad_line"),
    ({"a": TRANSCRIPTS["a"].replace('"" !bad_line', '" !bad_line"')}, "no transcript raises bad_line"),
    ({"a": TRANSCRIPTS["a"].replace("!bad_line", "!bad_lines")}, "bad_lines is no finding"),
    ({"b": TRANSCRIPTS["b"].replace("bad_line", "bad_lines")}, "bad_lines is no finding"),
    ({"b": TRANSCRIPTS["b"].replace("# nearly:", "#")}, "no transcript nearly raises bad_line"),
    ({"b": TRANSCRIPTS["b"].replace('""', '"" !bad_line')}, "b.txt: raises bad_line"),
    ({"b": TRANSCRIPTS["b"].replace('""', '"" !bad_line')}, "no transcript nearly raises bad_line"),
])
def test_finding_without_transcript(changed, fault):
    assert any(fault in each for each in finding_faults_with(changed))


@pytest.mark.parametrize("changed", [
    {}, {"b": TRANSCRIPTS["b"].replace("nearly: bad_line", "nearly: bad_line, too_long"), "c": "SMTP\n---\n"},
    {"b": TRANSCRIPTS["b"].replace('""', '"" !too_long')},
])
def test_findings_with_transcripts(changed):
    assert not finding_faults_with(changed)
