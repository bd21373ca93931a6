/* What changes people.  The rules are in store/people.h; here are words, dates and codes. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "admin/password.h"
#include "admin/user.h"
#include "admin/user_inside.h"
#include "base/fmt.h"
#include "base/str.h"
#include "sql/user_admin.h"
#include "store/audit.h"
#include "store/people.h"
#include "store/second_factor.h"

/* 0, or -1 with the sentence that the pages show too. */
static int
ended(enum people_end end, struct err *e)
{
	if (end == PEOPLE_DONE)
		return 0;
	return end == PEOPLE_FAILED ? -1 : err_set(e, end == PEOPLE_NOT_FOUND ? ERR_NOT_FOUND :
	    end == PEOPLE_TAKEN || end == PEOPLE_STALE ? ERR_CONFLICT : ERR_INPUT, 0, "%s",
	    people_end_text(end));
}

static int
named(int r, const char *name)
{
	if (r == 0)
		printf("%s\n", name);
	return r;
}

static int
text_ok(const char *s, size_t most, const char *what, struct err *e)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			return err_set(e, ERR_INPUT, 0, "%s: a control character", what);
	if (!str_utf8_valid(s, n) || str_utf8_len(s) > most)
		return err_set(e, ERR_INPUT, 0, "%s: a text of at most %zu characters", what, most);
	return 0;
}

/* "2026-12-31", "31-12-2026"; "never": no end. */
static int
read_day(const char *s, struct day *ret_day, struct err *e)
{
	if (str_eq(s, "never")) {
		*ret_day = (struct day){ 0 };
		return 0;
	}
	if (!day_parse(s, ret_day))
		return err_set(e, ERR_INPUT, 0, "'%s' is no date: 31-12-2026, or never", s);
	return 0;
}

static void
print_code(const char *name, const char *code, struct utc now)
{
	struct fmt f;

	printf("%s\n%s\n", name, code);
	fprintf(stderr, "One-time code of %s, shown only now: hand it over in person.  At the login page, the\n"
	    "person chooses \"Aktivasi akun\" and sets a password; good for %d days (until %s).\n", name,
	    PEOPLE_CODE_DAYS, fmt_when(&f, (struct utc){ now.us + PEOPLE_CODE_DAYS * 86400 * INT64_C(1000000) }));
}

static int
set_password(struct job *j, int64_t id, const char *name, struct err *e)
{
	char hash[PWHASH_SIZE];
	struct admin_user_policy_in who = { .id = id };
	struct admin_user_policy_row p;

	if (admin_user_policy(j->db, j->arena, &who, &p, e) != 1)
		return -1;
	const struct password_person person = { .username = name, .name = p.name, .place = p.place };
	if (password_new(j->ctl->conf, p.policy, &person, hash, e) == -1)
		return -1;
	const struct people_password_in in = { .id = id, .hash = hash, .at = utc_now() };
	const struct people_sessions_end_in all = { .user = id };
	if (db_begin(j->db, e) == -1 || people_password(j->db, &in, e) != 1 ||
	    people_sessions_end(j->db, &all, e) < 0 ||
	    audit_write(j->db, &j->act, "KATA_SANDI", arena_printf(j->arena, "user/%lld", (long long)id),
	    "oleh administrator", e) == -1)
		return -1;
	return db_commit(j->db, e);
}

/* Options behind the words of `add`. */
static int
add_options(int argc, char **argv, struct person_data *d, bool *ret_password, struct err *e)
{
	int i = 0;

	if (argc > 0 && argv[0][0] != '-')
		d->nip = argv[i++];
	for (; i < argc; i++)
		if (str_eq(argv[i], "--password"))
			*ret_password = true;
		else if (str_eq(argv[i], "--until") && i + 1 < argc) {
			if (read_day(argv[++i], &d->valid_to, e) == -1)
				return -1;
		} else if (str_eq(argv[i], "--assignment") && i + 1 < argc)
			d->assignment = argv[++i];
		else
			return CTL_USAGE;
	return 0;
}

