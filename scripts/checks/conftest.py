"""Lets the tests import the modules of scripts/.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
