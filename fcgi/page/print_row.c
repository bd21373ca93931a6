#include "page/print_row.h"

#include "base/str.h"
#include "page/case_view.h"
#include "sop/paper.h"
#include "sop/print_job.h"

const char *
print_row_paper(struct visit *v, const char *kind, const char *number)
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

struct view_print_row
print_row_view(struct visit *v, const struct print_waiting_rows *waiting, const struct print_waiting_row *r)
{
	enum print_state s = print_state_by_word(r->state);
	struct utc at = r->ended_at.us != 0 ? r->ended_at : r->accepted_at.us != 0 ? r->accepted_at : r->created_at;
	const char *page = arena_printf(v->arena, "/cetak/%lld", (long long)r->id);
	bool held = s == PRINT_HELD, dead = r->letter_void != 0;
	bool mine = visit_has(v, ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR));

	return (struct view_print_row){
		.print = case_view_print(v, r->id, r->state, r->reason, r->printer, r->copies, at),
		.paper = print_row_paper(v, r->kind, r->letter_number), .name = r->name,
		.case_href = r->case_id == 0 ? NULL : case_href(v, r->case_id, NULL),
		.preview = r->case_id == 0 || !visit_has(v, ROLE_STAFF | ROLE_BIT(PEMERIKSA)) ? NULL :
		    arena_printf(v->arena, "/permohonan/%lld/surat/%lld", (long long)r->case_id,
		    (long long)r->document_id),
		.who = r->who, .created_at = r->created_at, .attempts = (int)r->attempts,
		.may_reprint = mine && !dead && (held || s == PRINT_WITHDRAWN ||
		    (s == PRINT_PRINTED && r->case_id == 0)) && !waits_elsewhere(waiting, r),
		.may_confirm = mine && held, .may_withdraw = mine && !print_state_final(s),
		.href = page, .action = page,
	};
}

static const struct view_option *
options(struct visit *v, size_t n, const char *(*word)(size_t), const char *(*label)(size_t),
    const char *now)
{
	struct view_option *at = ARENA_ARRAY(v->arena, n + 1, struct view_option);

	if (at == NULL)
		return NULL;
	at[0] = (struct view_option){ "", "Semua", str_empty(now) };
	for (size_t i = 0; i < n; i++)
		at[i + 1] = (struct view_option){ word(i), label(i), str_eq(word(i), now) };
	return at;
}

static const char *kind_word(size_t i) { return paper_word((enum paper)i); }
static const char *kind_label(size_t i) { return paper_title((enum paper)i); }
static const char *state_word(size_t i) { return print_state_word((enum print_state)i); }
static const char *state_label(size_t i) { return print_state_label((enum print_state)i); }

struct view_option_list
print_options_kind(struct visit *v, const char *now)
{
	const struct view_option *at = options(v, PAPER__MAX, kind_word, kind_label, now);

	return (struct view_option_list){ at, at == NULL ? 0 : PAPER__MAX + 1 };
}

struct view_option_list
print_options_state(struct visit *v, const char *now)
{
	const struct view_option *at = options(v, PRINT__MAX, state_word, state_label, now);

	return (struct view_option_list){ at, at == NULL ? 0 : PRINT__MAX + 1 };
}

int
print_options_printer(struct visit *v, bool all, int64_t now, struct view_option_list *ret)
{
	const struct print_printers_in in = { .office = v->who.office };
	struct print_printers_rows rows;
	size_t n = 0;

	if (print_printers(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_option);
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	at[n++] = (struct view_option){ "", all ? "Semua" : "Pilih printer", now == 0 };
	for (size_t i = 0; i < rows.n; i++)
		if (all || rows.at[i].active != 0)
			at[n++] = (struct view_option){ arena_printf(v->arena, "%lld", (long long)rows.at[i].id),
			    rows.at[i].label, rows.at[i].id == now };
	*ret = (struct view_option_list){ at, n };
	return 0;
}

void
print_no_printer(struct visit *v)
{
	visit_error_text(v, 409, "Belum ada printer yang aktif",
	    "Surat tetap tersimpan dan tidak dicetak. Hubungi administrator untuk mengaktifkan printer, lalu cetak ulang.");
}
