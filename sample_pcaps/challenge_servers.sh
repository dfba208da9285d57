# Knows how to set up, start and stop a second Dovecot, which offers logins by challenge (POP3 on 127.0.0.2, and the
# passwords of the Postfix there) and LMTP with a limit to the mailboxes.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154

set_up_challenge_servers() {
    write_dovecot_settings challenge "pop3 lmtp" "plain apop cram-md5 digest-md5 scram-sha-1 scram-sha-256"
    cat >>"$work/challenge.conf" <<SETTINGS
auth_username_format = %Ln
postmaster_address = postmaster@example.com
mail_plugins = quota
plugin {
  quota = count:mailbox
  quota_vsizes = yes
}
quota_full_tempfail = no
mailbox_list_index = yes
service pop3-login {
  inet_listener pop3 {
    address = 127.0.0.2
    port = 110
  }
  inet_listener pop3s {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = 24
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

# The host's name is in the challenges.
start_challenge_servers() {
    with_host_name mail.example.com dovecot -c "$work/challenge.conf"
}

stop_challenge_servers() {
    stop_by_process_file "$work/challenge/master.pid"
}
