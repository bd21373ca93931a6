#include <ctype.h>
#include <string.h>

#include "tmplc.h"

char *
trim(char *s)
{
	char *e = s + strlen(s);

	while (isspace((unsigned char)*s))
		s++;
	while (e > s && isspace((unsigned char)e[-1]))
		e--;
	*e = '\0';
	return s;
}

size_t
ident(const char *s)
{
	size_t n = 0;

	if (isalpha((unsigned char)*s) || *s == '_')
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
	return n;
}

bool
known(const struct tmpl *t, const char *s, size_t n)
{
	for (size_t i = 0; i < t->nvars; i++)
		if (strlen(t->var[i]) == n && memcmp(t->var[i], s, n) == 0)
			return true;
	return false;
}

char *
field_path(const struct tmpl *t, char *s)
{
	size_t n;
	const char *p;

	s = trim(s);
	if ((n = ident(s)) == 0)
		die(t, "'%s' is not a field path", s);
	for (p = s + n; *p != '\0'; ) {
		if (*p == '[') {
			size_t d = strspn(p + 1, "0123456789");
			if (d == 0 || p[1 + d] != ']')
				die(t, "'%s' is not a field path", s);
			p += d + 2;
			continue;
		}
		p += *p == '.' ? 1 : strncmp(p, "->", 2) == 0 ? 2 : 0;
		size_t m = ident(p);
		if (m == 0 || p[-1] == ']' || (p[-1] != '.' && p[-1] != '>'))
			die(t, "'%s' is not a field path", s);
		p += m;
	}
	if (!known(t, s, n))
		die(t, "there is no variable '%.*s' here", (int)n, s);
	return s;
}

static void
cond_compare(struct tmpl *t, char *left, bool same, char *right)
{
	size_t n;

	left = field_path(t, left);
	right = trim(right);
	n = strlen(right);
	if (*right == '"') {
		if (n < 2 || right[n - 1] != '"' || strcspn(right + 1, "\"\\\n") != n - 2)
			die(t, "bad text %s in a comparison", right);
		fprintf(t->out, "%sstr_eq(%s, %s)", same ? "" : "!", left, right);
	} else if (n > 0 && strspn(right + (*right == '-'), "0123456789") == n - (*right == '-') &&
	    right[n - 1] != '-') {
		fprintf(t->out, "%s %s %s", left, same ? "==" : "!=", right);
	} else if (n > 0 && strspn(right, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n &&
	    isupper((unsigned char)*right)) {
		fprintf(t->out, "%s %s %s", left, same ? "==" : "!=", right);
	} else
		fprintf(t->out, "%sTPL_SAME(%s, %s)", same ? "" : "!", left,
		    field_path(t, right));
}

void
cond(struct tmpl *t, char *s)
{
	char *op;

	s = trim(s);
	if (*s == '\0')
		die(t, "a condition is missing");
	if (strstr(s, "&&") != NULL || strstr(s, "||") != NULL ||
	    strstr(s, " and ") != NULL || strstr(s, " or ") != NULL)
		die(t, "'and' and 'or' are not known here: make a field of it");
	if ((op = strstr(s, "==")) != NULL || (op = strstr(s, "!=")) != NULL) {
		bool same = *op == '=';

		*op = '\0';
		cond_compare(t, s, same, op + 2);
	} else if (*s == '!')
		fprintf(t->out, "!TPL_TRUE(%s)", field_path(t, s + 1));
	else
		fprintf(t->out, "TPL_TRUE(%s)", field_path(t, s));
}

