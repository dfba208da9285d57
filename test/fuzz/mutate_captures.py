"""Runs tshark, with the plugin under AddressSanitizer and UndefinedBehaviorSanitizer, over captures of which bytes are
changed at random: mutate_captures.py PLUGIN SECONDS. Every capture at 0.5, 2 and 10 per cent, with one seed after the
other until the time is over; in one pass and in two.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import itertools
import pathlib
import subprocess
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "dissect"))
import captures  # noqa: E402, in test/dissect
import wireshark  # noqa: E402, in test/dissect

LONGEST_RUN = 120
SHARES = ("0.005", "0.02", "0.1")
FAULTS = ("Dissector bug, protocol SMTP", "Dissector bug, protocol POP")


def mutate(home, capture, share, seed, target):
    command = home.command("editcap", "-F", "pcapng", "-E", share, "--seed", seed, home.readable_copy(capture), target)
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def complaints_about(home, capture, *options):
    command = home.command("tshark", "-n", "-V", *options, "-r", capture)
    try:
        done = subprocess.run(command, cwd=home.folder, capture_output=True, check=False, timeout=LONGEST_RUN)
    except subprocess.TimeoutExpired:
        return [f"not done after {LONGEST_RUN} s"]
    lines = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    return home.take_complaints() + [line for line in lines if any(words in line for words in FAULTS)] + (
        [f"ended by signal {-done.returncode}"] if done.returncode < 0 else [])


def keep(path, folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(path.read_bytes())
    return folder / name


def main():
    plugin, seconds = sys.argv[1], float(sys.argv[2])
    end, runs, found = time.monotonic() + seconds, 0, 0
    home = wireshark.Wireshark(plugin)
    target = home.new_folder("mutated") / "mutated.pcapng"
    paths = [path for path in captures.every_capture() if isinstance(path, pathlib.Path)]
    for seed, share, path in itertools.product(range(1, 1000), SHARES, paths):
        if time.monotonic() > end:
            break
        if not mutate(home, path, share, seed, target):
            continue
        runs += 1
        complaints = complaints_about(home, target, *(["-2"] if runs % 2 else []))
        if complaints:
            found += 1
            kept = keep(target, pathlib.Path(plugin).parent / "findings", f"{path.stem}-{share}-{seed}.pcapng")
            print(f"{kept}: {complaints[0].strip()}")
    home.remove()
    print(f"mutations: {runs} captures, {found or 'nothing'} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
