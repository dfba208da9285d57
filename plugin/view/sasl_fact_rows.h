/* What a line of a login can say, as rows: the field, the word in the Info column, whether it is a secret.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_FACT_ROWS_H
#define SASL_FACT_ROWS_H

#include "sasl/sasl_exchange.h"

enum fact_origin { IN_LINE, DECODED };
enum fact_secrecy { IS_PUBLIC, IS_SECRET };

struct fact_row {
    size_t member; /* of a mail_slice in struct sasl_facts */
    const int *field;
    const char *word; /* NULL: none */
    enum fact_origin origin;
    enum fact_secrecy secrecy;
};

/* The rows of sasl_facts.def, in the order in which they are shown. */
extern const struct fact_row fact_rows[];
extern const size_t fact_row_count;

/* By enum sasl_inner: what a line's token is called, and Wireshark's dissector of it. */
struct inner_row {
    const char *name;
    const char *dissector;
};

extern const struct inner_row inner_rows[];

/* What the row is about in `facts`; bytes NULL where the line does not say it. */
mail_slice fact_of(const struct sasl_facts *facts, const struct fact_row *row);

#endif
