#include "content/imf_address.h"
#include "content/imf_authentication.h"
#include "content/imf_date.h"
#include "content/imf_received.h"
#include "content/mime_attachment.h"
#include "content/mime_charset.h"
#include "content/mime_reading_text.h"
#include "content/mime_report.h"
#include "content/mime_text.h"
#define W __attribute__((weak))
W bool mime_part_is_text(const struct mime_part *p) { (void)p; return false; }
W mail_slice mime_part_text(const struct mail_arena *a, const struct mime_options *o, const struct mime_part *p, size_t l) { (void)a;(void)o;(void)p;(void)l; return (mail_slice){0}; }
W const struct mime_url *mime_urls_find(const struct mail_arena *a, const struct mime_options *o, const struct mime_message *m) { (void)a;(void)o;(void)m; return NULL; }
