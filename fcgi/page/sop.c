/* /sop: the owner's SOP as it stands on its sheet, its versions, and what was found in it. */
#include "base/str.h"
#include "page/page.h"
#include "page/sop_findings.h"
#include "page/visit.h"
#include "sop/sop.h"
#include "sql/office.h"
#include "sql/sop.h"
#include "tpl.h"

/* The lines of one part, in the sheet's order. */
static struct view_texts
part(struct arena *a, const struct sop_texts_rows *rows, const char *name)
{
	struct view_text *at = ARENA_ARRAY(a, rows->n, struct view_text);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < rows->n; i++)
		if (str_eq(rows->at[i].part, name))
			at[n++].text = rows->at[i].text;
	return (struct view_texts){ at, n };
}

/* Whose mark stands in the row, as far as the sheet shows it (DOMAIN 8.2). */
static const char *
actor(int64_t step)
{
	switch (step) {
	case STEP_INTAKE: return "Pemohon kepada Petugas Kecamatan";
	case STEP_SIGN: return "Petugas Kecamatan kepada Camat / Kasi Pelayanan & Perizinan";
	case STEP_HANDOVER: return "Petugas Kecamatan kepada Pemohon";
	default: return "Petugas Kecamatan";
	}
}

static int
steps(struct visit *v, int64_t sop, const struct sop_texts_rows *texts, struct sop_page *p)
{
	const struct sop_step_list_in in = { .sop = sop };
	struct sop_step_list_rows rows;

	if (sop_step_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_sop_step *at = ARENA_ARRAY(v->arena, rows.n, struct view_sop_step);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		at[i] = (struct view_sop_step){ .no = (int)rows.at[i].step, .activity = rows.at[i].activity, .actor = actor(rows.at[i].step),
		    .output = rows.at[i].output, .minutes = (int)rows.at[i].minutes,
		    .needs = part(v->arena, texts, arena_printf(v->arena, "SYARAT_%lld", (long long)rows.at[i].step)) };
		p->minutes += at[i].minutes;
	}
	p->steps = (struct view_sop_steps){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static int
checklist(struct visit *v, int64_t sop, struct sop_page *p)
{
	const struct sop_needs_in in = { .sop = sop };
	struct sop_needs_rows rows;

	if (sop_needs(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_text *at = ARENA_ARRAY(v->arena, rows.n, struct view_text);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i].text = arena_printf(v->arena, "%s%s%s%s", rows.at[i].label, str_empty(rows.at[i].note) ? "" : ": ", rows.at[i].note,
		    rows.at[i].mandatory ? "" : " (tidak wajib)");
	p->checklist = (struct view_texts){ at, at == NULL ? 0 : rows.n };
	return 0;
}

/* The rows of the list; in_force: the one of today. */
static struct view_sop_versions
versions(struct visit *v, const struct sop_versions_rows *rows)
{
	struct view_sop_version *at = ARENA_ARRAY(v->arena, rows->n, struct view_sop_version);
	bool found = false;

	for (size_t i = 0; at != NULL && i < rows->n; i++) {
		bool future = day_cmp(rows->at[i].effective_on, v->today) > 0;
		at[i] = (struct view_sop_version){ rows->at[i].number, arena_printf(v->arena, "/sop?versi=%lld", (long long)rows->at[i].id),
		    rows->at[i].made_on, rows->at[i].effective_on, !future && !found, future };
		found = found || !future;
	}
	return (struct view_sop_versions){ at, at == NULL ? 0 : rows->n };
}

static int
fill(struct visit *v, const struct sop_versions_row *sop, struct sop_page *p)
{
	const struct sop_texts_in in = { .sop = sop->id };
	struct sop_texts_rows texts;

	if (sop_texts(v->db, v->arena, &in, &texts, &v->err) == -1 || steps(v, sop->id, &texts, p) == -1 || checklist(v, sop->id, p) == -1)
		return -1;
	p->number = sop->number;
	p->title = sop->title;
	p->made = sop->made_on;
	p->effective = sop->effective_on;
	p->revised = part(v->arena, &texts, "REVISI");
	p->in_effect = part(v->arena, &texts, "EFEKTIF");
	p->approved = part(v->arena, &texts, "DISAHKAN");
	p->legal = part(v->arena, &texts, "DASAR_HUKUM");
	p->qualification = part(v->arena, &texts, "KUALIFIKASI");
	p->relation = part(v->arena, &texts, "KETERKAITAN");
	p->equipment = part(v->arena, &texts, "PERALATAN");
	p->warning = part(v->arena, &texts, "PERINGATAN");
	p->records = part(v->arena, &texts, "PENCATATAN");
	return 0;
}

void
sop_get(struct visit *v)
{
	const struct sop_versions_in in = { .office = v->who.office };
	struct sop_page p = { .layout = visit_layout(v, "SOP"), .office = v->who.office_name, .findings = sop_findings,
	    .edit_href = visit_has(v, ROLE_BIT(ADMIN)) ? "/pengaturan/sop" : NULL };
	struct sop_versions_rows rows;
	int64_t wanted = 0;
	size_t i = 0;

	if (sop_versions(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	(void)str_int(request_query(v->req, "versi"), 1, INT64_MAX, &wanted);
	while (i < rows.n && (wanted != 0 ? rows.at[i].id != wanted : day_cmp(rows.at[i].effective_on, v->today) > 0))
		i++;
	if (i == rows.n) {
		visit_error(v, 404);
		return;
	}
	p.versions = versions(v, &rows);
	visit_crumb(v, &p.layout, "/bantuan", "Bantuan");
	if (fill(v, &rows.at[i], &p) == -1)
		visit_failed(v);
	else
		tpl_page_sop(visit_page(v, 200), &p);
}
