/*
 * field.h - from the table of a form (http/form.h) to the fields of a page.
 * On a first look the value is the stored one, after an error what was typed.
 */
#ifndef PAGE_FIELD_H
#define PAGE_FIELD_H

#include "http/form.h"
#include "page/view_form.h"

/* What a page builds its fields from. */
struct field_source {
	struct arena			*arena;
	const struct form_field		*form;
	const struct form_result	*typed;		/* NULL: first look */
};

struct view_field	 field_text(const struct field_source *, const char *name, const char *stored);
struct view_field	 field_upper(const struct field_source *, const char *name, const char *stored);
struct view_field	 field_digits(const struct field_source *, const char *name, const char *stored);
struct view_field	 field_day(const struct field_source *, const char *name, struct day stored);
struct view_field	 field_lines(const struct field_source *, const char *name, const char *stored);
/* kind FIELD_SELECT or FIELD_RADIO; labels NULL: the words in title case. */
struct view_field	 field_choice(const struct field_source *, const char *name,
			    enum field_kind, const char *const *words, const char *const *labels,
			    const char *stored);
struct view_field	 field_tick(const struct field_source *, const char *name, bool stored);
/* The summary on top of the page. */
struct view_error_list	 field_errors(struct arena *, const struct form_result *);

#endif
