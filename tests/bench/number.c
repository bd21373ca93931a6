/*
 * number.c - one writer of two: "ceiling", which takes the next number of a row of its own and commits it, N times;
 * "number", which gives agenda numbers to the cases FIRST..LAST with step 3's whole transaction.  Both as account
 * web through the same library.  numbers.mjs starts several and watches the clock.
 * usage: number CONF ceiling N | number CONF number FIRST LAST
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/rnd.h"
#include "sop/number.h"
#include "sql/casefile.h"
#include "store/change.h"
#include "store/number.h"

static int
ceiling(struct db *db, int64_t n, struct err *e)
{
	for (int64_t i = 0; i < n; i++)
		if (db_begin(db, e) == -1 || db_script(db, "UPDATE bench_counter SET n = LAST_INSERT_ID(n + 1) WHERE id = 1", e) == -1 ||
		    db_commit(db, e) == -1)
			return -1;
	return 0;
}

/* What step/number.c does; it needs a visit only for the receipt. */
static enum change_end
step3(struct change *c, void *arg, struct err *e)
{
	enum change_end end = change_move(c, MOVE_NUMBER, "", e);
	int64_t year, no;
	(void)arg;

	if (end != CHANGE_DONE)
		return end;
	if (number_take(c->db, c->arena, c->act, SERIES_AGENDA, &year, &no, e) == -1)
		return CHANGE_FAILED;
	const struct casefile_set_agenda_in set = { .id = c->id, .year = year, .no = no, .today = utc_day_wib(c->act->at) };
	return casefile_set_agenda(c->db, &set, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

static int
numbers(struct db *db, int64_t first, int64_t last, struct err *e)
{
	struct arena *a = arena_create(1u << 20);
	char request[33];

	for (int64_t id = first; a != NULL && id <= last; id++) {
		const char *location;
		rnd_hex(request, 16);
		const struct act act = { .actor = 1, .roles = ROLE_BIT(PETUGAS), .office = 1, .address = "bench", .session = "",
		    .request = request, .at = utc_now() };
		const struct change_order o = { .id = id, .version = 1, .location = "/", .run = step3 };
		arena_reset(a);
		enum change_end end = change_case(db, a, &act, &o, &location, e);
		if (end != CHANGE_DONE)
			return err_set(e, ERR_BROKEN, 0, "case %lld: end %d", (long long)id, (int)end);
	}
	arena_free(a);
	return 0;
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	struct conf *conf = argc < 4 ? NULL : conf_read_private(argv[1], &e);
	struct db *db = conf == NULL ? NULL : db_open(conf, "web", &e);
	int rc = -1;

	if (db != NULL && argc == 4 && strcmp(argv[2], "ceiling") == 0)
		rc = ceiling(db, atoll(argv[3]), &e);
	else if (db != NULL && argc == 5 && strcmp(argv[2], "number") == 0)
		rc = numbers(db, atoll(argv[3]), atoll(argv[4]), &e);
	if (rc == -1)
		(void)fprintf(stderr, "number: %s\n", e.text);
	db_close(db);
	conf_free(conf);
	return rc == 0 ? 0 : 1;
}
