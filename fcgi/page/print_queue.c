/* The print queue: what was printed, what waits, what needs a person. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/parts.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "sql/print_queue.h"
#include "store/audit.h"
#include "store/print_queue.h"
#include "tpl.h"

enum { ENDED = 20 };

static const char *
numbered(struct visit *v, const char *kind, const char *number)
{
	return str_empty(number) ? paper_name(kind) : arena_printf(v->arena, "%s %s", paper_name(kind), number);
}

/* Another job of the same paper is not final: the store would refuse one more. */
static bool
waits_elsewhere(const struct print_waiting_rows *waiting, const struct print_waiting_row *r)
{
	for (size_t i = 0; i < waiting->n; i++)
		if (waiting->at[i].document_id == r->document_id && waiting->at[i].id != r->id)
			return true;
	return false;
}

static struct view_print_row
row_view(struct visit *v, const struct print_waiting_rows *waiting, const struct print_waiting_row *r)
{
	enum print_state s = print_state_by_word(r->state);
	struct utc at = r->ended_at.us != 0 ? r->ended_at : r->accepted_at.us != 0 ? r->accepted_at : r->created_at;
	bool held = s == PRINT_HELD, dead = r->letter_void != 0;
	bool mine = visit_has(v, ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR));

	return (struct view_print_row){
		.print = case_view_print(v, r->id, r->state, r->reason, r->printer, r->copies, at),
		.paper = numbered(v, r->kind, r->letter_number), .name = r->name,
		.case_href = r->case_id == 0 ? NULL : case_href(v, r->case_id, NULL),
		.preview = r->case_id == 0 ? NULL : arena_printf(v->arena, "/permohonan/%lld/surat/%lld",
		    (long long)r->case_id, (long long)r->document_id),
		.who = r->who, .created_at = r->created_at, .attempts = (int)r->attempts,
		.may_reprint = mine && !dead && (held || s == PRINT_PRINTED || s == PRINT_WITHDRAWN) &&
		    !waits_elsewhere(waiting, r),
		.may_confirm = mine && held, .may_withdraw = mine && (held || s == PRINT_QUEUED),
		.action = arena_printf(v->arena, "/cetak/%lld", (long long)r->id),
	};
}

static int
lists(struct visit *v, struct print_queue_page *p)
{
	const struct print_waiting_in waiting_in = { .office = v->who.office };
	const struct print_ended_in ended_in = { .office = v->who.office, .top = ENDED };
	struct print_waiting_rows waiting;
	struct print_ended_rows ended;

	if (print_waiting(v->db, v->arena, &waiting_in, &waiting, &v->err) == -1 ||
	    print_ended(v->db, v->arena, &ended_in, &ended, &v->err) == -1)
		return -1;
	struct view_print_row *w = ARENA_ARRAY(v->arena, waiting.n, struct view_print_row);
	struct view_print_row *e = ARENA_ARRAY(v->arena, ended.n, struct view_print_row);
	for (size_t i = 0; w != NULL && i < waiting.n; i++)
		w[i] = row_view(v, &waiting, &waiting.at[i]);
	for (size_t i = 0; e != NULL && i < ended.n; i++) {
		const struct print_ended_row *r = &ended.at[i];
		const struct print_waiting_row same = { r->id, r->state, r->reason, r->detail, r->copies,
		    r->attempts, r->created_at, r->accepted_at, r->ended_at, r->document_id, r->kind,
		    r->letter_number, r->letter_void, r->case_id, r->name, r->printer, r->who };
		e[i] = row_view(v, &waiting, &same);
	}
	p->waiting = (struct view_print_rows){ w, w == NULL ? 0 : waiting.n };
	p->ended = (struct view_print_rows){ e, e == NULL ? 0 : ended.n };
	return 0;
}

void
print_queue_get(struct visit *v)
{
	struct print_queue_page p = { .layout = visit_layout(v, "Antrean Cetak"),
	    .form = visit_form(v, "/cetak", 0) };

	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "cetak", &v->err) == -1 ||
	    parts_printers(v, &p.printers) == -1 || lists(v, &p) == -1)
		visit_failed(v);
	else
		tpl_page_print_queue(visit_page(v, 200), &p);
}

/* The line of one job, refreshed until it is final. */
void
print_job_get(struct visit *v)
{
	const struct print_one_in in = { .id = visit_id(v), .office = v->who.office };
	struct print_one_row r;
	int n = print_one(v->db, v->arena, &in, &r, &v->err);

	if (n == 1) {
		struct utc at = r.ended_at.us != 0 ? r.ended_at : r.accepted_at.us != 0 ? r.accepted_at : r.created_at;
		struct view_print p = case_view_print(v, r.id, r.state, r.reason, r.printer, r.copies, at);
		tpl_partial_print_line(visit_page(v, 200), &p);
	} else if (n == 0)
		visit_error(v, 404);
	else
		visit_failed(v);
}

void
print_job_post(struct visit *v)
{
	const char *what = visit_action(v);
	int64_t job = visit_id(v);
	int n;

	if (str_eq(what, "CETAK_ULANG"))
		n = print_reprint(v->db, v->arena, &v->act, job, &v->err);
	else if (str_eq(what, "SUDAH_TERCETAK"))
		n = print_mark_printed(v->db, v->arena, &v->act, job, &v->err);
	else if (str_eq(what, "BATALKAN"))
		n = print_take_back(v->db, v->arena, &v->act, job, &v->err);
	else {
		visit_error(v, 400);
		return;
	}
	if (n == -1 && v->err.kind == ERR_NOT_FOUND) {
		visit_error_text(v, 409, "Belum ada printer yang aktif",
		    "Surat tetap tersimpan dan tidak dicetak. Hubungi administrator untuk mengaktifkan printer, lalu cetak ulang.");
		return;
	}
	if (n == -1) {
		visit_failed(v);
		return;
	}
	if (n == 0) {
		visit_error_text(v, 409, "Keadaan cetakan sudah berubah",
		    "Cetakan ini sudah diproses atau dibatalkan, surat yang sama masih menunggu di antrean, atau suratnya tidak berlaku lagi. Buka antrean cetak untuk melihat keadaannya.");
		return;
	}
	v->poke_printer = true;
	visit_done(v, "/cetak", str_eq(what, "CETAK_ULANG") ? "cetak-ulang" :
	    str_eq(what, "BATALKAN") ? "cetak-batal" : "cetak-dicatat");
}
