/* Everything about one person: looked up by NIK in a POST, shown, printed, downloaded. */
#include "base/str.h"
#include "duty/extract.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/page.h"
#include "sop/nik.h"
#include "tpl.h"

struct asked {
	const char	*nik;
};

static const struct form_field form[] = {
	FORM_DIGITS_AS("nik", struct asked, nik, 16, "NIK"),
	FORM_END
};

static void
show(struct visit *v, int status, const struct form_result *typed, const char *missing)
{
	const struct field_source src = { v->arena, form, typed };
	struct subject_page p = {
		.layout = visit_layout(v, "Data seseorang"), .form = visit_form(v, "/subjek-data", 0),
		.nik = field_digits(&src, "nik", ""), .missing = missing,
	};

	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = p.form.errors.n > 0;
	p.nik.autofocus = true;
	duty_crumb(v, &p.layout);
	tpl_page_subject(visit_page(v, status), &p);
}

void
subject_get(struct visit *v)
{
	show(v, 200, NULL, NULL);
}

/* The person's extract with a trace of this look; 1; 0 or -1 after an answer. */
static int
load(struct visit *v, const char *action, struct extract *x)
{
	const char *by = arena_printf(v->arena, "%s (%s)", v->who.name, v->who.username);
	struct form_result r;
	struct asked in;

	if (form_read(form, v->req, v->arena, &in, &r)) {
		enum nik_finding f = nik_check(in.nik);
		if (f != NIK_OK)
			form_add(&r, form, "nik", nik_text(f));
	}
	if (!r.ok) {
		show(v, 422, &r, NULL);
		return 0;
	}
	int n = extract_load(v->db, v->arena, &v->act, in.nik, by, x, &v->err);
	if (n == 0) {
		show(v, 404, NULL, in.nik);
		return 0;
	}
	if (n == 1 && (db_begin(v->db, &v->err) == -1 ||
	    extract_trace(v->db, v->arena, &v->act, x, action, "", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1)) {
		(void)db_rollback(v->db, NULL);
		n = -1;
	}
	if (n == -1)
		visit_failed(v);
	return n;
}

void
subject_post(struct visit *v)
{
	struct extract x;

	if (load(v, "EKSTRAK", &x) != 1)
		return;
	struct subject_extract_page p = {
		.layout = visit_layout(v, "Salinan data pribadi"),
		.form = visit_form(v, "/subjek-data/unduh", 0), .extract = &x,
	};
	visit_crumb(v, &p.layout, "/subjek-data", "Data seseorang");
	tpl_page_subject_extract(visit_page(v, 200), &p);
}

void
subject_download_post(struct visit *v)
{
	struct extract x;

	if (load(v, "UNDUH_EKSTRAK", &x) != 1)
		return;
	if (extract_json(&x, reply_json(v->reply, 200)) == -1) {
		(void)err_set(&v->err, ERR_FULL, 0, "extract: no room");
		visit_failed(v);
		return;
	}
	/* no name, no NIK: file names travel */
	reply_header(v->reply, "Content-Disposition", arena_printf(v->arena,
	    "attachment; filename=\"salinan-data-%lld.json\"", (long long)x.cases.at[x.cases.n - 1].id));
}
