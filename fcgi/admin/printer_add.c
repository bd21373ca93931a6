#include <stdio.h>
#include <string.h>

#include "admin/printer_inside.h"
#include "base/str.h"
#include "print/cups_queue.h"
#include "print/printer.h"
#include "sql/user_admin.h"
#include "store/audit.h"

#define DEFAULT_MEDIA	"iso_a4_210x297mm"

/* What was asked for on the command line. */
struct wish {
	const char	*queue, *label, *media, *ppd;
	bool		 pdf, everywhere;
};

/* 0, CTL_USAGE or -1. */
static int
words(int argc, char **argv, struct wish *w)
{
	*w = (struct wish){ .queue = argv[0] };
	for (int i = 2; i < argc; i++) {
		const struct { const char *word; const char **to; } valued[] = {
			{ "--label", &w->label }, { "--media", &w->media }, { "--ppd", &w->ppd },
		};
		bool found = false;

		for (size_t k = 0; k < 3 && !found; k++)
			if (str_eq(argv[i], valued[k].word) && i + 1 < argc) {
				*valued[k].to = argv[++i];
				found = true;
			}
		if (!found && str_eq(argv[i], "--pdf"))
			found = w->pdf = true;
		if (!found && str_eq(argv[i], "--everywhere"))
			found = w->everywhere = true;
		if (!found)
			return CTL_USAGE;
	}
	return w->pdf + w->everywhere + (w->ppd != NULL) > 1 ? CTL_USAGE : 0;
}

static bool
only(const char *s, const char *chars, size_t max)
{
	size_t n = strlen(s);

	return n >= 1 && n <= max && strspn(s, chars) == n;
}

