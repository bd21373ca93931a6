#include "step/intake_papers.h"

#include "base/str.h"
#include "page/case_view.h"
#include "sql/office.h"

int
intake_papers(struct visit *v, const struct casefile_get_row *row,
    struct view_requirement_list *ret_list)
{
	const struct sop_current_in in = { .office = v->who.office, .today = v->today };
	struct casefile_get_row fresh = { 0 };
	struct sop_current_row sop;
	int n;

	if (row != NULL)
		return case_view_requirements(v, row, ret_list);
	if ((n = sop_current(v->db, v->arena, &in, &sop, &v->err)) == 0)
		return err_set(&v->err, ERR_BROKEN, 0, "no SOP version is in force");
	if (n < 0)
		return -1;
	fresh.sop_version_id = sop.id;
	return case_view_requirements(v, &fresh, ret_list);
}

/* One remark of the checklist, by the rules of every other text. */
struct remark {
	const char	*text;
	bool		 present;
};

/* The list again, with ticks and remarks as they were sent; what a remark breaks is
 * added to the form's errors. */
struct view_requirement_list
intake_papers_typed(struct visit *v, const struct form_field *form, struct view_requirement_list list,
    struct form_result *r)
{
	struct view_requirement *at = ARENA_ARRAY(v->arena, list.n, struct view_requirement);

	for (size_t i = 0; at != NULL && i < list.n; i++) {
		const struct form_field row[] = {
			FORM_MAY_AS(list.at[i].name, struct remark, present, 0, 0, list.at[i].label),
			FORM_MAY_AS(list.at[i].note_name, struct remark, text, 1, 120,
			    arena_printf(v->arena, "Keterangan %s", list.at[i].label)),
			FORM_END
		};
		struct form_result one;
		struct remark in;
		at[i] = list.at[i];
		if (form_read(row, v->req, v->arena, &in, &one)) {
			at[i].present = in.present;
			at[i].remark = in.text;
		} else {
			at[i].present = !str_empty(request_param(v->req, at[i].name));
			at[i].remark = request_param(v->req, at[i].note_name);
			at[i].error = one.at[0].message;
			form_add(r, form, at[i].name, one.at[0].message);
		}
	}
	return (struct view_requirement_list){ at, at == NULL ? 0 : list.n };
}

void
intake_papers_complete(struct visit *v, const struct form_field *form, struct view_requirement_list list,
    struct form_result *r)
{
	const char *missing = "";
	bool waivable = true;	/* all that is missing */

	for (size_t i = 0; i < list.n; i++) {
		const struct view_requirement *q = &list.at[i];
		if (q->mandatory && !q->present && q->waived == NULL) {
			missing = *missing == '\0' ? q->label :
			    arena_printf(v->arena, "%s, %s", missing, q->label);
			waivable = waivable && q->waivable;
		}
	}
	if (*missing != '\0')
		form_add(r, form, list.at[0].name, arena_printf(v->arena,
		    "Berkas belum lengkap: %s. Centang yang diserahkan, atau kembalikan berkas.%s", missing, waivable ?
		    " Bila disimpan sebagai draf, Kasi dapat membebaskannya." : ""));
}
