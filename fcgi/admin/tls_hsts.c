/*
 * HSTS: browsers that saw it refuse plain HTTP and offer no way around a certificate that they do
 * not trust, for a year.  So it is switched on only when every PC that is in use has passed the test.
 */
#include <stdio.h>
#include <string.h>

#include "admin/terminal.h"
#include "admin/tls.h"
#include "base/fmt.h"
#include "base/rnd.h"
#include "base/str.h"
#include "sql/transport.h"
#include "sql/user_admin.h"
#include "store/audit.h"
#include "store/db.h"

#define DAY_US		(86400 * INT64_C(1000000))

static const char way_back[] =
"The way back: rekamctl tls hsts off.  Then every answer tells browsers to forget it; a browser\n"
"forgets when it opens the site the next time, so leave it like that.  A PC that cannot open the\n"
"site at all first needs the CA (http://ADDRESS/pasang is plain HTTP by address and always works),\n"
"or its browser's own list: chrome://net-internals/#hsts, edge://net-internals/#hsts.\n";

static int
trace(struct tls_job *j, struct db *db, const char *what, struct err *e)
{
	const struct admin_office_in where = { .region = conf_must(j->ctl->conf, "office", "code", e) };
	struct admin_office_row office = { 0 };
	char request[33];

	rnd_hex(request, 16);
	if (where.region == NULL || admin_office(db, j->arena, &where, &office, e) == -1)
		return -1;
	const struct act act = { .office = office.id, .address = terminal_address(), .request = request, .at = j->now };
	return audit_write(db, &act, "HSTS", "transport", what, e);
}

/* How many have not passed; each on a line. */
static int
missing(struct tls_job *j, struct db *db, struct err *e)
{
	const struct trust_list_in in = { .since = { j->now.us - TRANSPORT_SEEN_DAYS * DAY_US }, .ca = j->t.ca_since };
	struct trust_list_rows rows;
	struct fmt f;
	int n = 0;

	if (trust_list(db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].passed_at.us == 0) {
			n++;
			printf("  %-40s last used %s\n", rows.at[i].address, fmt_when(&f, rows.at[i].used_at));
		}
	if (rows.n == 0)
		printf("  no PC was used in the last %d days\n", TRANSPORT_SEEN_DAYS);
	return n;
}

static int
change(struct tls_job *j, struct db *db, enum hsts to, const char *detail, struct err *e)
{
	enum hsts was = j->t.hsts;

	if (was == to) {
		printf("HSTS is %s already\n", to == HSTS_ON ? "on" : "off");
		return 0;
	}
	/* the trace first: without it nothing changes */
	if (trace(j, db, detail, e) == -1)
		return -1;
	j->t.hsts = to;
	j->t.hsts_at = j->now;
	if (tls_write_hsts(j, e) == -1 || transport_write(j->dir, &j->t, e) == -1 || tls_reload(j, e) == -1)
		return -1;
	printf(to == HSTS_ON ? "HSTS is on: max-age one year, subdomains too\n%s" :
	    "HSTS is off: browsers that open the site are told to forget it\n", way_back);
	return 0;
}

static int
switch_on(struct tls_job *j, struct db *db, bool force, struct err *e)
{
	int n = missing(j, db, e);

	if (n == -1)
		return -1;
	if (n > 0 && !force)
		return err_set(e, ERR_CONFLICT, 0, "refused: %d address%s of the last %d days ha%s not passed the test "
		    "(http://%s/pasang). When those are gone for good: --force", n, n == 1 ? "" : "es",
		    TRANSPORT_SEEN_DAYS, n == 1 ? "s" : "ve", j->t.address);
	return change(j, db, HSTS_ON, n > 0 ? "on, forced" : "on", e);
}

int
tls_hsts(struct tls_job *j, int argc, char **argv, struct err *e)
{
	const char *verb = argc > 0 ? argv[0] : "";
	bool force = argc == 2 && str_eq(argv[1], "--force");
	struct db *db;
	int r = CTL_USAGE;

	if (argc > 2 || (argc == 2 && !(force && str_eq(verb, "on"))))
		return CTL_USAGE;
	if ((db = db_open(j->ctl->conf, "migrate", e)) == NULL)
		return -1;
	if (str_eq(verb, "on")) {
		r = switch_on(j, db, force, e);
	} else if (str_eq(verb, "off")) {
		r = j->t.hsts == HSTS_NEVER ? change(j, db, HSTS_NEVER, "off", e) : change(j, db, HSTS_BACK, "off", e);
	} else if (str_eq(verb, "status")) {
		printf("HSTS is %s\naddresses of the last %d days that have not passed the test:\n",
		    j->t.hsts == HSTS_ON ? "on" : "off", TRANSPORT_SEEN_DAYS);
		int n = missing(j, db, e);
		if (n == 0)
			printf("  (none)\n");
		r = n == -1 ? -1 : 0;
	}
	db_close(db);
	return r;
}
