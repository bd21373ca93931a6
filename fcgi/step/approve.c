/*
 * Step 4, the signer's side in electronic mode: the whole file on one page, then
 * approve with a code of one's own, or return.
 *
 * Approving is two transactions with rekam-signd between them: (1) the yes is
 * stored, bound to the hash of the text that was on the screen; (2) signd, which
 * reads the row itself and takes the code of the person in it, gives the letter's
 * verification code; the page is made, frozen, and the case goes on.  If signd is
 * away after (1), nothing is lost: the same button and the same code repeat (2), the
 * letter number is the same.  A code that is refused takes (1) back.
 */
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "sign/client.h"
#include "sql/office.h"
#include "step/letter.h"
#include "step/letter_facts.h"
#include "step/signing.h"
#include "step/step.h"
#include "store/audit.h"
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

static const char *
hash_hex(struct visit *v, struct bytes hash)
{
	char *hex = hash.n == 32 ? arena_alloc(v->arena, 65) : NULL;

	if (hex == NULL)
		return "";
	str_hex(hex, hash.p, hash.n);
	return hex;
}

/* 1; 0 after an answer was made. */
static int
letter_of(struct visit *v, const struct casefile_get_row *row, struct document_letter_row *letter,
    struct signatory_get_row *signer)
{
	const struct document_letter_in in = { .case_id = row->id };
	int n = document_letter(v->db, v->arena, &in, letter, &v->err);

	if (n == 1) {
		const struct signatory_get_in who = { .id = letter->signatory_id, .office = v->who.office };
		n = signatory_get(v->db, v->arena, &who, signer, &v->err);
	}
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
	struct document_letter_row letter;
	struct signatory_get_row signer;

