/*
 * The template compiler from outside: every refusal of tests/canary/tmplc (each file
 * says in its first line what must be said about it), and what accepted templates print.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "program.h"

#define FOLDER	"tests/canary/tmplc"
#define MAX	256

static char dir[64];		/* of this test's own files */
static char said[200000];

static int
begin(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/rekam-tmplc.XXXXXX");
	return mkdtemp(dir) == NULL;
}

static int
end(void **state)
{
	(void)state;
	return program_run(said, sizeof said, "rm", "-rf", "--", dir, NULL);
}

static const char *
in_dir(const char *name)
{
	static char path[4][128];
	static int i;

	i = (i + 1) % 4;
	snprintf(path[i], sizeof path[i], "%s/%s", dir, name);
	return path[i];
}

/* ---- refusals ---- */

static void
is_refused(void **state)
{
	const char *path = *state;
	char head[512], want[1024], out[128];
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_non_null(fgets(head, sizeof head, f));
	fclose(f);
	char *text = strstr(head, "refused: "), *stop = strstr(head, " #}");
	assert_non_null(text);
	assert_non_null(stop);
	*stop = '\0';
	snprintf(want, sizeof want, "%s:%s\n", path, text + strlen("refused: "));
	snprintf(out, sizeof out, "%s/out.c", dir);
	assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), "-o", out, path, NULL), 1);
	assert_string_equal(said, want);
	assert_int_equal(access(out, F_OK), -1);
	assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), "--header", "-o", out,
	    path, NULL), 1);
	assert_int_equal(access(out, F_OK), -1);
}

static void
an_open_comment_and_a_missing_file_are_refused(void **state)
{
	const char *path = in_dir("open.html");
	(void)state;

	program_file(path, "{% view none %}\n{# never closed\n");
	assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), path, NULL), 1);
	assert_non_null(strstr(said, ":2: '{#' has no '#}'\n"));
	assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), in_dir("no.html"), NULL), 1);
	assert_non_null(strstr(said, "no.html:1: cannot be read"));
	assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), NULL), 2);
}

/* ---- what accepted templates print ---- */

static const char view_h[] =
    "#ifndef VIEW_H\n#define VIEW_H\n#include \"base/out.h\"\n"
    "enum tone { TONE_CALM, TONE_LOUD };\n"
    "struct row { int64_t id; const char *name; bool late; };\n"
    "struct rows { const struct row *at; size_t n; };\n"
    "struct head { const char *title; };\n"
    "struct page { struct head head; const struct head *side; const char *s, *url, *empty, *none;\n"
    "\tchar buf[8]; int64_t n; unsigned u; size_t z; bool yes, no; enum tone tone;\n"
    "\tstruct day day, noday; struct utc at; struct html svg; struct rows rows, norows; };\n#endif\n";

static const char main_c[] =
    "#include <stdio.h>\n#include \"tpl.h\"\n"
    "int main(void)\n{\n"
    "\tstatic const struct row r[] = { { 1, \"a<b\", true }, { 2, \"c\", false } };\n"
    "\tstatic const struct head side = { \"Side\" };\n"
    "\tstatic const struct page p = { .head = { \"T & U\" }, .side = &side, .s = \"<x \\\"y\\\" 'z'>\",\n"
    "\t    .url = \"javascript:alert(1)\", .empty = \"\", .buf = \"buffer\", .n = -5, .u = 7, .z = 9,\n"
    "\t    .yes = true, .tone = TONE_LOUD, .day = { 2009, 9, 15 }, .at = { INT64_C(1795400000000000) },\n"
    "\t    .svg = { \"<svg/>\" }, .rows = { r, 2 } };\n"
    "\tstruct out o;\n\tout_init(&o, 1 << 20);\n\ttpl_page_try(&o, &p);\n"
    "\tif (o.failed) return 3;\n\tfwrite(o.p, 1, o.n, stdout);\n\tout_free(&o);\n\treturn 0;\n}\n";

#define HEADER	"{% include \"view.h\" %}\n{% view struct page *v %}\n"

static int
compile_all(void)
{
	char cc[128], base[256];
	int r = 0;

	snprintf(base, sizeof base, "-I%s", dir);
	r |= program_run(said, sizeof said, program_tool("tmplc"), "-o", in_dir("try.c"),
	    in_dir("templates/page/try.html"), NULL);
	if (r == 0)
		r |= program_run(said, sizeof said, program_tool("tmplc"), "-o", in_dir("part.c"),
		    in_dir("templates/part.html"), NULL);
	if (r == 0)
		r |= program_run(said, sizeof said, program_tool("tmplc"), "--header", "-o",
		    in_dir("tpl.h"), in_dir("templates/page/try.html"), in_dir("templates/part.html"),
		    NULL);
	if (r != 0)
		return r;
	snprintf(cc, sizeof cc, "%s/try", dir);
	return program_run(said, sizeof said, "gcc", "-std=c17", "-D_GNU_SOURCE", "-O1", "-Wall",
	    "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wsign-conversion", "-Wformat=2",
	    "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wnull-dereference", "-Wswitch-enum",
	    "-Wvla", "-Wcast-qual", "-Wwrite-strings", "-Wundef", "-Werror", "-Ifcgi", base,
	    in_dir("main.c"), in_dir("try.c"), in_dir("part.c"), "fcgi/base/out.c", "fcgi/base/fmt.c",
	    "fcgi/base/day.c", "fcgi/base/str.c", "fcgi/base/arena.c", "-o", cc, NULL);
}

