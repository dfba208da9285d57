# Knows the captures of what messages say: mails as real programs write them, in Chinese character sets, with attachments,
# signed, forwarded, sent back, and over five hops.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

# with_mutt SUBJECT CHARACTER_SET ARGUMENT...: the text is standard input.
with_mutt() {
    local subject=$1 character_set=$2
    shift 2
    cat >"$work/muttrc" <<SETTINGS
set from=bob@example.net realname="Bob Baker" use_envelope_from=yes hostname=client.example.net user_agent=yes
set smtp_url=smtp://127.0.0.1:25 ssl_starttls=no ssl_force_tls=no copy=no charset=utf-8 send_charset=$character_set
set allow_8bit=no rfc2047_parameters=no
SETTINGS
    HOME=$work with_host_name client.example.net mutt -n -F "$work/muttrc" -s "$subject" "$@"
}

with_s_nail() {
    local subject=$1 character_set=$2
    HOME=$work with_host_name client.example.net s-nail -: / -S v15-compat -S mta=smtp://127.0.0.1:25 \
        -S smtp-auth=none -S nosave -S hostname=client.example.net -S ttycharset=utf-8 -S sendcharsets="$character_set" \
        -S mime-encoding=base64 -S from="Bob Baker <bob@example.net>" -s "$subject" "$receiver"
}

# The third has no header of MIME, and is in GBK as it is; the fourth has addresses in UTF-8.
send_in_chinese_character_sets() {
    with_mutt "周三的会议" gb18030 -- "$receiver" <"$work/mails/chinese.txt" &&
        with_s_nail "週三的會議" big5 <"$work/mails/traditional.txt" &&
        with_msmtp chinese-unlabelled &&
        with_curl "smtp://127.0.0.1/$client_name" --mail-from 李明@example.net --mail-rcpt zoë@example.com \
            --upload-file "$work/mails/chinese-address.eml"
}

send_attachments() {
    with_mutt "Grüße und Unterlagen" utf-8 -a "$work/mails/会议记录.txt" "$work/mails/garden.png" -- "$receiver" \
        <"$work/mails/german.txt" &&
        perl "$here/nested_mail.pl" "$work/mails/garden.png" "$work/mails/会议记录.txt" >"$work/mails/nested.eml" &&
        with_msmtp nested &&
        with_msmtp continued-names
}

make_signed_mail() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout "$work/bob-key.pem" -out "$work/bob.pem" \
        -subj "/CN=Bob Baker/emailAddress=bob@example.net" &&
        printf 'Content-Type: text/plain\r\n\r\nI owe Alice ten pounds.\r\n' |
        openssl smime -sign -signer "$work/bob.pem" -inkey "$work/bob-key.pem" -from "Bob Baker <bob@example.net>" \
            -to "Alice Archer <alice@example.com>" -subject "Signed" -out "$work/mails/signed.eml"
}

send_signed() {
    make_signed_mail && with_msmtp signed
}

# Nobody is unknown to the server to which Postfix hands the mail on; alice, who sent it, fetches what comes back.
fetch_bounce() {
    with_swaks plain --from "$receiver" --to nobody@example.org &&
        wait_for_mails 1 &&
        with_curl pop3://127.0.0.1/1 --user alice:wonderland
}

fetch_mail_of_five_hops() {
    with_swaks authenticated --server 127.0.0.10 &&
        wait_for_mails 1 &&
        with_curl pop3://127.0.0.1/1 --user alice:wonderland
}

record_messages() {
    record smtp-charsets send_in_chinese_character_sets
    record smtp-nested send_attachments
    record smtp-signed send_signed
    record smtp-forwarded with_msmtp forwarded
    if is_wanted pop3-bounce; then
        empty_mailbox
    fi
    record pop3-bounce fetch_bounce
    if is_wanted pop3-five-hops; then
        empty_mailbox
    fi
    record pop3-five-hops fetch_mail_of_five_hops
}
