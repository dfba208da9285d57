# Knows which session each capture holds and which client speaks it, and records them with tcpdump; then makes from
# them the captures that no server produces. All servers, names and passwords are those of servers.sh. Of the captures
# only those are made whose names are in the array $names, or all when it is empty.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034

client_name=client.example.net
sender=bob@example.net
receiver=alice@example.com
# In KiB; tcpdump keeps room for the longest packet in it for each one.
capture_buffer=65536

# Whether one of the captures named is to be made in this run.
is_wanted() {
    local name wanted
    [ "${#names[@]}" -gt 0 ] || return 0
    for name in "$@"; do
        for wanted in "${names[@]}"; do
            [ "$name" != "$wanted" ] || return 0
        done
    done
    return 1
}

list_captures() {
    sed -n 's/^ *\(record\|derive\) \([a-z][a-z0-9-]*\) .*/\2/p' "$here"/sessions*.sh "$here/tls_relay.sh"
}

start_recorder() {
    : >"$work/tcpdump.log"
    tcpdump -i lo --immediate-mode -U -Z root -B "$capture_buffer" -w "$work/raw/$1.pcap" \
        "tcp and host 127.0.0.1 and (port ${server_ports// / or port })" 2>"$work/tcpdump.log" &
    recorder=$!
    for _ in $(seq 50); do
        ! grep -q '^tcpdump: listening' "$work/tcpdump.log" || return 0
        sleep 0.1
    done
    cat "$work/tcpdump.log" >&2
    return 1
}

stop_recorder() {
    [ -n "${recorder:-}" ] || return 0
    kill -TERM "$recorder" 2>/dev/null || true
    wait "$recorder" 2>/dev/null || true
    recorder=
}

# record NAME COMMAND...: the capture gets its TLS secrets when the command leaves any. A command that is a function
# of several steps joins them by &&, since errexit does not hold where a failure is caught.
record() {
    local name=$1
    shift
    is_wanted "$name" || return 0
    echo "$name"
    start_recorder "$name"
    SSLKEYLOGFILE="$work/raw/$name.keys" "$@" >"$work/client.log" 2>&1 || {
        cat "$work/client.log" >&2
        echo "the session of $name failed" >&2
        return 1
    }
    sleep 0.3
    stop_recorder
    grep -q '^0 packets dropped by kernel' "$work/tcpdump.log" || {
        echo "the capture of $name has holes" >&2
        return 1
    }
    if [ -s "$work/raw/$name.keys" ]; then
        python3 "$here/embed_secrets.py" "$work/raw/$name.pcap" "$work/raw/$name.keys" "$work/done/$name.pcapng"
    else
        python3 "$here/resegment.py" copy "$work/raw/$name.pcap" "$work/done/$name.pcap"
    fi
}

# derive NAME SOURCE ACTION [TEXT]: a capture is made again whenever its source is.
derive() {
    local folder=$here
    is_wanted "$1" "$2" || return 0
    echo "$1"
    [ ! -e "$work/done/$2.pcap" ] || folder=$work/done
    python3 "$here/resegment.py" "$3" "$folder/$2.pcap" "$work/done/$1.pcap" "${4:-}"
}

with_swaks() {
    local mail=$1
    shift
    swaks --server 127.0.0.1 --helo "$client_name" --from "$sender" --to "$receiver" --suppress-data \
        --data "@$work/mails/$mail.eml" "$@"
}

with_msmtp() {
    msmtp --host=127.0.0.1 --port=25 --domain="$client_name" --tls=off --auth=off --from="$sender" "$receiver" \
        <"$work/mails/$1.eml"
}

with_curl() {
    curl --silent --show-error --cacert "$work/certificate.pem" --connect-to ::127.0.0.1: "$@"
}

send_with_curl() {
    local url=$1 mail=$2
    shift 2
    with_curl "$url/$client_name" --mail-from "$sender" --mail-rcpt "$receiver" \
        --upload-file "$work/mails/$mail.eml" "$@"
}

with_mpop() {
    rm -f "$work/fetched" "$work/uidls"
    mpop --host=127.0.0.1 --port=110 --user=alice --passwordeval='echo wonderland' --auth=user \
        --tls=off --keep=off --delivery=mbox,"$work/fetched" --uidls-file="$work/uidls"
}

with_own_client() {
    python3 "$here/clients.py" "$1" "$work/mails"
}

wait_for_mails() {
    for _ in $(seq 100); do
        [ "$(find "$work/mail/alice/new" -type f 2>/dev/null | wc -l)" -ne "$1" ] || return 0
        sleep 0.1
    done
    echo "the mails did not arrive in the mailbox" >&2
    return 1
}

