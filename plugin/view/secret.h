/* What of a line may be shown while the preference show_secrets is off. The bytes themselves are always there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SECRET_H
#define SECRET_H

#include "view.h"

/* What stands in the place of a password. */
extern const char secret_mask[];

/* Whether the unit's line carries a password, a token, or a response that may hold or help to guess one, and they are
 * not to be shown. */
bool secret_is_hidden(const struct mail_view *view, const struct mail_unit *unit);

/* What of the line, or of a command's name and argument, may be shown; a hidden secret is masked. */
mail_slice secret_name(const struct mail_view *view, const struct mail_unit *unit);
mail_slice secret_line(const struct mail_view *view, const struct mail_unit *unit);
mail_slice secret_argument(const struct mail_view *view, const struct mail_unit *unit);

/* What of `bytes`, the unit's, may be shown where nothing says whether they hold a password. */
mail_slice secret_unknown(const struct mail_view *view, const struct mail_unit *unit, mail_slice bytes);

#endif
