"""Prints seconds of CPU and peak memory of tshark over made captures, with mailproto, with the stock dissectors, and with
none. scripts/bench says how it is used.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import argparse
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "dissect"))
from wireshark import Wireshark, WiresharkError, plugin_path  # noqa: E402
from workloads import WORKLOADS  # noqa: E402

OURS = ("mailproto.smtp", "mailproto.pop3")
STOCK = ("smtp", "pop")
# What each column disables.
DISABLED = {"none": (*OURS, *STOCK), "stock": OURS, "ours": (), "ours, no IMF": ("imf",)}
TEN_FIELDS = ("mailproto.session.number", "mailproto.command", "mailproto.smtp.command_line", "mailproto.smtp.reply.code",
              "mailproto.pop3.status", "mailproto.address", "mailproto.auth.password", "mailproto.message.size",
              "mailproto.transaction.result", "mailproto.response_to")
NUMBER = ("-T", "fields", "-e", "frame.number")
MODES = {
    "number": NUMBER,
    "-V": ("-V",),
    # The stock dissectors have no such fields: they are asked for ten of their own and of Wireshark's.
    "attachment": ("-T", "fields", *(word for field in ("name", "size", "sha256")
                                     for word in ("-e", f"mailproto.attachment.{field}"))),
    "ten fields": ("-T", "fields", *(word for field in TEN_FIELDS for word in ("-e", field))),
}
STOCK_TEN_FIELDS = ("-T", "fields", *(word for field in (
    "tcp.stream", "smtp.req.command", "smtp.command_line", "smtp.response.code", "pop.response.indicator",
    "smtp.req.parameter", "smtp.auth.password", "smtp.data.reassembled.length", "pop.request.command",
    "pop.request.parameter") for word in ("-e", field)))


class Figures:
    """Of the runs of one command: seconds of CPU, and megabytes of memory at its peak."""

    def __init__(self):
        self.seconds = []
        self.megabytes = []

    def add(self, seconds, megabytes):
        self.seconds.append(seconds)
        self.megabytes.append(megabytes)

    def time(self):
        return statistics.median(self.seconds)

    def memory(self):
        return statistics.median(self.megabytes)

    def spread(self):
        """Of the slowest run over the fastest, in per cent of the median."""
        return 100 * (max(self.seconds) - min(self.seconds)) / self.time()


def options_of(column, mode):
    disabled = [word for protocol in DISABLED[column] for word in ("--disable-protocol", protocol)]
    is_stock = column in ("none", "stock") and mode == "ten fields"
    return [*disabled, *(STOCK_TEN_FIELDS if is_stock else MODES[mode])]


def measure(wireshark, capture, options):
    process = wireshark.start("tshark", "-n", "-r", capture, *options, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode("utf-8", "replace").strip()
    process.stderr.close()
    _process, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or complaint:
        raise WiresharkError(f"tshark ended with status {process.returncode}: {complaint}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def columns_of(workload):
    return [column for column in DISABLED if column != "stock" or not workload.is_too_large_for_stock]


def run_all(wireshark, capture, workload, mode, runs):
    """The columns take turns, so that a slow minute of the machine slows all of them."""
    figures = {column: Figures() for column in columns_of(workload)}
    for _ in range(runs):
        for column, found in figures.items():
            found.add(*measure(wireshark, capture, options_of(column, mode)))
    return figures


def ratio(figures, column):
    return f"{figures['ours'].time() / figures[column].time():5.2f}" if column in figures else "    -"


def cell(figures, column, value, form):
    return format(value(figures[column]), form) if column in figures else "-".rjust(int(form.split(".")[0]))


def print_head():
    print(f"{'':10} {'':10} | {'CPU seconds (median)':^37} | {'ours to':^11} | {'spread':>6} | {'MB at the peak':^29}")
    print(f"{'':10} {'':10} | {'none':>7} {'stock':>7} {'ours':>7} {'IMF':>6} {'':>6} | {'stock':>5} {'none':>5} | "
          f"{'':>6} | {'none':>6} {'stock':>6} {'ours':>6} {'IMF':>6}")


def print_figures(workload, mode, figures):
    ours = figures["ours"]
    imf = ours.time() - figures["ours, no IMF"].time()
    imf_memory = ours.memory() - figures["ours, no IMF"].memory()
    times = " ".join(cell(figures, column, Figures.time, "7.2f") for column in ("none", "stock", "ours"))
    memory = " ".join(cell(figures, column, Figures.memory, "6.0f") for column in ("none", "stock", "ours"))
    spread = max(found.spread() for found in figures.values())
    print(f"{workload.name:10} {mode:10} | {times} {imf:6.2f} {'':>6} | {ratio(figures, 'stock')} {ratio(figures, 'none')} | "
          f"{spread:5.0f}% | {memory} {imf_memory:6.0f}", flush=True)
    if workload.count and mode == "number":
        each = (ours.memory() - figures["none"].memory()) * 2**20 / workload.count
        print(f"{'':21} | {each:,.0f} bytes of memory for each of {workload.title}", flush=True)


def run_workload(wireshark, workload, modes, runs):
    capture = wireshark.new_folder("bench") / f"{workload.name}.pcap"
    # In a process of its own: what the writer holds would count as that of the programs that are started.
    writer = multiprocessing.Process(target=workload.write_file, args=(capture,))
    writer.start()
    writer.join()
    wireshark.give_away(capture)
    print(f"{workload.name}: {workload.title} ({capture.stat().st_size / 1e6:.0f} MB of capture)", flush=True)
    for mode in modes:
        print_figures(workload, mode, run_all(wireshark, capture, workload, mode, runs))
    capture.unlink()


def parse_arguments():
    names = [workload.name for workload in WORKLOADS]
    parser = argparse.ArgumentParser(prog="bench", description="Measures mailproto next to the stock dissectors.")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD",
                        help="only those whose name begins so, such as a, c or d-data: " + ", ".join(names))
    parser.add_argument("--runs", type=int, default=5, help="of each command (5)")
    parser.add_argument("--mode", action="append", choices=MODES, help="of printing (all)")
    arguments = parser.parse_args()
    chosen = [workload for workload in WORKLOADS
              if not arguments.workloads or workload.name.startswith(tuple(arguments.workloads))]
    if not chosen or arguments.runs < 1:
        parser.error(f"choose from {', '.join(names)}, and one run or more")
    return chosen, arguments.mode or list(MODES), arguments.runs


def main():
    chosen, modes, runs = parse_arguments()
    wireshark = None
    try:
        wireshark = Wireshark(plugin_path())
        print_head()
        for workload in chosen:
            run_workload(wireshark, workload, modes, runs)
    except WiresharkError as error:
        sys.exit(str(error))
    finally:
        if wireshark:
            wireshark.remove()


if __name__ == "__main__":
    main()
