#include "admin/session.h"

#include <stdio.h>

#include "admin/job.h"
#include "admin/user_inside.h"
#include "base/fmt.h"
#include "base/str.h"
#include "sql/user_admin.h"
#include "store/audit.h"
#include "store/people.h"

static const char *
name_of(const struct people_list_rows *users, int64_t id)
{
	for (size_t i = 0; i < users->n; i++)
		if (users->at[i].id == id)
			return users->at[i].username;
	return "?";
}

static int
sessions(struct job *j, struct people_sessions_rows *ret_rows, struct err *e)
{
	struct people_sessions_in in = { .office = j->act.office, .now = j->act.at };

	return people_sessions(j->db, j->arena, &in, ret_rows, e);
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_list_in of = { .office = j->act.office };
	struct people_list_rows users;
	struct people_sessions_rows s;
	struct fmt begun, seen;
	(void)argc, (void)argv;

	if (people_list(j->db, j->arena, &of, &users, e) == -1 || sessions(j, &s, e) == -1)
		return -1;
	for (size_t i = 0; i < s.n; i++)
		printf("%-8lld %-16s since %s, seen %s, %s, %s%s\n", (long long)s.at[i].id,
		    name_of(&users, s.at[i].user_id), fmt_when(&begun, s.at[i].begun_at),
		    fmt_when(&seen, s.at[i].seen_at), s.at[i].address,
		    s.at[i].browser[0] == '\0' ? "-" : s.at[i].browser,
		    s.at[i].locked_at.us == 0 ? "" : ", locked");
	return 0;
}

static int
end_one(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_sessions_rows s;
	int64_t id, user = 0;
	(void)argc;

	if (!str_int(argv[0], 1, INT64_MAX, &id))
		return err_set(e, ERR_INPUT, 0, "'%s' is no number of a session (rekamctl session list)", argv[0]);
	if (db_begin(j->db, e) == -1 || sessions(j, &s, e) == -1)
		return -1;
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i].id == id)
			user = s.at[i].user_id;
	const struct admin_session_end_in in = { .id = id, .office = j->act.office };
	int64_t n = user == 0 ? 0 : admin_session_end(j->db, &in, e);
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "there is no session %s in %s", argv[0], j->office);
	if (n != 1 || audit_write(j->db, &j->act, "SESI_DIAKHIRI", arena_printf(j->arena, "user/%lld",
	    (long long)user), "satu", e) == -1 || db_commit(j->db, e) == -1)
		return -1;
	printf("%s\n", argv[0]);
	return 0;
}

static int
end_user(struct job *j, int argc, char **argv, struct err *e)
{
	struct people_get_row u;
	(void)argc;

	if (user_find(j, argv[0], &u, e) == -1)
		return -1;
	enum people_end end = people_end_sessions(j->db, j->arena, &j->act, u.id, e);
	if (end != PEOPLE_DONE)
		return end == PEOPLE_FAILED ? -1 : err_set(e, ERR_NOT_FOUND, 0, "%s", people_end_text(end));
	printf("%s\n", u.username);
	return 0;
}

static int
end_all(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_session_end_all_in in = { .office = j->act.office };
	int64_t n;
	(void)argc, (void)argv;

	if (db_begin(j->db, e) == -1 || (n = admin_session_end_all(j->db, &in, e)) == -1 ||
	    audit_write(j->db, &j->act, "SESI_DIAKHIRI", arena_printf(j->arena, "office/%lld",
	    (long long)j->act.office), arena_printf(j->arena, "semua orang: %lld", (long long)n), e) == -1 ||
	    db_commit(j->db, e) == -1)
		return -1;
	printf("%lld\n", (long long)n);
	return 0;
}

int
ctl_session(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "list", 0, 0, list }, { "end", 1, 1, end_one }, { "end-user", 1, 1, end_user },
		{ "end-all", 0, 0, end_all }, { NULL, 0, 0, NULL },
	};

	return job_run(c, verb, argc, argv, e);
}
