/* See recognition.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "recognition.h"

#include "base/mail_first_line.h"
#include "engine/mail_verb.h"

#include <string.h>

/* Bytes remembered of each side: the longest reply line (RFC 5321, 4.5.3.1.5), and of POP3 two lines (RFC 2449, 4). */
enum { SIDE_LIMIT = 512 };

/* One side's bytes as if they had come in one segment. */
struct joined_bytes {
    uint8_t bytes[2 * SIDE_LIMIT];
    size_t length;
};

static void join(struct joined_bytes *joined, mail_slice bytes)
{
    mail_slice fitting = mail_slice_first(bytes, sizeof joined->bytes - joined->length);

    if (fitting.length)
        memcpy(joined->bytes + joined->length, fitting.bytes, fitting.length);
    joined->length += fitting.length;
}

/* What the segment's side sent from `from` on, the segment included. */
static mail_slice joined_with(struct joined_bytes *joined, const struct earlier_segment *from,
                              const struct mail_segment *segment)
{
    joined->length = 0;
    for (; from; from = from->next)
        if (from->segment.side == segment->side)
            join(joined, from->segment.bytes);
    join(joined, segment->bytes);
    return mail_slice_make(joined->bytes, joined->length);
}

static const struct mail_segment *last_of_side(const struct recognition *recognition, enum mail_side side)
{
    const struct mail_segment *last = NULL;

    for (const struct earlier_segment *earlier = recognition->first; earlier; earlier = earlier->next)
        if (earlier->segment.side == side)
            last = &earlier->segment;
    return last;
}

static bool ends_line(const struct mail_segment *segment)
{
    return !segment || segment->bytes.bytes[segment->bytes.length - 1] == '\n';
}

/* ---- what follows what ---- */

enum succession { FOLLOWS, REPEATS, BREAKS };

static enum succession succession_of(const struct recognition *recognition, const struct mail_segment *last,
                                     const struct mail_segment *segment)
{
    if (recognition->first && recognition->first->segment.layer != segment->layer)
        return BREAKS;
    if (!last || !last->has_sequence || !segment->has_sequence)
        return FOLLOWS;

    uint32_t expected = last->sequence + (uint32_t) last->bytes.length;
    int32_t ahead = (int32_t) (segment->sequence - expected);

    if (ahead == 0)
        return FOLLOWS;
    return ahead < 0 && (int32_t) (segment->sequence + (uint32_t) segment->bytes.length - expected) <= 0 ? REPEATS
                                                                                                         : BREAKS;
}

/* ---- what bytes may be ---- */

/* Printable, or more than ASCII. */
static bool is_text(mail_slice bytes)
{
    for (size_t i = 0; i < bytes.length; i++)
        if ((bytes.bytes[i] < ' ' && bytes.bytes[i] != '\r' && bytes.bytes[i] != '\n' && bytes.bytes[i] != '\t') ||
            bytes.bytes[i] == 0x7f)
            return false;
    return true;
}

/* Letters of an unfinished word that may still become a verb: more than any has. */
enum { WORD_LIMIT = 16 };

static bool may_become_line(const struct mail_dissector *dissector, mail_slice unfinished)
{
    mail_slice rest = unfinished;
    mail_slice word = mail_slice_take_word(&rest);
    bool is_word_whole = word.length < unfinished.length;

    if (!is_text(unfinished))
        return false;
    return dissector->protocol->is_server_line(unfinished) ||
           (is_word_whole ? mail_verb_find(dissector->claims->verbs, word) != NULL : word.length <= WORD_LIMIT);
}

/* Whether a side may begin with the bytes. */
static bool may_begin(const struct mail_dissector *dissector, mail_slice bytes)
{
    mail_slice line = mail_first_line_of(bytes);

    if (!mail_first_line_is_whole(bytes))
        return may_become_line(dissector, bytes);
    return dissector->protocol->is_server_line(line) || dissector->protocol->is_client_line(line);
}

static bool may_be_remembered(const struct mail_segment *segment)
{
    return segment->bytes.length > 0 && segment->bytes.length <= SIDE_LIMIT && segment->missing == 0;
}

static bool asks(const struct mail_dissector *dissector, mail_slice bytes)
{
    return dissector->claims->asks && dissector->claims->asks(bytes);
}

/* The question was the other side's, and these bytes answer it. Of pieces the whole first line is looked at. */
static bool answers(const struct mail_dissector *dissector, const struct recognition *recognition,
                    const struct mail_segment *segment)
{
    const struct earlier_segment *question = recognition->question;
    struct joined_bytes joined;

    if (!question || question->segment.side == segment->side)
        return false;

    mail_slice answer = joined_with(&joined, question->next, segment);

    return (answer.length == segment->bytes.length || mail_first_line_is_whole(answer)) &&
           dissector->claims->answers(answer);
}

