# Knows how to set up, start and stop the servers on loopback, on the standard ports, with everything of theirs
# (configuration, queue, mailboxes, certificate, logs) under the folder $work. Postfix and Dovecot are described here,
# the others in files of their own. What only some captures need has an address of its own:
#   127.0.0.1  Postfix and Dovecot; on port 24 the LMTP of the Dovecot of 127.0.0.2
#   127.0.0.2  port 25: a Postfix that trusts its clients; 587 and 110: login by challenge
#   127.0.0.3  a Postfix that hands its mails to that of 127.0.0.2, and those of port 587 to that of 127.0.0.6
#   127.0.0.4  a Postfix that takes no large mails
#   127.0.0.5  Exim; 127.0.0.10 to 127.0.0.14: Postfix, each handing its mails to the next
#   127.0.0.6  mail.example.com; 587 and 110: login by token
#   127.0.0.7  Cyrus
#   127.0.0.8  Courier; 127.0.0.9: OpenSSL's TLS server before the Dovecot of 127.0.0.1
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034

server_addresses="127.0.0.1 127.0.0.2 127.0.0.3 127.0.0.4 127.0.0.5 127.0.0.6 127.0.0.7 127.0.0.8 127.0.0.9"
server_addresses+=" 127.0.0.10 127.0.0.11 127.0.0.12 127.0.0.13 127.0.0.14"
server_ports="24 25 110 465 587 995"
mailbox_owner=nobody

require_free_ports() {
    local address port
    for address in $server_addresses; do
        for port in $server_ports; do
            if (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
                echo "port $port is in use: stop its server first" >&2
                return 1
            fi
        done
    done
}

make_certificate() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout "$work/key.pem" -out "$work/certificate.pem" \
        -subj /CN=mail.example.com -addext subjectAltName=DNS:mail.example.com 2>"$work/openssl.log"
}

write_postfix_services() {
    local sasl="-o smtpd_sasl_auth_enable=yes" trust="-o smtpd_authorized_xclient_hosts=127.0.0.1"
    trust+=" -o smtpd_authorized_xforward_hosts=127.0.0.1"
    local kerberos="-o smtp_sasl_auth_enable=yes -o smtp_sasl_mechanism_filter=gss-spnego"
    kerberos+=" -o smtp_sasl_security_options= -o smtp_sasl_password_maps=static:alice: -o smtp_host_lookup=native"
    cat >"$work/postfix/master.cf" <<SERVICES
127.0.0.1:25  inet n - n - - smtpd
127.0.0.1:587 inet n - n - - smtpd $sasl
127.0.0.1:465 inet n - n - - smtpd $sasl -o smtpd_tls_wrappermode=yes
127.0.0.2:25  inet n - n - - smtpd $trust -o myhostname=inner.example.com
127.0.0.2:587 inet n - n - - smtpd $sasl -o smtpd_sasl_path=$work/challenge/postfix-auth
127.0.0.3:25  inet n - n - - smtpd -o content_filter=smtp:[127.0.0.2]:25
127.0.0.3:587 inet n - n - - smtpd -o content_filter=kerberos:[mail.example.com]:587
127.0.0.4:25  inet n - n - - smtpd -o message_size_limit=3000
127.0.0.6:587 inet n - n - - smtpd $sasl -o smtpd_sasl_type=cyrus -o smtpd_sasl_path=smtpd
127.0.0.10:25 inet n - n - - smtpd -o myhostname=out.example.net -o content_filter=hop1:[127.0.0.11]:25
127.0.0.11:25 inet n - n - - smtpd -o myhostname=relay.example.net -o content_filter=hop2:[127.0.0.12]:25
127.0.0.12:25 inet n - n - - smtpd -o myhostname=mx.example.com -o content_filter=hop3:[127.0.0.13]:25
127.0.0.13:25 inet n - n - - smtpd -o myhostname=filter.example.com -o content_filter=hop4:[127.0.0.14]:25
127.0.0.14:25 inet n - n - - smtpd -o myhostname=inner.example.com
hop1 unix - - n - - smtp -o smtp_helo_name=out.example.net -o smtp_bind_address=127.0.0.10
hop2 unix - - n - - smtp -o smtp_helo_name=relay.example.net -o smtp_bind_address=127.0.0.11
hop3 unix - - n - - smtp -o smtp_helo_name=mx.example.com -o smtp_bind_address=127.0.0.12
hop4 unix - - n - - smtp -o smtp_helo_name=filter.example.com -o smtp_bind_address=127.0.0.13
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp -o smtp_send_xforward_command=yes
kerberos unix - - n - - smtp $kerberos
lmtp unix - - n - - lmtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
SERVICES
}

