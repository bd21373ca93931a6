/*
 * Step 4 when an official is away: all letters that wait in one name go to another, with the same
 * numbers, each as a change of its own (letter.h).  One alone is moved on the case's page (sign.c).
 */
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/view_signing.h"
#include "sop/signatory.h"
#include "sql/office.h"
#include "sql/queue.h"
#include "step/letter.h"
#include "step/letter_fields.h"
#include "step/signing.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/penandatanganan/alihkan"
#define MOST	100	/* in one press: each letter is rendered */

struct transfer {
	int64_t		 from, to;
	const char	*reason;
};

static const struct form_field form[] = {
	FORM_AS("dari", struct transfer, from, 1, INT64_MAX, "Dari pejabat"),
	FORM_AS("kepada", struct transfer, to, 1, INT64_MAX, "Kepada pejabat"),
	FORM_LINES_AS("alasan", struct transfer, reason, 400, "Alasan"),
	FORM_END
};

static const char *
label(struct visit *v, const char *name, const char *word)
{
	enum signatory_form f = signatory_form_by_word(word);

	return arena_printf(v->arena, "%s%s", name, f == SIGN_FORM__MAX ? "" : signatory_rule[f].said);
}

static int
waiting(struct visit *v, struct waiting_list_rows *ret)
{
	const struct waiting_list_in in = { .office = v->who.office, .today = v->today };

	return waiting_list(v->db, v->arena, &in, ret, &v->err);
}

/* Those in whose name letters wait, each once, with their number. */
static struct view_option_list
senders(struct visit *v, const struct waiting_list_rows *rows, const char *chosen)
{
	struct view_option *at = ARENA_ARRAY(v->arena, rows->n + 1, struct view_option);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < rows->n;) {
		size_t first = i;
		while (i < rows->n && rows->at[i].signatory == rows->at[first].signatory)
			i++;
		const char *value = arena_printf(v->arena, "%lld", (long long)rows->at[first].signatory);
		at[n++] = (struct view_option){ .value = value, .selected = str_eq(value, chosen),
		    .label = arena_printf(v->arena, "%s – %zu surat%s", label(v, rows->at[first].signatory_name, rows->at[first].form),
		    i - first, rows->at[first].in_office ? "" : " (tidak lagi menjabat)") };
	}
	return (struct view_option_list){ at, n };
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct reassign_page p = { .layout = visit_layout(v, "Alihkan Penanda Tangan"), .form = visit_form(v, HERE, 0),
	    .from = field_text(&src, "dari", ""), .to = field_text(&src, "kepada", ""), .reason = field_lines(&src, "alasan", "") };
	struct waiting_list_rows rows;

	p.from.kind = p.to.kind = FIELD_SELECT;
	p.reason.hint = "Misalnya: Camat dinas luar sampai 27 November 2026";
	if (waiting(v, &rows) == -1 || signatory_options(v, p.to.value, &p.to.options) == -1 ||
	    audit_look(v->db, v->arena, &v->act, "LIHAT", "alihkan", &v->err) == -1) {
		visit_failed(v);
		return;
	}
	p.from.options = senders(v, &rows, p.from.value);
	struct view_waiting *at = ARENA_ARRAY(v->arena, rows.n, struct view_waiting);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_waiting){ .href = case_href(v, rows.at[i].id, NULL), .name = rows.at[i].name,
		    .number = rows.at[i].letter_number, .since = rows.at[i].status_at, .ended = !rows.at[i].in_office,
		    .signatory = label(v, rows.at[i].signatory_name, rows.at[i].form) };
	p.rows = (struct view_waitings){ at, at == NULL ? 0 : rows.n };
	visit_crumb(v, &p.layout, "/antrean", "Antrean");
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_reassign(visit_page(v, status), &p);
}

void
reassign_get(struct visit *v)
{
	show(v, 200, NULL);
}

struct order {
	struct visit		*visit;
	const struct transfer	*transfer;
	int64_t			 user;		/* of the receiver; 0: none */
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	enum change_end end = change_move(c, MOVE_REASSIGN, o->transfer->reason, e);

	if (end == CHANGE_DONE)
		end = signing_may(o->visit, c, o->user, e);
	return end == CHANGE_DONE ? letter_reassign(o->visit, c, o->transfer->to, e) : end;
}

static enum change_end
move_one(struct visit *v, const struct order *o, const struct waiting_list_row *r)
{
	const struct act act = visit_act_for(v, r->id);
	struct order mine = *o;
	const struct change_order order = { .id = r->id, .version = r->version, .run = run, .arg = &mine };
	const char *location;

	return change_case(v->db, v->arena, &act, &order, &location, &v->err);
}

static void
move_all(struct visit *v, const struct transfer *in, const struct waiting_list_rows *rows, int64_t user)
{
	const struct order o = { v, in, user };
	const char *left = "", *why = "";
	size_t tried = 0, done = 0;

	for (size_t i = 0; i < rows->n && tried < MOST; i++) {
		if (rows->at[i].signatory != in->from)
			continue;
		tried++;
		enum change_end end = move_one(v, &o, &rows->at[i]);
		if (end == CHANGE_FAILED) {
			visit_failed(v);
			return;
		}
		if (end == CHANGE_DONE || end == CHANGE_REPEATED) {
			done++;
			continue;
		}
		left = arena_printf(v->arena, "%s%s%s", left, *left == '\0' ? "" : ", ", rows->at[i].name);
		if (end == CHANGE_REFUSED)
			why = arena_printf(v->arena, " (%s)", v->err.text);
	}
	v->poke_printer = done > 0;
	if (*left != '\0')
		visit_error_text(v, 409, "Tidak semua surat dialihkan", arena_printf(v->arena,
		    "%zu surat dialihkan. Surat ini tidak%s: %s. Buka kembali halaman Alihkan Penanda Tangan.", done, why, left));
	else
		visit_done(v, HERE, "dialihkan-banyak");
}

void
reassign_post(struct visit *v)
{
	struct waiting_list_rows rows;
	struct signatory_on_row to;
	struct form_result r;
	struct transfer in;
	size_t i = 0;
	int n;

	if (!visit_action_is(v, "ALIHKAN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	const struct signatory_on_in who = { .id = in.to, .office = v->who.office, .today = v->today };
	if (waiting(v, &rows) == -1 || (n = signatory_on(v->db, v->arena, &who, &to, &v->err)) == -1) {
		visit_failed(v);
		return;
	}
	while (i < rows.n && rows.at[i].signatory != in.from)
		i++;
	if (n == 0)
		form_add(&r, form, "kepada", "Pejabat itu tidak berwenang menandatangani hari ini.");
	else if (in.from == in.to)
		form_add(&r, form, "kepada", "Pilih pejabat yang lain: surat sudah atas nama pejabat itu.");
	if (r.ok && i == rows.n) {
		/* nothing waits there: the form was sent twice, or the letters were signed meanwhile */
		visit_done(v, HERE, "dialihkan-banyak");
		return;
	}
	if (!r.ok) {
		show(v, 422, &r);
		return;
	}
	move_all(v, &in, &rows, to.user_id);
}
