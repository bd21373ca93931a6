/*
 * conf.h - one INI file for all programs (libinih), read once at start.
 * A key that is missing where no default is given is an error that names it.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdint.h>

#include "base/err.h"

struct conf;

/* NULL and e filled when the file cannot be read or a line is no INI line. */
struct conf	*conf_read(const char *path, struct err *e);
/* The same for a program's own configuration, which holds passwords: refused
 * where others may read it (base/file.h, file_private). */
struct conf	*conf_read_private(const char *path, struct err *e);
void		 conf_free(struct conf *);	/* wiped; NULL is fine */
/* The value, else def; valid until conf_free. */
const char	*conf_str(const struct conf *, const char *section, const char *key,
		    const char *def);
int64_t		 conf_int(const struct conf *, const char *section, const char *key,
		    int64_t def);
/* NULL and e filled (naming section and key) when it is not there. */
const char	*conf_must(const struct conf *, const char *section, const char *key,
		    struct err *e);

/* Every section, key and value, in the file's order; stops at the first -1 and gives it. */
typedef int conf_entry(void *ctx, const char *section, const char *key, const char *value);
int		 conf_each(const struct conf *, conf_entry *, void *ctx);

#endif
