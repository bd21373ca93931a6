/* rekamctl affected. */
#include <stdio.h>
#include <string.h>

#include "admin/duty.h"
#include "admin/duty_inside.h"
#include "base/str.h"
#include "duty/affected.h"
#include "duty/when.h"
#include "sql/affected.h"
#include "store/audit.h"

#define PART	500000	/* in one: each part asks the whole question again */

struct words {
	const char	*from, *to, *user, *address, *station, *backup;
	bool		 lists, csv;
};

/* false: not ours */
static bool
word_take(struct words *w, char **argv, int *i)
{
	const struct { const char *word; const char **to; } with_value[] = {
		{ "--from", &w->from }, { "--to", &w->to }, { "--user", &w->user },
		{ "--address", &w->address }, { "--station", &w->station }, { "--backup", &w->backup },
	};

	for (size_t k = 0; k < sizeof with_value / sizeof *with_value; k++)
		if (str_eq(argv[*i], with_value[k].word)) {
			if (argv[*i + 1] == NULL || *with_value[k].to != NULL)
				return false;
			*with_value[k].to = argv[++*i];
			return true;
		}
	if (str_eq(argv[*i], "--lists"))
		w->lists = true;
	else if (str_eq(argv[*i], "--csv"))
		w->csv = true;
	else
		return false;
	return true;
}

static int
span(const struct words *w, struct affected_question *q, struct err *e)
{
	if (w->from == NULL || w->to == NULL)
		return err_set(e, ERR_INPUT, 0, "rentang waktu belum lengkap: --from dan --to");
	if (!when_parse(w->from, false, &q->from))
		return err_set(e, ERR_INPUT, 0, "--from %.60s tidak dikenal; tulis 2026-11-23 atau 2026-11-23T09:41", w->from);
	if (!when_parse(w->to, true, &q->to))
		return err_set(e, ERR_INPUT, 0, "--to %.60s tidak dikenal; tulis 2026-11-23 atau 2026-11-23T09:41", w->to);
	if (q->to.us < q->from.us)
		return err_set(e, ERR_INPUT, 0, "rentang waktu terbalik: --from harus sebelum --to");
	return 0;
}

static int
source(struct duty_job *j, const struct words *w, struct affected_question *q, struct err *e)
{
	struct affected_user_row user;
	struct affected_station_row station;
	int n;

	if ((w->station != NULL || w->backup != NULL) &&
	    (w->user != NULL || w->address != NULL || (w->station != NULL && w->backup != NULL)))
		return err_set(e, ERR_INPUT, 0, "pilih satu sumber: --user/--address, --station, atau --backup");
	if (w->backup != NULL)
		return when_backup(w->backup, &q->backup_at) || when_parse(w->backup, true, &q->backup_at) ? 0 :
		    err_set(e, ERR_INPUT, 0, "--backup %.60s bukan nama cadangan dan bukan waktu", w->backup);
	if (span(w, q, e) == -1)
		return -1;
	if (w->user != NULL) {
		const struct affected_user_in in = { .office = q->office, .username = w->user };
		if ((n = affected_user(j->db, j->arena, &in, &user, e)) != 1)
			return n == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "tidak ada akun %.60s di %s", w->user, j->office);
		q->user = user.id;
	}
	if (w->station != NULL) {
		const struct affected_station_in in = { .office = q->office, .code = w->station };
		if ((n = affected_station(j->db, j->arena, &in, &station, e)) != 1)
			return n == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "tidak ada stasiun %.60s di %s", w->station, j->office);
		q->station = station.id;
	}
	q->address = w->address != NULL ? w->address : "";
	q->lists = w->lists;
	return 0;
}

static void
print_rows(struct duty_job *j, const struct affected *rows)
{
	struct fmt last;

	for (size_t i = 0; i < rows->n; i++) {
		const struct affected_row *r = &rows->at[i];
		printf("%-40s %s %-16s %-15s %s  %s\n", r->name, r->nik, r->village,
		    *r->phone == '\0' ? "-" : r->phone, fmt_when(&last, r->last_at),
		    affected_kinds_text(j->arena, r->kinds));
	}
}

static int
print_all(struct duty_job *j, const struct affected_question *q, bool csv, struct err *e)
{
	struct affected rows;
	struct out o;
	int64_t n = 0, total = 0;

	out_init(&o, (size_t)64 << 20);
	if (csv)
		affected_csv_head(&o);
	for (;;) {
		if (affected_load(j->db, j->arena, q, n, PART, &rows, e) == -1) {
			out_free(&o);
			return -1;
		}
		total = n == 0 ? rows.total : total;
		if (csv)
			affected_csv(&o, j->arena, &rows);
		else
			print_rows(j, &rows);
		if (o.n > 0)
			(void)fwrite(o.p, 1, o.n, stdout);
		out_reset(&o);
		n += (int64_t)rows.n;
		if (rows.n < PART)
			break;
	}
	out_free(&o);
	if (!csv)
		printf("%lld orang\n", (long long)total);
	return 0;
}

static int
run(struct duty_job *j, const struct words *w, struct err *e)
{
	struct affected_question q = { .office = j->act.office, .address = "" };
	int64_t lists;

	if (source(j, w, &q, e) == -1)
		return -1;
	if (audit_write(j->db, &j->act, "UNDUH_TERDAMPAK", "terdampak", j->who, e) == -1 ||
	    affected_lists_seen(j->db, j->arena, &q, &lists, e) == -1 ||
	    print_all(j, &q, w->csv, e) == -1)
		return -1;
	if (lists > 0 && !w->lists)
		fprintf(stderr, "%lld daftar (register, antrean, pencarian) dibuka dalam rentang itu; "
		    "siapa yang mungkin tampil di dalamnya: --lists\n", (long long)lists);
	return 0;
}

int
ctl_affected(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct words w = { 0 };
	struct duty_job j;
	int rc;

	for (int i = 1; i < argc; i++)
		if (!word_take(&w, argv, &i))
			return CTL_USAGE;
	if (argc == 1)
		return CTL_USAGE;
	rc = duty_job_begin(c, &j, e);
	if (rc == 0)
		rc = run(&j, &w, e);
	duty_job_end(&j);
	return rc;
}
