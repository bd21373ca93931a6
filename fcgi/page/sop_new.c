/*
 * /pengaturan/sop: the office revised its SOP: a new version from a day on, with its minutes and its
 * checklist.  Versions are never changed; a case keeps the one that it began under.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_sop.h"
#include "page/visit.h"
#include "sop/sop.h"
#include "sql/office.h"
#include "sql/sop.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/pengaturan/sop"

enum { NEEDS = 10, FIXED = 4, STEPS = STEP__MAX - 1 };

struct head {
	const char	*number;
	struct day	 made, effective;
};

static const struct form_field head_form[] = {
	FORM_AS("nomor", struct head, number, 1, 60, "Nomor SOP"),
	FORM_AS("tanggal", struct head, made, 0, 0, "Tanggal revisi"),
	FORM_AS("berlaku", struct head, effective, 0, 0, "Mulai berlaku"),
	FORM_END
};

struct need {
	const char	*label, *note;
	bool		 mandatory, waivable;
};

struct minutes {
	int64_t	n;
};

/* The form as it was typed. */
struct typed {
	struct head	 head;
	int64_t		 minutes[STEP__MAX];	/* 0: none */
	struct need	 need[NEEDS];
	size_t		 needs;
};

static const char *
named(struct visit *v, const char *word, int i)
{
	return arena_printf(v->arena, "%s_%d", word, i);
}

static struct form_field *
minutes_form(struct visit *v, int step)
{
	const struct form_field rows[] = {
		FORM_MAY_AS(named(v, "menit", step), struct minutes, n, 0, 480, arena_printf(v->arena, "Menit langkah %d", step)), FORM_END,
	};
	struct form_field *f = ARENA_ARRAY(v->arena, 2, struct form_field);

	for (int i = 0; f != NULL && i < 2; i++)
		f[i] = rows[i];
	return f;
}

static struct form_field *
need_form(struct visit *v, int i)
{
	const struct form_field rows[] = {
		FORM_MAY_AS(named(v, "nama", i), struct need, label, 1, 120, arena_printf(v->arena, "Berkas ke-%d", i)),
		FORM_MAY_AS(named(v, "catatan", i), struct need, note, 1, 200, arena_printf(v->arena, "Catatan berkas ke-%d", i)),
		FORM_MAY_AS(named(v, "wajib", i), struct need, mandatory, 0, 0, "Wajib"),
		FORM_MAY_AS(named(v, "bebas", i), struct need, waivable, 0, 0, "Boleh dibebaskan Kasi"), FORM_END,
	};
	struct form_field *f = ARENA_ARRAY(v->arena, FIXED + 1, struct form_field);

	for (int k = 0; f != NULL && k < FIXED + 1; k++)
		f[k] = rows[k];
	return f;
}

/* The version that is in force, or the first one to come. */
static int
current(struct visit *v, struct sop_versions_rows *rows, const struct sop_versions_row **ret)
{
	const struct sop_versions_in in = { .office = v->who.office };

	if (sop_versions(v->db, v->arena, &in, rows, &v->err) == -1)
		return -1;
	if (rows->n == 0)
		return err_set(&v->err, ERR_BROKEN, 0, "this office has no SOP");
	*ret = &rows->at[rows->n - 1];
	for (size_t i = rows->n; i > 0; i--)
		if (day_cmp(rows->at[i - 1].effective_on, v->today) <= 0)
			*ret = &rows->at[i - 1];
	return 0;
}

