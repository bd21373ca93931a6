/* What can be seen about people; what changes them is in user_change.c. */
#include "admin/user.h"

#include <stdio.h>
#include <string.h>

#include "admin/user_inside.h"
#include "base/fmt.h"
#include "base/str.h"
#include "sql/user_admin.h"

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
			return err_set(e, ERR_INPUT, 0, "there is no role '%.*s' (rekamctl role list)",
			    (int)n, words);
		set |= (role_set)1u << r;
		words += n + (words[n] == ',');
	}
	if (set == 0)
		return err_set(e, ERR_INPUT, 0, "no role is given");
	*ret_roles = set;
	return 0;
}

int
user_find(struct job *j, const char *name, struct people_get_row *ret_row, struct err *e)
{
	struct admin_user_find_in in = { .username = name };
	struct admin_user_find_row u;
	int r = admin_user_find(j->db, j->arena, &in, &u, e);

	if (r == 1 && u.office_id == j->act.office) {
		struct people_get_in get = { .id = u.id, .office = u.office_id };

		r = people_get(j->db, j->arena, &get, ret_row, e);
	} else if (r == 1)
		r = 0;
	return r == 1 ? 0 : r == -1 ? -1 : err_set(e, ERR_NOT_FOUND, 0, "there is no user %s in %s",
	    name, j->office);
}

/* The same words as on /pengguna. */
static const char *
status_of(const struct people_get_row *u, struct utc now)
{
	if (!u->active)
		return "nonaktif";
	if (u->valid_to.y != 0 && day_cmp(u->valid_to, utc_day_wib(now)) < 0)
		return "berakhir";
	if (u->password_at.us != 0)
		return "aktif";
	return u->code_ends_at.us < now.us ? "kode lewat" : "menunggu aktivasi";
}

static void
print_roles(role_set roles)
{
	const char *comma = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if ((roles & (role_set)1u << r) != 0) {
			printf("%s%s", comma, role_word(r));
			comma = ",";
		}
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_list_in in = { .office = j->act.office };
	struct people_list_rows rows;
	(void)argc, (void)argv;

	if (people_list(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct people_list_row *u = &rows.at[i];
		const struct people_get_row same = { .active = u->active, .valid_to = u->valid_to,
		    .password_at = u->password_at, .code_ends_at = u->code_ends_at };

		printf("%-16s %-18s %-40s ", u->username, status_of(&same, j->act.at), u->name);
		print_roles((role_set)u->roles);
		putchar('\n');
	}
	return 0;
}

static int
sessions_of(struct job *j, int64_t user, size_t *ret_n, struct err *e)
{
	struct people_sessions_in in = { .office = j->act.office, .now = j->act.at };
	struct people_sessions_rows rows;

	*ret_n = 0;
	if (people_sessions(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		*ret_n += rows.at[i].user_id == user;
	return 0;
}

static int
show(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	struct fmt f;
	size_t n;
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1 || sessions_of(j, u.id, &n, e) == -1)
		return -1;
	printf("user       %s\nname       %s\n", u.username, u.name);
	if (u.nip[0] != '\0')
		printf("NIP        %s\n", u.nip);
	printf("status     %s\nroles      ", status_of(&u, j->act.at));
	print_roles((role_set)u.roles);
	printf("\nmade       %s\n", fmt_when(&f, u.created_at));
	printf("password   %s\n", u.password_at.us == 0 ? "none yet" : fmt_when(&f, u.password_at));
	if (u.code_ends_at.us != 0)
		printf("code until %s\n", fmt_when(&f, u.code_ends_at));
	printf("until      %s\n", u.valid_to.y == 0 ? "no end" : fmt_short(&f, u.valid_to));
	if (u.assignment[0] != '\0')
		printf("assignment %s\n", u.assignment);
	printf("sessions   %zu\n", n);
	return 0;
}

int
ctl_user(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "list",	0, 0, list },
		{ "show",	1, 1, show },
		{ "add",	3, 9, user_add },
		{ "code",	1, 1, user_code },
		{ "passwd",	1, 1, user_passwd },
		{ "roles",	2, 2, user_set_roles },
		{ "rename",	2, 3, user_rename },
		{ "until",	2, 3, user_until },
		{ "disable",	1, 1, user_disable },
		{ "enable",	1, 1, user_enable },
		{ "totp-reset",	1, 1, user_totp_reset },
		{ NULL,		0, 0, NULL },
	};

	return job_run(c, verb, argc, argv, e);
}
