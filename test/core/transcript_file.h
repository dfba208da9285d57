/* A transcript file: a dialogue and the events it must give. See test/transcripts/README.md for the format.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TRANSCRIPT_FILE_H
#define TRANSCRIPT_FILE_H

#include "engine/mail_capture.h"
#include "engine/mail_session.h"

#include <glib.h>

/* Bytes that one side sends while the other side says nothing; or lost bytes. */
struct transcript_run {
    enum mail_role role;
    enum mail_layer layer;
    GByteArray *bytes;
    guint missing;        /* a gap instead of bytes */
    guint uncaptured;     /* bytes that were sent after these in the same segment, and not captured */
    gboolean is_last;     /* its sender has no more to send */
    gboolean is_late;     /* captured after the run that follows it */
    guint32 sequence;     /* of its first byte */
    guint32 acknowledged; /* what its side has of the other's bytes when it sends */
};

/* A limit of the capture, and what the transcript sets it to. */
struct transcript_limit {
    void (*set)(struct mail_capture *capture, guint64 value);
    guint64 value;
};

struct transcript_file {
    const struct mail_protocol *protocol;
    enum mail_role_evidence evidence;
    enum mail_tls tls;
    gboolean has_syn;      /* the first bytes of both sides are known to be the first */
    gboolean late_is_read; /* late segments are handed over too */
    GArray *limits;        /* struct transcript_limit */
    GPtrArray *runs;       /* struct transcript_run, as they were captured */
    char *expected;
};

/* Aborts the test with a sentence if the file cannot be read. */
struct transcript_file *transcript_file_read(const char *path);
void transcript_file_free(struct transcript_file *file);

/* A capture with the limits that the transcript names. */
struct mail_capture *transcript_file_capture_new(const struct transcript_file *file, struct mail_arena arena);

/* Bytes of all runs together. */
gsize transcript_file_size(const struct transcript_file *file);

#endif
