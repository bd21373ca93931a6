#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tmplc.h"

#define LIT_MAX	3000		/* C17 promises 4095 characters in a literal */

/* ---- literal text ---- */

static void
lit_add(struct tmpl *t, char c)
{
	if (t->nlit == t->cap) {
		t->cap = t->cap == 0 ? 4096 : t->cap * 2;
		if ((t->lit = realloc(t->lit, t->cap)) == NULL)
			die(t, "no memory");
	}
	t->lit[t->nlit++] = c;
}

static void
lit_char(FILE *f, unsigned char c)
{
	if (c == '"' || c == '\\' || c == '?')
		fprintf(f, "\\%c", c);
	else if (c == '\t')
		fputs("\\t", f);
	else if (c < 0x20 || c == 0x7f)
		fprintf(f, "\\%03o", c);
	else
		putc(c, f);
}

void
lit_flush(struct tmpl *t)
{
	size_t i = 0;

	while (i < t->nlit) {
		size_t from = i;

		fputs("\tOUT_LIT(tpl_out, \"", t->out);
		/* a piece never ends inside a UTF-8 character */
		while (i < t->nlit && (i - from < LIT_MAX || (t->lit[i] & 0xc0) == 0x80)) {
			char c = t->lit[i++];

			if (c != '\n')
				lit_char(t->out, (unsigned char)c);
			else if (i < t->nlit && i - from < LIT_MAX)
				fputs("\\n\"\n\t    \"", t->out);
			else
				fputs("\\n", t->out);
		}
		fputs("\");\n", t->out);
	}
	t->nlit = 0;
}

void
mark_line(const struct tmpl *t)
{
	fprintf(t->out, "#line %d \"%s\"\n", t->line, t->path);
}

/* ---- the file ---- */

static const char *
text(struct tmpl *t, const char *p)
{
	const char *why;

	if (t->view[0] == '\0') {
		if (!isspace((unsigned char)*p))
			need_view(t);
	} else {
		lit_add(t, *p);
		if ((why = html_step(&t->html, p)) != NULL)
			die(t, "%s", why);
	}
	if (*p == '\n')
		t->line++;
	return p + 1;
}

/* A directive alone on its line leaves nothing behind, not even the line. */
static const char *
eat_line(struct tmpl *t, const char *begin, const char *start, const char *after)
{
	const char *b = start, *e = after;

	while (b > begin && (b[-1] == ' ' || b[-1] == '\t'))
		b--;
	while (*e == ' ' || *e == '\t')
		e++;
	if ((b > begin && b[-1] != '\n') || *e != '\n')
		return NULL;
	for (; b < start && t->nlit > 0; b++)
		t->nlit--;
	return e + 1;
}

void
compile(struct tmpl *t, char *in)
{
	for (char *p = in; *p != '\0'; ) {
		char kind = *p == '{' ? p[1] : '\0';
		const char *close = kind == '{' ? "}}" : kind == '%' ? "%}" :
		    kind == '#' ? "#}" : NULL;
		char *e;

		if (close == NULL) {
			p = in + (text(t, p) - in);
			continue;
		}
		if ((e = strstr(p + 2, close)) == NULL)
			die(t, "'{%c' has no '%s'", kind, close);
		const char *next = kind == '{' ? NULL : eat_line(t, in, p, e + 2);
		int lines = next != NULL;
		for (const char *q = p; q < e; q++)
			lines += *q == '\n';
		*e = '\0';
		if (kind == '{')
			value(t, p + 2);
		else if (kind == '%')
			directive(t, p + 2);
		*e = *close;	/* eat_line() looks back over it */
		t->line += lines;
		p = next != NULL ? in + (next - in) : e + 2;
	}
	need_view(t);
	lit_flush(t);
	if (t->depth != 0) {
		t->line = t->block[t->depth - 1].line;
		die(t, "this block is not closed");
	}
	if (t->html.ctx != HTML_TEXT)
		die(t, "the template ends inside a tag, an attribute, a comment or <%s>",
		    t->html.elem);
	fputs("}\n", t->out);
}
