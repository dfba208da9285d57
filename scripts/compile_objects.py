"""Compiles the objects of one folder as a build folder's compile_commands.json says, with warnings as errors, and
nothing that they would be linked with.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys


def commands_of_folder(database, folder):
    """The entries of the sources below a folder of that path."""
    entries = json.loads(database.read_text(encoding="utf-8"))
    return [entry for entry in entries if f"/{folder}/" in entry["file"]]


def compile_object(entry):
    """The compiler's messages where it failed, else nothing."""
    target = pathlib.Path(entry["directory"], re.search(r" -o (\S+)", entry["command"]).group(1))
    target.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(f"{entry['command']} -Werror", shell=True, cwd=entry["directory"], capture_output=True,
                          text=True, check=False)
    return done.stderr or f"{entry['file']}: {done.returncode}" if done.returncode else ""


def main():
    entries = commands_of_folder(pathlib.Path(sys.argv[1], "compile_commands.json"), sys.argv[2])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
        messages = [text for text in executor.map(compile_object, entries) if text]
    print(*messages, sep="\n", end="")
    print(f"{len(entries) - len(messages)} objects compiled, {len(messages)} failed")
    return 1 if messages or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
