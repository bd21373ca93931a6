#include "admin/seed.h"

#include <stdio.h>
#include <string.h>

#include "admin/trace.h"
#include "admin/training.h"
#include "admin/user.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/file.h"
#include "base/out.h"
#include "base/pwhash.h"
#include "base/str.h"
#include "sql/text.h"
#include "sql/user_admin.h"
#include "sop/biometric.h"
#include "sql/biometric.h"
#include "station/keys.h"
#include "store/db.h"

#define ARENA_CAP	(1024 * 1024)

/* One of each role.  The first three walk the whole procedure. */
static const struct demo {
	const char	*username, *roles, *name, *nip, *signs;
} demo[] = {
	{ "loket",	"petugas",	"Rina Contoh Wulandari", "", NULL },
	{ "perekam",	"operator",	"Dimas Contoh Saputra", "", NULL },
	{ "camat",	"camat",	"Bagus Contoh Prasetya, S.STP., M.Si.", "99999999 999999 9 001", "CAMAT" },
	{ "sekcam",	"sekcam",	"Teladan Nugroho, S.E., M.M.", "99999999 999999 9 002", "SEKCAM" },
	{ "kasi",	"kasi",		"Retno Contoh Wibowo, S.Sos.", "99999999 999999 9 003", "KASI" },
	{ "dinas",	"dinas",	"Lestari Contoh Utami", "", NULL },
	{ "pemeriksa",	"pemeriksa",	"Cermat Contoh Hidayat", "", NULL },
	{ "admin",	"admin",	"Administrator Contoh", "", NULL },
};
#define DEMOS	(sizeof demo / sizeof demo[0])

struct seed {
	const struct ctl	*ctl;
	struct db	*db;
	struct arena	*arena;
	int64_t		 office;
};

static int
base_rows(struct seed *s, struct err *e)
{
	for (const struct sql_text *t = sql_texts; t->name != NULL; t++)
		if (str_starts(t->name, "seed/") && db_script(s->db, t->text, e) == -1)
			return err_wrap(e, t->name);
	struct admin_office_in in = { .region = conf_str(s->ctl->conf, "office", "code", "350308") };
	struct admin_office_row office;
	int r = admin_office(s->db, s->arena, &in, &office, e);
	if (r != 1)
		return r == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "there is no office %s", in.region);
	s->office = office.id;
	return training_offices(s->db, e);
}

static int
account(struct seed *s, const struct demo *d, const char *hash, struct err *e)
{
	struct admin_user_find_in find = { .username = d->username };
	struct admin_user_find_row u;
	role_set roles = 0;
	int r = admin_user_find(s->db, s->arena, &find, &u, e);
	int64_t id;

	if (r != 0)
		return r == 1 ? 0 : -1;
	if (user_roles(d->roles, &roles, e) == -1)
		return -1;
	struct admin_user_add_in in = { .office = s->office, .username = d->username,
	    .name = d->name, .nip = d->nip, .hash = hash, .roles = (int64_t)roles, .at = utc_now(),
	    .assignment = "" };
	if ((roles & ROLE_BIT(PEMERIKSA)) != 0) {	/* never without an end */
		in.valid_to = day_from_number(day_number(utc_day_wib(in.at)) + 365);
		in.assignment = "700/CONTOH/2026";
	}
	if ((id = admin_user_add(s->db, &in, e)) == -1)
		return -1;
	if (d->signs == NULL)
		return 0;
	struct admin_signatory_bind_in bind = { .office = s->office, .role = d->signs, .user_id = id };
	return admin_signatory_bind(s->db, &bind, e) == -1 ? -1 : 0;
}

static int
accounts(struct seed *s, struct err *e)
{
	char hash[PWHASH_SIZE];

	if (pwhash_make(SEED_PASSWORD, hash, e) == -1)	/* slow by design: once for all */
		return -1;
	for (size_t i = 0; i < DEMOS; i++)
		if (account(s, &demo[i], hash, e) == -1)
			return -1;
	return 0;
}

