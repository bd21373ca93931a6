#include "step/difference.h"

#include <stddef.h>

#include "base/fmt.h"
#include "base/str.h"
#include "sop/person.h"
#include "store/change.h"

/* The sheet's rows, in the order of the card. */
static const struct { const char *control; size_t at; enum { TEXT, DAY } kind; } rows[] = {
#define R(control, member)	{ control, offsetof(struct casefile_get_row, member), TEXT }
	R("no_kk", kk), R("alamat", address), R("rt", rt), R("rw", rw),
	R("desa", village), R("nama", name), R("nik", nik),
	R("jenis_kelamin", sex), R("tempat_lahir", birth_place),
	{ "tgl_lahir", offsetof(struct casefile_get_row, birth_day), DAY },
	R("agama", religion), R("pekerjaan", job), R("gol_darah", blood),
	R("status_perkawinan", marital), R("kewarganegaraan", citizenship),
#undef R
};
enum { ROWS = sizeof rows / sizeof rows[0], NOTE_MAX = 120 };

static const char *
entered(struct arena *a, const struct casefile_get_row *row, size_t i)
{
	const char *at = (const char *)row + rows[i].at;
	const struct day *d = (const struct day *)(const void *)at;

	if (rows[i].kind == TEXT)
		return *(const char *const *)(const void *)at;
	return d->y == 0 ? "" : arena_strdup(a, fmt_short(&(struct fmt){ 0 }, *d));
}

struct view_difference_list
difference_rows(struct visit *v, const struct casefile_get_row *row)
{
	struct view_difference *at = ARENA_ARRAY(v->arena, ROWS, struct view_difference);

	for (size_t i = 0; at != NULL && i < ROWS; i++) {
		at[i] = (struct view_difference){
			.field = rows[i].control, .label = person_label(rows[i].control), .entered = entered(v->arena, row, i),
			.tick = arena_printf(v->arena, "beda_%s", rows[i].control),
			.note = arena_printf(v->arena, "menurut_%s", rows[i].control),
		};
		at[i].marked = !str_empty(request_param(v->req, at[i].tick));
		at[i].found = request_param(v->req, at[i].note);
	}
	return (struct view_difference_list){ at, at == NULL ? 0 : ROWS };
}

struct view_difference_list
difference_marked(struct visit *v, const struct form_field *form, struct view_difference_list all, bool needed,
    struct form_result *r)
{
	struct view_difference *at = ARENA_ARRAY(v->arena, all.n + 1, struct view_difference);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < all.n; i++) {
		struct note { const char *text; } note;
		const struct form_field one[] = {
			FORM_MAY_AS(all.at[i].note, struct note, text, 1, NOTE_MAX, arena_printf(v->arena, "%s menurut KK/SIAK", all.at[i].label)),
			FORM_END
		};
		struct form_result read;
		if (!form_read(one, v->req, v->arena, &note, &read)) {
			form_add(r, form, "sebab", read.at[0].message);
			continue;
		}
		if (!all.at[i].marked && str_empty(note.text))
			continue;
		at[n] = all.at[i];
		at[n++].found = note.text;
	}
	if (needed && n == 0)
		form_add(r, form, "sebab", "Data yang berbeda belum ditandai. Tandai paling sedikit satu baris, atau pilih sebab lain.");
	return (struct view_difference_list){ at, n };
}

int
difference_store(struct change *c, struct view_difference_list marked, struct err *e)
{
	for (size_t i = 0; i < marked.n; i++) {
		const struct case_difference_add_in add = { .id = c->id, .version = c->version, .field = marked.at[i].field,
		    .entered = marked.at[i].entered, .found = str_empty(marked.at[i].found) ? "" : marked.at[i].found };
		if (case_difference_add(c->db, &add, e) < 0)
			return -1;
	}
	return 0;
}

int
difference_last(struct visit *v, int64_t case_id, struct view_difference_list *ret)
{
	const struct case_difference_list_in in = { .id = case_id };
	struct case_difference_list_rows found;
	size_t n = 0;

	if (case_difference_list(v->db, v->arena, &in, &found, &v->err) == -1)
		return -1;
	struct view_difference *at = ARENA_ARRAY(v->arena, found.n + 1, struct view_difference);
	/* in the order of the card */
	for (size_t i = 0; at != NULL && i < ROWS; i++)
		for (size_t k = 0; k < found.n; k++)
			if (str_eq(found.at[k].field, rows[i].control))
				at[n++] = (struct view_difference){ .field = rows[i].control, .label = person_label(rows[i].control),
				    .entered = found.at[k].entered, .found = found.at[k].found, .marked = true };
	*ret = (struct view_difference_list){ at, n };
	return 0;
}
