"""Finds what a text file says in plain words: the comments of a source, and all of a document.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import ast
import io
import re
import tokenize

C_COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.DOTALL)
DOCUMENTS = (".md",)
TABLES_AND_TEXTS = (".tsv", ".txt")
C_SUFFIXES = (".c", ".h", ".def")


def c_comments(text):
    for found in C_COMMENT.finditer(text):
        if found.group().startswith("/"):
            yield text.count("\n", 0, found.start()) + 1, found.group()


def docstrings(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node, clean=False):
            yield node.body[0].lineno, node.body[0].value.value


def joined(numbered):
    """Comments that follow each other line by line as one."""
    comment, start = [], 0
    for number, words in numbered:
        if comment and number > start + len(comment):
            yield start, "\n".join(comment)
            comment = []
        comment, start = [*comment, words], start if comment else number
    if comment:
        yield start, "\n".join(comment)


def hash_comments(text, opening):
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.search(opening + r"#\s.*", line):
            yield number, found.group()


def python_comments(text):
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def first_columns(text):
    """The first column of a table says why a row is there."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#"):
            yield number, line.split("\t")[0]


def pieces_of(file):
    if file.suffix in DOCUMENTS:
        yield 1, file.text
    elif file.suffix in C_SUFFIXES:
        yield from c_comments(file.text)
    elif file.is_python:
        yield from docstrings(file.text)
        yield from joined(python_comments(file.text))
    else:
        yield from joined(hash_comments(file.text, r"^" if file.suffix in TABLES_AND_TEXTS else r"(^|\s)"))
    if file.suffix == ".tsv":
        yield from first_columns(file.text)


def words_of(file):
    """The number of its first line, and the words of a comment or document without what marks a comment."""
    for number, piece in pieces_of(file):
        is_document = file.suffix in DOCUMENTS
        yield number, piece if is_document else re.sub(r"\n[ \t]*([*#](?=[ \n/]))?[ \t]*", "\n", piece)
