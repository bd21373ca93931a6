#include "admin/user.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/rnd.h"
#include "base/str.h"
#include "sql/user_admin.h"
#include "store/act.h"
#include "store/audit.h"
#include "store/db.h"
#include "store/second_factor.h"

#define ARENA_CAP	(4 * 1024 * 1024)
#define PASSES		3
#define MEMORY		((size_t)64 * 1024 * 1024)

struct user_job {
	const struct ctl	*ctl;
	struct db	*db;
	struct arena	*arena;
	char		 request[33];
};

int
user_hash(const char *password, char ret_hash[USER_HASH_SIZE], struct err *e)
{
	size_t n = strlen(password);

	_Static_assert(USER_HASH_SIZE >= crypto_pwhash_STRBYTES, "room for the hash");
	if (sodium_init() == -1)
		return err_set(e, ERR_BROKEN, 0, "libsodium");
	if (n < USER_PASSWORD_MIN || n > USER_PASSWORD_MAX || !str_utf8_valid(password, n))
		return err_set(e, ERR_INPUT, 0, "a password has %d to %d characters",
		    USER_PASSWORD_MIN, USER_PASSWORD_MAX);
	if (crypto_pwhash_str_alg(ret_hash, password, n, PASSES, MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(e, ERR_FULL, 0, "no memory for argon2id");
	return 0;
}

int
user_roles(const char *words, role_set *ret_roles, struct err *e)
{
	role_set set = 0;

	while (*words != '\0') {
		char word[32] = "";
		size_t n = strcspn(words, ",");

		if (n < sizeof word)
			memcpy(word, words, n);
		enum role r = role_by_word(word);
		if (r == ROLE__MAX)
			return err_set(e, ERR_INPUT, 0, "there is no role '%.*s'", (int)n, words);
		set |= (role_set)1u << r;
		words += n + (words[n] == ',');
	}
	if (set == 0)
		return err_set(e, ERR_INPUT, 0, "no role is given");
	*ret_roles = set;
	return 0;
}

static int
read_line(char *buf, size_t size, struct err *e)
{
	if (fgets(buf, (int)size, stdin) == NULL)
		return err_set(e, ERR_INPUT, 0, "no password was given");
	size_t n = strcspn(buf, "\r\n");
	if (buf[n] == '\0' && n == size - 1)
		return err_set(e, ERR_INPUT, 0, "the password is too long");
	buf[n] = '\0';
	return 0;
}

/* Without an echo, twice; buf holds USER_PASSWORD_MAX and a line end. */
static int
ask_password(char *buf, size_t size, struct err *e)
{
	char again[USER_PASSWORD_MAX + 3];
	struct termios was, quiet;
	int r;

	if (tcgetattr(STDIN_FILENO, &was) == -1)
		return read_line(buf, size, e);		/* no terminal */
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	fputs("Password: ", stderr);
	r = read_line(buf, size, e);
	fputs("\nOnce more: ", stderr);
	if (r == 0 && (r = read_line(again, sizeof again, e)) == 0 && strcmp(buf, again) != 0)
		r = err_set(e, ERR_INPUT, 0, "the two are not the same");
	fputc('\n', stderr);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	sodium_memzero(again, sizeof again);
	return r;
}

static int
new_hash(char hash[USER_HASH_SIZE], struct err *e)
{
	char password[USER_PASSWORD_MAX + 3];
	int r = ask_password(password, sizeof password, e);

	if (r == 0)
		r = user_hash(password, hash, e);
	sodium_memzero(password, sizeof password);
	return r;
}

static int
trace(struct user_job *j, int64_t office, int64_t id, const char *action, const char *detail,
    struct err *e)
{
	struct act act = { .office = office, .address = "rekamctl", .request = j->request,
	    .at = utc_now() };

	return audit_write(j->db, &act, action, arena_printf(j->arena, "user/%ld", (long)id),
	    detail, e);
}

static bool
username_ok(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return n >= 2 && n <= 40 && s[n] == '\0';
}

static int
add(struct user_job *j, int argc, char **argv, struct err *e)
{
	struct admin_office_in where = { .region = conf_must(j->ctl->conf, "office", "code", e) };
	struct admin_office_row office;
	char hash[USER_HASH_SIZE];
	role_set roles = 0;
	int64_t id;

	if (argc < 5 || argc > 6)
		return CTL_USAGE;
	if (!username_ok(argv[2]))
		return err_set(e, ERR_INPUT, 0, "a user name has 2 to 40 of a-z 0-9 . _ -");
	if (user_roles(argv[3], &roles, e) == -1 || where.region == NULL)
		return -1;
	int r = admin_office(j->db, j->arena, &where, &office, e);
	if (r != 1)
		return r == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "there is no office %s", where.region);
	if (new_hash(hash, e) == -1)
		return -1;
	struct admin_user_add_in in = { .office = office.id, .username = argv[2], .name = argv[4],
	    .nip = argc > 5 ? argv[5] : "", .hash = hash, .roles = (int64_t)roles, .at = utc_now() };
	if ((id = admin_user_add(j->db, &in, e)) == -1) {
		if (e->kind == ERR_CONFLICT)
			(void)err_set(e, ERR_CONFLICT, e->code, "the name %s is taken", argv[2]);
		return -1;
	}
	printf("%s\n", argv[2]);
	return trace(j, office.id, id, "user-add", argv[3], e);
}

static int
find(struct user_job *j, const char *name, struct admin_user_find_row *u, struct err *e)
{
	struct admin_user_find_in in = { .username = name };
	int r = admin_user_find(j->db, j->arena, &in, u, e);

	return r == 1 ? 0 : r == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "there is no user %s", name);
}

