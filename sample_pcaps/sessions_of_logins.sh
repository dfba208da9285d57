# Knows the sessions with logins by challenge, whose servers are those of challenge_servers.sh, and the POP3 session
# that is broken off.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

# send_by MECHANISM PASSWORD
send_by() {
    msmtp --host=127.0.0.2 --port=587 --domain="$client_name" --tls=off --auth="$1" --user=alice \
        --passwordeval="echo $2" --from="$sender" "$receiver" <"$work/mails/short.eml"
}

# fetch_by MECHANISM PASSWORD
fetch_by() {
    rm -f "$work/fetched" "$work/uidls"
    mpop --host=127.0.0.2 --port=110 --user=alice --passwordeval="echo $2" --auth="$1" \
        --tls=off --keep=on --delivery=mbox,"$work/fetched" --uidls-file="$work/uidls"
}

send_refused_and_accepted() {
    ! send_by "$1" looking-glass &&
        send_by "$1" wonderland
}

fetch_refused_and_accepted() {
    ! fetch_by "$1" looking-glass &&
        fetch_by "$1" wonderland
}

# mpop takes no timestamp with the characters that Dovecot's has.
fetch_by_apop() {
    curl --silent --show-error pop3://127.0.0.2/1 --user "alice:$1" --login-options AUTH=+APOP
}

fetch_refused_and_accepted_by_apop() {
    ! fetch_by_apop looking-glass &&
        fetch_by_apop wonderland
}

record_logins() {
    record smtp-auth-cram-md5 send_refused_and_accepted cram-md5
    record smtp-auth-digest-md5 send_refused_and_accepted digest-md5
    record smtp-auth-scram send_refused_and_accepted scram-sha-256
    if is_wanted pop3-apop pop3-auth-cram-md5 pop3-auth-scram; then
        fill_mailbox short
    fi
    record pop3-apop fetch_refused_and_accepted_by_apop
    record pop3-auth-cram-md5 fetch_refused_and_accepted cram-md5
    record pop3-auth-scram fetch_refused_and_accepted scram-sha-256
    if is_wanted pop3-broken-off; then
        fill_mailbox long
    fi
    record pop3-broken-off with_own_client broken-off-mailbox
}
