#include "admin/job.h"

#include <stdio.h>
#include <string.h>

#include "admin/terminal.h"
#include "base/rnd.h"
#include "base/str.h"
#include "sql/user_admin.h"

#define ARENA_CAP	(4 * 1024 * 1024)

static int
job_open(struct job *j, const struct ctl *c, struct err *e)
{
	struct admin_office_in where = { .region = conf_must(c->conf, "office", "code", e) };
	struct admin_office_row office;

	*j = (struct job){ .ctl = c };
	if (where.region == NULL)
		return -1;
	if ((j->arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if ((j->db = db_open(c->conf, "migrate", e)) == NULL)
		return -1;
	int r = admin_office(j->db, j->arena, &where, &office, e);
	if (r != 1)
		return r == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0,
		    "there is no office %s in this database", where.region);
	rnd_hex(j->request, 16);
	j->office = office.name;
	j->act = (struct act){ .office = office.id, .address = terminal_address(), .session = "",
	    .request = j->request, .at = utc_now() };
	return 0;
}

static void
job_close(struct job *j)
{
	if (j->db != NULL)
		(void)db_rollback(j->db, NULL);
	db_close(j->db);
	arena_free(j->arena);
}

int
job_run(const struct ctl *c, const struct job_verb *v, int argc, char **argv, struct err *e)
{
	struct job j;
	int r = -1;

	while (v->word != NULL && (argc < 2 || !str_eq(v->word, argv[1])))
		v++;
	if (v->word == NULL || argc - 2 < v->least || argc - 2 > v->most)
		return CTL_USAGE;
	if (job_open(&j, c, e) == 0)
		r = v->run(&j, argc - 2, argv + 2, e);
	job_close(&j);
	return r;
}