/* ---- judging ---- */

static enum recognition_verdict judge_what_follows(const struct mail_dissector *dissector,
                                                   struct recognition *recognition, const struct mail_segment *segment)
{
    struct joined_bytes joined;
    mail_slice bytes = joined_with(&joined, recognition->first, segment);

    if (dissector->claims->is_claimed(bytes) || answers(dissector, recognition, segment))
        return RECOGNITION_MAIL;
    if (!may_be_remembered(segment) || recognition->length[segment->side] + segment->bytes.length > SIDE_LIMIT ||
        !may_begin(dissector, bytes))
        return RECOGNITION_STRANGER;
    return RECOGNITION_OPEN;
}

enum recognition_verdict recognition_judge_stranger(const struct mail_dissector *dissector,
                                                    const struct mail_segment *segment)
{
    if (dissector->claims->is_claimed(segment->bytes))
        return RECOGNITION_MAIL;
    return may_be_remembered(segment) && asks(dissector, segment->bytes) ? RECOGNITION_OPEN : RECOGNITION_STRANGER;
}

/* A claim that stands in the middle of a line, as the pieces before it have it, begins a session of its own. */
enum recognition_verdict recognition_judge(const struct mail_dissector *dissector, struct recognition *recognition,
                                           const struct mail_segment *segment)
{
    const struct mail_segment *last = last_of_side(recognition, segment->side);
    enum succession succession = succession_of(recognition, last, segment);

    if (succession == REPEATS)
        return RECOGNITION_REPEATED;
    if (succession == FOLLOWS && ends_line(last) && dissector->claims->is_claimed(segment->bytes))
        return RECOGNITION_MAIL;

    enum recognition_verdict verdict =
        succession == FOLLOWS ? judge_what_follows(dissector, recognition, segment) : RECOGNITION_STRANGER;

    if (verdict == RECOGNITION_STRANGER) {
        recognition_forget(recognition);
        return recognition_judge_stranger(dissector, segment);
    }
    if (verdict == RECOGNITION_OPEN && dissector->claims->is_claimed(segment->bytes)) {
        recognition_forget(recognition);
        return RECOGNITION_MAIL;
    }
    return verdict;
}

/* ---- remembering ---- */

/* Whether the question is over: its side says something else, or the other side's line does not answer it. */
static bool ends_question(const struct recognition *recognition, const struct mail_segment *segment)
{
    struct joined_bytes joined;

    if (!recognition->question)
        return false;
    return recognition->question->segment.side == segment->side ||
           mail_first_line_is_whole(joined_with(&joined, recognition->question->next, segment));
}

/* A question is a segment that begins a line, or the side's first line in pieces. */
static bool is_question(const struct mail_dissector *dissector, const struct recognition *recognition,
                        const struct mail_segment *segment)
{
    struct joined_bytes joined;

    if (!dissector->claims->asks)
        return false;
    if (ends_line(last_of_side(recognition, segment->side)))
        return asks(dissector, segment->bytes);

    mail_slice bytes = joined_with(&joined, recognition->first, segment);

    return mail_slice_index_of(bytes, '\n') >= recognition->length[segment->side] && asks(dissector, bytes);
}

static struct earlier_segment *copy_of(const struct mail_segment *segment)
{
    size_t length = segment->bytes.length;
    struct earlier_segment *copy = wmem_alloc(wmem_file_scope(), sizeof(struct earlier_segment) + length);
    uint8_t *bytes = (uint8_t *) (copy + 1);

    memcpy(bytes, segment->bytes.bytes, length);
    *copy = (struct earlier_segment){ .segment = *segment };
    copy->segment.bytes = mail_slice_make(bytes, length);
    return copy;
}

void recognition_remember(const struct mail_dissector *dissector, struct recognition *recognition,
                          const struct mail_segment *segment)
{
    bool asks_now = is_question(dissector, recognition, segment);
    struct earlier_segment *copy = copy_of(segment);

    if (ends_question(recognition, segment))
        recognition->question = NULL;
    if (recognition->last)
        recognition->last->next = copy;
    else
        recognition->first = copy;
    recognition->last = copy;
    recognition->length[segment->side] += segment->bytes.length;
    if (asks_now)
        recognition->question = copy;
}

void recognition_forget(struct recognition *recognition)
{
    struct earlier_segment *next = recognition->first;

    while (next) {
        struct earlier_segment *earlier = next;
        next = earlier->next;
        wmem_free(wmem_file_scope(), earlier);
    }
    *recognition = (struct recognition){ 0 };
}
