/* A transcript file: a dialogue and the events it must give. See test/transcripts/README.md for the format.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TRANSCRIPT_FILE_H
#define TRANSCRIPT_FILE_H

#include "engine/mail_session.h"

#include <glib.h>

/* Bytes that one side sends while the other side says nothing; or lost bytes. */
struct transcript_run {
    enum mail_role role;
    enum mail_layer layer;
    GByteArray *bytes;
    guint missing; /* a gap instead of bytes */
};

struct transcript_file {
    const struct mail_protocol *protocol;
    enum mail_role_evidence evidence;
    enum mail_tls tls;
    GPtrArray *runs; /* struct transcript_run */
    char *expected;
};

/* Aborts the test with a sentence if the file cannot be read. */
struct transcript_file *transcript_file_read(const char *path);
void transcript_file_free(struct transcript_file *file);

/* Bytes of all runs together. */
gsize transcript_file_size(const struct transcript_file *file);

#endif
