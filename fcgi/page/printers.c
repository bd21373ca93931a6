/* /printer: what each printer says of itself, its supplies, and a test page. */
#include <string.h>

#include "base/str.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/parts.h"
#include "page/print_row.h"
#include "page/view_print.h"
#include "print/doc_receipt.h"
#include "sql/audit.h"
#include "sql/office.h"
#include "store/print_test.h"
#include "tpl.h"

enum { LOW = 15, SUPPLIES = 12 };	/* percent; most printers have four or five */

/* "Black Toner=40; Waste=10" */
static struct view_supplies
supplies(struct visit *v, const char *text)
{
	struct view_supply *at = ARENA_ARRAY(v->arena, SUPPLIES, struct view_supply);
	size_t n = 0;

	for (const char *p = text; at != NULL && n < SUPPLIES && *p != '\0';) {
		size_t len = strcspn(p, ";");
		const char *part = arena_strndup(v->arena, p, len), *eq = strrchr(part, '=');
		int64_t level;

		if (eq != NULL && str_int(eq + 1, 0, 100, &level))
			at[n++] = (struct view_supply){ arena_strndup(v->arena, part, (size_t)(eq - part)),
			    (int)level, level <= LOW };
		p += len;
		p += strspn(p, "; ");
	}
	return (struct view_supplies){ at, n };
}

void
printers_get(struct visit *v)
{
	const struct print_printers_in in = { .office = v->who.office };
	struct printers_page p = { .layout = visit_layout(v, "Printer"), .form = visit_form(v, "/printer", 0),
	    .may_route = visit_has(v, ROLE_BIT(ADMIN)) };
	bool may_test = visit_has(v, ROLE_BIT(ADMIN) | ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR));
	struct print_printers_rows rows;

	visit_crumb(v, &p.layout, "/cetak", "Antrean Cetak");
	if (print_printers(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct view_printer *at = ARENA_ARRAY(v->arena, rows.n, struct view_printer);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct print_printers_row *r = &rows.at[i];
		at[i] = (struct view_printer){ .part = parts_printer(r), .queue = str_empty(r->server) ? r->queue :
		    arena_printf(v->arena, "%s di %s", r->queue, r->server),
		    .active = r->active != 0, .supplies = supplies(v, r->supplies),
		    .test = !may_test || r->active == 0 ? NULL :
		    arena_printf(v->arena, "/printer/%lld/uji", (long long)r->id) };
	}
	p.printers = (struct view_printers){ at, at == NULL ? 0 : rows.n };
	tpl_page_printers(visit_page(v, 200), &p);
}

static const struct print_printers_row *
printer_of(struct visit *v, struct print_printers_rows *rows)
{
	const struct print_printers_in in = { .office = v->who.office };

	if (print_printers(v->db, v->arena, &in, rows, &v->err) == -1) {
		visit_failed(v);
		return NULL;
	}
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].id == visit_id(v) && rows->at[i].active != 0)
			return &rows->at[i];
	visit_error(v, 404);
	return NULL;
}

static int
draw(struct visit *v, const struct print_printers_row *r, struct pdf_result *ret)
{
	const struct office_get_in in = { .id = v->who.office };
	struct office_get_row o;
	struct doc_office head;

	if (office_get(v->db, v->arena, &in, &o, &v->err) != 1 ||
	    paper_letterhead(v, v->db, &o, &head, &v->err) == -1)
		return -1;
	const struct doc_test d = {
		.page = { .fonts = v->site->fonts, .media = o.paper, .made = v->now },
		.office = head,
		.printer = r->label, .at = v->now,
	};
	return test_page_render(v->arena, &d, ret, &v->err);
}

/* Once for a request; 1 or -1. */
static int
issue(struct visit *v, const struct print_printers_row *r, const struct pdf_result *pdf)
{
	const struct request_add_in done = { .request = v->act.request, .user = v->act.actor,
	    .at = v->act.at, .location = "/printer" };
	const struct print_test test = { .printer = r->id, .queue = r->queue, .bytes = pdf->bytes,
	    .sha256 = pdf->sha256, .pages = pdf->pages };
	const char *location;
	int n = change_repeated(v->db, v->arena, &v->act, &location, &v->err);

	if (n != 0)
		return n;
	return print_test_add(v->db, v->arena, &v->act, &test, &v->err) == -1 ||
	    request_add(v->db, &done, &v->err) < 0 ? -1 : 1;
}

void
printer_test_post(struct visit *v)
{
	struct print_printers_rows rows;
	const struct print_printers_row *r;
	struct pdf_result pdf;

	if (!visit_action_is(v, "UJI_CETAK") || (r = printer_of(v, &rows)) == NULL)
		return;
	if (draw(v, r, &pdf) == -1 || db_begin(v->db, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	if (issue(v, r, &pdf) == -1 || db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	v->poke_printer = true;
	visit_done(v, "/printer", "uji-cetak");
}
