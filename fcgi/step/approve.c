/*
 * Step 4, the signer's side in electronic mode: the whole file on one page, then
 * approve or return.
 *
 * Approving is two transactions with rekam-signd between them: (1) the yes is
 * stored, bound to the hash of the text that was on the screen; (2) signd, which
 * reads the row itself, gives the verification code; the page is made, frozen,
 * and the case goes on.  If signd is away after (1), nothing is lost: the same
 * button repeats (2), the letter number is the same.
 */
#include <sodium.h>

#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "sign/client.h"
#include "sql/office.h"
#include "step/letter.h"
#include "step/letter_facts.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

struct decision {
	const char	*hash;		/* of the text that was shown, 64 hex digits */
	const char	*reason;
};

static const struct form_field form[] = {
	FORM_MAY_AS("sidik_naskah", struct decision, hash, 64, 64, "Naskah"),
	FORM_LINES_MAY_AS("alasan", struct decision, reason, 400, "Alasan"),
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
	const char			*code;		/* NULL: send back */
	const char			*reason;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	enum change_end end = change_move(c, o->code == NULL ? MOVE_RETURN_SIGN : MOVE_APPROVE,
	    o->reason, e);

	if (end != CHANGE_DONE)
		return end;
	if (o->code == NULL) {
		const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
		return document_void(c->db, &old, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
	}
	if ((end = letter_finish(o->visit, c, &o->letter, o->code, e)) != CHANGE_DONE)
		return end;
	const struct casefile_set_signed_in set = { .id = c->id, .at = c->act->at };
	return casefile_set_signed(c->db, &set, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
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

/* The letter's code from rekam-signd; false after an answer was made. */
static bool
signed_by_signd(struct visit *v, const struct document_letter_row *letter, char *code)
{
	enum sign_refusal why;

	if (sign_document(v->site->signd, letter->id, code, &why, &v->err) == 0)
		return true;
	if (v->err.kind == ERR_AWAY)
		visit_error_text(v, 503, "Layanan tanda tangan tidak aktif",
		    "Persetujuan Anda sudah dicatat, tetapi surat belum dibuat. Tunggu sebentar, lalu tekan Setujui sekali lagi; nomor surat tetap sama.");
	else
		visit_error_text(v, 409, "Surat tidak dapat ditandatangani",
		    "Layanan tanda tangan menolak surat ini karena datanya tidak lagi sama dengan yang disetujui. Kembalikan berkas kepada petugas.");
	return false;
}

void
approve_post(struct visit *v)
{
	struct casefile_get_row row;
	struct signatory_get_row signer;
	struct form_result r;
	struct decision in;
	struct order o = { .visit = v };
	char code[LETTER_CODE_SIZE];
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
	if (!yes && str_empty(in.reason)) {
		form_add(&r, form, "alasan", "Alasan belum diisi. Tuliskan apa yang perlu diperbaiki petugas.");
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
		if (!signed_by_signd(v, &o.letter, code))
			return;
		o.code = code;
	}
	o.reason = in.reason;
	const struct change_order order = { .id = row.id, .version = row.version, .run = run, .arg = &o,
	    .location = "/meja-tanda-tangan" };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, m, "/meja-tanda-tangan", location,
	    yes ? "disetujui" : "dikembalikan-pejabat", form);
}
