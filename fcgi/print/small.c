#include "print/small.h"

#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "sop/number.h"

static const struct sheet_size small_sizes[] = {
	{ 10.5, 1.25 }, { 10, 1.2 }, { 9.5, 1.15 }, { 9, 1.12 }, { 8, 1.1 }, { 0, 0 },
};
static const struct sheet_size roll_sizes[] = { { 8.5, 1.2 }, { 0, 0 } };

/* On A4 and F4 small papers keep to the upper half. */
static void
margins(struct sheet *s)
{
	bool large = s->width > 180;

	s->left = s->right = s->roll ? 4 : large ? 25 : 15;
	s->top = s->roll ? 5 : large ? 15 : 12;
	s->bottom = s->roll ? 8 : large ? s->height - 200 : 14;
	if (!s->roll && s->bottom < 14)
		s->bottom = 14;
}

int
small_open(struct sheet *s, struct arena *a, const struct doc_page *page, struct err *e)
{
	if (sheet_open(s, a, page, SMALL_A5, e) == -1)
		return -1;
	margins(s);
	return 0;
}

double
small_label(const struct sheet *s)
{
	return s->roll ? 23 : 34;
}

void
small_head(struct sheet *s, const struct doc_office *o, const char *title)
{
	letter_head(s, o, s->roll ? 0.66 : 0.78);
	sheet_gap(s, 0.8);
	letter_title(s, title, "");
	sheet_gap(s, 0.7);
}

int
small_finish(struct sheet *s, void (*compose)(struct sheet *, const void *), const void *doc,
    const char *title, struct pdf_result *ret_pdf, struct err *e)
{
	const struct sheet_size *z = s->roll ? roll_sizes : small_sizes;
	int r;

	for (; z->size > 0 && s->err.kind == ERR_NONE; z++) {
		sheet_begin(s, z);
		compose(s, doc);
		if (sheet_fits(s))
			break;
	}
	r = sheet_finish(s, title, ret_pdf, e);
	sheet_close(s);
	return r;
}

void
paper_need(struct sheet *s, const char *field, const char *text)
{
	if (str_empty(text))
		sheet_fail(s, field, "is missing");
	sheet_check(s, field, text);
}

void
paper_check_office(struct sheet *s, const struct doc_office *o)
{
	letter_training(s, o);
	paper_need(s, "government", o->government);
	paper_need(s, "office", o->name);
	paper_need(s, "place", o->place);
	paper_need(s, "office_address", o->address);
	sheet_check(s, "phone", o->phone);
	sheet_check(s, "email", o->email);
	sheet_check(s, "website", o->website);
}

const char *
paper_agenda(struct arena *a, const struct doc_office *o, int64_t no, int year)
{
	if (no <= 0)
		return "diberikan pada langkah penomoran";
	return number_agenda(a, o->agenda_format, no, year);
}

const char *
paper_no(struct arena *a, int64_t no)
{
	return arena_strdup(a, fmt_agenda(&(struct fmt){ 0 }, no));
}

const char *
paper_masked(struct arena *a, const char *nik)
{
	return arena_strdup(a, fmt_nik_masked(&(struct fmt){ 0 }, nik));
}

const char *
paper_moment(struct arena *a, struct utc at)
{
	return arena_strdup(a, fmt_when_long(&(struct fmt){ 0 }, at));
}

const char *
paper_short(struct arena *a, struct day d)
{
	return day_valid(d) ? arena_strdup(a, fmt_short(&(struct fmt){ 0 }, d)) : "";
}

const char *
paper_one_line(struct arena *a, const char *text)
{
	const char *out = "";

	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *line = str_trim(a, arena_strndup(a, text, n));

		if (*line != '\0')
			out = *out == '\0' ? line : arena_printf(a, "%s%s %s", out,
			    strchr(".,;:!?", out[strlen(out) - 1]) == NULL ? ";" : "", line);
		text += n + (text[n] == '\n' ? 1 : 0);
	}
	return out;
}
