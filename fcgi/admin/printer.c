#include "admin/printer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "admin/job.h"
#include "base/file.h"
#include "base/str.h"
#include "print/doc_receipt.h"
#include "print/printer.h"
#include "print/printer_setup.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "sql/document.h"
#include "sql/office.h"
#include "sql/user_admin.h"
#include "store/audit.h"
#include "store/print_queue.h"

/* printd's own connection to CUPS, with the rights of whoever runs this. */
static int
cups(struct job *j, struct err *e)
{
	const char *server = conf_must(j->ctl->conf, "cups", "socket", e);
	const char *user = getenv("USER");

	if (server == NULL)
		return -1;
	printer_setup(server, geteuid() == 0 || user == NULL ? "root" : user);
	return 0;
}

static const struct admin_printer_list_row *
find(struct job *j, const char *queue, struct err *e)
{
	const struct admin_printer_list_in in = { .office = j->act.office };
	struct admin_printer_list_rows rows;

	if (admin_printer_list(j->db, j->arena, &in, &rows, e) == -1)
		return NULL;
	for (size_t i = 0; i < rows.n; i++)
		if (str_eq(rows.at[i].queue, queue))
			return &rows.at[i];
	(void)err_set(e, ERR_NOT_FOUND, 0, "this office has no printer %s (rekamctl printer list)", queue);
	return NULL;
}

static int
trace(struct job *j, const char *action, const char *queue, const char *detail, struct err *e)
{
	return audit_write(j->db, &j->act, action, arena_printf(j->arena, "office/%lld", (long long)j->act.office),
	    arena_printf(j->arena, "%s %.300s", queue, detail), e);
}

struct wanted {
	const char	*queue, *uri, *label, *media, *driver;
	bool		 offline;
};

static int
words(int argc, char **argv, struct wanted *w, struct err *e)
{
	*w = (struct wanted){ .queue = argv[0], .uri = argv[1], .label = argv[0], .media = "iso_a4_210x297mm" };
	for (int i = 2; i < argc; i++) {
		const char **into = str_eq(argv[i], "--label") ? &w->label : str_eq(argv[i], "--media") ? &w->media :
		    str_eq(argv[i], "--driver") ? &w->driver : NULL;

		if (str_eq(argv[i], "--offline"))
			w->offline = true;
		else if (into == NULL || i + 1 == argc)
			return CTL_USAGE;
		else
			*into = argv[++i];
	}
	if (!printer_queue_name(w->queue))
		return err_set(e, ERR_INPUT, 0, "a queue's name is 1 to 60 of A-Z a-z 0-9 . _ -");
	if (*w->label == '\0' || strlen(w->label) > 80 || !str_utf8_valid(w->label, strlen(w->label)))
		return err_set(e, ERR_INPUT, 0, "the label is 1 to 80 characters: what clerks call the printer");
	if (strlen(w->media) > 40 || strchr(w->media, '_') == NULL)
		return err_set(e, ERR_INPUT, 0, "--media is a paper's PWG name, such as iso_a4_210x297mm or om_folio_210x330mm");
	return 0;
}

/* Which driver: the identity where the printer takes PDF.  temp: the file it is written to, "" for none. */
static int
driver(const struct wanted *w, char temp[64], const char **ret_driver, struct err *e)
{
	bool ipp = str_starts(w->uri, "ipp:") || str_starts(w->uri, "ipps:");
	struct printer_probe p = { .pdf = true };

	*ret_driver = w->driver;
	if (!ipp && w->driver == NULL)
		return err_set(e, ERR_INPUT, 0, "only ipp: and ipps: printers work without a driver; name one with --driver FILE.ppd");
	if (ipp && !w->offline && printer_probe(w->uri, &p, e) == -1)
		return -1;
	if (p.model[0] != '\0')
		printf("%s answers: %s\n", w->uri, p.model);
	if (w->driver != NULL)
		return file_there(w->driver) ? 0 : err_set(e, ERR_NOT_FOUND, 0, "there is no file %s", w->driver);
	if (!p.pdf)
		return err_set(e, ERR_INPUT, 0, "this printer takes no PDF; name its driver with --driver FILE.ppd (Debian's packages printer-driver-*)");
	(void)strcpy(temp, "/tmp/rekam-ppd-XXXXXX");
	int fd = mkstemp(temp);
	size_t n = strlen(printer_identity_ppd);
	if (fd == -1 || write(fd, printer_identity_ppd, n) != (ssize_t)n) {
		if (fd != -1)
			(void)close(fd);
		return err_set(e, ERR_BROKEN, 0, "cannot write %s", temp);
	}
	(void)close(fd);
	*ret_driver = temp;
	return 0;
}

