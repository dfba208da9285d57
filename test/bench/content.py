"""Prints the CPU seconds and peak memory that tshark takes for one DATA message of 4, 16 and 64 MB: with mailproto,
with the stock dissector, and with none. Usage: content.py [MEGABYTES...]

SPDX-License-Identifier: GPL-2.0-or-later
"""

import os
import pathlib
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "dissect"))
from wireshark import Wireshark, WiresharkError, plugin_path  # noqa: E402

SIZES = (4, 16, 64)
SEGMENT = 1460
CLIENT, SERVER = 0, 1
ADDRESSES = (bytes([192, 0, 2, 1]), bytes([192, 0, 2, 25]))
PORTS = (40000, 25)
SYN, ACK, PUSH = 0x02, 0x10, 0x08
LINE = b"The quick brown fox jumps over the lazy dog, line after line after line.\r\n"
HEADER = (b"From: Bob <bob@example.net>\r\nTo: Alice <alice@example.com>\r\nSubject: A long mail\r\n\r\n")
DISABLED = {
    "mailproto": (),
    "stock dissector": ("mailproto.smtp", "mailproto.pop3"),
    "no mail dissector": ("mailproto.smtp", "mailproto.pop3", "smtp", "pop"),
}


class CaptureWriter:
    """A pcap file of TCP connections over Ethernet and IPv4, one after the other; checksums are left out, as network
    cards do."""

    def __init__(self, file):
        self.file = file
        self.packets = 0
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))

    def open_connection(self, ports=PORTS):
        self.ports = ports
        self.sequences = [1000, 2000]
        self.send(CLIENT, b"", SYN)
        self.send(SERVER, b"", SYN | ACK)
        self.send(CLIENT, b"", ACK)

    def send(self, side, payload, flags=ACK | PUSH):
        other = 1 - side
        acknowledged = self.sequences[other] if flags & ACK else 0
        transport = struct.pack(">HHIIBBHHH", self.ports[side], self.ports[other], self.sequences[side], acknowledged, 0x50,
                                flags, 65535, 0, 0)
        internet = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0, 64, 6, 0, ADDRESSES[side],
                               ADDRESSES[other])
        frame = bytes(12) + b"\x08\x00" + internet + transport + payload
        self.file.write(struct.pack("<IIII", self.packets // 10000, self.packets % 10000 * 100, len(frame), len(frame)))
        self.file.write(frame)
        self.packets += 1
        self.sequences[side] = (self.sequences[side] + len(payload) + (1 if flags & SYN else 0)) % 2**32


def write_start(writer):
    writer.open_connection()
    writer.send(SERVER, b"220 mail.example.com ESMTP\r\n")
    for line, reply in ((b"EHLO client.example.net", b"250 mail.example.com"),
                        (b"MAIL FROM:<bob@example.net>", b"250 2.1.0 Ok"),
                        (b"RCPT TO:<alice@example.com>", b"250 2.1.5 Ok"), (b"DATA", b"354 Go on")):
        writer.send(CLIENT, line + b"\r\n")
        writer.send(SERVER, reply + b"\r\n")


def write_capture(path, size):
    """A session with one message of at least `size` bytes in full segments."""
    content = HEADER + LINE * (size // len(LINE) + 1) + b".\r\n"
    with path.open("wb") as file:
        writer = CaptureWriter(file)
        write_start(writer)
        for start in range(0, len(content), SEGMENT):
            writer.send(CLIENT, content[start:start + SEGMENT])
            if start // SEGMENT % 8 == 7:
                writer.send(SERVER, b"", ACK)
        writer.send(SERVER, b"250 2.0.0 Ok: queued\r\n")
        writer.send(CLIENT, b"QUIT\r\n")
        writer.send(SERVER, b"221 2.0.0 Bye\r\n")


def measure(wireshark, capture, disabled):
    """CPU seconds and peak memory in MB of one run of tshark."""
    options = [argument for protocol in disabled for argument in ("--disable-protocol", protocol)]
    process = wireshark.start("tshark", "-n", "-r", capture, *options, "-T", "fields", "-e", "frame.number",
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode("utf-8", "replace").strip()
    process.stderr.close()
    _process, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or complaint:
        raise WiresharkError(f"tshark ended with status {process.returncode}: {complaint}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def print_size(wireshark, folder, size, label, write):
    """A row for each dissector; `write` writes the capture of that size."""
    capture = folder / f"{size}.pcap"
    write(capture, size)
    wireshark.give_away(capture)
    for name, disabled in DISABLED.items():
        seconds, memory = measure(wireshark, capture, disabled)
        print(f"{label}  {name:18} {seconds:7.1f} s  {memory:6.0f} MB of memory", flush=True)
    capture.unlink()


def print_sizes(sizes, label, write):
    wireshark = Wireshark(plugin_path())
    try:
        folder = wireshark.new_folder("bench")
        for size in sizes:
            print_size(wireshark, folder, size, label.format(size), write)
    finally:
        wireshark.remove()


def run(default_sizes, label, write):
    """For the sizes of the command line, or these."""
    try:
        print_sizes([int(argument) for argument in sys.argv[1:]] or default_sizes, label, write)
    except WiresharkError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    run(SIZES, "{:4} MB", lambda path, megabytes: write_capture(path, megabytes * 1000000))
