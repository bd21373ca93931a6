#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *e, enum err_kind kind, int code, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return -1;
	e->kind = kind;
	e->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_wrap(struct err *e, const char *what)
{
	char old[sizeof e->text];

	if (e == NULL)
		return -1;
	memcpy(old, e->text, sizeof old);
	old[sizeof old - 1] = '\0';
	int n = snprintf(e->text, sizeof e->text, "%s: ", what);
	if (n > 0 && (size_t)n < sizeof e->text) {
		size_t room = sizeof e->text - (size_t)n - 1;
		size_t len = strnlen(old, room);
		memcpy(e->text + n, old, len);
		e->text[(size_t)n + len] = '\0';
	}
	return -1;
}

const char *
err_kind_name(enum err_kind kind)
{
	static const char *const name[ERR__MAX] = {
		[ERR_NONE] = "none", [ERR_INPUT] = "input",
		[ERR_NOT_FOUND] = "not-found", [ERR_CONFLICT] = "conflict",
		[ERR_BUSY] = "busy", [ERR_AWAY] = "away", [ERR_CLOCK] = "clock", [ERR_FULL] = "full",
		[ERR_BROKEN] = "broken",
	};

	return kind < ERR__MAX ? name[kind] : "?";
}
