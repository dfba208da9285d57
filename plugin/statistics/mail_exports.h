/* File, Export Objects: whole messages, and their attachments.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_EXPORTS_H
#define MAIL_EXPORTS_H

/* Registers both lists; `family_id` is the protocol `mailproto`. */
void mail_exports_register(int family_id);

#endif
