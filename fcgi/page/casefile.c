/* One file, one page: identity, the six steps, papers, history. */
#include "base/str.h"
#include "page/case_early.h"
#include "page/case_paper.h"
#include "page/case_view.h"
#include "page/come_back.h"
#include "page/page.h"
#include "page/queue_view.h"
#include "page/trace_view.h"
#include "sop/expiry.h"
#include "sop/nik.h"
#include "sql/expiry.h"
#include "tpl.h"

enum { LAST_EVENTS = 6, LAST_TRACES = 100 };

static struct view_action
next_action(struct visit *v, const struct casefile_get_row *row, const char **ret_waiting)
{
	enum status s = sop_status_by_word(row->status);
	enum step step = sop_status_step(s);
	bool electronic = str_eq(row->sign_mode, "ELEKTRONIK");

	*ret_waiting = NULL;
	if (!row->open)
		return (struct view_action){ 0 };
	if (!queue_mine(v->who.roles, s, electronic)) {
		*ret_waiting = step == STEP_SIGN && electronic && s == STATUS_MENUNGGU_TTD ?
		    "Menunggu keputusan Camat / Kasi Pelayanan." :
		    step == STEP_CAPTURE ? "Menunggu Petugas Perekaman." : "Menunggu Petugas Loket.";
		return (struct view_action){ 0 };
	}
	if (s == STATUS_MENUNGGU_TTD && electronic)
		return (struct view_action){ .verb = "Periksa dan putuskan",
		    .href = case_href(v, row->id, "persetujuan") };
	return (struct view_action){
		.verb = arena_printf(v->arena, "Lanjut: %s", sop_step_label(step)),
		.href = case_href(v, row->id, sop_step_path(step)),
	};
}

/* A case can be cancelled by whom sop_may() lets, before TEREKAM. */
static bool
may_cancel(struct visit *v, const struct casefile_get_row *row)
{
	const struct sop_facts facts = { .status = sop_status_by_word(row->status),
	    .numbered = row->agenda_no != 0, .recorded = row->recorded_at.us != 0, .reason = "?" };

	return sop_may(MOVE_CANCEL, v->who.roles, &facts) == SOP_YES;
}

/* What is odd about the NIK, and whether the Kasi let it through; 0 or -1. */
static int
doubt(struct visit *v, const struct casefile_get_row *row, struct case_page *p)
{
	const struct nik_override_find_in in = { .office = v->who.office, .nik = row->nik };
	struct nik_override_find_row leave;
	const char *text = nik_text(nik_check(row->nik));

	if (*row->nik_doubt == '\0')
		return 0;
	int n = nik_override_find(v->db, v->arena, &in, &leave, &v->err);
	if (n == 1)
		p->nik_doubt = arena_printf(v->arena, "%s Diizinkan oleh %s: %s", text, leave.actor, leave.reason);
	else if (n == 0) {
		p->nik_doubt = arena_printf(v->arena, "%s Permohonan menunggu izin Kasi untuk NIK ini.", text);
		p->may_leave = row->open && visit_has(v, SOP_KASI);
		p->nik_href = case_href(v, row->id, "nik");
	}
	return n < 0 ? -1 : 0;
}

static int
expiry(struct visit *v, const struct casefile_get_row *row, struct case_page *p)
{
	const struct expiry_rule_get_in in = { .office = v->who.office };
	struct expiry_rule_get_row o;

	if (!row->open)
		return 0;
	if (expiry_rule_get(v->db, v->arena, &in, &o, &v->err) != 1)
		return -1;
	const struct expiry_rule rule = { o.draft_days, o.expiry_days, o.warn_days };
	int64_t left = expiry_left(&rule, sop_status_by_word(row->status), row->recorded_at.us != 0, row->status_at, v->now);
	if (left >= 0)
		p->expiry = left == 0 ? "Permohonan ini kedaluwarsa malam ini bila tidak ada tindakan." :
		    arena_printf(v->arena, "Permohonan ini kedaluwarsa dalam %lld hari bila tidak ada tindakan.", (long long)left);
	return 0;
}

/* The case before and the case after, and the way to a new one of the same person. */
static void
neighbours(struct visit *v, const struct casefile_get_row *row, struct case_page *p)
{
	if (row->follows_id != 0)
		p->follows_href = case_href(v, row->follows_id, NULL);
	if (row->followed_by != 0)
		p->followed_href = case_href(v, row->followed_by, NULL);
	else if (!row->open && visit_has(v, SOP_CLERK) && !str_eq(row->status, "SELESAI"))
		p->again_href = arena_printf(v->arena, "/permohonan/baru?dari=%lld", (long long)row->id);
}

