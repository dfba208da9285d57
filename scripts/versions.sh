# Knows the Debian suites that hold the three versions of Wireshark, and unpacks their packages into a cache outside the
# project: to build against their headers and to run their programs, without installing anything. Sourced after
# project.sh.
# SPDX-License-Identifier: GPL-2.0-or-later

wireshark_versions="4.0 4.4 4.6"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# Root's own folder is closed to the user that Wireshark's programs run as.
cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/mailproto
[ -n "${XDG_CACHE_HOME:-}" ] || ! is_root || cache=/var/cache/mailproto

suite_of_version() {
    case $1 in
        4.0) echo bookworm ;;
        4.4) echo trixie ;;
        4.6) echo sid ;;
        *) return 1 ;;
    esac
}

# The mirror from which this system itself is installed.
find_mirror() {
    local codename
    codename=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || return 1
    apt-get --print-uris update 2>/dev/null | sed -n "s#^'\(.*\)/dists/$codename/InRelease'.*#\1#p" | head -n 1 | grep .
}

# apt-get with everything it keeps in a folder, so that it neither needs root nor changes this system. Debian dates its
# lists of packages: those of unstable grow old in two weeks on a mirror that is not renewed.
apt_get_in() {
    local folder=$1
    shift
    apt-get -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
        -o Dir::State="$folder" -o Dir::State::status="$folder/status" -o Dir::State::Lists="$folder/lists" \
        -o Dir::Cache="$folder" -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none \
        -o APT::Sandbox::User=root -o APT::Install-Recommends=false -qq --assume-yes "$@"
}

download_packages() {
    local suite=$1 folder=$2 mirror
    shift 2
    mirror=$(find_mirror) || return 1
    mkdir -p "$folder/lists/partial" "$folder/archives/partial"
    : >"$folder/status"
    echo "deb [signed-by=$keyring] $mirror $suite main" >"$folder/sources.list"
    apt_get_in "$folder" -o APT::Update::Error-Mode=any update &&
        apt_get_in "$folder" --download-only install "$@"
}

# Programs that are started by the tree's own loader find the tree's libraries, wherever the tree is.
write_starters() {
    local tree=$1 loader libraries program
    loader=$(cd "$tree" && ls -d lib/*-linux-*/ld-linux* usr/lib/*-linux-*/ld-linux* 2>/dev/null | head -n 1)
    [ -n "$loader" ] || return 1
    libraries=lib/$(basename "$(dirname "$loader")")
    mkdir "$tree/programs"
    for program in tshark sharkd editcap mergecap capinfos; do
        cat >"$tree/programs/$program" <<TEXT
#!/bin/sh
tree=\$(cd "\$(dirname "\$0")/.." && pwd)
export WIRESHARK_DATA_DIR="\$tree/usr/share/wireshark"
exec "\$tree/$loader" --library-path "\$tree/usr/$libraries:\$tree/$libraries" "\$tree/usr/bin/$program" "\$@"
TEXT
        chmod 755 "$tree/programs/$program"
    done
}

unpack_packages() {
    local folder=$1 tree=$2 package
    mkdir -p "$tree"
    for package in "$folder"/archives/*.deb; do
        dpkg-deb --extract "$package" "$tree" || return 1
    done
    write_starters "$tree"
}

# The version of the tshark on the path, such as 4.0.17.
version_of_tshark() {
    tshark --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9.]*[0-9]\).*/\1/p'
}

version_of_tree() {
    PATH=$1/programs:$PATH version_of_tshark
}

minor_of() {
    cut -d . -f 1,2 <<<"$1"
}

tree_of_version() {
    echo "$cache/wireshark-$1"
}

# Puts the tree of a version into the cache, or says in one sentence why it cannot. It may come there from elsewhere at
# the same time.
require_tree() {
    local version=$1 tree suite new found
    tree=$(tree_of_version "$version")
    [ ! -d "$tree" ] || return 0
    suite=$(suite_of_version "$version")
    mkdir -p "$cache"
    new=$(mktemp -d "$cache/new-XXXXXX")
    chmod 755 "$new"
    if ! download_packages "$suite" "$new/packages" tshark libwireshark-dev wireshark-dev >"$new/log" 2>&1; then
        say "the packages of Wireshark $version cannot be fetched from Debian's $suite ($(last_error "$new/log"))"
    elif ! unpack_packages "$new/packages" "$new/tree" >"$new/log" 2>&1; then
        say "the packages of Wireshark $version cannot be unpacked ($(tail -n 1 "$new/log"))"
    elif found=$(version_of_tree "$new/tree") && [ "$(minor_of "$found")" != "$version" ]; then
        say "Debian's $suite has Wireshark ${found:-of no version that can be told}, and not $version"
    else
        mv -T "$new/tree" "$tree" 2>/dev/null || true
    fi
    rm -rf "$new"
    [ -d "$tree" ]
}

last_error() {
    grep '^[EW]:' "$1" | tail -n 1 | grep . || echo "this system's sources of packages name no mirror of Debian"
}

# Packed file systems to install the plugin in: "clean" has Wireshark alone, "build" also what builds the plugin.
root_of_version() {
    echo "$cache/$2-root-$1.tar.zst"
}

packages_of_root() {
    case $1 in
        clean) echo apt tshark ;;
        build) echo apt $build_packages $package_packages ;;
    esac
}

# Puts such a file system into the cache, or says in one sentence why it cannot.
require_root() {
    local version=$1 kind=$2 file suite mirror new
    file=$(root_of_version "$version" "$kind")
    [ ! -f "$file" ] || return 0
    is_root || { say "only root can make a clean root of Wireshark $version" && return 1; }
    mirror=$(find_mirror) || { say "this system's sources of packages name no mirror of Debian" && return 1; }
    suite=$(suite_of_version "$version")
    mkdir -p "$cache"
    new=$(mktemp -d "$cache/new-XXXXXX")
    if mmdebstrap --mode=root --variant=essential --include="$(packages_of_root "$kind" | tr ' ' ,)" \
        --aptopt='Acquire::Check-Valid-Until "false"' "$suite" "$new/root.tar.zst" "$mirror" >"$new/log" 2>&1; then
        mv "$new/root.tar.zst" "$file"
    else
        say "a clean root of Wireshark $version cannot be made from $suite ($(grep '^E:' "$new/log" | tail -n 1))"
    fi
    rm -rf "$new"
    [ -f "$file" ]
}
