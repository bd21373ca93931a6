#include "page/case_early.h"

#include "base/fmt.h"
#include "sop/sop.h"

int
case_early_offered(struct visit *v, const struct casefile_get_row *row)
{
	const struct casefile_record_first_in in = { .office = v->who.office };
	struct casefile_record_first_row rule;
	struct sop_facts f = { .status = sop_status_by_word(row->status), .is_signed = row->signed_at.us != 0,
	    .recorded = row->recorded_at.us != 0, .reason = "yet to be typed" };

	if (casefile_record_first(v->db, v->arena, &in, &rule, &v->err) < 0)
		return -1;
	f.record_first = rule.allowed != 0;
	return sop_may(MOVE_RECORD_FIRST, v->who.roles, &f) == SOP_YES;
}

int
case_early_text(struct visit *v, const struct casefile_get_row *row, const char **ret)
{
	const struct casefile_early_in in = { .id = row->id };
	struct casefile_early_row e;
	struct fmt f = { 0 };
	int n = casefile_early(v->db, v->arena, &in, &e, &v->err);

	*ret = NULL;
	if (n < 1)
		return n;
	*ret = arena_printf(v->arena, "Penyimpangan SOP: perekaman mendahului tanda tangan, diizinkan %s pada %s. Alasan: %s.%s",
	    e.actor, fmt_when(&f, e.at), e.reason, row->recorded_at.us == 0 || row->signed_at.us != 0 ? "" :
	    " Biometrik sudah direkam; setelah ditandatangani, permohonan langsung ke langkah 6.");
	return 0;
}
