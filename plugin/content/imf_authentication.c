/* See imf_authentication.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_authentication.h"
#include "imf_properties.h"
#include "imf_token.h"
#include "mime_text.h"

#include <glib.h>

/* The list that is being made. */
struct results {
    const struct mail_arena *arena;
    const struct imf_field *field;
    struct imf_result *first, *last;
    int count;
};

static void add_result(struct results *results, struct imf_result result)
{
    if (results->count == IMF_RESULTS_LIMIT)
        return;

    struct imf_result *kept = mail_arena_allocate(results->arena, sizeof *kept);

    *kept = result;
    kept->field = results->field;
    if (results->last)
        results->last->next = kept;
    else
        results->first = kept;
    results->last = kept;
    results->count++;
}

static bool is_mark(struct imf_token token, uint8_t mark)
{
    return token.kind == IMF_TOKEN_MARK && token.text.bytes[0] == mark;
}

/* methodspec = [CFWS] method [CFWS] "=" [CFWS] result; method = Keyword [ [CFWS] "/" [CFWS] method-version ] (RFC 8601,
 * 2.2). What stands before the first semicolon, authserv-id, has no "=". */
static bool take_method(mail_slice *rest, struct imf_result *result)
{
    struct imf_token method = imf_token_take_visible(rest, "=/");
    struct imf_token next = imf_token_take_visible(rest, "=/");

    if (method.kind != IMF_TOKEN_WORD)
        return false;
    if (is_mark(next, '/')) {
        imf_token_take_visible(rest, "=/");
        next = imf_token_take_visible(rest, "=/");
    }
    if (!is_mark(next, '='))
        return false;
    result->method = method.text;

    struct imf_token value = imf_token_take_visible(rest, "");

    result->result = value.text;
    return value.kind == IMF_TOKEN_WORD;
}

/* authres-payload (RFC 8601, 2.2). Some write results where authserv-id belongs. */
static void read_authentication_results(struct results *results, mail_slice body)
{
    while (body.length && results->count < IMF_RESULTS_LIMIT) {
        struct imf_result result = { 0 };
        mail_slice rest = imf_token_take_until(&body, ';');
        if (!take_method(&rest, &result))
            continue;
        result.property = imf_properties_read(results->arena, rest);
        add_result(results, result);
    }
}

/* arc-info = instance [CFWS] ";" authres-payload (RFC 8617, 4.1.1) */
static void read_arc_results(struct results *results, mail_slice body)
{
    imf_token_take_until(&body, ';');
    read_authentication_results(results, body);
}

/* Received-SPF: result FWS [comment FWS] [key-value-list] (RFC 7208, 9.1) */
static void read_received_spf(struct results *results, mail_slice body)
{
    struct imf_result result = { .method = mail_slice_from_string("spf") };
    struct imf_token token = imf_token_take_visible(&body, ";=");

    if (token.kind != IMF_TOKEN_WORD || (body.length && body.bytes[0] == '='))
        return;
    result.result = token.text;
    result.property = imf_properties_read(results->arena, body);
    add_result(results, result);
}

static const struct {
    const char *name;
    void (*read)(struct results *results, mail_slice body);
} result_fields[] = {
    { "ARC-AUTHENTICATION-RESULTS", read_arc_results },
    { "AUTHENTICATION-RESULTS", read_authentication_results },
    { "RECEIVED-SPF", read_received_spf },
};

const struct imf_result *imf_results_read(const struct mail_arena *arena, const struct imf_header *header)
{
    struct results results = { .arena = arena };

    for (const struct imf_field *field = header->first; field; field = field->next) {
        results.field = field;
        for (size_t i = 0; i < G_N_ELEMENTS(result_fields); i++)
            if (mail_slice_compare_nocase(field->name, result_fields[i].name) == 0)
                result_fields[i].read(&results, mime_text_unfold(arena, field->body));
    }
    return results.first;
}
