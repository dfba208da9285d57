/* SMTP command lines: which verb, and what its argument says (RFC 5321, 4.1.1; RFC 3030, 2). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_COMMAND_H
#define SMTP_COMMAND_H

#include "engine/mail_protocol.h"
#include "sasl/sasl_dialogue.h"
#include "smtp_parameters.h"
#include "smtp_path.h"
#include "smtp_verb.h"

/* BURL's argument: absolute-URI [SP end-marker] (RFC 4468, 3.5). */
struct smtp_reference {
    mail_slice url;
    mail_slice marker; /* LAST, or empty */
    bool is_last;
};

/* BDAT's argument: chunk-size [SP "LAST"] (RFC 3030, 2). */
struct smtp_chunk {
    uint64_t size;
    bool is_last;
};

/* Parameters that are read of one path: several times as many as there are, of which none may be given twice. */
enum { SMTP_PARAMETERS_READ = 100 };

struct smtp_parameter_node {
    const struct smtp_parameter_node *next;
    struct smtp_parameter parameter;
};

/* A command whose argument is of a kind that is read. */
struct smtp_command {
    struct mail_command base;
    bool is_valid;          /* else the argument has not the form of its kind, and nothing of what follows counts */
    bool repeats_parameter; /* two of one keyword */
    bool has_too_many_parameters; /* more than are read */
    union {
        struct smtp_path path;
        struct smtp_chunk chunk;
        struct smtp_reference reference;
        struct sasl_request login;
        uint64_t blob_size;
    };
    const struct smtp_parameter_node *parameters; /* of a path, in order */
};

/* Takes a line apart; if it is cut, it ends before the word that is, and what it says goes on after it. Also reads
 * "MAILFROM:a@b" and "RCPTTO:a@b" as MAIL and RCPT. The name of an unknown verb is its word in capitals. All lives in
 * `arena`. */
const struct mail_command *smtp_command_parse(const struct mail_arena *arena, mail_slice line, bool is_cut);

/* What the beginning of a line tells whose end is lost: the verb, if a blank follows it. */
enum mail_cut smtp_command_judge_cut(mail_slice beginning);

/* What the command's argument says if it is of that kind and valid; else NULL. */
const struct smtp_command *smtp_command_of_kind(const struct mail_command *command, enum smtp_argument_kind kind);

/* What AUTH or X-EXPS asks for; NULL if the command is neither, or names no mechanism. It lives as long as the command.
 */
const struct sasl_request *smtp_command_login(const struct mail_command *command);

/* MAIL or RCPT, or another command whose argument is a path of either kind; NULL: none of them. */
const struct smtp_command *smtp_command_with_path(const struct mail_command *command);

/* The verb that an unknown word is a likely slip of the hand for, or NULL. */
const struct mail_verb *smtp_command_find_resembled(mail_slice word);

/* Whether the line, seen without context, can only be an SMTP command. */
bool smtp_command_is_decisive(mail_slice line);

/* A size that is missing, no number, 2^32 or more, or followed by anything but LAST starts no chunk: false. */
bool smtp_chunk_parse(mail_slice argument, uint64_t *size, bool *is_last);

/* False if there is no URL, or something else than LAST after it. */
bool smtp_reference_parse(mail_slice argument, struct smtp_reference *reference);

/* XEXCH50's argument: how many bytes follow, and another number. False if none do, or 2^32 or more. */
bool smtp_blob_size_parse(mail_slice argument, uint64_t *size);

#endif
