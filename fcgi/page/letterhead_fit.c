#include "page/letterhead_fit.h"

#include "base/str.h"
#include "page/wordings.h"

/* 1, 0 (*ret_said), -1 */
static int
try(struct visit *v, const struct doc_office *head, const char *paper, const char *number, const struct wordings *w,
    const char **ret_said)
{
	struct doc_recommendation d = wordings_specimen(v, paper, head, w, GROUND_EARLY, true);
	struct pdf_result pdf;
	struct err e = { 0 };

	if (!str_empty(number))
		d.number = number;
	if (recommendation_render(v->arena, &d, &pdf, &e) == 0)
		return 1;
	if (e.kind != ERR_INPUT) {
		v->err = e;
		return -1;
	}
	*ret_said = arena_strdup(v->arena, e.text);
	return *ret_said == NULL ? err_set(&v->err, ERR_FULL, 0, "arena") : 0;
}

int
letterhead_fit(struct visit *v, const struct doc_office *head, const char *paper, const char *number,
    struct letterhead_fit *ret)
{
	struct doc_office brief = *head;
	struct wordings w;
	const char *again;
	int64_t id, version;
	int n;

	*ret = (struct letterhead_fit){ .said = "" };
	if (wordings_read(v, v->db, 0, &w, &id, &version, &v->err) == -1 ||
	    (n = try(v, head, paper, number, id == 0 ? NULL : &w, &ret->said)) == -1)
		return -1;
	ret->fits = n == 1;
	if (ret->fits || !str_starts(ret->said, "page:"))
		return 0;
	brief.name = "KECAMATAN";
	if ((n = try(v, &brief, paper, number, id == 0 ? NULL : &w, &again)) == -1)
		return -1;
	ret->name_alone = n == 1;
	return 0;
}
