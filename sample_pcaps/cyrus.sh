# Knows how to set up, start and stop Cyrus on 127.0.0.7 without installing it: POP3 with APOP and NTLM, for the users of
# Cyrus SASL (token_servers.sh), and LMTP. A mailbox is made by its first mail.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

cyrus_packages="cyrus-common cyrus-pop3d libical3 libxapian30"

write_cyrus_settings() {
    cat >"$work/cyrus/imapd.conf" <<SETTINGS
servername: mail.example.com
configdirectory: $work/cyrus/state
defaultpartition: default
partition-default: $work/cyrus/mail
cyrus_user: $mailbox_owner
autocreate_quota: 0
autocreate_post: yes
autocreate_users: alice
failedloginpause: 0s
allowapop: yes
allowplaintext: yes
postmaster: postmaster
sasl_mech_list: PLAIN NTLM SCRAM-SHA-1
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $work/sasl/users
SETTINGS
    cat >"$work/cyrus/cyrus.conf" <<SETTINGS
START {
  recover cmd="$work/cyrus/package/usr/lib/cyrus/bin/ctl_cyrusdb -r -C $work/cyrus/imapd.conf"
}
SERVICES {
  pop3 cmd="$work/cyrus/package/usr/lib/cyrus/bin/pop3d -C $work/cyrus/imapd.conf" listen="127.0.0.7:110"
  lmtp cmd="$work/cyrus/package/usr/lib/cyrus/bin/lmtpd -a -C $work/cyrus/imapd.conf" listen="127.0.0.7:24"
}
EVENTS {
}
SETTINGS
}

set_up_cyrus() {
    local package
    mkdir -p "$work"/cyrus/{state,mail}
    for package in $cyrus_packages; do
        unpack_package "$package" "$work/cyrus/package"
    done
    write_cyrus_settings
    chown -R "$mailbox_owner" "$work"/cyrus/{state,mail}
}

start_cyrus() {
    LD_LIBRARY_PATH=$work/cyrus/package/usr/lib/x86_64-linux-gnu with_host_name mail.example.com \
        "$work/cyrus/package/usr/lib/cyrus/bin/master" -C "$work/cyrus/imapd.conf" -M "$work/cyrus/cyrus.conf" \
        -p "$work/cyrus/master.pid" -d
}

stop_cyrus() {
    stop_by_process_file "$work/cyrus/master.pid"
}
