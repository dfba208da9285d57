/* See mail_first_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_first_line.h"

mail_slice mail_first_line_of(mail_slice bytes)
{
    mail_slice line = mail_slice_first(bytes, mail_slice_index_of(bytes, '\n'));

    if (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

bool mail_first_line_is_whole(mail_slice bytes)
{
    return mail_slice_index_of(bytes, '\n') < bytes.length;
}