wait_for_empty_queue() {
    for _ in $(seq 100); do
        [ -n "$(find "$work/queue/incoming" "$work/queue/active" -type f)" ] || return 0
        sleep 0.1
    done
    echo "mails stay in the queue" >&2
    return 1
}

empty_mailbox() {
    wait_for_empty_queue
    rm -rf "$work/mail/alice"
}

fill_mailbox() {
    local mail count=0
    empty_mailbox
    for mail in "$@"; do
        send_with_curl smtp://127.0.0.1 "$mail"
        count=$((count + 1))
        wait_for_mails "$count"
    done
}

helo_then_ehlo() {
    with_swaks plain --protocol SMTP &&
        with_swaks second
}

log_in_by_login_and_plain() {
    with_own_client login-that-fails-first &&
        with_swaks short --port 587 --auth PLAIN --auth-user alice --auth-password wonderland
}

pipeline_with_swaks_and_own_client() {
    with_swaks plain --pipeline --to "$receiver,bob@example.com" &&
        with_own_client pipelined-mails
}

send_chinese() {
    with_msmtp chinese-8bit &&
        send_with_curl smtp://127.0.0.1 chinese-base64
}

send_and_fetch() {
    with_msmtp dotted &&
        wait_for_mails 1 &&
        with_mpop
}

log_in_to_mailbox() {
    ! with_curl pop3://127.0.0.1 --user alice:looking-glass --login-options AUTH=PLAIN &&
        with_curl pop3://127.0.0.1 --user alice:wonderland --login-options AUTH=PLAIN --sasl-ir &&
        ! with_curl pop3://127.0.0.1 --user alice:looking-glass --login-options AUTH=LOGIN &&
        with_curl pop3://127.0.0.1 --user alice:wonderland --login-options AUTH=LOGIN
}

pipeline_with_own_client_and_mpop() {
    with_own_client pipelined-mailbox &&
        with_mpop
}

record_smtp() {
    record smtp-plain helo_then_ehlo
    record smtp-auth-login-plain log_in_by_login_and_plain
    record smtp-refused-recipient with_swaks plain --to "$receiver,nobody@example.com"
    record smtp-pipelining pipeline_with_swaks_and_own_client
    record smtp-bdat with_own_client mails-in-chunks
    record smtp-chinese send_chinese
    record smtp-attachment send_with_curl smtp://127.0.0.1 attachment
    record smtp-dot-stuffing with_msmtp dotted
    record smtp-two-mails with_own_client two-mails
    record smtp-typed with_own_client typed-login-and-mail
    record smtp-long send_with_curl smtp://127.0.0.1 long
}

record_smtp_in_tls() {
    record smtp-starttls send_with_curl smtp://mail.example.com:587 plain --ssl-reqd --user alice:wonderland
    record smtps send_with_curl smtps://mail.example.com dotted --tls-max 1.2 --user alice:wonderland
}

record_pop3() {
    fill_mailbox plain dotted attachment
    record pop3-mailbox with_own_client whole-mailbox
    fill_mailbox short
    record pop3-auth log_in_to_mailbox
    record pop3-typed with_own_client typed-mailbox
    fill_mailbox short dotted second
    record pop3-pipelining pipeline_with_own_client_and_mpop
    fill_mailbox long
    record pop3-long with_curl pop3://127.0.0.1/1 --user alice:wonderland
    empty_mailbox
    record smtp-to-pop3 send_and_fetch
}

record_pop3_in_tls() {
    fill_mailbox dotted
    record pop3-stls with_curl pop3://mail.example.com/1 --ssl-reqd --user alice:wonderland
    record pop3s with_curl pop3s://mail.example.com/1 --tls-max 1.2 --user alice:wonderland
    fill_mailbox very-long
    record_records_of_tls
}

derive_captures() {
    derive smtp-hole smtp-long hole "Line 30 "
    derive smtp-midstream smtp-attachment midstream "RCPT TO"
    derive smtp-midstream-content smtp-long midstream "Line 30 "
    derive smtp-one-sided smtp-plain one-sided
    derive smtp-cut-lines smtp-dot-stuffing cut-lines
    derive pop3-hole pop3-long hole "Line 30 "
    derive pop3-one-byte pop3-typed one-byte
}

record_all() {
    mkdir -p "$work"/{raw,done}
    python3 "$here/messages.py" "$work/mails"
    record_smtp
    record_smtp_in_tls
    record_pop3
    record_pop3_in_tls
    record_logins
    record_token_logins
    record_mailboxes
    record_extensions
    record_messages
    derive_captures
}
