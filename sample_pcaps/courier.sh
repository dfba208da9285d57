# Knows how to set up, start and stop Courier's POP3 on 127.0.0.8 without installing it: for Zoë, whose name is in UTF-8.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

courier_packages="courier-pop courier-base courier-authlib courier-authlib-userdb libcourier-unicode4"

write_courier_settings() {
    cat >"$work/courier/package/etc/courier/authdaemonrc" <<SETTINGS
authmodulelist="authuserdb"
daemons=1
DEBUG_LOGIN=0
SETTINGS
}

write_courier_users() {
    local users=$work/courier/package/etc/courier/userdb
    printf 'zoë\tuid=%d|gid=%d|home=%s|mail=%s|pop3pw=%s\n' "$(id -u "$mailbox_owner")" "$(id -g "$mailbox_owner")" \
        "$work/mail" "$work/mail/zoe" "$(openssl passwd -6 wonderland)" >"$users"
    chmod 600 "$users"
    with_courier_files makeuserdb -f "$users"
}

# Its paths are fixed: it runs where the files of the package lie over those of the machine.
with_courier_files() {
    # shellcheck disable=SC2016
    with_host_name mail.example.com unshare --mount sh -c '
        mount -t overlay courier -o "lowerdir=$0/usr:/usr" /usr &&
        mount -t overlay courier -o "lowerdir=$0/etc:/etc" /etc &&
        mount -t tmpfs courier /run && mkdir -p /run/courier/authdaemon && exec "$@"' "$work/courier/package" "$@"
}

set_up_courier() {
    local package
    for package in $courier_packages; do
        unpack_package "$package" "$work/courier/package"
    done
    write_courier_settings
    write_courier_users
}

start_courier() {
    # shellcheck disable=SC2016
    with_courier_files sh -c '
        /usr/lib/courier/courier-authlib/authdaemond & echo $! >"$0/authdaemon.pid"
        couriertcpd -address=127.0.0.8 -pid="$0/pop3.pid" -nodnslookup -noidentlookup 110 \
            /usr/lib/courier/courier/courierpop3login /usr/lib/courier/courier/courierpop3d Maildir &' "$work/courier" >"$work/courier/log" 2>&1
}

stop_courier() {
    stop_by_process_file "$work/courier/pop3.pid"
    stop_by_process_file "$work/courier/authdaemon.pid"
}
