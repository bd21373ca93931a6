#include "page/field.h"

#include "base/fmt.h"
#include "base/str.h"

static const struct form_field *
row(const struct form_field *form, const char *name)
{
	for (; form->name != NULL; form++)
		if (str_eq(form->name, name))
			break;
	return form;
}

static struct view_field
begin(const struct field_source *s, const char *name, enum field_kind kind, const char *stored)
{
	const struct form_field *f = row(s->form, name);
	struct form_attr attr = form_attr(s->form, name);

	return (struct view_field){
		.kind = kind, .name = name, .label = f->label,
		.required = f->required, .maxlength = (int)attr.maxlength,
		.value = s->typed != NULL ? form_raw(s->typed, name) : stored == NULL ? "" : stored,
		.error = s->typed != NULL ? form_message(s->typed, name) : NULL,
	};
}

struct view_field
field_text(const struct field_source *s, const char *name, const char *stored)
{
	return begin(s, name, FIELD_TEXT, stored);
}

struct view_field
field_upper(const struct field_source *s, const char *name, const char *stored)
{
	struct view_field f = begin(s, name, FIELD_TEXT, stored);

	f.upper = true;
	return f;
}

struct view_field
field_digits(const struct field_source *s, const char *name, const char *stored)
{
	struct view_field f = begin(s, name, FIELD_DIGITS, stored);
	int64_t n = row(s->form, name)->hi;

	/* room for the blanks and dots that people type or paste */
	f.maxlength = (int)(n + n / 2);
	f.size = (int)(n + 4);
	return f;
}

struct view_field
field_day(const struct field_source *s, const char *name, struct day stored)
{
	struct fmt *f = ARENA_NEW(s->arena, struct fmt);
	struct view_field v = begin(s, name, FIELD_DAY,
	    f == NULL || stored.y == 0 ? "" : fmt_short(f, stored));

	v.maxlength = 12;
	v.size = 12;
	return v;
}

struct view_field
field_lines(const struct field_source *s, const char *name, const char *stored)
{
	return begin(s, name, FIELD_TEXTAREA, stored);
}

struct view_field
field_choice(const struct field_source *s, const char *name, enum field_kind kind,
    const char *const *words, const char *const *labels, const char *stored)
{
	struct view_field f = begin(s, name, kind, stored);
	size_t n = 0;

	while (words[n] != NULL)
		n++;
	/* nothing is chosen for the clerk: an empty first line until he does */
	size_t first = kind == FIELD_SELECT && str_empty(f.value);
	struct view_option *at = ARENA_ARRAY(s->arena, n + first, struct view_option);
	if (at == NULL)
		return f;
	if (first)
		at[0] = (struct view_option){ "", "Pilih …", true };
	for (size_t i = 0; i < n; i++) {
		struct fmt title;
		at[first + i] = (struct view_option){
			.value = words[i],
			.label = labels != NULL ? labels[i] :
			    str_utf8_len(words[i]) <= 3 ? words[i] :
			    arena_strdup(s->arena, fmt_title(&title, words[i])),
			.selected = str_eq(words[i], f.value),
		};
	}
	f.options = (struct view_option_list){ at, n + first };
	return f;
}

struct view_field
field_tick(const struct field_source *s, const char *name, bool stored)
{
	struct view_field f = begin(s, name, FIELD_CHECKBOX, "1");

	f.checked = s->typed != NULL ? !str_empty(form_raw(s->typed, name)) : stored;
	f.value = "1";
	return f;
}

struct view_error_list
field_errors(struct arena *a, const struct form_result *r)
{
	if (r == NULL || r->n == 0)
		return (struct view_error_list){ 0 };
	struct view_error *at = ARENA_ARRAY(a, r->n, struct view_error);
	if (at == NULL)
		return (struct view_error_list){ 0 };
	for (size_t i = 0; i < r->n; i++)
		at[i] = (struct view_error){ .field = r->at[i].name, .text = r->at[i].message };
	return (struct view_error_list){ at, r->n };
}
