/* The answers of visit.h after a change of a case: done, or 409 with what was typed. */
#include "base/str.h"
#include "http/csrf.h"
#include "page/case_view.h"
#include "page/typed.h"
#include "page/visit.h"
#include "sql/casefile.h"
#include "tpl.h"

static struct view_field_list
resend(struct visit *v)
{
	const struct pairs *p = &v->req->form;
	struct view_field *at = ARENA_ARRAY(v->arena, p->n, struct view_field);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < p->n; i++)
		if (!str_eq(p->at[i].name, CSRF_FIELD) && !str_eq(p->at[i].name, "permintaan") &&
		    !str_eq(p->at[i].name, "versi") && !str_starts(p->at[i].name, "kode_otp"))
			at[n++] = (struct view_field){ .kind = FIELD_HIDDEN,
			    .name = p->at[i].name, .value = p->at[i].value };
	return (struct view_field_list){ at, n };
}

void
visit_conflict(struct visit *v, enum move attempted, const char *verb, const char *go_on,
    const struct form_field *form)
{
	const struct casefile_get_in in = { .id = visit_id(v), .office = v->who.office };
	struct casefile_get_row row;
	int n = casefile_get(v->db, v->arena, &in, &row, &v->err);

	if (n < 0) {
		visit_failed(v);
		return;
	}
	if (n == 0) {
		visit_error(v, 404);
		return;
	}
	struct conflict_page page = {
		.layout = visit_layout(v, "Permohonan telah diubah oleh pengguna lain"),
		.head = case_view_head(v, &row), .attempted = verb, .typed = typed_list(v, form, &row),
		.form = visit_form(v, v->req->path, row.version), .fields = resend(v),
		.again_verb = "Kirim lagi isian saya", .go_on = go_on,
		.may_again = attempted == MOVE__MAX || sop_from(attempted, sop_status_by_word(row.status)),
	};
	page.layout.failed = true;
	if (case_view_events(v, row.id, visit_version(v), &page.changes) == -1) {
		visit_failed(v);
		return;
	}
	tpl_page_conflict(visit_page(v, 409), &page);
}

void
visit_change_end(struct visit *v, enum change_end end, enum move attempted, const char *go_on,
    const char *location, const char *notice, const struct form_field *form)
{
	const char *verb = attempted < MOVE__MAX ? sop_move[attempted].verb : "Simpan";

	switch (end) {
	case CHANGE_DONE:
	case CHANGE_REPEATED:
		visit_done(v, location, notice);
		return;
	case CHANGE_STALE:
		visit_conflict(v, attempted, verb, go_on, form);
		return;
	case CHANGE_NOT_FOUND:
		visit_error(v, 404);
		return;
	case CHANGE_NOT_NOW:
		visit_conflict(v, attempted, verb, go_on, form);
		return;
	case CHANGE_NOT_YOU:
		visit_denied(v, "langkah");
		return;
	case CHANGE_GUARD:
		visit_error_text(v, 422, "Langkah ini belum dapat dilakukan",
		    "Ada syarat yang belum terpenuhi. Buka kembali halaman permohonan untuk melihat apa yang kurang.");
		return;
	case CHANGE_REFUSED:
	case CHANGE_FAILED:
		break;
	}
	visit_failed(v);
}
