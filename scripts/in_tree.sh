# Drops the plugin into Wireshark's own source tree, that of Debian's source package, and compiles its objects there.
# Sourced after project.sh and versions.sh.
# SPDX-License-Identifier: GPL-2.0-or-later

in_tree=plugins/epan/mailproto

# Puts the sources of a version into the cache: once, as they are half a gigabyte.
require_source_tree() {
    local tree=$1 suite new mirror
    [ ! -d "$tree" ] || return 0
    suite=$(suite_of_version "$(minor_of "$2")") || fail "Wireshark $2 is none of $wireshark_versions"
    mirror=$(find_mirror) || fail "this system's sources of packages name no mirror of Debian"
    mkdir -p "$cache"
    new=$(mktemp -d "$cache/new-XXXXXX")
    mkdir -p "$new/lists/partial" "$new/archives/partial" "$new/tree"
    : >"$new/status"
    echo "deb-src [signed-by=$keyring] $mirror $suite main" >"$new/sources.list"
    if apt_get_in "$new" update >"$new/log" 2>&1 &&
        (cd "$new" && apt_get_in "$new" --download-only source wireshark) >"$new/log" 2>&1; then
        tar --extract --strip-components=1 --directory="$new/tree" --file="$(ls "$new"/wireshark_*.orig.tar.*)"
        mv -T "$new/tree" "$tree"
    fi
    [ -d "$tree" ] || say "the sources of Wireshark $2 cannot be fetched ($(last_error "$new/log"))"
    rm -rf "$new"
    [ -d "$tree" ]
}

put_plugin_into_tree() {
    local folder=$1/$in_tree
    rm -rf "$folder"
    mkdir "$folder"
    cp -R "$project"/CMakeLists.txt "$project"/*.cmake "$project"/packet-mailproto.* "$project/plugin" "$folder"
    echo "set(CUSTOM_PLUGIN_SRC_DIR $in_tree)" >"$1/CMakeListsCustom.txt"
}

configure_tree() {
    cmake -S "$1" -B "$2" -DBUILD_wireshark=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
}

test_in_tree() {
    local version=$1 tree folder=$build/in-tree
    tree=$cache/source-$version
    require_source_tree "$tree" "$version" || exit 1
    put_plugin_into_tree "$tree"
    rm -rf "$folder"
    mkdir -p "$folder"
    configure_tree "$tree" "$folder" >"$folder/configure.log" 2>&1 ||
        fail "the source tree cannot be configured ($(grep -A 1 'CMake Error' "$folder/configure.log" | tail -n 1))"
    python3 "$project/scripts/compile_objects.py" "$folder" "$in_tree"
}
