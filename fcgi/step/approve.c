/*
 * Step 4, the signer's side in electronic mode: the whole file on one page, then
 * approve with a code of one's own (approval.h), or return.
 */
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "step/approval.h"
#include "step/letter_facts.h"
#include "step/signing.h"
#include "step/step.h"
#include "store/second_factor.h"
#include "tpl.h"

struct decision {
	const char	*hash;		/* of the text that was shown, 64 hex digits */
	const char	*reason;
	const char	*same_reason;
	const char	*code;		/* as typed */
};

static const struct form_field form[] = {
	FORM_MAY_AS("sidik_naskah", struct decision, hash, 64, 64, "Naskah"),
	FORM_LINES_MAY_AS("alasan", struct decision, reason, 400, "Alasan"),
	FORM_LINES_MAY_AS("alasan_sama", struct decision, same_reason, 400, "Alasan menandatangani berkas sendiri"),
	FORM_MAY_AS("kode_otp", struct decision, code, 1, 40, "Kode OTP"),
	FORM_END
};

/* 1; 0 after an answer was made. */
static int
letter_of(struct visit *v, const struct casefile_get_row *row, struct approval *ret)
{
	int n = approval_letter(v, row, ret);

	if (n < 0)
		visit_failed(v);
	else if (n == 0)	/* returned, or not submitted yet: there is nothing to decide */
		reply_redirect(v->reply, case_href(v, row->id, NULL));
	return n == 1;
}

/* What the signer needs for a yes: his code, and a reason where he verified it himself. */
static int
need(struct visit *v, const struct casefile_get_row *row, const struct field_source *src,
    struct approve_page *p)
{
	struct second_factor f;
	struct signing_duty d;

	if (second_factor_state(v->db, v->arena, v->who.user, &f, &v->err) == -1 ||
	    signing_duty(v, row->id, v->who.user, &d) == -1)
		return -1;
	p->duty = d.text;
	if (d.duty == DUTY_BLOCKED)
		p->approve.why_not = "Pejabat lain yang harus menandatangani berkas ini.";
	else if (!f.has) {
		p->approve.why_not = "Aktifkan kode OTP lebih dahulu.";
		p->enrol = "/akun/kode-otp";
	} else {
		p->code = field_text(src, "kode_otp", "");
		p->code.value = "";	/* a code is typed anew each time */
		p->code.kind = FIELD_CODE;
		p->code.required = true;
		p->code.autocomplete = "one-time-code";
		p->code.size = 20;
		p->code.hint = "Enam angka dari aplikasi autentikator Anda, atau satu kode pemulihan.";
		if (d.duty == DUTY_REASON) {
			p->duty_reason = field_lines(src, "alasan_sama", "");
			p->duty_reason.required = true;
		}
	}
	return 0;
}

static void
show(struct visit *v, const struct casefile_get_row *row, struct form_result *typed, int status)
{
	const struct field_source src = { v->arena, form, typed };
	struct approval it;

	if (!letter_of(v, row, &it))
		return;
	struct approve_page p = {
		.layout = visit_layout(v, "Persetujuan"), .head = case_view_head(v, row),
		.form = visit_form(v, case_href(v, row->id, "persetujuan"), row->version),
		.person = case_view_person(v, row),
		.letter_number = it.letter.letter_number, .letter_day = it.letter.letter_day,
		.signatory = it.signer.name, .signatory_title = it.signer.title,
		.letter_facts = letter_facts(v->arena, it.letter.canonical), .letter = it.letter.canonical,
		.text_hash = approval_hash(v, it.letter.text_hash),
		.reason = field_lines(&src, "alasan", ""),
	};
	bool waits = str_eq(row->status, "MENUNGGU_TTD") && str_eq(row->sign_mode, "ELEKTRONIK");
	if (approval_mine(v, &it)) {
		p.approve = (struct view_action){ sop_move[MOVE_APPROVE].verb, NULL, "APPROVE", NULL };
		p.send_back = (struct view_action){ sop_move[MOVE_RETURN_SIGN].verb, NULL, "RETURN_SIGN", NULL };
		if (need(v, row, &src, &p) == -1) {
			visit_failed(v);
			return;
		}
	} else
		p.after = waits ? "Berkas ini menunggu pejabat lain." :
		    arena_printf(v->arena, "Berkas ini sekarang: %s.", sop_status_label(sop_status_by_word(row->status)));
	if (case_view_clock(v, row, STEP_SIGN, &p.clock) == -1 ||
	    case_view_requirements(v, row, &p.requirements) == -1 ||
	    case_view_events(v, row->id, 0, &p.events) == -1) {
		visit_failed(v);
		return;
	}
	visit_crumb(v, &p.layout, "/meja-tanda-tangan", "Meja Tanda Tangan");
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_step_approve(visit_page(v, status), &p);
}

void
approve_get(struct visit *v)
{
	struct casefile_get_row row;

	if (case_load(v, &row))
		show(v, &row, NULL, 200);
}

