#include "admin/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "admin/job.h"
#include "base/file.h"
#include "base/fmt.h"
#include "base/str.h"
#include "sop/finger.h"
#include "sql/record.h"
#include "station/seal.h"
#include "store/audit.h"

#define SEALED_MOST	(SEAL_IMAGE_MAX + SEAL_OVERHEAD + 65536)	/* a record and its row */

static int
case_of(struct job *j, const char *word, struct record_case_row *ret, struct err *e)
{
	struct record_case_in in = { .office = j->act.office };
	int n;

	if (!str_int(word, 1, INT64_MAX, &in.id))
		return err_set(e, ERR_INPUT, 0, "'%.30s' is no number of a case (the one in its address)", word);
	n = record_case(j->db, j->arena, &in, ret, e);
	return n == 1 ? 0 : n == 0 ? err_set(e, ERR_NOT_FOUND, 0, "this office has no case %s", word) : -1;
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	struct record_case_row c;
	struct record_list_rows rows;
	struct fmt f;
	(void)argc;

	if (case_of(j, argv[0], &c, e) == -1 || record_list(j->db, j->arena, &(struct record_list_in){ .id = c.id }, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		printf("%s%s%s  key of %s, %" PRId64 " bytes, %s\n", rows.at[i].kind, rows.at[i].finger == 0 ? "" : " ",
		    rows.at[i].finger == 0 ? "" : finger_word((int)rows.at[i].finger), rows.at[i].epoch, rows.at[i].bytes, fmt_when(&f, rows.at[i].at));
	if (rows.n == 0)
		puts("nothing sealed is kept of this case");
	return 0;
}

/* ---- copy ---- */

static const char *
file_name(struct arena *a, const char *kind, int64_t finger)
{
	return finger != 0 ? arena_printf(a, "finger-%02lld.rekam", (long long)finger) :
	    str_eq(kind, SEAL_FACE) ? "foto.rekam" : str_eq(kind, SEAL_SIGN) ? "tanda-tangan.rekam" : "foto-pengecualian.rekam";
}

/* Each in memory of its own: ten fingers and three pictures would not fit beside each other. */
static int
copy_one(struct job *j, const struct record_get_in *in, const char *path, char hash[65], struct err *e)
{
	struct arena *a = arena_create(SEALED_MOST);
	struct record_get_row r;
	int rc = a == NULL || path == NULL ? err_set(e, ERR_FULL, 0, "no memory") : record_get(j->db, a, in, &r, e) == 1 ? 0 : -1;

	if (rc == 0 && r.sha256.n == 32)
		str_hex(hash, r.sha256.p, 32);
	if (rc == 0)
		rc = file_write(path, 0600, r.sealed.p, r.sealed.n, e);
	arena_free(a);
	return rc;
}

static int
copy_records(struct job *j, int64_t id, const char *into, FILE *index, size_t *ret_n, struct err *e)
{
	struct record_list_rows rows;

	if (record_list(j->db, j->arena, &(struct record_list_in){ .id = id }, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct record_get_in in = { .id = id, .kind = rows.at[i].kind, .finger = rows.at[i].finger };
		const char *name = file_name(j->arena, in.kind, in.finger), *path = arena_printf(j->arena, "%s/%s", into, name);
		char hash[65] = "";
		if (copy_one(j, &in, path, hash, e) == -1)
			return -1;
		(void)fprintf(index, "record %s %s %s\n", name, rows.at[i].epoch, hash);
	}
	*ret_n = rows.n;
	return 0;
}

static int
copy_rest(struct job *j, int64_t id, FILE *index, struct err *e)
{
	struct record_station_list_rows stations;
	struct record_missing_rows missing;
	char hex[65];

	if (record_station_list(j->db, j->arena, &(struct record_station_list_in){ .office = j->act.office }, &stations, e) == -1 ||
	    record_missing(j->db, j->arena, &(struct record_missing_in){ .id = id }, &missing, e) == -1)
		return -1;
	for (size_t i = 0; i < stations.n; i++)
		if (stations.at[i].sign_key.n == 32) {
			str_hex(hex, stations.at[i].sign_key.p, 32);
			(void)fprintf(index, "station %s %s\n", stations.at[i].code, hex);
		}
	for (size_t i = 0; i < missing.n; i++)
		(void)fprintf(index, "missing %" PRId64 " %s\n", missing.at[i].finger, str_eq(missing.at[i].reason, "AMPUTASI") ? "AMPUTASI" : "LAIN");
	return 0;
}

static int
copy(struct job *j, int argc, char **argv, struct err *e)
{
	struct record_case_row c;
	size_t n, size = 0;
	char *text = NULL;
	FILE *index;
	int rc;

	if (argc != 3 || strcmp(argv[1], "--into") != 0)
		return CTL_USAGE;
	if (case_of(j, argv[0], &c, e) == -1)
		return -1;
	if (mkdir(argv[2], 0700) == -1 && !file_there(argv[2]))
		return err_set(e, ERR_AWAY, 0, "%.200s cannot be made", argv[2]);
	if ((index = open_memstream(&text, &size)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	(void)fprintf(index, "case %s\n", c.uuid);
	rc = copy_records(j, c.id, argv[2], index, &n, e);
	if (rc == 0)
		rc = copy_rest(j, c.id, index, e);
	if (fclose(index) != 0 && rc == 0)
		rc = err_set(e, ERR_FULL, 0, "no memory");
	if (rc == 0)
		rc = file_write(arena_printf(j->arena, "%s/isi.txt", argv[2]), 0600, text, size, e);
	free(text);
	if (rc == 0 && (db_begin(j->db, e) == -1 || audit_write(j->db, &j->act, "EKSPOR_REKAMAN", arena_printf(j->arena, "casefile/%lld",
	    (long long)c.id), arena_printf(j->arena, "%zu rekaman tersegel", n), e) == -1 || db_commit(j->db, e) == -1))
		rc = -1;
	if (rc == 0)
		printf("%zu sealed records in %s; open them where the export key is: rekamctl record open\n", n, argv[2]);
	return rc;
}

int
ctl_record(const struct ctl *ctl, int argc, char **argv, struct err *e)
{
	static const struct job_verb verbs[] = { { "list", 1, 1, list }, { "copy", 3, 3, copy }, { NULL, 0, 0, NULL } };

	if (argc == 7 && strcmp(argv[1], "open") == 0 && strcmp(argv[3], "--keys") == 0 && strcmp(argv[5], "--into") == 0)
		return record_open(argv[2], argv[4], argv[6], e);
	return job_run(ctl, verbs, argc, argv, e);
}
