#include "step/signing.h"

#include "base/str.h"
#include "sql/signature.h"
#include "store/audit.h"
#include "store/signature.h"

int
signing_duty(struct visit *v, int64_t case_id, int64_t signs, struct signing_duty *ret)
{
	const struct signature_duty_in in = { .case_id = case_id, .office = v->who.office };
	struct signature_duty_row row;
	int n = signature_duty(v->db, v->arena, &in, &row, &v->err);

	if (n != 1)
		return n == 0 ? err_set(&v->err, ERR_BROKEN, 0, "no office") : -1;
	*ret = (struct signing_duty){ .duty = duty_of(row.rule, row.verified_by, signs),
	    .verifier = row.verifier };
	switch (ret->duty) {
	case DUTY_FREE:
		break;
	case DUTY_REASON:
		ret->text = arena_printf(v->arena, "Berkas ini diverifikasi oleh %s, yang juga menandatanganinya. Tuliskan alasannya; alasan itu disimpan pada riwayat dan jejak audit.",
		    row.verifier);
		break;
	case DUTY_BLOCKED:
		ret->text = arena_printf(v->arena, "Berkas ini diverifikasi oleh %s. Aturan kantor: yang memverifikasi tidak boleh menandatangani berkas yang sama. Ajukan kepada pejabat lain.",
		    row.verifier);
		break;
	}
	return 0;
}

enum change_end
signing_may(struct visit *v, struct change *c, int64_t signs, struct err *e)
{
	struct signing_duty d;

	if (signing_duty(v, c->id, signs, &d) == -1) {
		*e = v->err;
		return CHANGE_FAILED;
	}
	if (d.duty != DUTY_BLOCKED)
		return CHANGE_DONE;
	(void)err_set(e, ERR_INPUT, 0, "yang memverifikasi tidak boleh menandatangani berkas yang sama");
	return CHANGE_REFUSED;
}

enum change_end
signing_done(struct visit *v, struct change *c, const struct document_letter_row *letter,
    int64_t signs, enum factor_kind factor, const char *reason, struct err *e)
{
	const struct signature s = { .case_id = c->id, .document = letter->id,
	    .electronic = factor != FACTOR_INK, .canonical = letter->canonical,
	    .text_hash = letter->text_hash, .factor = factor_word(factor) };
	struct signing_duty d;

	if (signing_duty(v, c->id, signs, &d) == -1) {
		*e = v->err;
		return CHANGE_FAILED;
	}
	if (!duty_allows(d.duty, reason)) {
		(void)err_set(e, ERR_INPUT, 0, "%s", d.text);
		return CHANGE_REFUSED;
	}
	if (d.duty == DUTY_REASON && audit_write(c->db, c->act, "DEVIASI",
	    arena_printf(c->arena, "casefile/%lld", (long long)c->id),
	    arena_printf(c->arena, "verifikator menandatangani: %.400s", reason), e) == -1)
		return CHANGE_FAILED;
	if (letter->canonical == NULL)
		return CHANGE_STALE;
	return signature_write(c->db, c->arena, c->act, &s, e) == -1 ? CHANGE_FAILED : CHANGE_DONE;
}
