"""Which file of the plugin includes which, and what is wrong with that: a room that sees what plugin/rooms.tsv does not
allow, and circles. Pure: works on the text files that it is given.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import re

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^">]+)[">]')
SUFFIXES = (".c", ".h", ".def")
ALL = "*"
NONE = "-"


def read_table(text):
    """Room -> the rooms that it may see."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {room: set(seen.split()) - {NONE} for room, seen in rows[1:]}


def is_of_plugin(path):
    return path.endswith(SUFFIXES) and (path.startswith("plugin/") or "/" not in path)


def within_plugin(path):
    return path.removeprefix("plugin/")


def room_of(path):
    """The folder, such as view/smtp; and of a file in none, such as plugin/plugin.c, its name."""
    folder, _slash, name = within_plugin(path).rpartition("/")
    return folder or pathlib.PurePath(name).stem


def module_of(path):
    """A .c and its .h are one module."""
    return str(pathlib.PurePath(within_plugin(path)).with_suffix(""))


def find_included(path, name, paths):
    """The file that is meant: "room/file.h" is below plugin/, a bare name is in the same folder or in none."""
    folder = path.rpartition("/")[0]
    places = [f"plugin/{name}"] if "/" in name else [f"{folder}/{name}".lstrip("/"), f"plugin/{name}", name]
    return next((place for place in places if place in paths), None)


def includes_of(files):
    """Path, line number, what is written, and the file that is meant (None: there is no such file)."""
    paths = {file.path for file in files}
    for file in files:
        if is_of_plugin(file.path):
            for number, line in enumerate(file.lines, 1):
                found = INCLUDE.match(line)
                target = found and find_included(file.path, found.group(2), paths)
                if found and (target or found.group(1) == '"'):
                    yield file.path, number, found.group(2), target


def may_see(table, room, other):
    return other == room or other in table[room] or ALL in table[room]


def include_fault(table, path, name, target):
    room = room_of(path)
    if not target:
        return f'"{name}" is no file of this folder, and none below plugin/'
    for each in (room, room_of(target)):
        if each not in table:
            return f'"{name}": the room {each} is not in plugin/rooms.tsv'
    return None if may_see(table, room, room_of(target)) else f'"{name}": {room} may not see {room_of(target)}'


def include_faults(files, table):
    for path, number, name, target in includes_of(files):
        fault = include_fault(table, path, name, target)
        if fault:
            yield f"{path}:{number}: {fault}"


def table_faults(table):
    """Each room that a row names has a row, and the rows form no circle."""
    for room, seen in table.items():
        for other in sorted(seen - set(table) - {ALL}):
            yield f"plugin/rooms.tsv: {room} may see {other}, which has no row"
    yield from circles_of({room: seen for room, seen in table.items() if ALL not in seen})


def reached_from(graph, start):
    reached, waiting = set(), [start]
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached


def circles_of(graph):
    """The largest sets of nodes of which each leads to each, in words."""
    reached = {node: reached_from(graph, node) for node in graph}
    circles = {tuple(sorted(other for other in seen if node in reached.get(other, ())))
               for node, seen in reached.items() if node in seen}
    for circle in sorted(circles):
        yield f"a circle of {len(circle)}: {', '.join(circle)}"


def file_graph(files):
    graph = {}
    for path, _number, _name, target in includes_of(files):
        if target:
            graph.setdefault(path, set()).add(target)
    return graph


def includes_by_tables(path, by_file):
    """A .def file is part of the file that includes it: what such a file includes is included too."""
    tables = {target: by_file.get(target, ()) if target.endswith(".def") else () for targets in by_file.values()
              for target in targets}
    return {target for target in reached_from({**tables, path: by_file[path]}, path) if not target.endswith(".def")}


def module_graph(files):
    """Module -> modules that it includes, itself not among them."""
    by_file, graph = file_graph(files), {}
    for path in by_file:
        if not path.endswith(".def"):
            included = {module_of(target) for target in includes_by_tables(path, by_file)}
            graph.setdefault(module_of(path), set()).update(included - {module_of(path)})
    return graph


def room_graph(files):
    graph = {}
    for path, targets in file_graph(files).items():
        graph.setdefault(room_of(path), set()).update({room_of(target) for target in targets} - {room_of(path)})
    return graph


def circle_faults(files):
    yield from (f"modules: {circle}" for circle in circles_of(module_graph(files)))
    yield from (f"rooms: {circle}" for circle in circles_of(room_graph(files)))
