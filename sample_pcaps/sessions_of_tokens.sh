# Knows the sessions with logins by token, whose servers are those of token_servers.sh, and by NTLM with Cyrus.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

# send_by_token CURL-OPTION...
send_by_token() {
    with_own_hosts curl --silent --show-error "smtp://mail.example.com:587/$client_name" --mail-from "$sender" \
        --mail-rcpt "$receiver" --upload-file "$work/mails/short.eml" "$@"
}

send_by_ntlm() {
    ! send_by_token --login-options AUTH=NTLM --user 'EXAMPLE\alice:looking-glass' &&
        send_by_token --login-options AUTH=NTLM --user 'EXAMPLE\alice:wonderland'
}

get_ticket() {
    echo wonderland | kinit alice >"$work/kinit.log"
    chmod 644 "${KRB5CCNAME#FILE:}"
}

# Alice's ticket does not make her bob.
send_by_kerberos() {
    ! send_by_token --login-options AUTH=GSSAPI --user alice@EXAMPLE.COM: --sasl-authzid bob &&
        send_by_token --login-options AUTH=GSSAPI --user alice@EXAMPLE.COM:
}

# fetch_by_token MECHANISM [PASSWORD [MPOP-OPTION...]]
fetch_by_token() {
    local mechanism=$1 password=${2:-}
    shift "$(($# < 2 ? $# : 2))"
    rm -f "$work/fetched" "$work/uidls"
    with_own_hosts mpop --host=mail.example.com --port=110 --auth="$mechanism" --user=alice \
        --passwordeval="echo $password" --tls=off --keep=on --delivery=mbox,"$work/fetched" \
        --uidls-file="$work/uidls" "$@"
}

fetch_by_xoauth2() {
    ! fetch_by_token xoauth2 "$(make_oauth_token alice another-key)" &&
        fetch_by_token xoauth2 "$(make_oauth_token alice "$oauth_key")"
}

fetch_with_curl_by_oauth() {
    with_own_hosts curl --silent --show-error pop3://mail.example.com/1 --user alice: \
        --login-options AUTH=OAUTHBEARER --oauth2-bearer "$1"
}

fetch_by_oauthbearer() {
    ! fetch_with_curl_by_oauth "$(make_oauth_token alice another-key)" &&
        fetch_with_curl_by_oauth "$(make_oauth_token alice "$oauth_key")"
}

fetch_by_ntlm() {
    ! fetch_by_token ntlm looking-glass --host=127.0.0.7 &&
        fetch_by_token ntlm wonderland --host=127.0.0.7
}

send_through_servers_with_kerberos() {
    with_swaks plain --server 127.0.0.3 --port 587 &&
        wait_for_mails 1 &&
        wait_for_empty_queue
}

record_token_logins() {
    record smtp-auth-ntlm send_by_ntlm
    if is_wanted pop3-auth-ntlm; then
        fill_cyrus_mailbox
    fi
    record pop3-auth-ntlm fetch_by_ntlm
    if is_wanted smtp-auth-gssapi pop3-auth-gssapi smtp-auth-spnego; then
        get_ticket
    fi
    record smtp-auth-gssapi send_by_kerberos
    if is_wanted pop3-auth-gssapi pop3-auth-xoauth2 pop3-auth-oauthbearer; then
        fill_mailbox short
    fi
    record pop3-auth-gssapi fetch_by_token gssapi
    record pop3-auth-xoauth2 fetch_by_xoauth2
    record pop3-auth-oauthbearer fetch_by_oauthbearer
    if is_wanted smtp-auth-spnego; then
        empty_mailbox
    fi
    record smtp-auth-spnego send_through_servers_with_kerberos
}
