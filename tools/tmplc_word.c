#include <ctype.h>
#include <string.h>

#include "tmplc.h"

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

void
need_view(const struct tmpl *t)
{
	if (t->view[0] == '\0')
		die(t, "the template begins with {%% view struct NAME *v %%}");
}

void
value(struct tmpl *t, char *s)
{
	char *bar = strchr(s, '|');
	const char *why, *to;

	need_view(t);
	if (bar != NULL)
		*bar++ = '\0';
	s = field_path(t, s);
	if ((why = html_pause(&t->html)) != NULL || (why = html_value(&t->html)) != NULL)
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

void
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
