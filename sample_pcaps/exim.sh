# Knows how to set up, start and stop Exim on 127.0.0.5 without installing it: as a package it would push Postfix off.
# It takes mails for alice and bob @example.org, and leaves them in its queue.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

exim_package=exim4-daemon-light
exim_account=Debian-exim

# Exim insists on an account of its name: in its view of the files only it has that of $mailbox_owner.
write_exim_account() {
    sed "/^$exim_account:/d" /etc/passwd >"$work/exim/passwd"
    echo "$exim_account:x:$(id -u "$mailbox_owner"):$(id -g "$mailbox_owner")::/nonexistent:/usr/sbin/nologin" \
        >>"$work/exim/passwd"
    sed "/^$exim_account:/d" /etc/group >"$work/exim/group"
    echo "$exim_account:x:$(id -g "$mailbox_owner"):" >>"$work/exim/group"
}

write_exim_settings() {
    cat >"$work/exim/exim.conf" <<SETTINGS
spool_directory = $work/exim/spool
log_file_path = $work/exim/log/%slog
SETTINGS
    cat >>"$work/exim/exim.conf" <<'SETTINGS'
primary_hostname = mx.example.org
local_interfaces = 127.0.0.5
daemon_smtp_ports = 25
host_lookup =
tls_advertise_hosts =
queue_only = true
prdr_enable = true
acl_smtp_rcpt = check_recipient
acl_smtp_data = check_content
acl_smtp_data_prdr = check_content_for_recipient
begin acl
check_recipient:
  require message = relay not permitted
          domains = example.org
  require verify = recipient
  accept
check_content:
  deny message = This message looks like an advertisement
       condition = ${if match{$h_subject:}{advertisement}}
  accept
check_content_for_recipient:
  deny message = Bob does not want to hear it again
       local_parts = bob
       condition = ${if match{$h_subject:}{again}}
  accept
begin routers
mailbox:
  driver = accept
  local_parts = alice : bob
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
SETTINGS
}

set_up_exim() {
    mkdir -p "$work"/exim/{spool,log}
    chown "$mailbox_owner" "$work"/exim/{spool,log}
    unpack_package "$exim_package" "$work/exim/package"
    write_exim_account
    write_exim_settings
}

start_exim() {
    # shellcheck disable=SC2016
    unshare --mount sh -c '
        mount --bind "$1/passwd" /etc/passwd &&
        mount --bind "$1/group" /etc/group &&
        exec "$1/package/usr/sbin/exim4" -C "$1/exim.conf" -bd -oP "$1/exim.pid"' sh "$work/exim"
}

stop_exim() {
    stop_by_process_file "$work/exim/exim.pid"
}