/* Minutes and checklist: as typed, or as the version in force has them. */
static int
fields(struct visit *v, const struct sop_versions_row *from, struct form_result *typed, struct sop_new_page *p)
{
	const struct sop_step_list_in steps_in = { .sop = from->id };
	const struct sop_needs_in needs_in = { .sop = from->id };
	struct view_field *minute = ARENA_ARRAY(v->arena, STEPS, struct view_field);
	struct view_sop_need *need = ARENA_ARRAY(v->arena, NEEDS, struct view_sop_need);
	struct sop_step_list_rows steps;
	struct sop_needs_rows needs;

	if (sop_step_list(v->db, v->arena, &steps_in, &steps, &v->err) == -1 || sop_needs(v->db, v->arena, &needs_in, &needs, &v->err) == -1)
		return -1;
	if (minute == NULL || need == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	size_t n = steps.n > STEPS ? STEPS : steps.n;
	for (size_t i = 0; i < n; i++) {
		const struct field_source src = { v->arena, minutes_form(v, (int)steps.at[i].step), typed };
		minute[i] = field_text(&src, src.form[0].name, steps.at[i].minutes == 0 ? "" : arena_printf(v->arena, "%lld", (long long)steps.at[i].minutes));
		minute[i].label = arena_printf(v->arena, "%lld. %s (menit)", (long long)steps.at[i].step, steps.at[i].title);
		minute[i].size = 4;
	}
	for (size_t i = 0; i < NEEDS; i++) {
		const struct field_source src = { v->arena, need_form(v, (int)i + 1), typed };
		bool there = i < needs.n;
		need[i].label = field_text(&src, src.form[0].name, there ? needs.at[i].label : "");
		need[i].note = field_text(&src, src.form[1].name, there ? needs.at[i].note : "");
		need[i].note.label = "Catatan";
		need[i].mandatory = field_tick(&src, src.form[2].name, there && needs.at[i].mandatory);
		need[i].mandatory.label = "Wajib";
		need[i].waivable = field_tick(&src, src.form[3].name, there && needs.at[i].waivable);
		need[i].waivable.label = "Boleh dibebaskan Kasi";
	}
	p->minutes = (struct view_field_list){ minute, n };
	p->needs = (struct view_sop_needs){ need, NEEDS };
	return 0;
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, head_form, typed };
	struct sop_new_page p = { .layout = visit_layout(v, "Versi SOP"), .form = visit_form(v, HERE, 0) };
	const struct sop_versions_row *from;
	struct sop_versions_rows rows;

	if (current(v, &rows, &from) == -1 || fields(v, from, typed, &p) == -1) {
		visit_failed(v);
		return;
	}
	p.number = field_text(&src, "nomor", from->number);
	p.made = field_day(&src, "tanggal", v->today);
	p.effective = field_day(&src, "berlaku", day_from_number(day_number(v->today) + 1));
	struct view_sop_version *at = ARENA_ARRAY(v->arena, rows.n, struct view_sop_version);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_sop_version){ rows.at[i].number, "", rows.at[i].made_on, rows.at[i].effective_on, &rows.at[i] == from,
		    day_cmp(rows.at[i].effective_on, v->today) > 0 };
	p.versions = (struct view_sop_versions){ at, at == NULL ? 0 : rows.n };
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	tpl_page_sop_new(visit_page(v, status), &p);
}

void
sop_new_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* Reads the parts of the form one by one; all errors are in r. */
static void
read_all(struct visit *v, struct typed *t, struct form_result *r)
{
	struct form_result one;

	(void)form_read(head_form, v->req, v->arena, &t->head, r);
	for (int step = STEP_INTAKE; step < STEP__MAX; step++) {
		const struct form_field *f = minutes_form(v, step);
		struct minutes m = { 0 };
		if (form_read(f, v->req, v->arena, &m, &one))
			t->minutes[step] = m.n;
		for (size_t i = 0; i < one.n; i++)
			form_add(r, f, one.at[i].name, one.at[i].message);
	}
	for (int i = 1; i <= NEEDS; i++) {
		const struct form_field *f = need_form(v, i);
		struct need need = { .label = "", .note = "" };
		bool read = form_read(f, v->req, v->arena, &need, &one);
		for (size_t k = 0; k < one.n; k++)
			form_add(r, f, one.at[k].name, one.at[k].message);
		if (read && str_empty(need.label) && !str_empty(need.note))
			form_add(r, f, f[0].name, "Nama berkas belum diisi. Isi namanya, atau kosongkan catatannya.");
		if (read && !str_empty(need.label))
			t->need[t->needs++] = need;
	}
}

