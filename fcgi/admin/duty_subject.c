/* rekamctl subject; and how both commands of duty.h begin. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/duty.h"
#include "admin/duty_inside.h"
#include "base/file.h"
#include "admin/terminal.h"
#include "base/rnd.h"
#include "base/str.h"
#include "duty/extract.h"
#include "sop/nik.h"
#include "sql/affected.h"

#define ARENA_CAP	((size_t)256 << 20)
#define FILE_MAX	((size_t)256 << 20)

int
duty_job_begin(const struct ctl *c, struct duty_job *j, struct err *e)
{
	struct affected_office_in where = { .region = conf_must(c->conf, "office", "code", e) };
	struct affected_office_row office;

	*j = (struct duty_job){ 0 };
	rnd_hex(j->request, 16);
	if (where.region == NULL)
		return -1;
	if ((j->arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if ((j->db = db_open(c->conf, "web", e)) == NULL)
		return -1;
	/* a year of traces on a slow machine; a page would give up */
	db_patient(j->db);
	int n = affected_office(j->db, j->arena, &where, &office, e);
	if (n != 1)
		return n == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "there is no office %s", where.region);
	j->who = arena_printf(j->arena, "%s (terminal)", terminal_user());
	j->office = office.name;
	j->act = (struct act){ .office = office.id, .address = terminal_address(), .request = j->request,
	    .at = utc_now() };
	return 0;
}

void
duty_job_end(struct duty_job *j)
{
	(void)db_rollback(j->db, NULL);
	db_close(j->db);
	arena_free(j->arena);
}

/* The name of the twin: .txt in the place of .json, or behind. */
static const char *
twin_path(struct arena *a, const char *path)
{
	size_t n = strlen(path);

	if (n > 5 && str_eq(path + n - 5, ".json"))
		n -= 5;
	return arena_printf(a, "%.*s.txt", (int)n, path);
}

static int
write_both(struct duty_job *j, const struct extract *x, const char *path, struct err *e)
{
	const char *twin = twin_path(j->arena, path);
	struct out json, text;
	int rc;

	out_init(&json, FILE_MAX);
	out_init(&text, FILE_MAX);
	rc = extract_json(x, &json) == -1 ? err_set(e, ERR_FULL, 0, "no memory") : 0;
	extract_text(x, &text);
	if (rc == 0 && text.failed)
		rc = err_set(e, ERR_FULL, 0, "no memory");
	if (rc == 0)
		rc = file_write(path, 0600, json.p, json.n, e);
	if (rc == 0)
		rc = file_write(twin, 0600, text.p, text.n, e);
	if (rc == 0)
		printf("%s\n%s\n", path, twin);
	out_free(&json);
	out_free(&text);
	return rc;
}

static int
run(struct duty_job *j, const char *nik, const char *path, struct err *e)
{
	struct extract x;
	int n;

	/* the trace before the file: a disk that is full must not leave a file without a trace */
	if ((n = extract_load(j->db, j->arena, &j->act, nik, j->who, &x, e)) != 1)
		return n == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0,
		    "tidak ada data tentang NIK itu di %s", j->office);
	if (db_begin(j->db, e) == -1 ||
	    extract_trace(j->db, j->arena, &j->act, &x, "UNDUH_EKSTRAK", j->who, e) == -1 ||
	    db_commit(j->db, e) == -1)
		return -1;
	return write_both(j, &x, path, e);
}

int
ctl_subject(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct duty_job j;
	int rc;

	if (argc != 4 || !str_eq(argv[2], "--out"))
		return CTL_USAGE;
	if (duty_job_begin(c, &j, e) == -1) {
		duty_job_end(&j);
		return -1;
	}
	const char *nik = nik_normal(j.arena, argv[1]);
	enum nik_finding f = nik_check(nik);
	rc = f != NIK_OK ? err_set(e, ERR_INPUT, 0, "%s", nik_text(f)) : run(&j, nik, argv[3], e);
	duty_job_end(&j);
	return rc;
}
