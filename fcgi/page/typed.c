#include "page/typed.h"

#include <stddef.h>

#include "base/str.h"
#include "http/csrf.h"
#include "sql/office.h"

/* Which column of the case a control fills. */
static const struct { const char *control; size_t off; } column[] = {
#define X(control, member) { control, offsetof(struct casefile_get_row, member) }
	X("nik", nik), X("no_kk", kk), X("nama", name), X("tempat_lahir", birth_place),
	X("jenis_kelamin", sex), X("gol_darah", blood), X("alamat", address), X("rt", rt), X("rw", rw),
	X("desa", village), X("agama", religion), X("status_perkawinan", marital), X("pekerjaan", job),
	X("kewarganegaraan", citizenship), X("no_hp", phone), X("wali", guardian),
	X("pernah_rekam", recorded), X("pengantar_nomor", intro_number),
#undef X
};

static bool
hidden(const char *name)
{
	return str_eq(name, CSRF_FIELD) || str_eq(name, "permintaan") || str_eq(name, "versi") ||
	    str_eq(name, "tindakan") || str_eq(name, "sidik_naskah") || str_starts(name, "kata_sandi") ||
	    str_starts(name, "kode_otp");
}

/* A village is sent as its number and read as its name. */
static const char *
village_name(struct visit *v, const char *number)
{
	const struct village_list_in in = { .office = v->who.office };
	struct village_list_rows rows;
	struct err ignored;
	int64_t id;

	if (v->db == NULL || !str_int(number, 1, INT64_MAX, &id) ||
	    village_list(v->db, v->arena, &in, &rows, &ignored) == -1)
		return number;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id == id)
			return rows.at[i].name;
	return number;
}

/* RT 12 and 012, small letters and capitals are the same value. */
static bool
same(struct arena *a, const char *mine, const char *theirs)
{
	int64_t m, t;

	if (str_int(mine, 0, 999, &m) && str_int(theirs, 0, 999, &t))
		return m == t;
	return str_eq(str_upper(a, str_trim(a, mine)), str_upper(a, theirs));
}

static void
beside(struct visit *v, const char *name, const struct casefile_get_row *now, struct view_typed *t)
{
	for (size_t i = 0; i < sizeof column / sizeof *column; i++)
		if (str_eq(column[i].control, name)) {
			t->theirs = *(const char *const *)((const char *)now + column[i].off);
			t->differs = !same(v->arena, t->mine, t->theirs);
		}
}

struct view_typed_list
typed_list(struct visit *v, const struct form_field *form, const struct casefile_get_row *now)
{
	const struct pairs *p = &v->req->form;
	struct view_typed *at = ARENA_ARRAY(v->arena, p->n, struct view_typed);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < p->n; i++) {
		const char *name = p->at[i].name, *label = name;
		if (str_empty(p->at[i].value) || hidden(name))
			continue;
		for (const struct form_field *f = form; f != NULL && f->name != NULL; f++)
			if (str_eq(f->name, name))
				label = f->label;
		at[n] = (struct view_typed){ .label = label, .mine = str_eq(name, "desa") ?
		    village_name(v, p->at[i].value) : p->at[i].value };
		if (now != NULL)
			beside(v, name, now, &at[n]);
		n++;
	}
	return (struct view_typed_list){ at, n };
}
