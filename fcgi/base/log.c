#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/fmt.h"
#include "base/str.h"

static char program[32] = "rekam";
static enum log_level threshold = LOG_LEVEL_INFO;

void
log_name(const char *name)
{
	(void)str_copy(program, sizeof program, name);
}

void
log_threshold(enum log_level level)
{
	threshold = level;
}

/* Appends s in quotes where needed; what could forge a line or a field is
 * replaced by '?'. */
static size_t
put_value(char *buf, size_t n, size_t cap, const char *s)
{
	bool quote = s == NULL || *s == '\0' || strpbrk(s, " =") != NULL;

	if (quote && n < cap)
		buf[n++] = '"';
	for (; s != NULL && *s != '\0' && n + 2 < cap; s++) {
		unsigned char c = (unsigned char)*s;
		buf[n++] = c < 0x20 || c == 0x7f || c == '"' || c == '\\' ? '?' : (char)c;
	}
	if (quote && n < cap)
		buf[n++] = '"';
	return n;
}

void
log_event(enum log_level level, const char *event, ...)
{
	static const char *const word[] = { "debug", "info", "warn", "error" };
	char buf[1024];
	size_t cap = sizeof buf - 2, n;
	struct fmt f;
	va_list ap;
	const char *key;

	if (level < threshold)
		return;
	int k = snprintf(buf, cap, "%s %s[%d] %s event=", fmt_machine(&f, utc_now()), program,
	    (int)getpid(), word[level]);
	n = k < 0 ? 0 : (size_t)k;
	n = put_value(buf, n, cap, event);
	va_start(ap, event);
	while ((key = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);
		k = snprintf(buf + n, cap - n, " %s=", key);
		if (k < 0 || (size_t)k >= cap - n)
			break;
		n = put_value(buf, n + (size_t)k, cap, value);
	}
	va_end(ap);
	buf[n++] = '\n';
	/* one write: lines of several processes do not mix */
	(void)!write(STDERR_FILENO, buf, n);
}