write_postfix_settings() {
    cat >"$work/postfix/main.cf" <<SETTINGS
compatibility_level = 3.6
queue_directory = $work/queue
data_directory = $work/postfix-data
mail_owner = postfix
maillog_file = $work/postfix.log
maillog_file_prefixes = $work
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.example.com
mydestination =
mynetworks =
alias_maps =
alias_database =
default_transport = error
relay_transport = error
virtual_mailbox_domains = example.com
virtual_mailbox_base = $work/mail
virtual_mailbox_maps = inline:{ { alice@example.com = alice/ }, { bob@example.com = bob/ }, { zoë@example.com = zoe/ } }
relay_domains = example.org
transport_maps = inline:{ example.org=lmtp:[127.0.0.1]:24 }
virtual_uid_maps = static:$(id -u "$mailbox_owner")
virtual_gid_maps = static:$(id -g "$mailbox_owner")
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
import_environment = MAIL_CONFIG KRB5_CONFIG=$KRB5_CONFIG KRB5CCNAME=$KRB5CCNAME
smtpd_sasl_type = dovecot
smtpd_sasl_path = $work/dovecot/postfix-auth
smtpd_tls_cert_file = $work/certificate.pem
smtpd_tls_key_file = $work/key.pem
smtpd_tls_security_level = may
smtpd_forbid_unauth_pipelining = no
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
SETTINGS
}

# write_dovecot_settings NAME PROTOCOLS MECHANISMS: what every Dovecot here has, in the folder and files of that name.
write_dovecot_settings() {
    cat >"$work/$1.conf" <<SETTINGS
protocols = $2
base_dir = $work/$1
state_dir = $work/$1-state
log_path = $work/$1.log
ssl = yes
ssl_cert = <$work/certificate.pem
ssl_key = <$work/key.pem
disable_plaintext_auth = no
auth_mechanisms = $3
auth_failure_delay = 0
mail_location = maildir:$work/mail/%u
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n $work/passwords
}
userdb {
  driver = passwd-file
  args = username_format=%n $work/passwords
}
service auth {
  unix_listener postfix-auth {
    mode = 0660
    user = postfix
  }
}
SETTINGS
}

set_up_dovecot() {
    write_dovecot_settings dovecot pop3 "plain login"
    cat >>"$work/dovecot.conf" <<SETTINGS
service pop3-login {
  inet_listener pop3 {
    address = 127.0.0.1
    port = 110
  }
  inet_listener pop3s {
    address = 127.0.0.1
    port = 995
  }
}
SETTINGS
}

set_up_servers() {
    chmod 711 "$work"
    mkdir -p "$work"/{postfix,postfix-data,queue,mail}
    chown postfix "$work/postfix-data"
    chown "$mailbox_owner" "$work/mail"
    echo "127.0.0.6 mail.example.com" >"$work/hosts"
    make_certificate
    use_kerberos_files
    write_postfix_services
    write_postfix_settings
    write_users
    set_up_dovecot
    set_up_challenge_servers
    set_up_token_servers
    set_up_exim
    set_up_cyrus
    set_up_courier
}

# Carol's mailbox is full.
write_users() {
    local ids
    ids="$(id -u "$mailbox_owner"):$(id -g "$mailbox_owner")"
    cat >"$work/passwords" <<USERS
alice:{PLAIN}wonderland:$ids::$work/mail/alice::
bob:{PLAIN}marmalade:$ids::$work/mail/bob::
carol:{PLAIN}teapot:$ids::$work/mail/carol::userdb_quota_rule=*:bytes=1
USERS
}

# Runs a command that takes this for the name of the host: it is in what is said.
with_host_name() {
    # shellcheck disable=SC2016
    unshare --uts sh -c 'hostname "$0" && exec "$@"' "$@"
}

# Runs a command for which mail.example.com has the address of the servers of token_servers.sh.
with_own_hosts() {
    # shellcheck disable=SC2016
    unshare --mount sh -c 'mount --bind "$0" /etc/hosts && exec "$@"' "$work/hosts" "$@"
}

# All commands return when the servers listen.
start_servers() {
    dovecot -c "$work/dovecot.conf"
    start_challenge_servers
    start_token_servers
    start_exim
    start_cyrus
    start_courier
    with_own_hosts postfix -c "$work/postfix" start 2>"$work/postfix-start.log" || {
        cat "$work/postfix-start.log" >&2
        return 1
    }
}

# Stops the process whose id the file holds, and waits until it is gone.
stop_by_process_file() {
    local process
    [ -s "$1" ] || return 0
    process=$(tr -d ' \n' <"$1")
    kill -TERM "$process" 2>/dev/null || return 0
    for _ in $(seq 50); do
        kill -0 "$process" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$process" 2>/dev/null || true
}

stop_servers() {
    stop_by_process_file "$work/queue/pid/master.pid"
    stop_by_process_file "$work/dovecot/master.pid"
    stop_challenge_servers
    stop_token_servers
    stop_exim
    stop_cyrus
    stop_courier
}
