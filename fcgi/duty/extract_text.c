/* The extract for people, as plain text of 78 columns. */
#include <string.h>

#include "base/str.h"
#include "duty/extract.h"

enum { WIDTH = 78, LABEL = 30 };

static void
line(struct out *o, char c)
{
	for (int i = 0; i < WIDTH; i++)
		out_raw(o, &c, 1);
	out_str(o, "\n");
}

/* "label ..... value", the value broken at blanks and indented. */
static void
fact(struct out *o, const char *label, const char *value)
{
	size_t room = WIDTH - LABEL - 2, width = str_utf8_len(label);

	out_printf(o, "%s%*s: ", label, width < LABEL ? (int)(LABEL - width) : 0, "");
	while (strlen(value) > room) {
		size_t cut = room;
		while (cut > 0 && value[cut] != ' ')
			cut--;
		if (cut == 0)
			break;		/* one long word, a hash */
		out_raw(o, value, cut);
		out_printf(o, "\n%*s", LABEL + 2, "");
		value += cut + 1;
	}
	out_printf(o, "%s\n", value);
}

static void
facts(struct out *o, const struct extract_facts *f)
{
	for (size_t i = 0; i < f->n; i++)
		fact(o, f->at[i].label, f->at[i].machine == NULL ? "-" : f->at[i].shown);
}

static void
tables(struct out *o, const struct extract_tables *t)
{
	for (size_t k = 0; k < t->n; k++) {
		out_printf(o, "\n%s\n", t->at[k].title);
		line(o, '-');
		if (t->at[k].rows.n == 0)
			out_printf(o, "%s\n", t->at[k].none);
		for (size_t i = 0; i < t->at[k].rows.n; i++) {
			if (i > 0)
				out_str(o, "\n");
			facts(o, &t->at[k].rows.at[i].cells);
		}
	}
}

void
extract_text(const struct extract *x, struct out *o)
{
	out_str(o, "SALINAN DATA PRIBADI DAN JEJAK PEMROSESANNYA\n");
	line(o, '=');
	facts(o, &x->head.cells);
	for (size_t i = 0; i < x->cases.n; i++) {
		out_printf(o, "\n\n%s\n", x->cases.at[i].title);
		line(o, '=');
		facts(o, &x->cases.at[i].facts.cells);
		tables(o, &x->cases.at[i].tables);
	}
	out_str(o, "\n\nPemrosesan\n");
	line(o, '=');
	tables(o, &x->tables);
}
