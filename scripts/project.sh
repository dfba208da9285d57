# Knows where the project and its build folder are, and how a script ends with one clear sentence. Sourced by the others.
# SPDX-License-Identifier: GPL-2.0-or-later

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$project/build
export PYTHONDONTWRITEBYTECODE=1

say() {
    echo "$*" >&2
}

fail() {
    say "$(basename "$0"): $*"
    exit 1
}

has_command() {
    command -v "$1" >/dev/null 2>&1
}

is_root() {
    [ "$(id -u)" = 0 ]
}
