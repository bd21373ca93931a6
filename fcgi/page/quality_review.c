/* /mutu-sidik-jari: prints that an operator took below the office's quality, for the Kasi to agree or to have taken
 * again.  The picture is sealed: what is judged is the reason, the number and how often it was tried. */
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_biometric.h"
#include "sop/finger.h"
#include "sql/capture.h"
#include "store/audit.h"
#include "store/change.h"
#include "tpl.h"

#define HERE	"/mutu-sidik-jari"

struct review {
	int64_t		 capture;
	const char	*note;
};

static const struct form_field form[] = {
	FORM_AS("rekaman", struct review, capture, 1, INT64_MAX, "Rekaman"),
	FORM_MAY_AS("catatan", struct review, note, 1, 200, "Catatan"),
	FORM_END
};

static void
show(struct visit *v, int status, const char *error)
{
	const struct capture_review_list_in in = { .office = v->who.office };
	struct capture_review_list_rows rows;
	struct review_page p = { .layout = visit_layout(v, "Mutu Sidik Jari"), .form = visit_form(v, HERE, 0), .error = error };

	if (capture_review_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct review_row *at = ARENA_ARRAY(v->arena, rows.n + 1, struct review_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct capture_review_list_row *r = &rows.at[i];
		at[i] = (struct review_row){ .id = arena_printf(v->arena, "%lld", (long long)r->id), .finger = finger_name((int)r->finger),
		    .why = r->forced_why, .who = r->who, .quality = (int)r->quality, .tries = (int)r->tries, .at = r->ended_at, .name = r->name,
		    .agenda = visit_agenda(v, r->agenda_no, r->agenda_year), .href = case_href(v, r->case_id, NULL),
		    .action = case_href(v, r->case_id, "mutu") };
	}
	p.rows = (struct review_row_list){ at, at == NULL ? 0 : rows.n };
	p.layout.failed = error != NULL;
	tpl_page_quality_review(visit_page(v, status), &p);
}

void
quality_review_get(struct visit *v)
{
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "mutu-sidik-jari", &v->err) == -1)
		visit_failed(v);
	else
		show(v, 200, NULL);
}

struct order {
	const struct review	*in;
	const char		*word;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct capture_review_in in = { .id = o->in->capture, .case_id = c->id, .review = o->word, .note = o->in->note,
	    .actor = c->act->actor, .at = c->act->at };
	int64_t n;

	if ((c->act->roles & SOP_KASI) == 0)
		return CHANGE_NOT_YOU;
	if (str_eq(o->word, "ULANG") && sop_status_step(c->status) != STEP_CAPTURE) {
		(void)err_set(e, ERR_CONFLICT, 0, "Perekaman permohonan ini sudah selesai, sehingga jari itu tidak dapat diulang lagi. Tinjauan yang tersisa adalah menyetujuinya.");
		return CHANGE_REFUSED;
	}
	if ((n = capture_review(c->db, &in, e)) != 1)
		return n < 0 ? CHANGE_FAILED : CHANGE_NOT_NOW;
	return change_note(c, "TINJAU_MUTU", arena_printf(c->arena, "%s rekaman %lld %s", o->word, (long long)in.id, o->in->note), e);
}

void
quality_review_post(struct visit *v)
{
	bool again = str_eq(visit_action(v), "ULANG");
	struct casefile_get_row row;
	struct form_result r;
	struct review in;
	const char *location;

	if ((!again && !visit_action_is(v, "SETUJU")) || !case_load(v, &row))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, r.at[0].message);
		return;
	}
	if (again && str_empty(in.note)) {
		show(v, 422, "Catatan belum diisi. Tuliskan apa yang harus diperbaiki pada perekaman ulang.");
		return;
	}
	struct order o = { &in, again ? "ULANG" : "SETUJU" };
	const struct change_order order = { .id = row.id, .version = row.version, .run = run, .arg = &o, .location = HERE };
	const struct act act = visit_act_for(v, in.capture);	/* a form for each print, all with one id */
	enum change_end end = change_case(v->db, v->arena, &act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		show(v, 409, arena_strdup(v->arena, v->err.text));
		return;
	}
	visit_change_end(v, end, MOVE__MAX, HERE, location, "mutu-ditinjau", form);
}
