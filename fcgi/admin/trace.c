#include "admin/trace.h"

#include <stdio.h>

#include "admin/terminal.h"
#include "base/rnd.h"
#include "store/audit.h"

void
ctl_trace(const struct conf *conf, const char *account, const char *action, const char *object,
    const char *detail)
{
	char request[33];
	const struct act act = { .address = terminal_address(), .request = request, .at = utc_now() };
	struct err e = { .kind = ERR_NONE };
	struct db *db;

	rnd_hex(request, 16);
	db = db_open(conf, account, &e);
	if (db == NULL || audit_write(db, &act, action, object, detail, &e) == -1)
		(void)fprintf(stderr, "rekamctl: done, but without a trace: %s\n", e.text);
	db_close(db);
}
