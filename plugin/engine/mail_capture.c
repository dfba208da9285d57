/* See mail_capture.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_capture.h"

struct mail_capture *mail_capture_new(struct mail_arena arena, const struct mail_rules *rules)
{
    struct mail_capture *capture = mail_arena_allocate_zeroed(&arena, sizeof(struct mail_capture));

    capture->arena = arena;
    capture->rules = rules;
    mail_rule_lists_make(&capture->arena, rules, capture->rules_of_kind);
    capture->details_of_rule =
        mail_arena_allocate_zeroed(&capture->arena, (rules->count + 1) * sizeof(struct mail_unit_details *));
    capture->line_limit = 64 * 1024;
    capture->held_limit = 1024 * 1024;
    capture->message_limit = UINT64_C(1) << 30;
    capture->listed_limit = 1000000;
    capture->shortage_limit = 4000000;                            /* of lines that are empty: some 700,000 */
    capture->session_limit = 2 * capture->listed_limit + 1000000; /* two lists of such a mailbox, and more */
    return capture;
}