static int
put(struct job *j, const struct wanted *w, const char *device, const char *file, struct err *e)
{
	const struct printer_queue q = { w->queue, w->label, device, file };
	const struct admin_printer_set_in row = { .office = j->act.office, .queue = w->queue, .label = w->label, .media = w->media };

	/* the queue first: a row without a queue would hold letters */
	if (printer_queue_put(&q, e) == -1)
		return -1;
	if (db_begin(j->db, e) == -1 || admin_printer_set(j->db, &row, e) < 0 ||
	    trace(j, "PRINTER", w->queue, arena_printf(j->arena, "%s %s", device, w->media), e) == -1)
		return -1;
	return db_commit(j->db, e);
}

static int
add(struct job *j, int argc, char **argv, struct err *e)
{
	char device[256], temp[64] = "";
	const char *file;
	struct wanted w;
	int r;

	if ((r = words(argc, argv, &w, e)) != 0)
		return r;
	if (!printer_device(w.uri, device, sizeof device))
		return err_set(e, ERR_INPUT, 0, "not an address of a printer: %.100s (such as ipp://192.168.1.40/ipp/print)", w.uri);
	if (cups(j, e) == -1)
		return -1;
	r = driver(&w, temp, &file, e);
	if (r == 0)
		r = put(j, &w, device, file, e);
	if (temp[0] != '\0')
		(void)unlink(temp);
	if (r == -1)
		return -1;
	printf("%s is set up: %s\n", w.queue, device);
	if (!str_starts(device, "ledger"))
		printf("it cannot prove its paper: each sheet is confirmed by a clerk under Cetakan\n");
	printf("try it: rekamctl printer test %s\n", w.queue);
	return 0;
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_printer_list_in in = { .office = j->act.office };
	struct admin_printer_list_rows rows;
	(void)argc, (void)argv;

	if (cups(j, e) == -1 || admin_printer_list(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct admin_printer_list_row *r = &rows.at[i];
		struct printer_standing s;
		int n = r->active == 0 ? 0 : printer_standing(r->queue, &s, e);

		printf("%-16s %-30s %s, %lld waiting", r->queue, r->label, r->active ? "in use" : "removed", (long long)r->waiting);
		if (n == 1)
			printf(", %s%s, %s, %s%s%s\n", s.state, s.accepting ? "" : " (takes no jobs)",
			    s.ledger ? "proves its paper" : "PROVES NOTHING", s.device,
			    str_eq(s.policy, "retry-job") ? "" : ", ERROR POLICY IS NOT retry-job", s.shared ? ", SHARED WITH THE NETWORK" : "");
		else
			printf("%s\n", r->active == 0 ? "" : n == 0 ? ", CUPS HAS NO SUCH QUEUE" : ", CUPS DOES NOT ANSWER");
	}
	return 0;
}

static int
draw(struct job *j, const struct admin_printer_list_row *p, struct pdf_result *ret, struct err *e)
{
	const struct office_get_in in = { .id = j->act.office };
	struct office_get_row o;

	if (office_get(j->db, j->arena, &in, &o, e) != 1)
		return -1;
	const struct doc_test d = {
		.page = { .fonts = conf_str(j->ctl->conf, "paths", "fonts", "/usr/share/fonts/truetype/liberation"), .media = p->media, .made = j->act.at },
		.office = { .government = o.government, .name = o.name, .place = o.place, .regency = o.regency, .address = o.address,
		    .phone = o.phone, .email = o.email, .website = o.website },
		.printer = p->label, .at = j->act.at,
	};
	return test_page_render(j->arena, &d, ret, e);
}

static int64_t
issue(struct job *j, const struct admin_printer_list_row *p, const struct pdf_result *pdf, struct err *e)
{
	const struct document_add_in add_ = { .office = j->act.office, .kind = paper_word(PAPER_TEST), .letter_number = "", .at = j->act.at };
	int64_t id;

	if (db_begin(j->db, e) == -1 || (id = document_add(j->db, &add_, e)) < 0)
		return -1;
	const struct document_freeze_in freeze = { .id = id, .bytes = pdf->bytes, .sha256 = { pdf->sha256, sizeof pdf->sha256 },
	    .pages = pdf->pages, .code = "", .at = j->act.at };
	if (document_freeze(j->db, &freeze, e) != 1 ||
	    print_enqueue_on(j->db, j->arena, &j->act, p->id, id, pdf->sha256, e) == -1 ||
	    trace(j, "UJI_CETAK", p->queue, "", e) == -1 || db_commit(j->db, e) == -1)
		return -1;
	return id;
}

/* A test page through the print queue itself, watched to its end. */
static int
test_page(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_printer_list_row *p = find(j, argv[0], e);
	struct admin_print_state_row now;
	enum print_state last = PRINT__MAX, s;
	struct pdf_result pdf;
	int64_t id;
	(void)argc;

	if (p == NULL)
		return -1;
	if (p->active == 0)
		return err_set(e, ERR_CONFLICT, 0, "%s was removed", argv[0]);
	if (draw(j, p, &pdf, e) == -1 || (id = issue(j, p, &pdf, e)) < 0)
		return -1;
	for (int tenths = 0; tenths < 600; tenths++) {
		const struct admin_print_state_in in = { .document = id };
		if (admin_print_state(j->db, j->arena, &in, &now, e) != 1)
			return -1;
		s = print_state_by_word(now.state);
		if (s != last)
			printf("%s%s%s\n", print_state_label(s), *now.reason == '\0' ? "" : ": ",
			    print_reason_text(print_reason_by_word(now.reason)));
		(void)fflush(stdout);
		last = s;
		if (print_state_final(s))
			return 0;
		if (s == PRINT_HELD)
			return err_set(e, ERR_CONFLICT, 0, "the test page waits for a look: see Cetakan");
		(void)nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	}
	return err_set(e, ERR_BUSY, 0, "nothing has come out in a minute; does rekam-printd run?");
}

static int
remove_(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_printer_list_row *p = find(j, argv[0], e);
	(void)argc;

	if (p == NULL || cups(j, e) == -1)
		return -1;
	if (p->waiting > 0)
		return err_set(e, ERR_CONFLICT, 0, "%lld sheets wait for %s: print, move or cancel them under Cetakan first",
		    (long long)p->waiting, argv[0]);
	const struct admin_printer_end_in end = { .id = p->id };
	const struct admin_printer_routes_end_in routes = { .id = p->id };
	/* the row first: no letter goes to a queue that is being taken away */
	if (db_begin(j->db, e) == -1 || admin_printer_end(j->db, &end, e) < 0 ||
	    admin_printer_routes_end(j->db, &routes, e) < 0 || trace(j, "PRINTER", argv[0], "removed", e) == -1 ||
	    db_commit(j->db, e) == -1 || printer_queue_remove(argv[0], e) == -1)
		return -1;
	printf("%s is removed; what it printed stays in the history\n", argv[0]);
	return 0;
}

int
ctl_printer(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "add", 2, 10, add }, { "list", 0, 0, list }, { "test", 1, 1, test_page }, { "remove", 1, 1, remove_ },
		{ NULL, 0, 0, NULL },
	};

	/* no database: this is asked before there is one, too */
	if (argc >= 2 && str_eq(argv[1], "check"))
		return argc == 2 ? printer_check("/etc/cups", e) :
		    argc == 4 && str_eq(argv[2], "--etc") ? printer_check(argv[3], e) : CTL_USAGE;
	if (argc == 2 && str_eq(argv[1], "ppd")) {
		(void)fputs(printer_identity_ppd, stdout);
		return 0;
	}
	return job_run(c, verb, argc, argv, e);
}
