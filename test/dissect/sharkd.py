"""Speaks JSON-RPC with sharkd, which dissects single frames in any order, as the GUI does.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import subprocess

from wireshark import WiresharkError


class Sharkd:
    """One sharkd process with one capture loaded."""

    def __init__(self, wireshark, capture):
        self.process = wireshark.start("sharkd", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
        self.number = 0
        self.ask("load", file=str(wireshark.readable_copy(capture)))

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def ask(self, method, **parameters):
        """The result of one request."""
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method}
        if parameters:
            request["params"] = parameters
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or b"{}")
        if "result" not in answer:
            raise WiresharkError(f"sharkd, asked for {method} {parameters}: {answer.get('error', 'no answer')}")
        return answer["result"]

    def columns(self):
        """Number, Protocol and Info of every frame."""
        return [(number, protocol, info) for number, _time, _source, _destination, protocol, _length, info in
                [frame["c"] for frame in self.ask("frames")]]

    def frame(self, number):
        """The tree and the data sources of one frame."""
        return self.ask("frame", frame=number, proto=True, bytes=True)
