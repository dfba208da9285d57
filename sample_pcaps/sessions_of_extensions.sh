# Knows the sessions with extensions of SMTP, those between servers, those with Exim, and those by LMTP.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

foreign_client=(--xclient-name gate.example.org --xclient-addr 192.0.2.25 --xclient-helo gate.example.org)

# The second server does not trust its clients.
speak_for_another_client() {
    with_swaks plain --server 127.0.0.2 "${foreign_client[@]}" &&
        with_own_client xclient-that-is-refused
}

send_through_two_servers() {
    with_swaks plain --server 127.0.0.3 &&
        wait_for_mails 1
}

send_with_delivery_reports() {
    msmtp --host=127.0.0.1 --port=25 --domain="$client_name" --tls=off --auth=off --from="$sender" \
        --dsn-notify=failure,delay --dsn-return=full "$receiver" <"$work/mails/short.eml" &&
        with_own_client mail-with-delivery-reports &&
        wait_for_mails 3 &&
        with_curl pop3://127.0.0.1/3 --user alice:wonderland
}

# Sent first with its size declared, then by a client that declares none.
send_too_large() {
    with_own_client mail-of-declared-size &&
        ! with_swaks long --server 127.0.0.4
}

send_to_exim() {
    local mail=$1
    shift
    with_swaks "$mail" --server 127.0.0.5 --to alice@example.org "$@"
}

send_and_be_refused_by_exim() {
    send_to_exim plain --to alice@example.org,nobody@example.org,alice@example.net &&
        ! send_to_exim advertisement
}

send_by_lmtp() {
    msmtp --host=127.0.0.1 --port=24 --protocol=lmtp --domain="$client_name" --tls=off --auth=off --from="$sender" "$@"
}

send_to_full_mailbox_by_lmtp() {
    ! send_by_lmtp alice@example.com carol@example.com <"$work/mails/plain.eml"
}

send_on_by_lmtp() {
    with_swaks dotted --to alice@example.org,carol@example.org &&
        wait_for_mails 1 &&
        wait_for_empty_queue
}

# Nobody's name is unknown to the server, and carol's mailbox is full.
send_on_to_four_by_lmtp() {
    with_swaks short --to alice@example.org,nobody@example.org,carol@example.org,bob@example.org &&
        wait_for_mails 1 &&
        wait_for_empty_queue
}

send_to_cyrus_by_lmtp() {
    swaks --server 127.0.0.7 --protocol LMTP --port 24 --helo "$client_name" --from "$sender" \
        --to nobody@example.com,alice@example.com --pipeline --suppress-data --data "@$work/mails/plain.eml"
}

record_extensions() {
    record smtp-xclient speak_for_another_client
    if is_wanted smtp-xforward; then
        empty_mailbox
    fi
    record smtp-xforward send_through_two_servers
    if is_wanted smtp-dsn; then
        empty_mailbox
    fi
    record smtp-dsn send_with_delivery_reports
    record smtp-utf8 with_curl "smtp://127.0.0.1/$client_name" --mail-from "$sender" --mail-rcpt zoë@example.com \
        --upload-file "$work/mails/international.eml"
    record smtp-8bitmime with_own_client eight-bit-mail
    record smtp-size send_too_large
    record smtp-exim send_and_be_refused_by_exim
    record smtp-prdr send_to_exim second --prdr --to alice@example.org,bob@example.org
    record lmtp send_to_full_mailbox_by_lmtp
    if is_wanted smtp-to-lmtp; then
        empty_mailbox
    fi
    record smtp-to-lmtp send_on_by_lmtp
    if is_wanted lmtp-recipients; then
        empty_mailbox
    fi
    record lmtp-recipients send_on_to_four_by_lmtp
    record lmtp-bdat with_own_client mail-in-chunks-for-four
    record lmtp-cyrus send_to_cyrus_by_lmtp
}
