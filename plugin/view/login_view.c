/* See login_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "login_view.h"
#include "fields.h"
#include "protocol_view.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "sasl/sasl_exchange.h"

/* Bytes shown of a user's name in the label. */
#define USER_LIMIT 80

const char *login_view_result(const struct sasl_attempt *attempt)
{
    static const char *const words[] = { [SASL_UNDECIDED] = "not decided",
                                         [SASL_SUCCESS] = "succeeded",
                                         [SASL_FAILURE] = "failed",
                                         [SASL_CANCELLED] = "cancelled",
                                         [SASL_LEFT_OPEN] = "left open" };

    return words[attempt->result];
}

const char *login_view_proof(const struct sasl_attempt *attempt)
{
    if (attempt->has_password)
        return "password";
    if (attempt->token.bytes)
        return "token";
    return attempt->digest.bytes ? "digest" : NULL;
}

static uint16_t code_of(const struct mail_drawing *drawing)
{
    return drawing->view->protocol->has_reply_codes ? drawing->unit->reply->status : 0;
}

/* "alice failed (535), LOGIN, attempt 1, password in #13" */
static const char *words_of(const struct mail_drawing *drawing, const struct sasl_attempt *attempt)
{
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const char *proof = login_view_proof(attempt);
    const char *user = attempt->user.bytes ? view_excerpt(pool, attempt->user, USER_LIMIT) : "user not known,";
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    wmem_strbuf_append_printf(text, "%s %s", user, login_view_result(attempt));
    if (code_of(drawing))
        wmem_strbuf_append_printf(text, " (%u)", code_of(drawing));
    wmem_strbuf_append_printf(text, ", %s, attempt %u", view_excerpt(pool, attempt->mechanism, USER_LIMIT),
                              attempt->number);
    if (proof && attempt->proof_frame)
        wmem_strbuf_append_printf(text, ", %s in #%u", proof, attempt->proof_frame);
    return wmem_strbuf_get_str(text);
}

static void add_text(const struct mail_drawing *drawing, int field, int twin, const char *text)
{
    mail_slice nowhere = mail_slice_from_string("");

    proto_item_set_generated(drawing_add_text(drawing, field, nowhere, text));
    if (twin >= 0)
        drawing_add_hidden(drawing, twin, nowhere, text);
}

static void add_slice(const struct mail_drawing *drawing, int field, int twin, mail_slice text)
{
    if (text.bytes)
        add_text(drawing, field, twin, view_text(drawing->view->pinfo->pool, text));
}

static void add_secret(const struct mail_drawing *drawing, int field, mail_slice text)
{
    add_slice(drawing, field, -1,
              text.bytes && !drawing->view->shows_secrets ? mail_slice_from_string(secret_mask) : text);
}

static void add_number(const struct mail_drawing *drawing, int field, uint32_t value)
{
    proto_item_set_generated(proto_tree_add_uint(drawing->tree, field, drawing->place.tvb, 0, 0, value));
}

/* The older names of the same, and the number of the attempt as each line of it has it, are hidden. */
void login_view_add(const struct mail_drawing *drawing)
{
    const struct sasl_attempt *attempt = drawing->unit->details->sasl->attempt;
    mail_slice nowhere = mail_slice_from_string("");
    proto_item *item = drawing_add_text(drawing, hf_login, nowhere, words_of(drawing, attempt));
    struct mail_drawing below = drawing_below(drawing, item, ett_login);

    proto_item_set_generated(item);
    add_text(&below, hf_login_result, hf_auth_result, sasl_result_name(attempt->result));
    add_slice(&below, hf_login_user, hf_auth_result_user, attempt->user);
    add_slice(&below, hf_login_mechanism, hf_auth_result_mechanism, attempt->mechanism);
    add_secret(&below, hf_login_password, attempt->has_password ? attempt->password : (mail_slice){ 0 });
    add_secret(&below, hf_login_token, attempt->token);
    if (code_of(drawing))
        add_number(&below, hf_login_code, code_of(drawing));
    add_number(&below, hf_login_attempt, attempt->number);
    proto_item_set_hidden(proto_tree_add_uint(below.tree, hf_auth_attempt, below.place.tvb, 0, 0, attempt->number));
    if (attempt->proof_frame)
        add_number(&below, hf_login_frame, attempt->proof_frame);
}
