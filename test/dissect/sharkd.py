"""Speaks JSON-RPC with sharkd, which dissects single frames in any order, as the GUI does.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import subprocess
import tempfile

from wireshark import WiresharkError


class Sharkd:
    """One sharkd process with one capture loaded."""

    def __init__(self, wireshark, capture):
        self.messages = tempfile.TemporaryFile()
        self.process = wireshark.start("sharkd", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=self.messages)
        self.number = 0
        self.ask("load", file=str(wireshark.readable_copy(capture)))

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.messages.close()

    def reason(self):
        """The last words of sharkd, which say why there is no answer."""
        self.process.wait()
        self.messages.seek(0)
        return "no answer, " + self.messages.read().decode("utf-8", "replace")

    def ask(self, method, **parameters):
        """The result of one request."""
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method}
        if parameters:
            request["params"] = parameters
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": self.reason()}
        if "result" not in answer:
            raise WiresharkError(f"sharkd, asked for {method} {parameters}: {answer.get('error')}")
        return answer["result"]

    def columns(self):
        """Number, Protocol and Info of every frame."""
        return [(number, protocol, info) for number, _time, _source, _destination, protocol, _length, info in
                [frame["c"] for frame in self.ask("frames")]]

    def frame(self, number):
        """The tree and the data sources of one frame."""
        return self.ask("frame", frame=number, proto=True, bytes=True)