static void
lay_out(const char *body)
{
	char text[8192];

	assert_int_equal(program_run(said, sizeof said, "mkdir", "-p", in_dir("templates/page"), NULL), 0);
	program_file(in_dir("view.h"), view_h);
	program_file(in_dir("main.c"), main_c);
	program_file(in_dir("templates/part.html"),
	    "{% include \"view.h\" %}\n{% view struct head *h %}\n<h2>{{ h->title }}</h2>\n");
	snprintf(text, sizeof text, "%s%s", HEADER, body);
	program_file(in_dir("templates/page/try.html"), text);
}

static void
prints(const char *body, const char *want)
{
	lay_out(body);
	if (compile_all() != 0)
		fail_msg("%s", said);
	assert_int_equal(program_run(said, sizeof said, in_dir("try"), NULL), 0);
	assert_string_equal(said, want);
}

static void
values_are_escaped_for_the_place_they_stand_in(void **state)
{
	(void)state;
	prints("<title>{{ v->s }}</title>\n"
	    "<p title=\"{{ v->s }}\">{{ v->s }}</p>\n"
	    "<textarea rows=\"2\">{{ v->s }}</textarea>\n"
	    "<a href=\"{{ v->url }}\">x</a><a href=\"/q?a={{ v->s }}&amp;b={{ v->n }}\">y</a>\n"
	    "<a href=\"/c/{{ v->n }}/d\">z</a>{{ v->svg }}\n",
	    "<title>&lt;x &quot;y&quot; &#39;z&#39;&gt;</title>\n"
	    "<p title=\"&lt;x &quot;y&quot; &#39;z&#39;&gt;\">&lt;x &quot;y&quot; &#39;z&#39;&gt;</p>\n"
	    "<textarea rows=\"2\">&lt;x &quot;y&quot; &#39;z&#39;&gt;</textarea>\n"
	    "<a href=\"#\">x</a><a href=\"/q?a=%3Cx%20%22y%22%20%27z%27%3E&amp;b=-5\">y</a>\n"
	    "<a href=\"/c/-5/d\">z</a><svg/>\n");
}

static void
every_type_of_value_has_its_form(void **state)
{
	(void)state;
	prints("{{ v->n }} {{ v->u }} {{ v->z }} {{ v->buf }} [{{ v->none }}] {{ v->day }}"
	    " {{ v->day | long }} {{ v->tone }}\n",
	    "-5 7 9 buffer [] 15-09-2009 15 September 2009 1\n");
}

static void
conditions_choose(void **state)
{
	(void)state;
	prints("{% if v->yes %}a{% else %}b{% end %}{% if !v->yes %}c{% else %}d{% end %}\n"
	    "{% if v->no %}\nno\n{% elif v->tone == TONE_CALM %}\ncalm\n{% elif v->tone == TONE_LOUD %}\nloud\n"
	    "{% else %}\nnone\n{% end %}\n"
	    "{% if v->buf == \"buffer\" %}text{% end %}{% if v->buf != \"other\" %} other{% end %}\n"
	    "{% if v->n == -5 %}minus{% end %}{% if v->n != 5 %} five{% end %}\n"
	    "{% if v->s %}s{% end %}{% if v->empty %}empty{% end %}{% if v->none %}none{% end %}"
	    "{% if v->side %}side{% end %}{% if v->rows.n %}rows{% end %}{% if v->norows.n %}norows{% end %}\n"
	    "{% if v->u == v->z %}eq{% else %}ne{% end %}{% if v->head.title == v->head.title %}same{% end %}\n",
	    "ad\nloud\ntext other\nminus five\nssiderows\nnesame\n");
}

static void
loops_and_partials_repeat(void **state)
{
	(void)state;
	prints("{% for struct row *r in v->rows %}\n<li{% if r->late %} class=\"late\"{% end %}>{{ r->id }} {{ r->name }}\n"
	    "  {% for struct row *q in v->rows %}\n({{ q->id }})\n  {% end %}\n{% end %}\n"
	    "{% for struct row *r in v->norows %}never{% end %}\n"
	    "{% render part(&v->head) %}\n{% render part(v->side) %}\n",
	    "<li class=\"late\">1 a&lt;b\n(1)\n(2)\n<li>2 c\n(1)\n(2)\n\n<h2>T &amp; U</h2>\n<h2>Side</h2>\n");
}

