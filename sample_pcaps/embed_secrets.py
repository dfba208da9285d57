"""Knows how to put the TLS secrets of a capture into it: embed_secrets.py SOURCE KEYLOG TARGET writes pcapng."""
# SPDX-License-Identifier: GPL-2.0-or-later

import pathlib
import sys

import capture_file


def main():
    source, key_log, target = sys.argv[1:4]
    secrets = pathlib.Path(key_log).read_bytes()
    capture_file.write_capture_with_secrets(target, capture_file.read_capture(source), secrets)


if __name__ == "__main__":
    main()
