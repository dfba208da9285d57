#!/usr/bin/env python3
"""Prints CPU time and peak memory of tshark for one mail with many recipients: recipients.py [NUMBER...]

SPDX-License-Identifier: GPL-2.0-or-later
"""

import sys

from content import CLIENT, DISABLED, SEGMENT, SERVER, CaptureWriter, measure, plugin_path, write_start
from wireshark import Wireshark, WiresharkError

NUMBERS = (25000, 50000, 100000, 200000)


def write_capture(path, number):
    """One RCPT and its reply after the other; each fifth is refused."""
    with path.open("wb") as file:
        writer = CaptureWriter(file)
        write_start(writer, with_data=False)
        for recipient in range(number):
            writer.send(CLIENT, b"RCPT TO:<user%d@example.com>\r\n" % recipient)
            writer.send(SERVER, b"550 5.1.1 Unknown\r\n" if recipient % 5 == 4 else b"250 2.1.5 Ok\r\n")
        writer.send(CLIENT, b"DATA\r\n")
        writer.send(SERVER, b"354 Go on\r\n")
        writer.send(CLIENT, b"x\r\n.\r\n")
        writer.send(SERVER, b"250 2.0.0 Ok: queued\r\n")


def main():
    numbers = [int(argument) for argument in sys.argv[1:]] or NUMBERS
    wireshark = Wireshark(plugin_path())
    try:
        folder = wireshark.new_folder("recipients")
        for number in numbers:
            capture = folder / f"{number}.pcap"
            write_capture(capture, number)
            wireshark.give_away(capture)
            for name, disabled in DISABLED.items():
                seconds, memory = measure(wireshark, capture, disabled)
                print(f"{number:7} recipients  {name:18} {seconds:7.1f} s  {memory:6.0f} MB of memory", flush=True)
            capture.unlink()
    finally:
        wireshark.remove()


if __name__ == "__main__":
    try:
        main()
    except WiresharkError as error:
        sys.exit(str(error))
