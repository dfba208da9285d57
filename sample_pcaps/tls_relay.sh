# Knows how to put a TLS server before Dovecot whose records have the sizes that a capture needs: OpenSSL's own, on
# 127.0.0.9, for one connection at a time.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034

# 127.0.0.9, port 995, and the state LISTEN.
relay_listens=' 0900007F:03E3 [0-9A-F:]* 0A '

relay_to_dovecot() {
    exec 3<>/dev/tcp/127.0.0.1/110
    cat <&3 >"$work/relay/from-dovecot" &
    cat <"$work/relay/from-client" >&3
}

# start_relay OPTION OF OPENSSL...: returns when it listens.
start_relay() {
    rm -rf "$work/relay"
    mkdir "$work/relay"
    mkfifo "$work/relay/from-dovecot" "$work/relay/from-client"
    openssl s_server -accept 127.0.0.9:995 -naccept 1 -quiet -cert "$work/certificate.pem" -key "$work/key.pem" \
        "$@" <"$work/relay/from-dovecot" >"$work/relay/from-client" 2>"$work/relay/log" &
    relay=$!
    relay_to_dovecot &
    for _ in $(seq 50); do
        ! grep -q "$relay_listens" /proc/net/tcp || return 0
        sleep 0.1
    done
    cat "$work/relay/log" >&2
    return 1
}

# It ends by itself with its connection.
stop_relay() {
    [ -n "${relay:-}" ] || return 0
    kill -TERM "$relay" 2>/dev/null || true
    wait "$relay" 2>/dev/null || true
    relay=
}

# fetch_through_relay OPTION OF OPENSSL...
fetch_through_relay() {
    start_relay "$@" &&
        curl --silent --show-error --cacert "$work/certificate.pem" --connect-to ::127.0.0.9: --tls-max 1.2 \
            --user alice:wonderland pop3s://mail.example.com/1 &&
        stop_relay
}

fetch_in_small_and_large_records() {
    fetch_through_relay -max_send_frag 512 &&
        fetch_through_relay
}

# Only what TLS carries: Dovecot's own connection would show the same once more.
record_records_of_tls() {
    local server_ports=995
    record pop3s-records fetch_in_small_and_large_records
}
