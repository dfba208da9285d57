/* See mail_acknowledgment.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_acknowledgment.h"
#include "mail_flow.h"
#include "mail_roles.h"
#include "mail_transcript.h"

#include <string.h>

/* A FIN counts as one byte (RFC 9293, 3.4). A number further ahead than any window reaches is none (RFC 7323, 2.3). */
#define LENGTH_OF_FIN 1
#define LARGEST_WINDOW (1 << 30)

uint64_t mail_acknowledgment_position(struct mail_session *session, enum mail_side sender, uint32_t sequence)
{
    const struct mail_stream *stream = &mail_flow_of(session, MAIL_LAYER_PLAIN, sender)->stream;
    int64_t ahead = (int32_t) (sequence - stream->next_sequence);

    if (!stream->started || stream->is_adrift)
        return MAIL_ACKNOWLEDGED_UNKNOWN;

    if (ahead > LARGEST_WINDOW || ahead < -(int64_t) stream->next_position)
        return MAIL_ACKNOWLEDGED_UNKNOWN;
    return stream->next_position + (uint64_t) (ahead == LENGTH_OF_FIN ? 0 : ahead);
}

bool mail_acknowledgment_awaits_bytes(struct mail_session *session, enum mail_side side, uint64_t acknowledged)
{
    const struct mail_flow *other = mail_flow_of_side(session, mail_roles_other_side(side));
    bool is_ahead = acknowledged != MAIL_ACKNOWLEDGED_UNKNOWN && acknowledged > other->delivered;

    return is_ahead && !other->is_given_up && !mail_flow_of_side(session, side)->is_overdue &&
           other->framer.framing != MAIL_FRAMING_OPAQUE;
}

uint64_t mail_acknowledgment_room(struct mail_session *session, enum mail_side side, uint64_t begin, uint64_t length)
{
    const struct mail_waiting *waiting = mail_flow_of_side(session, mail_roles_other_side(side))->input.first;
    bool is_awaited = waiting && waiting->acknowledged > begin && waiting->acknowledged - begin < length;

    return is_awaited ? waiting->acknowledged - begin : length;
}

void mail_acknowledgment_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_input *input = &mail_flow_of_side(session, side)->input;
    size_t length = piece->bytes.length;
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_HELD, mail_session_role_of(session, side),
                                                      piece->begin, piece->begin + length);

    mail_input_keep(input, &session->capture->arena, piece, length, session->call.acknowledged, unit);
}

/* The first bytes that wait, as far as they are needed to know a reply. */
static mail_slice first_words(const struct mail_input *input, uint8_t *buffer, size_t size)
{
    size_t length = 0;

    for (const struct mail_waiting *waiting = input->first; waiting && length < size; waiting = waiting->next) {
        mail_slice part = mail_slice_first(waiting->piece.bytes, size - length);
        memcpy(buffer + length, part.bytes, part.length);
        length += part.length;
    }
    return mail_slice_make(buffer, length);
}

static bool ends_session(const struct mail_session *session, enum mail_side side, const struct mail_input *input)
{
    uint8_t words[64];

    return session->call.is_last ||
           (mail_session_role_of(session, side) == MAIL_SERVER && session->protocol->ends_session &&
            session->protocol->ends_session(first_words(input, words, sizeof words)));
}

static bool is_proof_of_loss(const struct mail_session *session, enum mail_side side, const struct mail_input *input)
{
    return input->length > session->capture->held_limit || input->last->acknowledged > input->first->acknowledged ||
           ends_session(session, side, input);
}

/* Segments of the other side that came early are read first, up to the bytes that are lost. */
bool mail_acknowledgment_shows_loss(struct mail_session *session, enum mail_side side)
{
    const struct mail_flow *other = mail_flow_of_side(session, mail_roles_other_side(side));

    return !other->order.first && is_proof_of_loss(session, side, &mail_flow_of_side(session, side)->input);
}

bool mail_acknowledgment_ends_waiting(struct mail_session *session, enum mail_side side)
{
    const struct mail_input *input = &mail_flow_of_side(session, side)->input;

    return input->first && mail_acknowledgment_awaits_bytes(session, side, input->first->acknowledged) &&
           is_proof_of_loss(session, side, input);
}
