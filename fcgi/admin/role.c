#include "admin/role.h"

#include <stdio.h>

#include "admin/job.h"
#include "sop/sop.h"
#include "sql/user_admin.h"

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	const struct admin_role_count_in in = { .office = j->act.office };
	struct admin_role_count_rows rows;
	(void)argc, (void)argv;

	if (admin_role_count(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (enum role r = 0; r < ROLE__MAX; r++) {
		int64_t n = 0;

		for (size_t i = 0; i < rows.n; i++)
			if (((role_set)rows.at[i].roles & (role_set)1u << r) != 0)
				n += rows.at[i].n;
		printf("%-10s %-32s %lld\n", role_word(r), role_label(r), (long long)n);
	}
	return 0;
}

static void
row(const char *verb, const char *from, const char *to, role_set who)
{
	printf("%-20s %-20s ", from, to);
	for (enum role r = 0; r < ROLE__MAX; r++)
		printf("%-*s", (int)sizeof "pemeriksa", (who & (role_set)1u << r) != 0 ? "x" : ".");
	printf("%s\n", verb);
}

/* Every move of the SOP from every state: which roles make it. */
static int
matrix(struct job *j, int argc, char **argv, struct err *e)
{
	(void)j, (void)argc, (void)argv, (void)e;
	printf("%-20s %-20s ", "from", "to");
	for (enum role r = 0; r < ROLE__MAX; r++)
		printf("%-*s", (int)sizeof "pemeriksa", role_word(r));
	printf("\n");
	for (enum move m = 0; m < MOVE__MAX; m++)
		for (enum status s = 0; s < STATUS__MAX; s++)
			if (sop_from(m, s)) {
				/* who may, asked of the rules themselves, role by role */
				role_set who = 0;

				for (enum role r = 0; r < ROLE__MAX; r++) {
					struct sop_facts f = { .status = s, .reason = "x" };
					role_set one = (role_set)1u << r;
					bool may = sop_may(m, one, &f) != SOP_NOT_YOU;

					f.numbered = true;
					may = may || sop_may(m, one, &f) != SOP_NOT_YOU;
					if (may)
						who |= one;
				}
				row(sop_move[m].word, sop_status_word(s), sop_status_word(sop_move[m].to), who);
			}
	return 0;
}

int
ctl_role(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "list", 0, 0, list }, { "matrix", 0, 0, matrix }, { NULL, 0, 0, NULL },
	};

	return job_run(c, verb, argc, argv, e);
}
