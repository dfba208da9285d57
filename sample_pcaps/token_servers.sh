# Knows how to set up, start and stop what takes logins by token, on 127.0.0.6: a third Dovecot (POP3), Cyrus SASL for the
# Postfix there, and the Kerberos server of the realm EXAMPLE.COM.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

realm=EXAMPLE.COM

# For the library of Kerberos in all servers and clients.
use_kerberos_files() {
    export KRB5_CONFIG=$work/kerberos/krb5.conf KRB5_KDC_PROFILE=$work/kerberos/kdc.conf
    export KRB5CCNAME=FILE:$work/kerberos/tickets
}

write_kerberos_settings() {
    cat >"$KRB5_CONFIG" <<SETTINGS
[libdefaults]
  default_realm = $realm
  dns_canonicalize_hostname = false
  dns_lookup_kdc = false
  rdns = false
[realms]
  $realm = {
    kdc = 127.0.0.6
  }
[domain_realm]
  .example.com = $realm
SETTINGS
    cat >"$KRB5_KDC_PROFILE" <<SETTINGS
[kdcdefaults]
  kdc_listen = 127.0.0.6
  kdc_tcp_listen = 127.0.0.6
[realms]
  $realm = {
    database_name = $work/kerberos/principals
    key_stash_file = $work/kerberos/stash
  }
[logging]
  kdc = FILE:$work/kerberos/kdc.log
  admin_server = FILE:$work/kerberos/admin.log
SETTINGS
}

set_up_kerberos() {
    mkdir -p "$work/kerberos"
    write_kerberos_settings
    {
        kdb5_util create -s -r "$realm" -P "$(openssl rand -hex 16)"
        kadmin.local addprinc -pw wonderland alice
        kadmin.local addprinc -randkey smtp/mail.example.com
        kadmin.local addprinc -randkey pop/mail.example.com
        kadmin.local ktadd -k "$work/kerberos/keytab" smtp/mail.example.com pop/mail.example.com
    } >"$work/kerberos/set-up.log" 2>&1 || {
        cat "$work/kerberos/set-up.log" >&2
        return 1
    }
    chmod 644 "$work/kerberos/keytab"
}

# Debian's Postfix looks for this file beside its own. The realm of the users is the name of the server.
set_up_cyrus_sasl() {
    mkdir -p "$work/sasl" "$work/postfix/sasl"
    cat >"$work/postfix/sasl/smtpd.conf" <<SETTINGS
mech_list: NTLM GSSAPI GSS-SPNEGO
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $work/sasl/users
keytab: $work/kerberos/keytab
SETTINGS
    unpack_package sasl2-bin "$work/sasl/package"
    echo wonderland | "$work/sasl/package/usr/sbin/saslpasswd2" -p -c -f "$work/sasl/users" -u mail.example.com alice
    chmod 644 "$work/sasl/users"
}

encode_for_token() {
    openssl base64 -A | tr -d = | tr +/ -_
}

# make_oauth_token USER KEY: a JSON Web Token (RFC 7519) that is valid for ten years.
make_oauth_token() {
    local header body now
    now=$(date +%s)
    header=$(printf '{"typ":"JWT","alg":"HS256"}' | encode_for_token)
    body=$(printf '{"sub":"%s","iat":%d,"exp":%d}' "$1" "$now" "$((now + 315360000))" | encode_for_token)
    printf '%s.%s.' "$header" "$body"
    printf '%s.%s' "$header" "$body" | openssl dgst -sha256 -hmac "$2" -binary | encode_for_token
}

set_up_oauth() {
    oauth_key=$(openssl rand -hex 16)
    mkdir -p "$work/oauth/keys/default/HS256"
    printf '%s' "$oauth_key" | openssl base64 -A >"$work/oauth/keys/default/HS256/default"
    cat >"$work/oauth/dovecot.conf" <<SETTINGS
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$work/oauth/keys/
username_attribute = sub
scope =
openid_configuration_url = https://login.example.com/.well-known/openid-configuration
SETTINGS
}

set_up_token_servers() {
    set_up_kerberos
    set_up_cyrus_sasl
    set_up_oauth
    write_dovecot_settings token pop3 "plain gssapi gss-spnego xoauth2 oauthbearer"
    cat >>"$work/token.conf" <<SETTINGS
auth_username_format = %Ln
auth_krb5_keytab = $work/kerberos/keytab
auth_gssapi_hostname = mail.example.com
import_environment = \$import_environment KRB5_CONFIG=$KRB5_CONFIG
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $work/oauth/dovecot.conf
}
service pop3-login {
  inet_listener pop3 {
    address = 127.0.0.6
    port = 110
  }
  inet_listener pop3s {
    port = 0
  }
}
# Without the penalty the second login does not wait for seconds.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
SETTINGS
}

start_token_servers() {
    krb5kdc -P "$work/kerberos/kdc.pid" -r "$realm"
    with_host_name mail.example.com dovecot -c "$work/token.conf"
}

stop_token_servers() {
    stop_by_process_file "$work/token/master.pid"
    stop_by_process_file "$work/kerberos/kdc.pid"
}
