/* See sasl_fact_rows.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_fact_rows.h"
#include "fields.h"

const struct fact_row fact_rows[] = {
#define SASL_FACT(name, field, word, where, secret) { offsetof(struct sasl_facts, name), &field, word, where, secret },
#include "sasl_facts.def"
#undef SASL_FACT
};
const size_t fact_row_count = sizeof fact_rows / sizeof fact_rows[0];

const struct inner_row inner_rows[] = {
    [SASL_INNER_GSSAPI] = { "GSS-API", "gssapi" },
    [SASL_INNER_NTLMSSP] = { "NTLMSSP", "ntlmssp" },
    [SASL_INNER_SPNEGO] = { "SPNEGO", "spnego" },
    [SASL_INNER_KERBEROS] = { "Kerberos", "spnego-krb5" },
};

mail_slice fact_of(const struct sasl_facts *facts, const struct fact_row *row)
{
    return *(const mail_slice *) ((const char *) facts + row->member);
}