static int
judge(const struct wish *w, struct err *e)
{
	const char *unit = w->media == NULL ? NULL : w->media + strlen(w->media) - (strlen(w->media) < 2 ? 0 : 2);

	if (!only(w->queue, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", 60) ||
	    w->queue[0] == '-')
		return err_set(e, ERR_INPUT, 0, "a queue's name is 1 to 60 of a-z A-Z 0-9 . _ -");
	if (w->label != NULL && (str_empty(w->label) || !str_utf8_valid(w->label, strlen(w->label)) ||
	    str_utf8_len(w->label) > 80 || strpbrk(w->label, "\n\r\t\033") != NULL))
		return err_set(e, ERR_INPUT, 0, "--label is a text of 1 to 80 characters");
	if (w->media != NULL && (!only(w->media, "abcdefghijklmnopqrstuvwxyz0123456789._-", 40) ||
	    strchr(w->media, '_') == NULL || (!str_eq(unit, "mm") && !str_eq(unit, "in"))))
		return err_set(e, ERR_INPUT, 0, "--media is a PWG name as iso_a4_210x297mm or om_folio_210x330mm");
	return 0;
}

/* How the queue is made, after the printer was asked. */
static int
choose(const struct wish *w, const struct cups_device *d, struct cups_queue *q,
    struct cups_device_facts *facts, struct err *e)
{
	int r = cups_device_ask(d, facts, e);

	q->how = w->pdf ? CUPS_QUEUE_PDF : w->ppd != NULL ? CUPS_QUEUE_PPD : CUPS_QUEUE_EVERYWHERE;
	q->ppd = w->ppd;
	if (r == -1 && e->kind == ERR_AWAY && q->how != CUPS_QUEUE_EVERYWHERE) {
		fprintf(stderr, "rekamctl printer: %s\nrekamctl printer: the queue is made all the same\n", e->text);
		*e = (struct err){ .kind = ERR_NONE };
		return 0;
	}
	if (r == -1)
		return -1;
	if (w->pdf && !facts->pdf)
		return err_set(e, ERR_INPUT, 0, "this printer does not take PDF: --everywhere, or --ppd FILE");
	if (facts->pdf && !w->everywhere && w->ppd == NULL)
		q->how = CUPS_QUEUE_PDF;
	return 0;
}

/* The row as it will be; the label and paper that were there stay where none is given. */
static int
plan_row(struct job *j, const struct wish *w, const struct cups_device_facts *facts,
    struct admin_printer_set_in *ret, bool *ret_new, struct err *e)
{
	const struct admin_printer_find_in find = { .office = j->act.office, .queue = w->queue };
	struct admin_printer_set_in row = { .office = j->act.office, .queue = w->queue, .label = w->label,
	    .media = w->media, .server = "" };
	struct admin_printer_find_row r;
	int n = admin_printer_find(j->db, j->arena, &find, &r, e);

	if (n == -1)
		return -1;
	if (row.label == NULL)
		row.label = n == 1 ? r.label : !str_empty(facts->model) ? facts->model : w->queue;
	if (row.media == NULL)
		row.media = n == 1 ? r.media : DEFAULT_MEDIA;
	*ret_new = n == 0;
	*ret = row;
	return 0;
}

static int
write_row(struct job *j, const struct admin_printer_set_in *row, const char *device, struct err *e)
{
	const struct admin_printer_find_in find = { .office = row->office, .queue = row->queue };
	struct admin_printer_find_row r;

	if (db_begin(j->db, e) == -1 || admin_printer_set(j->db, row, e) == -1 ||
	    admin_printer_find(j->db, j->arena, &find, &r, e) != 1 ||
	    audit_write(j->db, &j->act, "PENGATURAN", arena_printf(j->arena, "printer/%lld", (long long)r.id),
	    arena_printf(j->arena, "%s dipasang di %.200s: %.80s, %s", row->queue, device, row->label,
	    row->media), e) == -1 || db_commit(j->db, e) == -1)
		return err_wrap(e, "CUPS has the queue, but the office not yet (do it again)");
	return 0;
}

/* A queue that the CUPS server of another computer keeps: it was made there, here is only its row. */
static int
add_elsewhere(struct job *j, const struct wish *w, const char *server, struct err *e)
{
	const struct cups_device_facts none = { .pdf = false };
	struct admin_printer_set_in row;
	struct cups_queue_facts f;
	const char *wrong;
	bool fresh;

	if (w->pdf || w->everywhere || w->ppd != NULL)
		return err_set(e, ERR_INPUT, 0, "the queue is made at %s itself, with rekamctl there or lpadmin", server);
	if (!only(server, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]", 120))
		return err_set(e, ERR_INPUT, 0, "cups://HOST or cups://HOST:PORT");
	if (judge(w, e) == -1 || printer_server(j, NULL, e) == -1)
		return -1;
	printer_use(server);
	if (cups_queue_look(w->queue, &f, e) == -1 || plan_row(j, w, &none, &row, &fresh, e) == -1)
		return -1;
	row.server = server;
	if (write_row(j, &row, arena_printf(j->arena, "cups://%s", server), e) == -1)
		return -1;
	printf("%s %s\n    kept by the CUPS server of %s\n    rekamctl printer test %s\n", w->queue,
	    fresh ? "added" : "set anew", server, w->queue);
	for (int i = 0; (wrong = cups_queue_wrong(&f, i)) != NULL; i++)
		printf("    ! %s\n", wrong);
	return 0;
}

int
printer_add(struct job *j, int argc, char **argv, struct err *e)
{
	static const char *const how[] = {
		"the printer gets the frozen bytes", "CUPS converts with this PPD", "CUPS converts (IPP Everywhere)",
	};
	struct cups_device_facts facts = { .pdf = false };
	struct admin_printer_set_in row;
	struct cups_device device;
	struct cups_queue q;
	struct wish w;
	bool fresh;

	if (words(argc, argv, &w) != 0)
		return CTL_USAGE;
	if (str_starts(argv[1], "cups://"))
		return add_elsewhere(j, &w, argv[1] + strlen("cups://"), e);
	q = (struct cups_queue){ .name = w.queue, .device = &device };
	if (judge(&w, e) == -1 || cups_device_parse(argv[1], &device, e) == -1 ||
	    printer_server(j, NULL, e) == -1 || printer_backend_there(j, e) == -1 ||
	    choose(&w, &device, &q, &facts, e) == -1 || plan_row(j, &w, &facts, &row, &fresh, e) == -1)
		return -1;
	q.label = row.label;
	/* outside of a transaction: CUPS may take half a minute, and whoever prints needs the row */
	if (cups_queue_make(&q, e) == -1 || write_row(j, &row, device.real, e) == -1)
		return -1;
	printf("%s %s\n    device %s\n    %s\n    rekamctl printer test %s\n", w.queue, fresh ? "added" : "set anew",
	    device.ledger, how[q.how], w.queue);
	return 0;
}
