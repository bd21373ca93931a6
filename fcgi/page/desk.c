/* The signer's table: what waits for his decision, and what he decided last. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/queue_view.h"
#include "sql/office.h"
#include "sql/replacement.h"
#include "store/audit.h"
#include "tpl.h"

static int
waiting(struct visit *v, struct sign_table_page *p)
{
	const struct desk_list_in in = { .office = v->who.office, .user = v->who.user };
	struct desk_list_rows rows;
	struct queue_minutes minutes;

	if (queue_minutes_read(v, &minutes) == -1 ||
	    desk_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_sign_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_sign_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct desk_list_row *r = &rows.at[i];
		at[i] = (struct view_sign_row){
			.id = r->id, .href = case_href(v, r->id, "persetujuan"), .name = r->name, .nik = r->nik,
			.village = r->village, .agenda = visit_agenda(v, r->agenda_no, r->agenda_year),
			.letter_number = r->letter_number, .signatory = r->signatory, .since = r->status_at,
			.seconds = (v->now.us - r->status_at.us) / 1000000, .minutes = minutes.of[STEP_SIGN],
		};
		at[i].late = at[i].minutes > 0 && at[i].seconds > at[i].minutes * 60;
	}
	p->rows = (struct view_sign_rows){ at, at == NULL ? 0 : rows.n };
	return 0;
}

/* Surat pengganti of finished cases, below the others. */
static int
replacing(struct visit *v, struct sign_table_page *p)
{
	const struct replacement_desk_in in = { .office = v->who.office, .user = v->who.user };
	struct replacement_desk_rows rows;

	if (replacement_desk(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_sign_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_sign_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_sign_row){ .id = rows.at[i].id, .href = case_href(v, rows.at[i].id, "persetujuan"),
		    .name = rows.at[i].name, .nik = rows.at[i].nik, .village = rows.at[i].village,
		    .agenda = visit_agenda(v, rows.at[i].agenda_no, rows.at[i].agenda_year),
		    .letter_number = rows.at[i].letter_number, .signatory = rows.at[i].signatory, .since = rows.at[i].at };
	p->replacing = (struct view_sign_rows){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static int
decided(struct visit *v, struct sign_table_page *p)
{
	const struct desk_done_in in = { .office = v->who.office, .user = v->who.user };
	struct desk_done_rows rows;

	if (desk_done(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_sign_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_sign_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_sign_row){
			.href = case_href(v, rows.at[i].id, NULL), .name = rows.at[i].name,
			.nik = rows.at[i].nik, .village = rows.at[i].village,
			.agenda = visit_agenda(v, rows.at[i].agenda_no, rows.at[i].agenda_year),
			.letter_number = rows.at[i].letter_number, .signatory = rows.at[i].signatory,
			.since = rows.at[i].at,
		};
	p->done = (struct view_sign_rows){ at, at == NULL ? 0 : rows.n };
	return 0;
}

void
desk_get(struct visit *v)
{
	struct sign_table_page p = { .layout = visit_layout(v, "Meja Tanda Tangan"),
	    .form = visit_form(v, "/meja-tanda-tangan/bersama", 0) };
	const struct office_get_in in = { .id = v->who.office };
	struct office_get_row office;

	if (office_get(v->db, v->arena, &in, &office, &v->err) != 1 ||
	    audit_look(v->db, v->arena, &v->act, "LIHAT", "meja-tanda-tangan", &v->err) == -1 || waiting(v, &p) == -1 ||
	    replacing(v, &p) == -1 || decided(v, &p) == -1) {
		visit_failed(v);
		return;
	}
	p.electronic = str_eq(office.sign_mode, "ELEKTRONIK") || p.rows.n + p.replacing.n > 0;
	tpl_page_sign_table(visit_page(v, 200), &p);
}
