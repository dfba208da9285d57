/* SMTP command lines: which verb, and what its argument says (RFC 5321, 4.1.1; RFC 3030, 2). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_COMMAND_H
#define SMTP_COMMAND_H

#include "engine/mail_command.h"

/* The rows of registry/smtp_verbs.def, sorted by name. */
extern const struct mail_verb smtp_verbs[];
extern const size_t smtp_verb_count;

/* Takes a line apart. Also reads "MAILFROM:a@b" and "RCPTTO:a@b" as MAIL and RCPT. The name of an unknown verb is its
 * word in capitals, in `arena`. */
struct mail_command smtp_command_parse(const struct mail_arena *arena, mail_slice line);

/* The verb that an unknown word is a likely slip of the hand for, or NULL. */
const struct mail_verb *smtp_command_find_resembled(mail_slice word);

/* Whether the line, seen without context, can only be an SMTP command. */
bool smtp_command_is_decisive(mail_slice line);

/* The argument of MAIL or RCPT (RFC 5321, 4.1.1.2 and 4.1.1.3), leniently: "FROM:<a@b> SIZE=1", "FROM: a@b". */
struct smtp_path {
    mail_slice path;       /* without brackets; empty for <> */
    mail_slice parameters; /* what follows the path, trimmed */
    bool is_bracketed;     /* <... */
    bool is_closed;        /* ...> */
};

/* `keyword` is "FROM:" or "TO:". False if the argument does not begin with it. */
bool smtp_path_parse(mail_slice argument, mail_slice keyword, struct smtp_path *path);

/* BDAT's argument: chunk-size [SP "LAST"] (RFC 3030, 2). A size that is missing, no number, 2^32 or more, or followed
 * by anything but LAST starts no chunk: false. */
bool smtp_chunk_parse(mail_slice argument, uint64_t *size, bool *is_last);

/* BURL's argument: absolute-URI [SP end-marker] (RFC 4468, 3.5). */
struct smtp_reference {
    mail_slice url;
    mail_slice marker; /* LAST, or empty */
    bool is_last;
};

/* False if there is no URL, or something else than LAST behind it. */
bool smtp_reference_parse(mail_slice argument, struct smtp_reference *reference);

/* XEXCH50's argument: how many bytes follow, and another number. False if none do, or 2^32 or more. */
bool smtp_blob_size_parse(mail_slice argument, uint64_t *size);

#endif