/* The letter's code from rekam-signd; false after an answer was made. */
static bool
signed_by_signd(struct visit *v, const struct casefile_get_row *row, struct form_result *r,
    const struct approval *it, const char *code, struct sign_answer *ret)
{
	const char *message;

	if (sign_document(v->site->signd, it->letter.id, code, ret, &v->err) == 0)
		return true;
	if ((message = approval_code_message(v, ret)) != NULL) {
		if (approval_no(v, it, 1, sign_refusal_word(ret->why)) == -1) {
			visit_failed(v);
			return false;
		}
		form_add(r, form, "kode_otp", message);
		if (ret->wait > 0)
			reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)ret->wait));
		show(v, row, r, ret->wait > 0 ? 429 : 422);
	} else if (v->err.kind == ERR_AWAY)
		visit_error_text(v, 503, "Layanan tanda tangan tidak aktif",
		    "Persetujuan Anda sudah dicatat, tetapi surat belum dibuat. Tunggu sebentar, lalu tekan Setujui sekali lagi; nomor surat tetap sama.");
	else
		visit_error_text(v, 409, "Surat tidak dapat ditandatangani",
		    "Layanan tanda tangan menolak surat ini karena datanya tidak lagi sama dengan yang disetujui. Kembalikan berkas kepada petugas.");
	return false;
}

/* What must be typed for a yes, and for a no. */
static bool
judge(struct visit *v, const struct casefile_get_row *row, bool yes, const struct decision *in,
    struct form_result *r, char code[FACTOR_CODE_SIZE])
{
	struct signing_duty d;

	if (!yes) {
		if (str_empty(in->reason))
			form_add(r, form, "alasan", "Alasan belum diisi. Tuliskan apa yang perlu diperbaiki petugas.");
		return true;
	}
	if (signing_duty(v, row->id, v->who.user, &d) == -1)
		return false;
	if (!duty_allows(d.duty, in->same_reason))
		form_add(r, form, "alasan_sama", d.duty == DUTY_BLOCKED ? d.text :
		    "Alasan belum diisi. Tuliskan mengapa berkas yang Anda verifikasi Anda tandatangani sendiri.");
	if (str_empty(in->code))
		form_add(r, form, "kode_otp", "Kode OTP belum diisi. Ketik enam angka dari aplikasi autentikator.");
	else if (factor_code(in->code, code) == FACTOR__MAX)
		form_add(r, form, "kode_otp", "Kode OTP terdiri atas enam angka; kode pemulihan atas 24 huruf dan angka.");
	return true;
}

void
approve_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct decision in;
	struct approval it;
	struct sign_answer answer;
	enum change_end end;
	char code[FACTOR_CODE_SIZE] = "";
	const char *location;
	size_t stale;

	if (!case_load(v, &row))
		return;
	bool yes = str_eq(visit_action(v), "APPROVE");
	if (!yes && !visit_action_is(v, "RETURN_SIGN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, &row, &r, 422);
		return;
	}
	if (change_repeated(v->db, v->arena, &v->act, &location, &v->err) == 1) {
		visit_done(v, location, yes ? "disetujui" : "dikembalikan-pejabat");
		return;
	}
	enum move m = yes ? MOVE_APPROVE : MOVE_RETURN_SIGN;
	if (row.version != visit_version(v) ||
	    (!sop_from(m, sop_status_by_word(row.status)) && !str_eq(row.status, "SELESAI"))) {
		visit_conflict(v, m, sop_move[m].verb, "/meja-tanda-tangan", form);
		return;
	}
	if (!letter_of(v, &row, &it))
		return;
	if (it.signer.user_id != v->who.user) {
		visit_denied(v, "pejabat lain");
		return;
	}
	if (yes && !str_eq(in.hash, approval_hash(v, it.letter.text_hash))) {
		visit_conflict(v, m, sop_move[m].verb, "/meja-tanda-tangan", form);
		return;
	}
	if (!judge(v, &row, yes, &in, &r, code)) {
		visit_failed(v);
		return;
	}
	if (!r.ok) {
		show(v, &row, &r, 422);
		return;
	}
	it.reason = yes ? in.same_reason : in.reason;
	if (yes) {
		int n = approval_yes(v, &it, 1, &stale);
		if (n == -1)
			visit_failed(v);
		else if (n == 0)
			visit_conflict(v, m, sop_move[m].verb, "/meja-tanda-tangan", form);
		if (n != 1 || !signed_by_signd(v, &row, &r, &it, code, &answer))
			return;
		end = approval_finish(v, &it, &answer, &v->act, "/meja-tanda-tangan", &location);
	} else
		end = approval_return(v, &it, "/meja-tanda-tangan", &location);
	if (end == CHANGE_REFUSED) {	/* what was right before the code is not now */
		visit_error_text(v, 409, "Surat tidak dapat ditandatangani", v->err.text);
		return;
	}
	visit_change_end(v, end, m, "/meja-tanda-tangan", location,
	    yes ? "disetujui" : "dikembalikan-pejabat", form);
}
