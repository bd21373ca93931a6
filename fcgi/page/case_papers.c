/* The rest of case_view.h: requirements, papers and events of a case. */
#include "base/str.h"
#include "page/case_view.h"
#include "sign/factor.h"
#include "sop/cause.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "sql/document.h"

int
case_view_requirements(struct visit *v, const struct casefile_get_row *row,
    struct view_requirement_list *ret_list)
{
	const struct case_requirement_list_in in = { .id = row->id, .sop = row->sop_version_id };
	struct case_requirement_list_rows rows;

	if (case_requirement_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_requirement *at = ARENA_ARRAY(v->arena, rows.n, struct view_requirement);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_requirement){
			.name = arena_printf(v->arena, "syarat_%lld", (long long)rows.at[i].id),
			.note_name = arena_printf(v->arena, "catatan_%lld", (long long)rows.at[i].id),
			.label = rows.at[i].label, .hint = rows.at[i].note,
			.mandatory = rows.at[i].mandatory != 0, .present = rows.at[i].present != 0,
			.remark = rows.at[i].remark, .waivable = rows.at[i].waivable != 0,
			.waived = rows.at[i].waived == NULL ? NULL :
			    arena_printf(v->arena, "dibebaskan oleh %s: %s", rows.at[i].waived_by, rows.at[i].waived),
			.id = arena_printf(v->arena, "%lld", (long long)rows.at[i].id),
		};
	*ret_list = (struct view_requirement_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static enum tone
print_tone(enum print_state s)
{
	switch (s) {
	case PRINT_PRINTED: return TONE_DONE;
	case PRINT_HELD: return TONE_PROBLEM;
	case PRINT_WITHDRAWN: return TONE_OFF;
	case PRINT_QUEUED:
	case PRINT_CLAIMED:
	case PRINT_ACCEPTED: return TONE_WAIT;
	case PRINT__MAX: break;
	}
	return TONE_OFF;
}

struct view_print
case_view_print(struct visit *v, int64_t job, const char *state, const char *reason,
    const char *printer, int64_t copies, struct utc at)
{
	enum print_state s = print_state_by_word(state == NULL ? "" : state);
	enum print_reason r = print_reason_by_word(reason == NULL ? "" : reason);

	if (job == 0)
		return (struct view_print){ 0 };
	return (struct view_print){
		.job = job, .state = print_state_label(s), .tone = print_tone(s),
		.reason = s == PRINT_PRINTED ? "" : print_reason_text(r),
		.printer = printer, .copies = (int)copies, .at = at,
		.poll = print_state_final(s) ? NULL :
		    arena_printf(v->arena, "/cetak/%lld/keadaan", (long long)job),
	};
}

/* The snapshot of what was signed, as a sentence; NULL: the paper was not signed. */
static const char *
signed_by(struct visit *v, const struct document_list_row *d)
{
	struct fmt f;

	if (d->signed_at.us == 0)
		return NULL;
	if (str_eq(d->signed_mode, "TINTA"))
		return arena_printf(v->arena, "Ditandatangani dengan tinta oleh %s (%s), dicatat oleh %s pada %s.",
		    d->signer, d->signer_title, d->signed_actor, fmt_when(&f, d->signed_at));
	return arena_printf(v->arena, "Ditandatangani secara elektronik oleh %s (%s) pada %s, dibuktikan dengan %s.",
	    d->signer, d->signer_title, fmt_when(&f, d->signed_at), factor_label(factor_by_word(d->factor)));
}

static struct view_paper
paper(struct visit *v, const struct casefile_get_row *row, const struct document_list_row *d)
{
	char hex[17] = "";

	if (d->sha256.n == 32)
		str_hex(hex, d->sha256.p, 8);
	const char *base = arena_printf(v->arena, "/permohonan/%lld/surat/%lld", (long long)row->id,
	    (long long)d->id);
	enum print_state s = print_state_by_word(d->job_state == NULL ? "" : d->job_state);
	bool again = d->frozen_at.us != 0 && d->is_void == 0 && visit_has(v, SOP_CLERK);

	return (struct view_paper){
		.title = paper_name(d->kind),
		.number = str_empty(d->letter_number) ? NULL : d->letter_number,
		.day = d->letter_day, .frozen_at = d->frozen_at, .pages = (int)d->pages,
		.hash = arena_strdup(v->arena, hex), .electronic = !str_empty(d->code),
		.cancelled = d->is_void != 0, .pending = d->pending != 0 && d->is_void == 0, .replaced = d->replaced, .signed_by = signed_by(v, d),
		.preview = d->frozen_at.us == 0 ? NULL : base,
		.download = d->frozen_at.us == 0 ? NULL : arena_printf(v->arena, "%s/unduh", base),
		.reprint = again && (d->job == 0 || s == PRINT_HELD || s == PRINT_WITHDRAWN) ?
		    arena_printf(v->arena, "%s/cetak", base) : NULL,
		.letter = str_eq(d->kind, paper_word(PAPER_RECOMMENDATION)),
		.reprint_page = again && d->job != 0 && s == PRINT_PRINTED ?
		    arena_printf(v->arena, "/cetak/%lld", (long long)d->job) : NULL,
		.print = case_view_print(v, d->job, d->job_state, d->job_reason, d->printer,
		    d->job_copies, d->job_at),
	};
}

int
case_view_papers(struct visit *v, const struct casefile_get_row *row, const char *kind,
    struct view_paper_list *ret_papers)
{
	const struct document_list_in in = { .case_id = row->id };
	struct document_list_rows rows;
	size_t n = 0;

	if (document_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_paper *at = ARENA_ARRAY(v->arena, rows.n, struct view_paper);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		if (kind == NULL || str_eq(kind, rows.at[i].kind))
			at[n++] = paper(v, row, &rows.at[i]);
	*ret_papers = (struct view_paper_list){ at, n };
	return 0;
}

/* The cause in words, and what was written beside it. */
static const char *
because(struct arena *a, const char *cause, const char *reason)
{
	return str_empty(cause) ? reason : str_empty(reason) ? cause_label(cause) :
	    arena_printf(a, "%s. %s", cause_label(cause), reason);
}

int
case_view_events(struct visit *v, int64_t id, int64_t after_version,
    struct view_event_list *ret_events)
{
	const struct case_event_list_in in = { .id = id };
	struct case_event_list_rows rows;
	size_t n = 0;

	if (case_event_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_event *at = ARENA_ARRAY(v->arena, rows.n, struct view_event);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		enum status to = sop_status_by_word(rows.at[i].to_status);
		if (rows.at[i].version > after_version)
			at[n++] = (struct view_event){
				.at = rows.at[i].at, .what = sop_status_label(to),
				.tone = sop_status_tone(to), .step = (int)rows.at[i].step,
				.who = rows.at[i].actor, .reason = because(v->arena, rows.at[i].cause, rows.at[i].reason),
			};
	}
	*ret_events = (struct view_event_list){ at, n };
	return 0;
}

int
case_view_last_reason(struct visit *v, const struct casefile_get_row *row,
    const char **ret_reason, const char **ret_who)
{
	struct view_event_list events;

	if (case_view_events(v, row->id, 0, &events) == -1)
		return -1;
	*ret_reason = "";
	*ret_who = "";
	if (events.n > 0) {
		*ret_reason = events.at[events.n - 1].reason;
		*ret_who = events.at[events.n - 1].who;
	}
	return 0;
}