	if (!letter_of(v, row, &letter, &signer))
		return;
	struct approve_page p = {
		.layout = visit_layout(v, "Persetujuan"), .head = case_view_head(v, row),
		.form = visit_form(v, case_href(v, row->id, "persetujuan"), row->version),
		.person = case_view_person(v, row),
		.letter_number = letter.letter_number, .letter_day = letter.letter_day,
		.signatory = signer.name, .signatory_title = signer.title,
		.letter_facts = letter_facts(v->arena, letter.canonical), .letter = letter.canonical, .text_hash = hash_hex(v, letter.text_hash),
		.reason = field_lines(&src, "alasan", ""),
	};
	bool waits = str_eq(row->status, "MENUNGGU_TTD") && str_eq(row->sign_mode, "ELEKTRONIK");
	if (waits && signer.user_id == v->who.user) {
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

struct order {
	struct visit			*visit;
	struct document_letter_row	 letter;
	const struct sign_answer	*answer;	/* of rekam-signd; NULL: send back */
	const char			*reason;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	enum change_end end = change_move(c, o->answer == NULL ? MOVE_RETURN_SIGN : MOVE_APPROVE,
	    o->reason, e);

	if (end != CHANGE_DONE)
		return end;
	if (o->answer == NULL) {
		const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
		return document_void(c->db, &old, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
	}
	if ((end = letter_finish(o->visit, c, &o->letter, o->answer->code, e)) != CHANGE_DONE)
		return end;
	const struct casefile_set_signed_in set = { .id = c->id, .at = c->act->at };
	if (casefile_set_signed(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	return signing_done(o->visit, c, &o->letter, c->act->actor, o->answer->factor, o->reason, e);
}

/* The yes, bound to the text; 1, 0 (the text is another one now), -1. */
static int
say_yes(struct visit *v, const struct document_letter_row *letter)
{
	const struct casefile_lock_in lock = { .id = visit_id(v), .office = v->who.office };
	struct casefile_lock_row locked;
	const struct document_approve_in in = { .id = letter->id, .text_hash = letter->text_hash,
	    .actor = v->who.user, .at = v->now };
	const char *object = arena_printf(v->arena, "document/%lld", (long long)letter->id);

	if (db_begin(v->db, &v->err) == -1)
		return -1;
	/* a return that was faster wins: nothing is approved any more */
	int64_t n = casefile_lock(v->db, v->arena, &lock, &locked, &v->err);
	if (n == 1 && (locked.version != visit_version(v) || !str_eq(locked.status, "MENUNGGU_TTD")))
		n = 0;
	if (n == 1)
		n = document_approve(v->db, &in, &v->err);
	if (n == 1 && audit_write(v->db, &v->act, "SETUJU", object, "", &v->err) == 0 &&
	    db_commit(v->db, &v->err) == 0)
		return 1;
	(void)db_rollback(v->db, NULL);
	return n == 0 ? 0 : -1;
}

/* The code was refused: as if nothing had been said. */
static int
take_back(struct visit *v, const struct document_letter_row *letter, const char *why)
{
	const struct document_unapprove_in in = { .id = letter->id, .actor = v->who.user };
	const char *object = arena_printf(v->arena, "document/%lld", (long long)letter->id);

	if (db_begin(v->db, &v->err) == 0 && document_unapprove(v->db, &in, &v->err) >= 0 &&
	    audit_write(v->db, &v->act, "KODE_DITOLAK", object, why, &v->err) == 0 &&
	    db_commit(v->db, &v->err) == 0)
		return 0;
	(void)db_rollback(v->db, NULL);
	return -1;
}

/* What the signer can mend himself; NULL: not a matter of the code. */
static const char *
code_message(struct visit *v, const struct sign_answer *a)
{
	if (a->why == SIGN_NO_CODE)
		return "Kode OTP salah. Ketik kode yang sedang tampil di aplikasi autentikator.";
	if (a->why == SIGN_NO_USED)
		return "Kode ini sudah dipakai. Tunggu kode berikutnya tampil di aplikasi (paling lama 30 detik), lalu ketik kode itu.";
	if (a->why == SIGN_NO_FACTOR)
		return "Kode OTP Anda belum diaktifkan. Aktifkan lebih dahulu di halaman Akun.";
	if (a->why == SIGN_NO_TRIES)
		return arena_printf(v->arena, "Terlalu banyak kode yang salah. Tunggu %lld detik, lalu coba lagi.",
		    (long long)a->wait);
	return NULL;
}

/* The letter's code from rekam-signd; false after an answer was made. */
static bool
signed_by_signd(struct visit *v, const struct casefile_get_row *row, struct form_result *r,
    const struct document_letter_row *letter, const char *code, struct sign_answer *ret)
{
	const char *message;

	if (sign_document(v->site->signd, letter->id, code, ret, &v->err) == 0)
		return true;
	if ((message = code_message(v, ret)) != NULL) {
		if (take_back(v, letter, sign_refusal_word(ret->why)) == -1) {
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
	struct signatory_get_row signer;
	struct form_result r;
	struct decision in;
	struct order o = { .visit = v };
	struct sign_answer answer;
	char code[FACTOR_CODE_SIZE] = "";
	const char *location;

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
	if (row.version != visit_version(v) || !sop_from(m, sop_status_by_word(row.status))) {
		visit_conflict(v, m, sop_move[m].verb, "/meja-tanda-tangan", form);
		return;
	}
	if (!letter_of(v, &row, &o.letter, &signer))
		return;
	if (signer.user_id != v->who.user) {
		visit_denied(v, "pejabat lain");
		return;
	}
	if (yes && !str_eq(in.hash, hash_hex(v, o.letter.text_hash))) {
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
	if (yes) {
		int n = say_yes(v, &o.letter);
		if (n == -1) {
			visit_failed(v);
			return;
		}
		if (n == 0) {
			visit_conflict(v, m, sop_move[m].verb, "/meja-tanda-tangan", form);
			return;
		}
		if (!signed_by_signd(v, &row, &r, &o.letter, code, &answer))
			return;
		o.answer = &answer;
	}
	o.reason = yes ? in.same_reason : in.reason;
	const struct change_order order = { .id = row.id, .version = row.version, .run = run, .arg = &o,
	    .location = "/meja-tanda-tangan" };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {	/* what was right before the code is not now */
		visit_error_text(v, 409, "Surat tidak dapat ditandatangani", v->err.text);
		return;
	}
	visit_change_end(v, end, m, "/meja-tanda-tangan", location,
	    yes ? "disetujui" : "dikembalikan-pejabat", form);
}
