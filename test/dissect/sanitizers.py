"""Knows how to run a program with a plugin that GCC built with AddressSanitizer and UndefinedBehaviorSanitizer, and
where their reports go. A plugin without them needs nothing.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import re

LIBRARY = re.compile(rb"lib(?:asan|ubsan)\.so\.\d+")
COMPLAINTS = "sanitizer-complaints"
# What Wireshark allocates in pieces of larger blocks is allocated one by one, so that an overrun does not go unseen.
ALLOCATOR = "WIRESHARK_DEBUG_WMEM_OVERRIDE=simple"
# Programs that list interfaces are started with the same environment, and some do not end under AddressSanitizer.
NO_OTHER_PROGRAMS = "WIRESHARK_EXTCAP_DIR=/nonexistent"


def libraries_of(plugin):
    """The libraries that a program must load before the plugin: AddressSanitizer's first."""
    return sorted({name.decode() for name in LIBRARY.findall(plugin.read_bytes())})


def settings_for(plugin, folder):
    """Variables of the environment. What AddressSanitizer says becomes files in the folder; UndefinedBehaviorSanitizer,
    loaded beside it, writes to the standard error, and the program ends."""
    libraries = libraries_of(plugin)
    if not libraries:
        return []
    path = f"log_path={folder / COMPLAINTS}"
    return [f"LD_PRELOAD={':'.join(libraries)}", f"ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:{path}",
            "UBSAN_OPTIONS=print_stacktrace=1", ALLOCATOR, NO_OTHER_PROGRAMS]


def take_complaints(folder):
    """AddressSanitizer's complaints since the last call."""
    paths = sorted(folder.glob(f"{COMPLAINTS}.*"))
    complaints = [path.read_text(errors="replace") for path in paths]
    for path in paths:
        path.unlink()
    return complaints
