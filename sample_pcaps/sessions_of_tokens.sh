# Knows the sessions with logins by token, whose servers are those of token_servers.sh.
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

# fetch_by_token MPOP-OPTION...
fetch_by_token() {
    rm -f "$work/fetched" "$work/uidls"
    with_own_hosts mpop --host=mail.example.com --port=110 --user=alice --tls=off --keep=on \
        --delivery=mbox,"$work/fetched" --uidls-file="$work/uidls" "$@"
}

send_through_servers_with_kerberos() {
    with_swaks plain --server 127.0.0.3 --port 587 &&
        wait_for_mails 1 &&
        wait_for_empty_queue
}

record_token_logins() {
    record smtp-auth-ntlm send_by_ntlm
    if is_wanted smtp-auth-gssapi pop3-auth-gssapi smtp-auth-spnego; then
        get_ticket
        fill_mailbox short
    fi
    record smtp-auth-gssapi send_by_kerberos
    record pop3-auth-gssapi fetch_by_token --auth=gssapi
    if is_wanted smtp-auth-spnego; then
        empty_mailbox
    fi
    record smtp-auth-spnego send_through_servers_with_kerberos
}
