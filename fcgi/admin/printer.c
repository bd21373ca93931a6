#include "admin/printer.h"

#include <inttypes.h>
#include <stdio.h>

#include "admin/printer_inside.h"
#include "base/str.h"
#include "print/cups_queue.h"
#include "print/printer.h"
#include "sql/print_queue.h"
#include "sql/user_admin.h"
#include "store/audit.h"

int
printer_server(const struct job *j, const char *server, struct err *e)
{
	if (server == NULL && (server = conf_must(j->ctl->conf, "cups", "socket", e)) == NULL)
		return -1;
	printer_setup(server, NULL);
	return 0;
}

static void
list_one(const struct print_printers_row *r)
{
	struct cups_queue_facts f;
	struct err e = { .kind = ERR_NONE };
	const char *wrong;

	printf("%s  %s%s\n    state %s%s%s\n", r->queue, r->label, r->active ? "" : "  (removed)", r->state,
	    str_empty(r->state_reason) ? "" : ", ", r->state_reason);
	if (r->active == 0)
		return;
	if (!str_empty(r->server))
		printf("    at the CUPS server of %s\n", r->server);
	printer_use(r->server);
	if (cups_queue_look(r->queue, &f, &e) == -1) {
		printf("    ! %s\n", e.kind == ERR_NOT_FOUND ?
		    "CUPS has no such queue; printer add QUEUE URI, or printer remove QUEUE" : e.text);
		return;
	}
	printf("    device %s\n    ledger %s\n    proves paper: %s\n", f.device, f.ledger ? "yes" : "no",
	    !f.ledger ? "no" : f.same_bytes ? "yes, of the frozen bytes" : "yes, of what CUPS made for the printer");
	for (int i = 0; (wrong = cups_queue_wrong(&f, i)) != NULL; i++)
		printf("    ! %s\n", wrong);
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	const struct print_printers_in in = { .office = j->act.office };
	struct print_printers_rows rows;
	(void)argc, (void)argv;

	if (printer_server(j, NULL, e) == -1 || print_printers(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	if (rows.n == 0)
		puts("no printer yet (rekamctl printer add QUEUE URI)");
	for (size_t i = 0; i < rows.n; i++)
		list_one(&rows.at[i]);
	return 0;
}

/* "12 held, 14 queued" */
static int
refuse_busy(struct job *j, const char *queue, int64_t printer, struct err *e)
{
	const struct admin_printer_jobs_in in = { .printer = printer };
	struct admin_printer_jobs_rows rows;
	char names[160] = "";
	size_t used = 0;

	if (admin_printer_jobs(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n && used < sizeof names - 40; i++)
		used += (size_t)snprintf(names + used, sizeof names - used, "%s%" PRId64 " %s", i == 0 ? "" : ", ",
		    rows.at[i].id, rows.at[i].state);
	return rows.n == 0 ? 0 : err_set(e, ERR_BUSY, 0, "%.40s has %zu jobs that are not ended (%s): wait, or "
	    "move or end them at /cetak", queue, rows.n, names);
}

int
printer_remove(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_printer_find_in in = { .office = j->act.office, .queue = argv[0] };
	struct admin_printer_find_row r;
	struct cups_queue_facts f;
	struct err why = { .kind = ERR_NONE };
	int64_t routes;
	int n;
	(void)argc;

	if (printer_server(j, NULL, e) == -1 || db_begin(j->db, e) == -1)
		return -1;
	if ((n = admin_printer_find(j->db, j->arena, &in, &r, e)) == -1)
		return -1;
	if (n == 0 || r.active == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "this office has no printer '%.60s' (rekamctl printer list)", argv[0]);
	if (refuse_busy(j, argv[0], r.id, e) == -1)
		return -1;
	/* a queue of another computer stays there */
	if (!str_empty(r.server))
		(void)err_set(&why, ERR_NOT_FOUND, 0, "%s keeps it", r.server);
	else if (cups_queue_look(argv[0], &f, &why) == -1 && why.kind != ERR_NOT_FOUND) {
		*e = why;
		return -1;
	}
	routes = admin_printer_routes_off(j->db, &(struct admin_printer_routes_off_in){ .printer = r.id,
	    .office = j->act.office }, e);
	if (routes == -1 || admin_printer_off(j->db, &(struct admin_printer_off_in){ .id = r.id }, e) != 1 ||
	    audit_write(j->db, &j->act, "PENGATURAN", arena_printf(j->arena, "printer/%lld", (long long)r.id),
	    arena_printf(j->arena, "%s dilepas, %lld rute dihapus", argv[0], (long long)routes), e) == -1)
		return -1;
	/* the queue first: what CUPS refuses leaves the row as it was */
	if (why.kind != ERR_NOT_FOUND && cups_queue_remove(argv[0], e) == -1)
		return -1;
	if (db_commit(j->db, e) == -1)
		return err_wrap(e, "the queue is gone from CUPS, but the row stays (do it again)");
	printf("%s removed, %lld routes\n", argv[0], (long long)routes);
	return 0;
}

int
ctl_printer(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "add", 2, 9, printer_add }, { "list", 0, 0, list }, { "test", 1, 3, printer_test },
		{ "remove", 1, 1, printer_remove }, { "check", 0, 4, printer_check }, { NULL, 0, 0, NULL },
	};

	return job_run(c, verb, argc, argv, e);
}
