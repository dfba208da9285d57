/* See stock_values.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stock_values.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "sasl/sasl_exchange.h"

#include <wsutil/str_util.h>

static wmem_allocator_t *pool_of(const struct mail_drawing *drawing)
{
    return drawing->view->pinfo->pool;
}

bool stock_value_set_text(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part,
                          const char *text)
{
    value->place = place_within(value->place, drawing->unit->line->text, part);
    value->text = text;
    return value->index == 0;
}

bool stock_value_set_slice(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part)
{
    return stock_value_set_text(drawing, value, part, view_text(pool_of(drawing), part));
}

bool stock_value_set_number(struct stock_value *value, uint32_t number)
{
    value->number = number;
    return value->index == 0;
}

bool stock_value_truth(const struct mail_drawing *drawing, struct stock_value *value)
{
    (void) drawing;
    return stock_value_set_number(value, 1);
}

/* With its line ending, which belongs to the value. */
bool stock_value_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    static const char *const endings[] = {
        [MAIL_LINE_UNFINISHED] = "", [MAIL_LINE_CRLF] = "\r\n", [MAIL_LINE_BARE_LF] = "\n", [MAIL_LINE_CUT] = ""
    };
    const struct mail_line *line = drawing->unit->line;
    const char *text = view_text(pool_of(drawing), secret_line(drawing->view, drawing->unit));

    return stock_value_set_text(drawing, value, line->text,
                                wmem_strconcat(pool_of(drawing), text, endings[line->ending], NULL));
}

bool stock_value_verb(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice rest = drawing->unit->line->text;
    mail_slice word = mail_slice_first(mail_slice_take_word(&rest), drawing->unit->command->name.length);
    bool is_masked = !drawing->unit->command->verb && secret_is_hidden(drawing->view, drawing->unit);

    return is_masked ? stock_value_set_text(drawing, value, word, secret_mask)
                     : stock_value_set_slice(drawing, value, word);
}

bool stock_value_argument(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice argument = drawing->unit->command->argument;
    mail_slice shown = secret_argument(drawing->view, drawing->unit);

    return argument.length > 0 && stock_value_set_text(drawing, value, argument, view_text(pool_of(drawing), shown));
}

static bool set_fact(const struct mail_drawing *drawing, struct stock_value *value, mail_slice fact, bool is_secret)
{
    bool is_masked = is_secret && secret_is_hidden(drawing->view, drawing->unit);

    return fact.bytes &&
           stock_value_set_text(drawing, value, fact, is_masked ? secret_mask : view_text(pool_of(drawing), fact));
}

bool stock_value_user(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    return facts && set_fact(drawing, value, facts->user, false);
}

bool stock_value_password(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    return facts && set_fact(drawing, value, facts->password, true);
}

bool stock_value_user_and_password(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    return facts && facts->user.bytes && facts->password.bytes && set_fact(drawing, value, facts->base64, true);
}

bool stock_value_content_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct view_place *place = &drawing->place;
    int offset = value->index == 0 ? place->offset : value->next_offset;
    int left = place->offset + place->length - offset;

    if (left <= 0)
        return false;
    tvb_find_line_end(place->tvb, offset, left, &value->next_offset, FALSE);

    int length = value->next_offset - offset;
    mail_slice bytes = mail_slice_make(tvb_get_ptr(place->tvb, offset, length), (size_t) length);

    value->place = (struct view_place){ place->tvb, offset, length };
    value->text = view_text(pool_of(drawing), bytes);
    return true;
}

static bool is_whole(const struct mail_message *message)
{
    return message->spans && (message->end == MAIL_MESSAGE_STRICT || message->end == MAIL_MESSAGE_LENIENT);
}

bool stock_value_end_of_message(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct mail_message *message = drawing->unit->message;

    return is_whole(message) && message->last_span->frame != drawing->unit->frame &&
           stock_value_set_number(value, message->last_span->frame);
}

bool stock_value_whole_message(const struct mail_drawing *drawing, struct stock_value *value)
{
    return is_whole(drawing->unit->message) && value->index == 0;
}

/* The first of the spans that brought bytes of the message in a frame other than `frame`: the final dot is none. */
static const struct mail_content_span *span_of_other_frame(const struct mail_content_span *span, uint32_t frame)
{
    while (span && (span->frame == frame || span->message_begin == span->message_end))
        span = span->next;
    return span;
}

/* A frame is named once, whatever the number of its segments or TLS records. */
bool stock_value_fragment(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct mail_message *message = drawing->unit->message;
    const struct mail_content_span *span =
        value->index == 0 ? span_of_other_frame(message->spans, 0) : value->next_span;

    if (!is_whole(message) || !span)
        return false;
    value->number = span->frame;
    value->next_span = span_of_other_frame(span, span->frame);
    return true;
}

bool stock_value_fragment_count(const struct mail_drawing *drawing, struct stock_value *value)
{
    struct stock_value fragment = { .index = 0 };

    while (stock_value_fragment(drawing, &fragment))
        fragment.index++;
    return fragment.index > 0 && stock_value_set_number(value, fragment.index);
}

bool stock_value_message_length(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct mail_message *message = drawing->unit->message;

    return is_whole(message) && stock_value_set_number(value, (uint32_t) MIN(message->size, G_MAXUINT32));
}
