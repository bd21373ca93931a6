/*
 * tmplc.c - compiles templates/DIR/NAME.html to a C function tpl_DIR_NAME().
 *
 *   tmplc [-o OUT.c] templates/page/queue.html
 *   tmplc --header [-o tpl.h] templates/page/queue.html ...
 *
 * The language is described in templates/README.md.  There is no syntax for raw
 * output: text, attribute and URL are escaped by context, and every other place
 * refuses a value here, at build time.  A mistake is one line "file:line: text",
 * exit status 1 and no output file.  With --header the output keeps its time
 * stamp when nothing changed, so that make does not compile everything again.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tmplc_html.h"

#define VARS	16		/* nested for loops + the view */
#define BLOCKS	24
#define LIT_MAX	3000		/* C17 promises 4095 characters in a literal */

struct block {
	struct html	 open, end;	/* state where it began; where a branch ended */
	int		 line;
	bool		 is_if, has_end, has_else;
	size_t		 vars;		/* variables known outside */
};

struct tmpl {
	const char	*path;
	char		 name[96];
	int		 line;
	FILE		*out;		/* the function */
	FILE		*inc;		/* the #include lines */
	char		*lit;		/* literal text not yet written */
	size_t		 nlit, cap;
	struct html	 html;
	struct block	 block[BLOCKS];
	size_t		 depth;
	char		 var[VARS][40];
	size_t		 nvars;
	char		 view[64];	/* "" before {% view %}, "none" for none */
};

