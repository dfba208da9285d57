"""What a plugin that was built with the sanitizers does wrong is found in a program that was not.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import subprocess

import sanitizers

# As CMakeLists.txt has it.
SANITIZED = ("-fsanitize=address,undefined", "-fno-sanitize-recover=undefined")
# Loaded as a plugin is: the last of these bytes is read, or the one after it.
LIBRARY = """
#include <stdlib.h>
__attribute__((constructor)) static void load(void)
{
    volatile char *bytes = calloc(1, 8);
    volatile int shift = %d;
    (void) (bytes[%d] << shift);
    free((void *) bytes);
}
"""


def build(folder, last, shift, *options):
    library, source = folder / "library.so", folder / "library.c"
    source.write_text(LIBRARY % (shift, last))
    subprocess.run(["gcc", "-O0", "-g", "-shared", "-fPIC", *options, "-o", library, source], check=True)
    return library


def load(library):
    """What the sanitizers say while the library is loaded, and whether the program went on."""
    settings = dict(setting.split("=", 1) for setting in sanitizers.settings_for(library, library.parent))
    program = ["/usr/bin/python3", "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])", library]
    done = subprocess.run(program, env=dict(os.environ, **settings), capture_output=True, text=True, check=False)
    return sanitizers.take_complaints(library.parent), done


def test_wrong_address_is_found_once(tmp_path):
    (complaint,), _done = load(build(tmp_path, 8, 0, *SANITIZED))
    assert "heap-buffer-overflow" in complaint
    assert not sanitizers.take_complaints(tmp_path)


def test_undefined_behavior_ends_the_program(tmp_path):
    _complaints, done = load(build(tmp_path, 7, 32, *SANITIZED))
    assert done.returncode and "shift exponent 32 is too large" in done.stderr


def test_nothing_is_found_where_nothing_is_wrong(tmp_path):
    complaints, done = load(build(tmp_path, 7, 31, *SANITIZED))
    assert (complaints, done.returncode, done.stderr) == ([], 0, "")


def test_other_plugins_need_nothing(tmp_path):
    assert not sanitizers.settings_for(build(tmp_path, 7, 31), tmp_path)
