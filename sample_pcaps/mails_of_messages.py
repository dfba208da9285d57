"""Knows the invented mails and files whose content the captures of messages show, beside those of messages.py."""
# SPDX-License-Identifier: GPL-2.0-or-later

import email.message
import email.policy

NOTES_NAME = "会议记录.txt"
NOTES = "会议记录\n一、花园\n二、茶\n".encode("utf-8")
LONG_NAME = "二〇二六年第一季度花园委员会会议记录与预算草案的最终版本.txt"
CHINESE_TEXT = "会议在周三下午三点，四字节字：㐀㐁𠮷。\n"
TRADITIONAL_TEXT = "會議在週三下午三點，請準備。\n"
GERMAN_TEXT = "Schöne Grüße aus Köln! Der Garten im Frühling ist schöner als alles, was wir im Winter gesehen haben.\n"


def new_mail(number, subject):
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["Date"] = "Mon, 5 Jan 2026 09:%02d:00 +0000" % number
    mail["From"] = "Bob Baker <bob@example.net>"
    mail["To"] = "Alice Archer <alice@example.com>"
    mail["Subject"] = subject
    mail["Message-ID"] = "<mail-%d@client.example.net>" % number
    return mail


def with_boundaries(mail):
    """The mail's bytes; its boundaries are the same in every run."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            part.set_boundary("=_boundary-%d_=" % number)
    return mail.as_bytes()


def continued_names_mail(number):
    """Names in RFC 2231's form, the longer one in several pieces, as Python's email writes them."""
    mail = new_mail(number, "会议记录两份")
    mail.set_content("Two files.\r\n")
    mail.add_attachment(NOTES, maintype="text", subtype="plain", filename=NOTES_NAME)
    mail.add_attachment(NOTES + NOTES, maintype="text", subtype="plain", filename=LONG_NAME)
    return with_boundaries(mail)


def forwarded_mail(number):
    original = new_mail(number - 1, "下午茶")
    original.replace_header("From", "Zoë Zimmer <zoe@example.org>")
    original.replace_header("To", "Bob Baker <bob@example.net>")
    original.set_content("Tea at four, says Zoë.\r\n", charset="utf-8", cte="base64")
    mail = new_mail(number, "Fwd: 下午茶")
    mail.set_content("See below.\r\n")
    mail.add_attachment(original)
    return with_boundaries(mail)


def chinese_unlabelled_mail(number):
    """Header and text in GBK, and nothing says so."""
    lines = ["Date: Mon, 5 Jan 2026 09:%02d:00 +0000" % number, "From: 鲍勃 <bob@example.net>",
             "To: 爱丽丝 <alice@example.com>", "Subject: 花园里的下午茶",
             "Message-ID: <mail-%d@client.example.net>" % number, "", "我们在花园里喝茶，请带上你的朋友。"]
    return "".join(line + "\r\n" for line in lines).encode("gbk")


def chinese_address_mail(number):
    lines = ["Date: Mon, 5 Jan 2026 09:%02d:00 +0000" % number, "From: 李明 <李明@example.net>",
             "To: Zoë Zimmer <zoë@example.com>", "Subject: 花园的照片",
             "Message-ID: <mail-%d@client.example.net>" % number, "MIME-Version: 1.0",
             "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "照片在附件里。"]
    return "".join(line + "\r\n" for line in lines).encode("utf-8")


def authenticated_mail(number):
    """Its signature and the results of checks are made up."""
    mail = new_mail(number, "Five hops")
    mail.set_content("Through five servers.\r\n")
    header = ["Authentication-Results: mx.example.com; dkim=pass header.d=example.net;",
              " spf=pass smtp.mailfrom=bob@example.net",
              "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=winter;",
              " h=from:to:subject:date; bh=bm90IGEgcmVhbCBoYXNoIG9mIGEgYm9keSwgMzIgYnQ=;",
              " b=bm90IGEgcmVhbCBzaWduYXR1cmU="]
    return "".join(line + "\r\n" for line in header).encode("ascii") + mail.as_bytes()


def mails():
    return {
        "continued-names": continued_names_mail(21),
        "chinese-unlabelled": chinese_unlabelled_mail(22),
        "chinese-address": chinese_address_mail(23),
        "forwarded": forwarded_mail(25),
        "authenticated": authenticated_mail(26),
    }


def files():
    return {
        NOTES_NAME: NOTES,
        "chinese.txt": CHINESE_TEXT.encode("utf-8"),
        "traditional.txt": TRADITIONAL_TEXT.encode("utf-8"),
        "german.txt": GERMAN_TEXT.encode("utf-8"),
    }