static void die(const struct tmpl *, const char *, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

static void
die(const struct tmpl *t, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", t->path, t->line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

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

static void
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

static void
mark_line(const struct tmpl *t)
{
	fprintf(t->out, "#line %d \"%s\"\n", t->line, t->path);
}

/* ---- expressions: a path to a field, never a computation ---- */

static char *
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

static size_t
ident(const char *s)
{
	size_t n = 0;

	if (isalpha((unsigned char)*s) || *s == '_')
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
	return n;
}

static bool
known(const struct tmpl *t, const char *s, size_t n)
{
	for (size_t i = 0; i < t->nvars; i++)
		if (strlen(t->var[i]) == n && memcmp(t->var[i], s, n) == 0)
			return true;
	return false;
}

static char *
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

static void
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

/* ---- {{ value }} ---- */

static const char *
sink(const struct tmpl *t)
{
	switch (t->html.ctx) {
	case HTML_TEXT:
		return "OUT_TEXT";
	case HTML_ATTR:
	case HTML_RCDATA:
		return "OUT_ATTR";
	case HTML_URL:
		return t->html.query ? "OUT_URL_PART" : "OUT_URL";
	case HTML_TAG:
		die(t, "no value may stand inside a tag outside of an attribute value");
	case HTML_DEAD:
		die(t, "no value may stand in the attribute '%s'", t->html.attr);
	case HTML_RAW:
		die(t, "no value may stand in <%s>", t->html.elem);
	case HTML_COMMENT:
		die(t, "no value may stand in a comment");
	}
	return "";
}

static void
need_view(const struct tmpl *t)
{
	if (t->view[0] == '\0')
		die(t, "the template begins with {%% view struct NAME *v %%}");
}

static void
value(struct tmpl *t, char *s)
{
	char *bar = strchr(s, '|');
	const char *why, *to;

	need_view(t);
	if (bar != NULL)
		*bar++ = '\0';
	s = field_path(t, s);
	if ((why = html_pause(&t->html)) != NULL)
		die(t, "%s", why);
	to = sink(t);
	lit_flush(t);
	mark_line(t);
	if (bar == NULL)
		fprintf(t->out, "\t%s(tpl_out, %s);\n", to, s);
	else {
		bar = trim(bar);
		if (*bar == '\0' || strspn(bar, "abcdefghijklmnopqrstuvwxyz_") != strlen(bar))
			die(t, "'%s' is not a filter", bar);
		fprintf(t->out, "\t%s(tpl_out, fmt_%s(&(struct fmt){ 0 }, %s));\n", to, bar, s);
	}
}

/* ---- {% directive %} ---- */

static void
add_var(struct tmpl *t, const char *name)
{
	if (strcmp(name, "tpl_out") == 0 || strncmp(name, "i_", 2) == 0)
		die(t, "the name '%s' is taken by the compiler", name);
	if (known(t, name, strlen(name)))
		die(t, "the name '%s' is already in use here", name);
	if (t->nvars == VARS)
		die(t, "too many nested loops");
	snprintf(t->var[t->nvars++], sizeof t->var[0], "%s", name);
}

static void
view(struct tmpl *t, char *s)
{
	char type[64], var[40];
	int used = 0;

	if (t->view[0] != '\0')
		die(t, "a second view");
	s = trim(s);
	if (strcmp(s, "none") == 0) {
		snprintf(t->view, sizeof t->view, "none");
		mark_line(t);
		fprintf(t->out, "void\ntpl_%s(struct out *tpl_out)\n{\n", t->name);
		return;
	}
	if (sscanf(s, "struct %63[A-Za-z0-9_] *%39[A-Za-z0-9_]%n", type, var, &used) != 2 ||
	    s[used] != '\0')
		die(t, "the view is written: view struct NAME *v");
	snprintf(t->view, sizeof t->view, "%s", type);
	add_var(t, var);
	mark_line(t);
	fprintf(t->out, "void\ntpl_%s(struct out *tpl_out, const struct %s *%s)\n{\n\t(void)%s;\n",
	    t->name, type, var, var);
}

static void
include(struct tmpl *t, char *s)
{
	size_t n;

	s = trim(s);
	n = strlen(s);
	if (n < 3 || s[0] != '"' || s[n - 1] != '"' || strspn(s + 1,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.-") != n - 2)
		die(t, "an include is written: include \"page/view_queue.h\"");
	if (t->view[0] != '\0')
		die(t, "includes come before the view");
	fprintf(t->inc, "#include %s\n", s);
}

static struct block *
block_open(struct tmpl *t, bool is_if)
{
	if (t->depth == BLOCKS)
		die(t, "blocks are nested too deep");
	struct block *b = &t->block[t->depth++];
	*b = (struct block){ .open = t->html, .line = t->line, .is_if = is_if,
	    .vars = t->nvars };
	return b;
}

/* Every way through a block must leave the HTML where it was. */
static struct block *
block_branch(struct tmpl *t, const char *word)
{
	if (t->depth == 0)
		die(t, "'%s' without a block", word);
	struct block *b = &t->block[t->depth - 1];
	struct html h = b->open;
	if (!html_join(&h, &t->html))
		die(t, "the block from line %d opens or closes a tag, an attribute or a raw element",
		    b->line);
	if (b->has_end)
		(void)html_join(&b->end, &t->html);
	else
		b->end = t->html;
	b->has_end = true;
	t->html = b->open;
	return b;
}

static void
block_else(struct tmpl *t, char *s, bool elif)
{
	struct block *b = block_branch(t, elif ? "elif" : "else");

	if (!b->is_if)
		die(t, "'%s' in a for block", elif ? "elif" : "else");
	if (b->has_else)
		die(t, "'%s' after 'else'", elif ? "elif" : "else");
	b->has_else = !elif;
	mark_line(t);
	if (!elif) {
		fputs("\t} else {\n", t->out);
		return;
	}
	fputs("\t} else if (", t->out);
	cond(t, s);
	fputs(") {\n", t->out);
}

static void
block_end(struct tmpl *t)
{
	struct block *b = block_branch(t, "end");
	struct html h = b->end;

	if (!b->is_if || !b->has_else)
		(void)html_join(&h, &b->open);
	t->html = h;
	t->nvars = b->vars;
	t->depth--;
	fputs("\t}\n", t->out);
}

static void
for_loop(struct tmpl *t, char *s)
{
	char type[64], var[40];
	int used = 0;

	if (sscanf(s, " struct %63[A-Za-z0-9_] *%39[A-Za-z0-9_] in %n", type, var, &used) != 2 ||
	    used == 0)
		die(t, "a loop is written: for struct NAME *r in v->rows");
	s = field_path(t, s + used);
	mark_line(t);
	fprintf(t->out, "\tfor (size_t i_%s = 0; i_%s < %s.n; i_%s++) {\n", var, var, s, var);
	mark_line(t);
	fprintf(t->out, "\tconst struct %s *%s = &%s.at[i_%s];\n\t(void)%s;\n", type, var, s,
	    var, var);
	block_open(t, false);
	add_var(t, var);
}

static void
render(struct tmpl *t, char *s)
{
	char name[96], *arg, *close;
	int used = 0;

	if (sscanf(s, " %95[a-z0-9_](%n", name, &used) != 1 || used == 0 ||
	    (close = strrchr(s, ')')) == NULL || *trim(close + 1) != '\0')
		die(t, "a partial is written: render partial_name(v->part)");
	if (t->html.ctx != HTML_TEXT)
		die(t, "a partial may stand only between tags");
	*close = '\0';
	arg = trim(s + used);
	mark_line(t);
	if (*arg == '\0') {
		fprintf(t->out, "\ttpl_%s(tpl_out);\n", name);
		return;
	}
	const char *amp = *arg == '&' ? "&" : "";
	fprintf(t->out, "\ttpl_%s(tpl_out, %s%s);\n", name, amp, field_path(t, arg + (*arg == '&')));
}

static void
directive(struct tmpl *t, char *s)
{
	const char *why;
	char *rest;
	size_t n;

	s = trim(s);
	n = ident(s);
	rest = s + n;
#define IS(word)	(n == sizeof(word) - 1 && memcmp(s, word, n) == 0)
	if (IS("include")) {
		include(t, rest);
		return;
	}
	if (IS("view")) {
		t->nlit = 0;	/* only white space, see text() */
		view(t, rest);
		return;
	}
	need_view(t);
	if ((why = html_pause(&t->html)) != NULL)
		die(t, "%s", why);
	lit_flush(t);
	if (IS("if")) {
		mark_line(t);
		fputs("\tif (", t->out);
		cond(t, rest);
		fputs(") {\n", t->out);
		block_open(t, true);
	} else if (IS("for"))
		for_loop(t, rest);
	else if (IS("render"))
		render(t, rest);
	else if (IS("elif"))
		block_else(t, rest, true);
	else if (IS("else") && *rest == '\0')
		block_else(t, rest, false);
	else if (IS("end") && *rest == '\0')
		block_end(t);
	else
		die(t, "unknown directive '%s'", s);
#undef IS
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

static void
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

/* templates/page/queue.html -> page_queue */
static void
set_name(struct tmpl *t)
{
	const char *p = t->path, *q, *base = strrchr(p, '/');
	size_t n;

	base = base == NULL ? p : base + 1;
	for (q = p; (q = strstr(q, "templates/")) != NULL; q++)
		if (q == p || q[-1] == '/')
			base = q + strlen("templates/");
	n = strlen(base);
	if (n < 6 || strcmp(base + n - 5, ".html") != 0 || n - 5 >= sizeof t->name ||
	    strchr(p, '"') != NULL || strchr(p, '\\') != NULL)
		die(t, "a template is named templates/[folder/]name.html");
	memcpy(t->name, base, n - 5);
	for (char *c = t->name; *c != '\0'; c++) {
		if (*c == '/')
			*c = '_';
		else if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
			die(t, "only a-z, 0-9 and _ in a template's name");
	}
}

static char *
slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	char *p = NULL, buf[4096];
	size_t n, size = 0;

	if (f == NULL)
		return NULL;
	FILE *m = open_memstream(&p, &size);
	while (m != NULL && (n = fread(buf, 1, sizeof buf, f)) > 0)
		fwrite(buf, 1, n, m);
	fclose(f);
	if (m == NULL || fclose(m) != 0 || strlen(p) != size)
		return NULL;
	return p;
}

/* Writes all of it or nothing; same: an equal file is left alone. */
static int
save(const char *path, const char *data, size_t n, bool same)
{
	char tmp[4096], *old;

	if (path == NULL)
		return fwrite(data, 1, n, stdout) == n && fflush(stdout) == 0 ? 0 : 1;
	if (same && (old = slurp(path)) != NULL && strcmp(old, data) == 0)
		return 0;
	snprintf(tmp, sizeof tmp, "%s.tmp", path);
	FILE *f = fopen(tmp, "w");
	bool ok = f != NULL && fwrite(data, 1, n, f) == n;
	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (ok && rename(tmp, path) == 0)
		return 0;
	perror(path);
	remove(tmp);
	return 1;
}

static const char prelude[] =
    "/* generated by tools/tmplc.c - do not edit */\n"
    "#ifndef TPL_H\n#define TPL_H\n\n"
    "#include <stdbool.h>\n#include <stdint.h>\n\n"
    "#include \"base/out.h\"\n#include \"base/str.h\"\n%s\n"
    "/* Condition of {%% if x %%}: a number or flag that is not 0, a pointer that is\n"
    " * not NULL, a text that is not empty. */\n"
    "static inline bool\ntpl_any(const void *p)\n{\n\treturn p != NULL;\n}\n\n"
    "static inline bool\ntpl_full(const void *p)\n{\n"
    "\treturn p != NULL && *(const char *)p != '\\0';\n}\n\n"
    "static inline bool\ntpl_equal(int64_t a, int64_t b)\n{\n\treturn a == b;\n}\n\n"
    "#define TPL_TRUE(x)\t_Generic((x), char *: tpl_full, const char *: tpl_full, \\\n"
    "\tdefault: tpl_any)((const void *)(uintptr_t)(x))\n"
    "#define TPL_SAME(a, b)\t_Generic((a), char *: str_eq, const char *: str_eq, \\\n"
    "\tdefault: tpl_equal)(a, b)\n\n";

/* One template into its function's text; prototypes and includes are added. */
static char *
one(const char *path, FILE *inc, FILE *protos)
{
	struct tmpl t = { .path = path, .line = 1, .inc = inc };
	char *in, *code = NULL;
	size_t n;

	set_name(&t);
	if ((in = slurp(path)) == NULL)
		die(&t, "cannot be read, or has a NUL byte in it");
	if ((t.out = open_memstream(&code, &n)) == NULL)
		die(&t, "no memory");
	compile(&t, in);
	if (fclose(t.out) != 0)
		die(&t, "no memory");
	if (strcmp(t.view, "none") == 0)
		fprintf(protos, "void\t tpl_%s(struct out *);\n", t.name);
	else
		fprintf(protos, "void\t tpl_%s(struct out *, const struct %s *);\n", t.name, t.view);
	free(in);
	free(t.lit);
	return code;
}

int
main(int argc, char **argv)
{
	char *inc = NULL, *protos = NULL, *code = NULL, *all = NULL;
	const char *to = NULL;
	size_t n;
	bool header = false;
	int i = 1;

	if (i < argc && strcmp(argv[i], "--header") == 0)
		header = true, i++;
	if (i + 1 < argc && strcmp(argv[i], "-o") == 0)
		to = argv[i + 1], i += 2;
	if (i >= argc || argv[i][0] == '-' || (!header && i + 1 != argc))
		return fputs("usage: tmplc [--header] [-o FILE] templates/NAME.html ...\n", stderr), 2;
	FILE *fi = open_memstream(&inc, &n), *fp = open_memstream(&protos, &n);
	if (fi == NULL || fp == NULL)
		return perror("tmplc"), 1;
	const char *first = argv[i];
	for (; i < argc; i++) {
		free(code);
		code = one(argv[i], fi, fp);
	}
	FILE *fa = open_memstream(&all, &n);
	if (fclose(fi) != 0 || fclose(fp) != 0 || fa == NULL)
		return perror("tmplc"), 1;
	if (header) {
		fprintf(fa, prelude, inc);
		fprintf(fa, "%s\n#endif\n", protos);
	} else
		fprintf(fa, "/* generated from %s by tools/tmplc.c - do not edit */\n"
		    "#include \"tpl.h\"\n%s\n%s", first, inc, code);
	if (fclose(fa) != 0)
		return perror("tmplc"), 1;
	i = save(to, all, n, header);
	free(inc);
	free(protos);
	free(code);
	free(all);
	return i;
}