static void
literal_text_comes_out_as_it_is(void **state)
{
	(void)state;
	prints("<!doctype html>\n{# a remark,\n   two lines #}\n<p>tab\there, \\n stays, ?\?= too, \"quoted\", % { } – é</p>\n"
	    "\n<!-- kept -->\n<script src=\"/x.js\" defer></script><input name=\"a\" checked><br/>\n",
	    "<!doctype html>\n<p>tab\there, \\n stays, ?\?= too, \"quoted\", % { } – é</p>\n"
	    "\n<!-- kept -->\n<script src=\"/x.js\" defer></script><input name=\"a\" checked><br/>\n");
}

static void
long_text_is_cut_into_pieces_the_standard_allows(void **state)
{
	char body[7000] = "<p>", want[7000];
	(void)state;

	for (size_t i = 3; i < 6600; i += 2)
		memcpy(body + i, "é", 3);
	strcat(body, "</p>\n");
	memcpy(want, body, sizeof want);
	prints(body, want);
}

/* The C compiler speaks about the template's own line. */
static void
does_not_compile(const char *body, const char *where)
{
	lay_out(body);
	assert_int_not_equal(compile_all(), 0);
	if (strstr(said, where) == NULL)
		fail_msg("'%s' is not in: %.600s", where, said);
}

static void
a_misspelt_field_is_an_error_at_its_line(void **state)
{
	(void)state;
	does_not_compile("<p>\n{{ v->nmae }}\n", "templates/page/try.html:4:");
	does_not_compile("<p>\n{% if v->lat %}x{% end %}\n", "templates/page/try.html:4:");
	does_not_compile("<p>\n{% for struct row *r in v->row %}x{% end %}\n", "templates/page/try.html:4:");
	does_not_compile("{% for struct row *r in v->rows %}\n{{ r->nam }}{% end %}\n", "templates/page/try.html:4:");
	does_not_compile("<p>{% render part(v->rows) %}\n", "templates/page/try.html:3:");
	does_not_compile("<p>{{ v->day | clock }}\n", "templates/page/try.html:3:");
}

static void
a_flag_a_struct_or_html_in_an_attribute_is_no_value(void **state)
{
	(void)state;
	does_not_compile("<p>{{ v->yes }}\n", "templates/page/try.html:3:");
	does_not_compile("<p>{{ v->head }}\n", "templates/page/try.html:3:");
	does_not_compile("<p title=\"{{ v->svg }}\">\n", "templates/page/try.html:3:");
	does_not_compile("<title>{{ v->svg }}</title>\n", "templates/page/try.html:3:");
}

static void
the_header_keeps_its_time_when_nothing_changed(void **state)
{
	char before[64], after[64];
	(void)state;

	lay_out("<p>\n");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(program_run(said, sizeof said, program_tool("tmplc"), "--header", "-o",
		    in_dir("same.h"), in_dir("templates/page/try.html"), NULL), 0);
		assert_int_equal(program_run(i == 0 ? before : after, 64, "stat", "-c", "%i %y",
		    in_dir("same.h"), NULL), 0);
	}
	assert_string_equal(before, after);
}

int
main(void)
{
	static struct CMUnitTest test[MAX] = {
		cmocka_unit_test(an_open_comment_and_a_missing_file_are_refused),
		cmocka_unit_test(values_are_escaped_for_the_place_they_stand_in),
		cmocka_unit_test(every_type_of_value_has_its_form),
		cmocka_unit_test(conditions_choose),
		cmocka_unit_test(loops_and_partials_repeat),
		cmocka_unit_test(literal_text_comes_out_as_it_is),
		cmocka_unit_test(long_text_is_cut_into_pieces_the_standard_allows),
		cmocka_unit_test(a_misspelt_field_is_an_error_at_its_line),
		cmocka_unit_test(a_flag_a_struct_or_html_in_an_attribute_is_no_value),
		cmocka_unit_test(the_header_keeps_its_time_when_nothing_changed),
	};
	static char path[MAX][300];
	size_t n = 10;
	struct dirent **list;
	int files = scandir(FOLDER, &list, NULL, alphasort);

	for (int i = 0; i < files; i++) {
		if (strstr(list[i]->d_name, ".html") != NULL && n < MAX) {
			snprintf(path[n], sizeof path[n], FOLDER "/%s", list[i]->d_name);
			test[n] = (struct CMUnitTest){ .name = path[n], .test_func = is_refused,
			    .initial_state = path[n] };
			n++;
		}
		free(list[i]);
	}
	if (files < 50) {
		fprintf(stderr, "run me in the top folder: %s is not here\n", FOLDER);
		return 1;
	}
	free(list);
	return _cmocka_run_group_tests("tmplc", test, n, begin, end);
}
