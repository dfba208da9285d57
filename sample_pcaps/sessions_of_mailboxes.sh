# Knows the POP3 sessions with servers other than Dovecot: with Cyrus and with Courier.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

# Cyrus takes a mail only once: three are in the mailbox, whatever was there before, until fetchmail takes them away.
fill_cyrus_mailbox() {
    local mail
    for mail in short dotted second; do
        msmtp --host=127.0.0.7 --port=24 --protocol=lmtp --domain="$client_name" --tls=off --auth=off \
            --from="$sender" "$receiver" <"$work/mails/$mail.eml"
    done
}

# fetch_with_fetchmail PASSWORD. It takes away what it has fetched.
fetch_with_fetchmail() {
    cat >"$work/fetchmail/settings" <<SETTINGS
poll 127.0.0.7 protocol apop user alice password "$1" mda "cat >/dev/null" nokeep sslproto ''
SETTINGS
    chmod 600 "$work/fetchmail/settings"
    FETCHMAILHOME=$work/fetchmail with_host_name client.example.net "$work/fetchmail/package/usr/bin/fetchmail" \
        --fetchmailrc "$work/fetchmail/settings"
}

set_up_fetchmail() {
    mkdir -p "$work/fetchmail"
    unpack_package fetchmail "$work/fetchmail/package"
}

fetch_refused_and_accepted_with_fetchmail() {
    ! fetch_with_fetchmail looking-glass &&
        fetch_with_fetchmail wonderland
}

fill_international_mailbox() {
    with_curl "smtp://127.0.0.1/$client_name" --mail-from "$sender" --mail-rcpt zoë@example.com \
        --upload-file "$work/mails/international.eml"
    wait_for_empty_queue
}

fetch_pipelined() {
    rm -f "$work/fetched" "$work/uidls"
    mpop --host=127.0.0.7 --port=110 --user=alice --passwordeval='echo wonderland' --auth=apop --tls=off --keep=on \
        --delivery=mbox,"$work/fetched" --uidls-file="$work/uidls"
}

record_mailboxes() {
    if is_wanted pop3-pipelining-cyrus; then
        fill_cyrus_mailbox
    fi
    record pop3-pipelining-cyrus fetch_pipelined
    if is_wanted pop3-fetchmail; then
        set_up_fetchmail
        fill_cyrus_mailbox
    fi
    record pop3-fetchmail fetch_refused_and_accepted_with_fetchmail
    if is_wanted pop3-utf8; then
        fill_international_mailbox
    fi
    record pop3-utf8 with_own_client international-mailbox
}