/* Papers that a clerk can have made. */
static struct view_action_list
makes(struct visit *v, const struct casefile_get_row *row)
{
	static const enum paper kinds[] = { PAPER_RECEIPT, PAPER_RECORDED, PAPER_RETURNED, PAPER_FORM };
	struct view_action *at = ARENA_ARRAY(v->arena, sizeof kinds / sizeof kinds[0], struct view_action);
	size_t n = 0;

	for (size_t i = 0; at != NULL && visit_has(v, SOP_CLERK) && i < sizeof kinds / sizeof kinds[0]; i++)
		if (case_paper_fits(kinds[i], row->status))
			at[n++] = (struct view_action){ .verb = paper_title(kinds[i]), .value = paper_word(kinds[i]) };
	return (struct view_action_list){ at, n };
}

void
casefile_get_page(struct visit *v)
{
	struct casefile_get_row row;
	int offered = 0;

	if (!case_load(v, &row))
		return;
	struct case_page p = {
		.layout = visit_layout(v, row.name), .head = case_view_head(v, &row),
		.person = case_view_person(v, &row),
		.received_by = row.received_by, .received_at = row.received_at,
		.received_as = str_eq(row.received_as, "DIKIRIM") ? "Dikirim langsung ke Dinas Dukcapil" :
		    row.received_as, .official_result = row.official_result,
		.may_cancel = may_cancel(v, &row),
		.form = visit_form(v, case_href(v, row.id, "pembatalan"), row.version),
		.cancel_reason = { .kind = FIELD_TEXTAREA, .name = "alasan", .label = "Alasan",
		    .required = true, .maxlength = 400 },
	};
	if (case_view_tasks(v, &row, &p.tasks, &p.total_seconds, &p.total_minutes) == -1 ||
	    case_view_requirements(v, &row, &p.requirements) == -1 ||
	    case_view_papers(v, &row, NULL, &p.papers) == -1 ||
	    doubt(v, &row, &p) == -1 || expiry(v, &row, &p) == -1 || case_early_text(v, &row, &p.early) == -1 || (offered = case_early_offered(v, &row)) == -1 ||
	    case_view_events(v, row.id, 0, &p.events) == -1) {
		visit_failed(v);
		return;
	}
	if (p.events.n > LAST_EVENTS) {
		p.events.at += p.events.n - LAST_EVENTS;
		p.events.n = LAST_EVENTS;
		p.more_events = true;
	}
	p.next = next_action(v, &row, &p.waiting);
	p.make = makes(v, &row);
	p.make_href = case_href(v, row.id, "kertas");
	p.again = come_back_text(v->arena, &row);
	if (visit_has(v, SOP_KASI) && (str_eq(row.status, "DRAF") || str_eq(row.status, "BERKAS_DIKEMBALIKAN")))
		p.waive_href = case_href(v, row.id, "syarat");
	if (v->who.scans && visit_has(v, SOP_CLERK | SOP_KASI))
		p.scans_href = case_href(v, row.id, "gambar-berkas");
	if (offered)
		p.first_href = case_href(v, row.id, "penandatanganan");
	if (str_eq(row.status, "SELESAI"))
		p.replace_href = case_href(v, row.id, "pengganti");
	neighbours(v, &row, &p);
	visit_crumb(v, &p.layout, "/antrean", "Antrean");
	tpl_page_case(visit_page(v, 200), &p);
}

/* Who looked, printed or was refused.  What moved the case stands among its events already. */
static int
traces(struct visit *v, int64_t id, struct history_page *p)
{
	const struct trace_ask ask = { .case_id = id, .from = { 1 }, .to = { v->now.us + 1000000 },
	    .action = "", .size = LAST_TRACES + 1 };
	struct trace_list_rows rows;
	size_t n = 0;

	if (trace_rows(v, &ask, &rows, &v->err) == -1)
		return -1;
	struct view_trace *at = ARENA_ARRAY(v->arena, rows.n, struct view_trace);
	for (size_t i = 0; at != NULL && i < rows.n && i < LAST_TRACES; i++)
		if (!trace_is_move(rows.at[i].action))
			at[n++] = trace_view(v, &rows.at[i]);
	p->traces.rows = (struct view_trace_list){ at, n };
	if (rows.n > LAST_TRACES && visit_has(v, ROLE_BIT(PEMERIKSA) | ROLE_SIGNERS))
		p->more = arena_printf(v->arena, "/audit?permohonan=%lld", (long long)id);
	return 0;
}

void
history_get(struct visit *v)
{
	struct casefile_get_row row;
	struct view_event_list events;

	if (!case_load(v, &row))
		return;
	struct history_page p = { .layout = visit_layout(v, "Riwayat Permohonan"),
	    .head = case_view_head(v, &row) };
	if (case_view_events(v, row.id, 0, &events) == -1 || traces(v, row.id, &p) == -1) {
		visit_failed(v);
		return;
	}
	/* newest first */
	struct view_event *at = ARENA_ARRAY(v->arena, events.n, struct view_event);
	for (size_t i = 0; at != NULL && i < events.n; i++)
		at[i] = events.at[events.n - 1 - i];
	p.events = (struct view_event_list){ at, at == NULL ? 0 : events.n };
	visit_crumb(v, &p.layout, p.head.href, row.name);
	tpl_page_history(visit_page(v, 200), &p);
}
