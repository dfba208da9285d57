# Installs the Debian packages that are missing, without a question. Sourced after project.sh; does nothing in a few
# milliseconds when all are there.
# SPDX-License-Identifier: GPL-2.0-or-later

build_packages="gcc libc6-dev cmake make pkg-config libglib2.0-dev libgcrypt20-dev libwireshark-dev wireshark-dev
    tshark wireshark-common python3"
package_packages="dpkg-dev file"
test_packages="python3-pytest clang-format clang-tidy cppcheck git util-linux $package_packages"
fuzz_packages="clang"
viewer_packages="wireshark"
display_packages="xvfb xauth xdotool fonts-dejavu-core"
in_tree_packages="g++ flex bzip2 xz-utils libc-ares-dev libpcre2-dev libspeexdsp-dev libpcap-dev"
root_packages="mmdebstrap zstd"
picture_packages="openbox imagemagick"

list_missing_packages() {
    local package installed
    installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -qx "installed $package" <<<"$installed" || echo "$package"
    done
}

# The commands stand for the packages where there is no dpkg to ask.
require_commands() {
    local command
    for command in cc cmake pkg-config tshark sharkd python3; do
        has_command "$command" || fail "$command is missing, and this is not a Debian system, where it could be installed"
    done
}

# Prints the words that give a command the rights of root: none for root, else sudo where it may be used.
find_root_prefix() {
    is_root && return 0
    has_command sudo || return 1
    sudo -n true 2>/dev/null || [ -t 0 ] || return 1
    echo sudo
}

run_apt_get() {
    # shellcheck disable=SC2086 # no prefix at all for root
    $root_prefix env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Options::=--force-confold --quiet --assume-yes "$@" </dev/null >>"$apt_log" 2>&1
}

install_packages() {
    say "installing $* (log: $apt_log)"
    run_apt_get update || true
    run_apt_get install --no-install-recommends "$@" ||
        fail "apt-get could not install $* ($(grep '^E:' "$apt_log" | tail -n 1)): is there a network? Log: $apt_log"
    rm -f "$apt_log"
}

require_packages() {
    local missing
    if ! has_command dpkg-query || ! has_command apt-get; then
        require_commands
        return
    fi
    missing=$(list_missing_packages "$@")
    [ -n "$missing" ] || return 0
    root_prefix=$(find_root_prefix) ||
        fail "please install" $missing "as root: you are an ordinary user here, without sudo"
    apt_log=$(mktemp --tmpdir mailproto-apt-XXXXXX.log)
    # shellcheck disable=SC2086 # one word for each package
    install_packages $missing
}
