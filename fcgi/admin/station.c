#include "admin/station.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "admin/job.h"
#include "base/day.h"
#include "base/fmt.h"
#include "base/str.h"
#include "sql/biometric.h"
#include "sql/user_admin.h"
#include "station/client.h"
#include "station/keys.h"
#include "store/audit.h"

#define PATIENCE_MS	10000

static int
traced(struct job *j, const char *what, const char *code, struct err *e)
{
	if (audit_write(j->db, &j->act, "STASIUN", arena_printf(j->arena, "station/%s", code), what, e) == -1 ||
	    db_commit(j->db, e) == -1)
		return -1;
	printf("%s: %s\n", code, what);
	return 0;
}

static int
find(struct job *j, const char *code, struct station_find_row *ret, struct err *e)
{
	const struct station_find_in in = { .office = j->act.office, .code = code };
	int n = station_find(j->db, j->arena, &in, ret, e);

	return n == 1 ? 0 : n == 0 ? err_set(e, ERR_NOT_FOUND, 0, "this office has no station '%.40s' (rekamctl station list)", code) : -1;
}

/* ---- add ---- */

static bool
code_ok(const char *s)
{
	size_t n = strlen(s);

	return n >= 1 && n <= 31 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

static int
key_of(const char *word, uint8_t key[32], struct err *e)
{
	if (strlen(word) == 64 && str_unhex(key, 32, word))
		return 0;
	return seal_public_key_read(word, key, e);
}

static int
add(struct job *j, int argc, char **argv, struct err *e)
{
	struct admin_station_put_in in = { .office = j->act.office, .code = argv[0], .label = argv[0] };
	const char *key_word = NULL;
	struct station_find_row there;
	uint8_t key[32];

	if (argc % 2 == 0)
		return CTL_USAGE;
	for (int i = 1; i < argc; i += 2) {
		if (strcmp(argv[i], "--url") == 0)
			in.url = argv[i + 1];
		else if (strcmp(argv[i], "--key") == 0)
			key_word = argv[i + 1];
		else if (strcmp(argv[i], "--label") == 0)
			in.label = argv[i + 1];
		else
			return CTL_USAGE;
	}
	if (in.url == NULL || key_word == NULL)
		return CTL_USAGE;
	if (!code_ok(argv[0]))
		return err_set(e, ERR_INPUT, 0, "'%.40s': a code is 1 to 31 of A-Z 0-9 -", argv[0]);
	if ((!str_starts(in.url, "unix:/") && !str_starts(in.url, "https://")) || strlen(in.url) > 200 ||
	    in.url[strlen(in.url) - 1] == '/')
		return err_set(e, ERR_INPUT, 0, "'%.80s': a station is at unix:/PATH or https://HOST[:PORT]", in.url);
	if (strlen(in.label) > 80 || key_of(key_word, key, e) == -1)
		return e->kind == ERR_NONE ? err_set(e, ERR_INPUT, 0, "the label is longer than 80 characters") : -1;
	in.sign_key = (struct bytes){ key, sizeof key };
	const struct station_find_in ask = { .office = in.office, .code = in.code };
	if (db_begin(j->db, e) == -1)
		return -1;
	int n = station_find(j->db, j->arena, &ask, &there, e);
	/* a revoked key stays revoked: its records would count again */
	if (n == 1 && there.revoked_at.us != 0)
		return err_set(e, ERR_CONFLICT, 0, "%s was revoked; a station with a new key gets a new code", in.code);
	if (n == -1 || admin_station_put(j->db, &in, e) == -1)
		return -1;
	return traced(j, n == 1 ? "changed" : "added", in.code, e);
}

/* ---- list, test ---- */

static void
ask(struct job *j, const char *url, const uint8_t *key)
{
	struct err e = { .kind = ERR_NONE };
	struct station_client *c = station_client_create(url, j->ctl->conf, &e);
	struct station_health h;
	char hex[65];

	if (c != NULL)
		station_client_patience(c, PATIENCE_MS);
	if (c == NULL || station_health(c, &h, &e) == -1) {
		printf("    ! %s\n", e.text);
		station_client_free(c);
		return;
	}
	str_hex(hex, key, 32);
	printf("    %s, %s, export key of %s, %" PRId64 " deaths of the reader process\n", h.state,
	    h.present ? h.name : "no reader", h.epoch[0] == '\0' ? "no month" : h.epoch, h.failures);
	if (h.present && !h.image)
		printf("    ! this reader gives no image (match-on-chip): it cannot be used\n");
	if (h.present && h.ppi > 0 && h.ppi < 490)
		printf("    ! %d ppi: below what an identity file needs (490)\n", h.ppi);
	if (h.swipe)
		printf("    ! a swipe reader: its images are marked so\n");
	if (!str_eq(hex, h.public_key))
		printf("    ! it signs with another key than the one that was added: its records are refused\n");
	station_client_free(c);
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	const struct station_list_in in = { .office = j->act.office };
	struct station_list_rows rows;
	struct fmt f;
	(void)argc, (void)argv;

	if (station_list(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	if (rows.n == 0)
		puts("no station yet (rekamctl station add CODE --url URL --key FILE)");
	for (size_t i = 0; i < rows.n; i++) {
		const struct station_list_row *r = &rows.at[i];
		printf("%s  %s\n    %s\n", r->code, r->label, r->url);
		if (r->revoked_at.us != 0)
			printf("    revoked since %s\n", fmt_when(&f, r->revoked_at));
		else if (r->rest_since.us != 0)
			printf("    not in use since %s: %s\n", fmt_when(&f, r->rest_since), r->rest_note);
		else
			ask(j, r->url, r->sign_key.p);
		if (r->down_since.us != 0)
			printf("    down since %s\n", fmt_when(&f, r->down_since));
	}
	return 0;
}

static int
test(struct job *j, int argc, char **argv, struct err *e)
{
	struct station_find_row r;
	struct station_test tests[STATION_TESTS];
	struct station_client *c;
	size_t n = 0;
	int failed = 0;
	(void)argc;

	if (find(j, argv[0], &r, e) == -1)
		return -1;
	if ((c = station_client_create(r.url, j->ctl->conf, e)) == NULL)
		return -1;
	station_client_patience(c, PATIENCE_MS);
	int rc = station_selftest(c, tests, &n, e);
	station_client_free(c);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		printf("%s %s%s%s\n", tests[i].ok ? "ok  " : "FAIL", tests[i].name, tests[i].text[0] == '\0' ? "" : ": ", tests[i].text);
		failed += !tests[i].ok;
	}
	return rc == -1 ? -1 : failed == 0 ? 0 : err_set(e, ERR_BROKEN, 0, "%d of %zu tests of %s failed", failed, n, argv[0]);
}

/* ---- rest, use, revoke ---- */

static int
rest(struct job *j, int argc, char **argv, struct err *e)
{
	struct station_find_row r;

	if (db_begin(j->db, e) == -1 || find(j, argv[0], &r, e) == -1)
		return -1;
	const struct station_rest_in in = { .id = r.id, .office = j->act.office, .at = j->act.at, .note = argc > 1 ? argv[1] : "" };
	return station_rest(j->db, &in, e) < 0 ? -1 : traced(j, "not in use", argv[0], e);
}

static int
use(struct job *j, int argc, char **argv, struct err *e)
{
	struct station_find_row r;
	(void)argc;

	if (db_begin(j->db, e) == -1 || find(j, argv[0], &r, e) == -1)
		return -1;
	const struct station_rest_in in = { .id = r.id, .office = j->act.office, .note = "" };
	return station_rest(j->db, &in, e) < 0 ? -1 : traced(j, "in use", argv[0], e);
}

static int
revoke(struct job *j, int argc, char **argv, struct err *e)
{
	struct station_find_row r;
	(void)argc;

	if (db_begin(j->db, e) == -1 || find(j, argv[0], &r, e) == -1)
		return -1;
	const struct station_revoke_in in = { .id = r.id, .at = j->act.at };
	return station_revoke(j->db, &in, e) < 0 ? -1 : traced(j, "revoked: nothing of it is taken any more", argv[0], e);
}

int
ctl_station(const struct ctl *ctl, int argc, char **argv, struct err *e)
{
	static const struct job_verb verbs[] = {
		{ "add", 5, 7, add }, { "list", 0, 0, list }, { "test", 1, 1, test }, { "rest", 1, 2, rest }, { "use", 1, 1, use },
		{ "revoke", 1, 1, revoke }, { "cert", 3, 3, station_cert }, { NULL, 0, 0, NULL },
	};

	return job_run(ctl, verbs, argc, argv, e);
}
