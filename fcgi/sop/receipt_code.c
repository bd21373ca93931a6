#include "sop/receipt_code.h"

#include <ctype.h>
#include <string.h>

enum { HEX = 10, FIRST = 8 };

const char *
receipt_code(struct arena *a, const char *uuid)
{
	char code[2 + HEX + 1] = "RK";
	size_t n = 2;

	for (const char *p = uuid; *p != '\0' && n < 2 + HEX; p++)
		if (*p != '-')
			code[n++] = (char)toupper((unsigned char)*p);
	return arena_strdup(a, code);
}

const char *
receipt_code_uuid(struct arena *a, const char *typed)
{
	char uuid[HEX + 2] = "";
	size_t n = 0, letters = 0;

	for (const char *p = typed; *p != '\0'; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		char c = (char)toupper((unsigned char)*p);
		if (letters < 2) {
			if (c != "RK"[letters++])
				return NULL;
			continue;
		}
		if (strchr("0123456789ABCDEF", c) == NULL || n == HEX + 1)
			return NULL;
		if (n == FIRST)
			uuid[n++] = '-';
		uuid[n++] = (char)tolower((unsigned char)c);
	}
	return n == HEX + 1 ? arena_strdup(a, uuid) : NULL;
}
