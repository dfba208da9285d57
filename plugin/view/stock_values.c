/* See stock_values.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stock_values.h"
#include "secret.h"
#include "view_text.h"

#include "pop3/pop3_reply.h"
#include "sasl/sasl_exchange.h"

#include <epan/prefs-int.h>
#include <wsutil/str_util.h>

static wmem_allocator_t *pool_of(const struct mail_drawing *drawing)
{
    return drawing->view->pinfo->pool;
}

/* `text` as the only value, standing at `part` of the unit's line. */
static bool set_text(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part, const char *text)
{
    value->place = place_within(value->place, drawing->unit->line->text, part);
    value->text = text;
    return value->index == 0;
}

static bool set_slice(const struct mail_drawing *drawing, struct stock_value *value, mail_slice part)
{
    return set_text(drawing, value, part, view_text(pool_of(drawing), part));
}

static bool set_number(struct stock_value *value, uint32_t number)
{
    value->number = number;
    return value->index == 0;
}

bool stock_value_truth(const struct mail_drawing *drawing, struct stock_value *value)
{
    (void) drawing;
    return set_number(value, 1);
}

/* With its line ending, which belongs to the value. */
bool stock_value_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    static const char *const endings[] = {
        [MAIL_LINE_UNFINISHED] = "", [MAIL_LINE_CRLF] = "\r\n", [MAIL_LINE_BARE_LF] = "\n"
    };
    const struct mail_line *line = drawing->unit->line;
    const char *text = view_text(pool_of(drawing), secret_line(drawing->view, drawing->unit));

    return set_text(drawing, value, line->text, wmem_strconcat(pool_of(drawing), text, endings[line->ending], NULL));
}

bool stock_value_verb(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice rest = drawing->unit->line->text;

    return set_slice(drawing, value,
                     mail_slice_first(mail_slice_take_word(&rest), drawing->unit->command->name.length));
}

bool stock_value_argument(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice argument = drawing->unit->command->argument;
    mail_slice shown = secret_argument(drawing->view, drawing->unit);

    return argument.length > 0 && set_text(drawing, value, argument, view_text(pool_of(drawing), shown));
}

static bool set_fact(const struct mail_drawing *drawing, struct stock_value *value, mail_slice fact, bool is_secret)
{
    bool is_masked = is_secret && secret_is_hidden(drawing->view, drawing->unit);

    return fact.bytes && set_text(drawing, value, fact, is_masked ? secret_mask : view_text(pool_of(drawing), fact));
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

static bool is_first_line(const struct mail_drawing *drawing)
{
    return drawing->unit->reply_index == 0;
}

bool stock_value_first_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    return is_first_line(drawing) && stock_value_line(drawing, value);
}

bool stock_value_code(const struct mail_drawing *drawing, struct stock_value *value)
{
    return is_first_line(drawing) && set_number(value, drawing->unit->reply->code);
}

/* The stock dissector's own preference to decode base64: it decides for the challenges, which stand as sent else. */
static bool decodes_challenges(void)
{
    module_t *module = prefs_find_module("smtp");
    pref_t *preference = module ? prefs_find_preference(module, "decryption") : NULL;

    return preference && prefs_get_bool_value(preference, pref_current);
}

/* Reply-line = Reply-code ( "-" / SP ) textstring (RFC 5321, 4.2): the text with its enhanced status code. */
bool stock_value_reply_text(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice line = drawing->unit->line->text;
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    if (facts && facts->challenge.bytes && decodes_challenges())
        return set_slice(drawing, value, facts->challenge);
    return line.length >= 4 && set_slice(drawing, value, mail_slice_skip(line, 4));
}

bool stock_value_indicator(const struct mail_drawing *drawing, struct stock_value *value)
{
    struct pop3_status_line status;

    return pop3_status_line_parse(drawing->unit->line->text, &status) && set_slice(drawing, value, status.status_text);
}

bool stock_value_description(const struct mail_drawing *drawing, struct stock_value *value)
{
    struct pop3_status_line status;

    return pop3_status_line_parse(drawing->unit->line->text, &status) && status.text.length > 0 &&
           set_slice(drawing, value, status.text);
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

static bool is_final_dot(const struct mail_drawing *drawing, const struct stock_value *value, mail_slice line)
{
    const struct mail_message *message = drawing->unit->message;
    bool is_at_end = value->next_offset == drawing->place.offset + drawing->place.length;

    return is_at_end && message->via == MAIL_VIA_DATA && message->end == MAIL_MESSAGE_STRICT &&
           message->last_span->position_end == drawing->unit->end &&
           mail_slice_equals_nocase(line, mail_slice_from_string(".\r\n"));
}

bool stock_value_text_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    return stock_value_content_line(drawing, value) &&
           !is_final_dot(drawing, value,
                         mail_slice_make(tvb_get_ptr(value->place.tvb, value->place.offset, value->place.length),
                                         (size_t) value->place.length));
}

static bool is_whole(const struct mail_message *message)
{
    return message->spans && (message->end == MAIL_MESSAGE_STRICT || message->end == MAIL_MESSAGE_LENIENT);
}

bool stock_value_end_of_message(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct mail_message *message = drawing->unit->message;

    return is_whole(message) && message->last_span->frame != drawing->unit->frame &&
           set_number(value, message->last_span->frame);
}

bool stock_value_final_dot(const struct mail_drawing *drawing, struct stock_value *value)
{
    return drawing->unit->message->via == MAIL_VIA_DATA && stock_value_whole_message(drawing, value);
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
    return fragment.index > 0 && set_number(value, fragment.index);
}

bool stock_value_message_length(const struct mail_drawing *drawing, struct stock_value *value)
{
    const struct mail_message *message = drawing->unit->message;

    return is_whole(message) && set_number(value, (uint32_t) MIN(message->size, G_MAXUINT32));
}