int
user_add(struct job *j, int argc, char **argv, struct err *e)
{
	struct person_data d = { .username = argv[0], .name = argv[2], .nip = "", .assignment = "" };
	char code[PEOPLE_CODE_SIZE];
	bool password = false;
	int64_t id;
	int r = add_options(argc - 3, argv + 3, &d, &password, e);

	if (r != 0)
		return r;
	if (user_roles(argv[1], &d.roles, e) == -1 || text_ok(d.name, 100, "the name", e) == -1 ||
	    text_ok(d.nip, 30, "the NIP", e) == -1 || text_ok(d.assignment, 100, "the surat tugas", e) == -1)
		return -1;
	if (str_empty(d.name))
		return err_set(e, ERR_INPUT, 0, "the full name is missing");
	if (ended(people_create(j->db, j->arena, &j->act, &d, &id, code, e), e) == -1)
		return -1;
	if (password)
		r = named(set_password(j, id, d.username, e), d.username);
	if (!password || r == -1)	/* refused: the account is there, with its code */
		print_code(d.username, code, j->act.at);
	sodium_memzero(code, sizeof code);
	return r;
}

int
user_code(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	char code[PEOPLE_CODE_SIZE];
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1 ||
	    ended(people_reset(j->db, j->arena, &j->act, u.id, u.version, code, e), e) == -1)
		return -1;
	print_code(u.username, code, j->act.at);
	sodium_memzero(code, sizeof code);
	return 0;
}

int
user_passwd(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1)
		return -1;
	return named(set_password(j, u.id, u.username, e), u.username);
}

/* As it is now, to be changed in one point. */
static struct person_data
as_it_is(const struct people_get_row *u)
{
	return (struct person_data){ .username = u->username, .name = u->name, .nip = u->nip,
		.roles = (role_set)u->roles, .valid_to = u->valid_to, .assignment = u->assignment };
}

static int
change(struct job *j, const struct people_get_row *u, const struct person_data *d, struct err *e)
{
	return named(ended(people_update(j->db, j->arena, &j->act, u->id, u->version, d, e), e),
	    u->username);
}

int
user_set_roles(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1)
		return -1;
	struct person_data d = as_it_is(&u);
	if (user_roles(argv[1], &d.roles, e) == -1)
		return -1;
	return change(j, &u, &d, e);
}

int
user_rename(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;

	if (user_find(j, argv[0], &u, e) == -1)
		return -1;
	struct person_data d = as_it_is(&u);
	d.name = argv[1];
	if (argc > 2)
		d.nip = argv[2];
	if (text_ok(d.name, 100, "the name", e) == -1 || text_ok(d.nip, 30, "the NIP", e) == -1)
		return -1;
	if (str_empty(d.name))
		return err_set(e, ERR_INPUT, 0, "the full name is missing");
	return change(j, &u, &d, e);
}

int
user_until(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;

	if (user_find(j, argv[0], &u, e) == -1)
		return -1;
	struct person_data d = as_it_is(&u);
	if (argc > 2)
		d.assignment = argv[2];
	if (read_day(argv[1], &d.valid_to, e) == -1 || text_ok(d.assignment, 100, "the surat tugas", e) == -1)
		return -1;
	return change(j, &u, &d, e);
}

static int
set_active(struct job *j, const char *name, bool active, struct err *e)
{
	struct people_get_row u;

	if (user_find(j, name, &u, e) == -1)
		return -1;
	return named(ended(people_set_active(j->db, j->arena, &j->act, u.id, u.version, active, e), e),
	    u.username);
}

int
user_disable(struct job *j, int argc, char **argv, struct err *e)
{
	(void)argc;
	return set_active(j, argv[0], false, e);
}

int
user_enable(struct job *j, int argc, char **argv, struct err *e)
{
	(void)argc;
	return set_active(j, argv[0], true, e);
}

/* Who has lost the telephone begins anew; nobody stays logged in with the old one. */
int
user_totp_reset(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	int n;
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1 || db_begin(j->db, e) == -1 ||
	    (n = second_factor_remove(j->db, j->arena, &j->act, u.id, e)) == -1)
		return -1;
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "%s has no second factor", u.username);
	return named(db_commit(j->db, e), u.username);
}