static void
judge(struct visit *v, const struct typed *t, const struct sop_versions_rows *rows, struct form_result *r)
{
	size_t mandatory = 0;

	for (size_t i = 0; i < t->needs; i++)
		mandatory += t->need[i].mandatory;
	if (mandatory == 0)
		form_add(r, head_form, "nama_1", "Sedikitnya satu berkas wajib diserahkan. Isi namanya dan centang Wajib.");
	if (!r->ok)
		return;
	if (day_cmp(t->head.effective, v->today) <= 0)
		form_add(r, head_form, "berlaku", "Versi baru berlaku paling awal besok: permohonan hari ini sudah memakai versi yang sekarang.");
	if (day_cmp(t->head.made, t->head.effective) > 0)
		form_add(r, head_form, "tanggal", "Tanggal revisi tidak boleh setelah tanggal mulai berlaku.");
	for (size_t i = 0; i < rows->n; i++)
		if (day_cmp(rows->at[i].effective_on, t->head.effective) == 0)
			form_add(r, head_form, "berlaku", "Sudah ada versi yang mulai berlaku pada tanggal itu. Pilih tanggal lain.");
}

/* A word for a requirement: stored with each tick, never shown. */
static const char *
code(struct visit *v, size_t i)
{
	return arena_printf(v->arena, "BERKAS_%zu", i + 1);
}

static int
store(struct visit *v, const struct typed *t, const struct sop_versions_row *from)
{
	const struct sop_add_in add = { .office = v->who.office, .number = t->head.number, .title = from->title,
	    .made = t->head.made, .effective = t->head.effective };
	const struct sop_step_list_in steps_in = { .sop = from->id };
	struct sop_step_list_rows steps;
	int64_t id;

	if (sop_step_list(v->db, v->arena, &steps_in, &steps, &v->err) == -1 || (id = sop_add(v->db, &add, &v->err)) < 0)
		return -1;
	for (size_t i = 0; i < steps.n; i++) {
		const struct sop_step_list_row *s = &steps.at[i];
		const struct sop_step_add_in step = { .sop = id, .step = s->step, .title = s->title, .activity = s->activity,
		    .minutes = s->step > 0 && s->step < STEP__MAX ? t->minutes[s->step] : 0, .output = s->output };
		if (sop_step_add(v->db, &step, &v->err) < 0)
			return -1;
	}
	for (size_t i = 0; i < t->needs; i++) {
		const struct sop_need_add_in need = { .sop = id, .code = code(v, i), .label = t->need[i].label, .note = t->need[i].note,
		    .mandatory = t->need[i].mandatory, .waivable = t->need[i].mandatory && t->need[i].waivable, .sort = (int64_t)i + 1 };
		if (sop_need_add(v->db, &need, &v->err) < 0)
			return -1;
	}
	const struct sop_text_copy_in text = { .sop = id, .from_sop = from->id };
	return sop_text_copy(v->db, &text, &v->err) < 0 ? -1 : audit_write(v->db, &v->act, "PENGATURAN",
	    arena_printf(v->arena, "office/%lld", (long long)v->who.office), arena_printf(v->arena, "versi SOP %s, %zu berkas",
	    t->head.number, t->needs), &v->err);
}

void
sop_new_post(struct visit *v)
{
	const struct sop_versions_row *from;
	struct sop_versions_rows rows;
	struct typed t = { .needs = 0 };
	struct form_result r;

	if (!visit_action_is(v, "SIMPAN"))
		return;
	if (current(v, &rows, &from) == -1) {
		visit_failed(v);
		return;
	}
	read_all(v, &t, &r);
	judge(v, &t, &rows, &r);
	if (!r.ok) {
		show(v, 422, &r);
		return;
	}
	if (db_begin(v->db, &v->err) == -1 || store(v, &t, from) == -1 || db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, HERE, "sop-disimpan");
}
