#include "admin/migrate.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/names.h"
#include "admin/training.h"
#include "admin/trace.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/out.h"
#include "base/str.h"
#include "sql/schema.h"
#include "sql/text.h"
#include "store/db.h"
#include "store/schema.h"

#define SECOND_US	INT64_C(1000000)
#define LEASE_S		120
#define WAIT_S		20	/* for another migrate to finish */
#define ARENA_CAP	(1024 * 1024)
#define TEXT_CAP	(256 * 1024)

struct migrate {
	const struct conf	*conf;
	struct db	*db;
	struct arena	*arena;
	char		 me[60];
	size_t		 applied;	/* files of this run */
	int64_t		 version;
};

static struct utc
later(struct utc t, int64_t seconds)
{
	return (struct utc){ .us = t.us + seconds * SECOND_US };
}

static int
lease_take(struct migrate *m, struct err *e)
{
	struct utc begin = utc_now();

	for (;;) {
		struct utc now = utc_now();
		struct schema_lease_take_in in = { .holder = m->me, .now = now,
		    .until = later(now, LEASE_S) };
		int64_t n = schema_lease_take(m->db, &in, e);

		if (n != 0)
			return n > 0 ? 0 : -1;
		if (now.us > later(begin, WAIT_S).us)
			return err_set(e, ERR_BUSY, 0, "another migrate is at work");
		(void)usleep(300000);
	}
}

static const struct schema_list_row *
applied(const struct schema_list_rows *rows, int64_t version)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].version == version)
			return &rows->at[i];
	return NULL;
}

/* Everything that ran must be what we have, before anything more runs. */
static int
check_past(const struct schema_list_rows *rows, struct err *e)
{
	struct schema_file f = { .version = 0 };
	int64_t newest = 0;

	for (size_t i = 1; schema_file(i, &f) == 1; i++) {
		const struct schema_list_row *r = applied(rows, f.version);

		newest = f.version;
		if (r == NULL)
			continue;
		if (r->done_at.us == 0)
			return err_set(e, ERR_BROKEN, 0, "%s was interrupted: restore the backup "
			    "taken before it, or finish it by hand and set done_at", f.name);
		if (memcmp(r->sha256.p, f.sha256, SCHEMA_SHA256) != 0)
			return err_set(e, ERR_BROKEN, 0, "%s ran with another text: files that ran "
			    "are never changed, write a new one", f.name);
	}
	if (rows->n > 0 && rows->at[rows->n - 1].version > newest)
		return err_set(e, ERR_BROKEN, 0, "the database has %s, which this program does not know",
		    rows->at[rows->n - 1].name);
	return 0;
}

static int
apply(struct migrate *m, const struct schema_file *f, struct err *e)
{
	struct schema_begin_in begin = { .version = f->version, .name = f->name,
	    .sha256 = { .p = f->sha256, .n = SCHEMA_SHA256 }, .at = utc_now() };

	if (lease_take(m, e) == -1 || schema_begin(m->db, &begin, e) == -1)
		return -1;
	if (db_script(m->db, f->text, e) == -1)
		return err_wrap(e, f->name);
	struct schema_done_in done = { .version = f->version, .at = utc_now() };
	if (schema_done(m->db, &done, e) == -1)
		return -1;
	printf("%s\n", f->name);
	return 0;
}

static int
apply_missing(struct migrate *m, struct err *e)
{
	struct schema_list_rows rows;
	struct schema_file f = { .version = 0 };

	if (schema_list(m->db, m->arena, &rows, e) == -1 || check_past(&rows, e) == -1)
		return -1;
	for (size_t i = 1; schema_file(i, &f) == 1; i++) {
		if (applied(&rows, f.version) != NULL)
			continue;
		if (apply(m, &f, e) == -1)
			return -1;
		m->applied++;
	}
	m->version = f.version;
	printf("schema %ld: %zu new\n", (long)f.version, m->applied);
	return 0;
}

/* {web} becomes 'rekam_web'@'localhost'. */
static const char *
with_accounts(struct migrate *m, const char *text, struct err *e)
{
	struct out o;
	const char *open, *close, *result = NULL;

	out_init(&o, TEXT_CAP);
	for (; (open = strchr(text, '{')) != NULL && (close = strchr(open, '}')) != NULL;
	    text = close + 1) {
		const char *word = arena_strndup(m->arena, open + 1, (size_t)(close - open - 1));
		const char *user = conf_must(m->conf, arena_printf(m->arena, "account.%s", word),
		    "user", e);

		if (user == NULL || user[strspn(user, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0') {
			if (user != NULL)
				(void)err_set(e, ERR_INPUT, 0, "account %s: a-z, 0-9 and _ only", word);
			goto done;
		}
		out_raw(&o, text, (size_t)(open - text));
		out_printf(&o, "'%s'@'localhost'", user);
	}
	out_raw(&o, text, strlen(text));
	if (o.failed)
		(void)err_set(e, ERR_FULL, 0, "grants: no memory");
	else
		result = arena_strndup(m->arena, o.p, o.n);
done:
	out_free(&o);
	return result;
}

static int
grant(struct migrate *m, struct err *e)
{
	const struct sql_text *t = sql_texts;
	const char *text;

	/* the comment at the top explains {web} with a {web} of its own: harmless */
	while (t->name != NULL && !str_eq(t->name, "grants.sql"))
		t++;
	if (t->name == NULL)
		return err_set(e, ERR_BROKEN, 0, "grants.sql is not compiled in");
	if ((text = with_accounts(m, t->text, e)) == NULL || db_script(m->db, text, e) == -1)
		return err_wrap(e, "grants");
	printf("grants done\n");
	return 0;
}

static int
migrate(struct migrate *m, struct err *e)
{
	struct schema_file own = { .version = 0 };
	struct err ignored;
	int64_t names = 0;
	int r = -1;

	if (schema_file(0, &own) == 0 || own.version != 0)
		return err_set(e, ERR_BROKEN, 0, "0000_version.sql is not compiled in");
	if (db_script(m->db, own.text, e) == -1 || lease_take(m, e) == -1)
		return -1;
	if (apply_missing(m, e) == 0 && grant(m, e) == 0 && names_index(m->db, &names, e) == 0 &&
	    training_offices(m->db, e) == 0)
		r = 0;
	if (names > 0)
		printf("names of %lld cases indexed for the search\n", (long long)names);
	struct schema_lease_give_in in = { .holder = m->me, .now = utc_now() };
	(void)schema_lease_give(m->db, &in, &ignored);
	return r;
}

int
ctl_migrate(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct migrate m = { .conf = c->conf };
	char host[40] = "";
	int r = -1;

	(void)argv;
	if (argc != 1)
		return CTL_USAGE;
	(void)gethostname(host, sizeof host - 1);
	(void)snprintf(m.me, sizeof m.me, "%s/%ld", host, (long)getpid());
	if ((m.arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if ((m.db = db_open(c->conf, "migrate", e)) != NULL)
		r = migrate(&m, e);
	db_close(m.db);
	if (r == 0 && m.applied > 0)
		ctl_trace(c->conf, "migrate", "MIGRASI", arena_printf(m.arena, "schema/%lld",
		    (long long)m.version), arena_printf(m.arena, "%zu berkas", m.applied));
	arena_free(m.arena);
	return r;
}

int
ctl_schema(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct db *db;
	int r;

	(void)argv;
	if (argc != 1)
		return CTL_USAGE;
	if ((db = db_open(c->conf, "migrate", e)) == NULL)
		return -1;
	if ((r = schema_check(db, e)) == 0)
		printf("the schema is the one of this program\n");
	db_close(db);
	return r;
}
