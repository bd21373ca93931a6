#include "step/letter_fields.h"

#include "base/str.h"
#include "sop/signatory.h"
#include "sql/number.h"
#include "sql/office.h"
#include "store/letter_number.h"

int
signatory_options(struct visit *v, const char *chosen, struct view_option_list *ret)
{
	const struct signatory_list_in in = { .office = v->who.office, .today = v->today };
	struct signatory_list_rows rows;

	if (signatory_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_option);
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < rows.n; i++) {
		enum signatory_form f = signatory_form_by_word(rows.at[i].form);
		const char *value = arena_printf(v->arena, "%lld", (long long)rows.at[i].id);

		at[i] = (struct view_option){ .value = value, .selected = str_eq(value, chosen),
		    .label = arena_printf(v->arena, "%s – %s%s", rows.at[i].name, rows.at[i].title,
		    f == SIGN_FORM__MAX ? "" : signatory_rule[f].said) };
	}
	*ret = (struct view_option_list){ at, rows.n };
	return 0;
}

const char *
signatory_option_label(const struct view_option_list *l, const char *value)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->at[i].value, value))
			return l->at[i].label;
	return NULL;
}

int
letter_number_field(struct visit *v, const struct field_source *src, struct view_field *ret)
{
	const struct number_source_in in = { .office = v->who.office };
	const struct number_last_in last = { .office = v->who.office, .year = v->today.y };
	struct number_source_row office;
	struct number_last_row row;

	if (number_source(v->db, v->arena, &in, &office, &v->err) != 1)
		return -1;
	if (!str_eq(office.source, NUMBER_TYPED))
		return 0;
	if (number_last(v->db, v->arena, &last, &row, &v->err) != 1)
		return -1;
	*ret = field_digits(src, "nomor_surat", "");
	ret->required = true;
	ret->size = 8;
	ret->hint = arena_printf(v->arena, "Dari Buku Agenda Surat Keluar. Nomor terakhir di sini: %lld", (long long)row.no);
	return 0;
}