/* The demonstration captures; a real office decides for itself (/pengaturan/perekaman). */
static int
decision(struct seed *s, struct err *e)
{
	const struct biometric_policy_now_in in = { .office = s->office };
	const struct biometric_policy_add_in add = { .office = s->office, .local = 1,
	    .basis = "Kantor peragaan: belum ada dasar hukum, data rekaan", .dpia = "PERAGAAN", .needs = "LOKAL",
	    .keep = "KIRIM", .keep_days = 90, .quality = BIO_QUALITY_DEFAULT, .attempts = 3, .photo = 1, .signature = 1,
	    .at = utc_now() };
	struct biometric_policy_now_row row;
	int n = biometric_policy_now(s->db, s->arena, &in, &row, e);

	return n != 0 ? (n == 1 ? 0 : -1) : biometric_policy_add(s->db, &add, e) < 0 ? -1 : 0;
}

/* Without keys there is no station yet: the office works, step 5 waits. */
static int
devices(struct seed *s, struct err *e)
{
	const struct conf *c = s->ctl->conf;
	struct admin_printer_put_in printer = { .office = s->office,
	    .queue = conf_str(c, "cups", "queue", "rekam"), .label = "Printer loket" };
	const char *keys = conf_must(c, "paths", "keys", e);
	const char *code = conf_str(c, "station", "code", "STASIUN-1");
	uint8_t key[32];
	struct err why;

	if (keys == NULL || admin_printer_put(s->db, &printer, e) == -1)
		return -1;
	if (seal_public_key_read(arena_printf(s->arena, "%s/station.pub", keys), key, &why) == -1) {
		fprintf(stderr, "no station yet (%s): run rekamctl keys init, then seed-demo again\n",
		    why.text);
		return 0;
	}
	if (decision(s, e) == -1)
		return -1;
	const char *run = conf_str(c, "paths", "run", "/run/rekam");
	struct admin_station_put_in in = { .office = s->office, .code = code,
	    .label = "Stasiun perekaman loket",
	    .url = conf_str(c, "station", "url",
	    arena_printf(s->arena, "unix:%s/station-http.sock", run)),
	    .sign_key = { .p = key, .n = sizeof key } };
	return admin_station_put(s->db, &in, e) == -1 ? -1 : 0;
}

static void
print_table(struct out *o)
{
	out_printf(o, "Akun demo (kata sandi semua akun: %s)\n\n", SEED_PASSWORD);
	for (size_t i = 0; i < DEMOS; i++) {
		enum role r = role_by_word(demo[i].roles);

		out_printf(o, "  %-10s  %-30s  %s\n", demo[i].username, role_label(r), demo[i].name);
	}
}

static int
show(const struct ctl *c, struct arena *a, struct err *e)
{
	const char *slash = strrchr(c->conf_path, '/');
	const char *path = slash == NULL ? "akun-demo.txt" : arena_printf(a, "%.*s/akun-demo.txt",
	    (int)(slash - c->conf_path), c->conf_path);
	struct out o;
	struct err ignored;

	out_init(&o, 16384);
	print_table(&o);
	if (o.failed) {
		out_free(&o);
		return err_set(e, ERR_FULL, 0, "no memory");
	}
	fwrite(o.p, 1, o.n, stdout);
	/* the folder may belong to somebody else; the table was printed */
	(void)file_write(path, 0600, o.p, o.n, &ignored);
	out_free(&o);
	return 0;
}

static int
fill(struct seed *s, struct err *e)
{
	struct err ignored;
	int r = -1;

	if (db_begin(s->db, e) == -1)
		return -1;
	if (base_rows(s, e) == 0 && accounts(s, e) == 0 && devices(s, e) == 0)
		r = db_commit(s->db, e);
	(void)db_rollback(s->db, &ignored);
	return r;
}

int
ctl_seed_demo(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct seed s = { .ctl = c };
	int r = -1;

	(void)argv;
	if (argc != 1)
		return CTL_USAGE;
	if ((s.arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if ((s.db = db_open(c->conf, "migrate", e)) != NULL && fill(&s, e) == 0)
		r = show(c, s.arena, e);
	db_close(s.db);
	if (r == 0)
		ctl_trace(c->conf, "migrate", "DATA_CONTOH", "kantor", "");
	arena_free(s.arena);
	return r;
}
