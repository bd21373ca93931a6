#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "admin/printer_inside.h"
#include "base/str.h"
#include "print/doc_receipt.h"
#include "sop/print_job.h"
#include "sql/office.h"
#include "sql/user_admin.h"
#include "store/print_test.h"

#define WAIT	120	/* seconds, where no --wait is said */

static int
draw(struct job *j, const char *label, struct pdf_result *ret, struct err *e)
{
	const struct office_get_in in = { .id = j->act.office };
	struct office_get_row o;

	if (office_get(j->db, j->arena, &in, &o, e) != 1)
		return -1;
	const struct doc_test d = {
		.page = { .fonts = conf_str(j->ctl->conf, "paths", "fonts", "/usr/share/fonts/truetype/liberation"),
		    .media = o.paper, .made = j->act.at },
		.office = { o.government, o.name, o.place, o.regency, o.address, o.phone, o.email, o.website },
		.printer = label, .at = j->act.at,
	};
	return test_page_render(j->arena, &d, ret, e);
}

/* The document's id, committed; -1. */
static int64_t
order(struct job *j, const char *queue, struct err *e)
{
	const struct admin_printer_find_in in = { .office = j->act.office, .queue = queue };
	struct admin_printer_find_row r;
	struct pdf_result pdf;
	int64_t id;
	int n;

	if (db_begin(j->db, e) == -1 || (n = admin_printer_find(j->db, j->arena, &in, &r, e)) == -1)
		return -1;
	if (n == 0 || r.active == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "this office has no printer '%.60s' (rekamctl printer list)", queue);
	if (draw(j, r.label, &pdf, e) == -1)
		return -1;
	const struct print_test t = { .printer = r.id, .queue = queue, .bytes = pdf.bytes, .sha256 = pdf.sha256,
	    .pages = pdf.pages };
	id = print_test_add(j->db, j->arena, &j->act, &t, e);
	return id == -1 || db_commit(j->db, e) == -1 ? -1 : id;
}

/* Says each state once, in the words of the page /cetak, until it is printed or a person must act. */
static int
follow(struct job *j, int64_t document, int64_t seconds, struct err *e)
{
	const struct admin_print_job_of_in in = { .document = document };
	const int64_t end = utc_now().us + seconds * 1000000;
	struct admin_print_job_of_row r;
	char said[80] = "", now[80];

	for (;; (void)usleep(250000)) {
		if (admin_print_job_of(j->db, j->arena, &in, &r, e) != 1)
			return -1;
		const enum print_state state = print_state_by_word(r.state);
		const enum print_reason reason = print_reason_by_word(r.reason);
		const char *why = reason == PRINT_REASON__MAX ? "" : print_reason_text(reason);

		(void)snprintf(now, sizeof now, "%.20s %.40s", r.state, r.reason);
		if (!str_eq(now, said) && state != PRINT__MAX) {
			printf("%" PRId64 " %s%s%s\n", r.id, print_state_label(state), *why == '\0' ? "" : ". ", why);
			(void)fflush(stdout);
			(void)str_copy(said, sizeof said, now);
		}
		if (state == PRINT_PRINTED)
			return 0;
		if (state == PRINT_HELD || state == PRINT_WITHDRAWN)
			return err_set(e, ERR_AWAY, 0, "the test page is not printed: see /cetak/%" PRId64, r.id);
		if (utc_now().us > end)
			return err_set(e, ERR_AWAY, 0, "not printed after %" PRId64 " seconds; it stays in the queue: "
			    "see /cetak/%" PRId64, seconds, r.id);
	}
}

int
printer_test(struct job *j, int argc, char **argv, struct err *e)
{
	int64_t document, seconds = WAIT;

	if (argc != 1 && (argc != 3 || !str_eq(argv[1], "--wait") || !str_int(argv[2], 1, 3600, &seconds)))
		return CTL_USAGE;
	document = order(j, argv[0], e);
	return document == -1 ? -1 : follow(j, document, seconds, e);
}