static int
end_sessions(struct user_job *j, int64_t user, struct err *e)
{
	struct admin_user_sessions_end_in in = { .user_id = user };

	return admin_user_sessions_end(j->db, &in, e) == -1 ? -1 : 0;
}

static int
passwd(struct user_job *j, const char *name, struct err *e)
{
	struct admin_user_find_row u;
	char hash[USER_HASH_SIZE];

	if (find(j, name, &u, e) == -1 || new_hash(hash, e) == -1)
		return -1;
	struct admin_user_password_in in = { .id = u.id, .hash = hash, .at = utc_now() };
	if (admin_user_password(j->db, &in, e) == -1 || end_sessions(j, u.id, e) == -1)
		return -1;
	printf("%s\n", name);
	return trace(j, u.office_id, u.id, "user-password", "", e);
}

static int
set_active(struct user_job *j, const char *name, bool active, struct err *e)
{
	struct admin_user_find_row u;

	if (find(j, name, &u, e) == -1)
		return -1;
	struct admin_user_active_in in = { .id = u.id, .active = active };
	if (admin_user_active(j->db, &in, e) == -1 ||
	    (!active && end_sessions(j, u.id, e) == -1))
		return -1;
	printf("%s\n", name);
	return trace(j, u.office_id, u.id, active ? "user-enable" : "user-disable", "", e);
}

/* Who has lost the telephone begins anew; nobody stays logged in with the old one. */
static int
totp_reset(struct user_job *j, const char *name, struct err *e)
{
	struct act act = { .address = "rekamctl", .request = j->request, .at = utc_now() };
	struct admin_user_find_row u;
	int n;

	if (find(j, name, &u, e) == -1)
		return -1;
	act.office = u.office_id;
	if ((n = second_factor_remove(j->db, j->arena, &act, u.id, e)) == -1)
		return -1;
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "%s has no second factor", name);
	printf("%s\n", name);
	return 0;
}

static int
list(struct user_job *j, struct err *e)
{
	struct admin_user_list_rows rows;

	if (admin_user_list(j->db, j->arena, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct admin_user_list_row *u = &rows.at[i];
		const char *comma = "";

		printf("%-16s %-8s %-40s ", u->username, u->active ? "aktif" : "nonaktif", u->name);
		for (int r = 0; r < ROLE__MAX; r++)
			if (((role_set)u->roles & (role_set)1u << r) != 0) {
				printf("%s%s", comma, role_word((enum role)r));
				comma = ",";
			}
		putchar('\n');
	}
	return 0;
}

static int
dispatch(struct user_job *j, int argc, char **argv, struct err *e)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if (str_eq(verb, "list") && argc == 2)
		return list(j, e);
	if (str_eq(verb, "add"))
		return add(j, argc, argv, e);
	if (argc != 3)
		return CTL_USAGE;
	if (str_eq(verb, "passwd"))
		return passwd(j, argv[2], e);
	if (str_eq(verb, "totp-reset"))
		return totp_reset(j, argv[2], e);
	if (str_eq(verb, "disable") || str_eq(verb, "enable"))
		return set_active(j, argv[2], str_eq(verb, "enable"), e);
	return CTL_USAGE;
}

int
ctl_user(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct user_job j = { .ctl = c };
	struct err ignored;
	int r = -1;

	rnd_hex(j.request, 16);
	if ((j.arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if ((j.db = db_open(c->conf, "migrate", e)) != NULL && db_begin(j.db, e) == 0) {
		r = dispatch(&j, argc, argv, e);
		if (r == 0)
			r = db_commit(j.db, e);
		(void)db_rollback(j.db, &ignored);
	}
	db_close(j.db);
	arena_free(j.arena);
	return r;
}
