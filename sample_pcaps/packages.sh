# Knows which Debian packages the captures need, how to add the missing ones without any service being started,
# and how to take away again exactly what was added.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2086,SC2046

needed_packages="postfix dovecot-core dovecot-pop3d dovecot-lmtpd swaks curl msmtp mpop tcpdump openssl python3"
needed_packages+=" dovecot-gssapi krb5-kdc krb5-admin-server krb5-user libsasl2-modules libsasl2-modules-db"
needed_packages+=" libsasl2-modules-gssapi-mit mutt s-nail libmime-lite-perl"
# The libraries of Exim, Cyrus, Courier and fetchmail, which are not installed themselves.
needed_packages+=" libdb5.3 libgdbm6 libgnutls-dane0 libicu72 libidn12 libjansson4 libldap-2.5-0 libltdl7 libnsl2"
needed_packages+=" libpcre2-8-0 libpcre3 libpq5 libsqlite3-0 libwrap0 libxml2"
policy_file=/usr/sbin/policy-rc.d
# What the purge of these packages leaves behind.
unpurged_paths="/etc/aliases /etc/dovecot /var/lib/dovecot"
unpurged_group=ssl-cert

list_installed() {
    dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}:${Architecture}\n' |
        sed -n 's/^ii *//p' | sort
}

list_missing() {
    local package
    for package in $needed_packages; do
        dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
            echo "$package"
    done
}

# While this policy stands, Debian's package scripts start and stop no service.
forbid_service_starts() {
    if [ -e "$policy_file" ]; then
        mv "$policy_file" "$policy_file.before-captures"
    fi
    policy_written=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy_file"
    chmod 755 "$policy_file"
}

restore_service_policy() {
    [ "${policy_written:-no}" = yes ] || return 0
    policy_written=no
    rm -f "$policy_file"
    if [ -e "$policy_file.before-captures" ]; then
        mv "$policy_file.before-captures" "$policy_file"
    fi
}

run_apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get --quiet --assume-yes "$@" >>"$work/apt-get.log" 2>&1 || {
        tail -n 20 "$work/apt-get.log" >&2
        echo "apt-get $1 failed" >&2
        return 1
    }
}

# A Postfix that comes now shall get no configuration of its own; one that was there keeps its answers.
answer_postfix_question() {
    if [[ $1 == *postfix* ]]; then
        echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    fi
}

# unpack_package PACKAGE FOLDER: fetches a package and unpacks it without installing it.
unpack_package() {
    mkdir -p "$2"
    (cd "$2" && run_apt_get download "$1" && dpkg-deb --extract "$1"_*.deb .)
}

list_absent_paths() {
    local path
    for path in $unpurged_paths; do
        [ -e "$path" ] || echo "$path"
    done
}

# --no-remove: a mail server already on the machine is never pushed off it.
install_packages() {
    local missing status=0
    missing=$(list_missing)
    [ -n "$missing" ] || return 0
    echo "installing:" $missing
    list_installed >"$work/packages-before"
    list_absent_paths >"$work/paths-absent"
    getent group "$unpurged_group" >"$work/group-before" || true
    forbid_service_starts
    answer_postfix_question "$missing"
    run_apt_get install --no-remove --no-install-recommends $missing || status=1
    restore_service_policy
    list_installed | comm -13 "$work/packages-before" - >"$work/packages-added"
    return "$status"
}

remove_added_packages() {
    [ -s "$work/packages-added" ] || return 0
    echo "removing what was installed"
    forbid_service_starts
    run_apt_get purge $(cat "$work/packages-added") || true
    restore_service_policy
    rm -rf $(cat "$work/paths-absent")
    [ -s "$work/group-before" ] || groupdel "$unpurged_group" 2>/dev/null || true
}
