# Writes a mail with nested parts as MIME::Lite makes it: nested_mail.pl PICTURE TEXT.
# SPDX-License-Identifier: GPL-2.0-or-later
use strict;
use warnings;
use MIME::Lite;

my ($picture, $text) = @ARGV;
my $mail = MIME::Lite->new(
    From => 'Bob Baker <bob@example.net>', To => 'Alice Archer <alice@example.com>', Subject => 'The garden in spring',
    Date => 'Mon, 5 Jan 2026 09:20:00 +0000', 'Message-ID' => '<mail-20@client.example.net>', Type => 'multipart/mixed');
my $related = MIME::Lite->new(Type => 'multipart/related');
my $both = $related->attach(Type => 'multipart/alternative');
$both->attach(Type => 'TEXT', Encoding => 'quoted-printable', Data => "The garden, see https://www.example.com/garden\n");
$both->attach(Type => 'text/html', Encoding => 'quoted-printable',
    Data => '<p>The <a href="https://www.example.com/garden?month=4&amp;day=1">garden</a> <img src="cid:garden"></p>' . "\n");
$related->attach(Type => 'image/png', Id => '<garden>', Path => $picture, Filename => 'garden.png', Disposition => 'inline');
$mail->attach($related);
$mail->attach(Type => 'image/png', Path => $picture, Filename => 'copy of garden.png', Disposition => 'attachment');
$mail->attach(Type => 'text/plain', Path => $text, Filename => 'notes.txt', Disposition => 'attachment', Encoding => 'base64');
$mail->print(\*STDOUT);
