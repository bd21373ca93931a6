#include "step/approval.h"

#include "base/str.h"
#include "step/early.h"
#include "step/letter.h"
#include "step/replacing.h"
#include "step/signing.h"
#include "store/audit.h"

int
approval_letter(struct visit *v, const struct casefile_get_row *row, struct approval *ret)
{
	const bool replaces = str_eq(row->status, "SELESAI");
	const struct document_letter_in in = { .case_id = row->id, .pending = replaces };
	int n = document_letter(v->db, v->arena, &in, &ret->letter, &v->err);

	ret->row = *row;
	ret->reason = "";
	ret->replaces = replaces;
	if (n == 1) {
		const struct signatory_get_in who = { .id = ret->letter.signatory_id, .office = v->who.office };
		n = signatory_get(v->db, v->arena, &who, &ret->signer, &v->err);
	}
	return n;
}

const char *
approval_hash(struct visit *v, struct bytes hash)
{
	char *hex = hash.n == 32 ? arena_alloc(v->arena, 65) : NULL;

	if (hex == NULL)
		return "";
	str_hex(hex, hash.p, hash.n);
	return hex;
}

bool
approval_mine(const struct visit *v, const struct approval *a)
{
	return (a->replaces || str_eq(a->row.status, "MENUNGGU_TTD")) && str_eq(a->row.sign_mode, "ELEKTRONIK") &&
	    a->signer.user_id == v->who.user;
}

/* Inside the transaction; 1, 0 (the text or the case is another one now), -1. */
static int
say_yes(struct visit *v, const struct approval *a, struct bytes set)
{
	const struct casefile_lock_in lock = { .id = a->row.id, .office = v->who.office };
	const struct document_approve_in in = { .id = a->letter.id, .text_hash = a->letter.text_hash,
	    .actor = v->who.user, .at = v->now, .set = set };
	struct casefile_lock_row locked;
	/* a return that was faster wins: nothing is approved any more */
	int64_t n = casefile_lock(v->db, v->arena, &lock, &locked, &v->err);

	if (n == 1 && (locked.version != a->row.version || 
	    !str_eq(locked.status, a->replaces ? "SELESAI" : "MENUNGGU_TTD")))
		return 0;
	if (n == 1)
		n = document_approve(v->db, &in, &v->err);
	if (n == 1 && audit_write(v->db, &v->act, "SETUJU", arena_printf(v->arena, "document/%lld",
	    (long long)a->letter.id), "", &v->err) == -1)
		return -1;
	return (int)n;
}

int
approval_yes(struct visit *v, const struct approval *a, size_t n, size_t *ret_stale)
{
	struct sign_set_member member[APPROVAL_MOST];
	uint8_t digest[32];
	struct bytes set = { 0 };
	int r = db_begin(v->db, &v->err) == -1 ? -1 : 1;

	if (n > 1) {
		for (size_t i = 0; i < n; i++)
			member[i] = (struct sign_set_member){ a[i].letter.id, a[i].letter.text_hash };
		sign_set_digest(member, n, digest);
		set = (struct bytes){ digest, sizeof digest };
	}
	for (size_t i = 0; r == 1 && i < n; i++) {
		r = say_yes(v, &a[i], set);
		if (r == 0)
			*ret_stale = i;
	}
	if (r == 1 && db_commit(v->db, &v->err) == 0)
		return 1;
	(void)db_rollback(v->db, NULL);
	return r == 0 ? 0 : -1;
}

int
approval_no(struct visit *v, const struct approval *a, size_t n, const char *why)
{
	bool good = db_begin(v->db, &v->err) == 0;

	for (size_t i = 0; good && i < n; i++) {
		const struct document_unapprove_in in = { .id = a[i].letter.id, .actor = v->who.user };
		good = document_unapprove(v->db, &in, &v->err) >= 0 &&
		    audit_write(v->db, &v->act, "KODE_DITOLAK", arena_printf(v->arena, "document/%lld",
		    (long long)a[i].letter.id), why, &v->err) == 0;
	}
	if (good && db_commit(v->db, &v->err) == 0)
		return 0;
	(void)db_rollback(v->db, NULL);
	return -1;
}

const char *
approval_code_message(struct visit *v, const struct sign_answer *a)
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

struct order {
	struct visit			*visit;
	const struct approval		*approval;
	const struct sign_answer	*answer;
};

/* In force, and to the printer: nobody presses a button for it any more. */
static enum change_end
replacing_approved(struct visit *v, struct change *c, const struct document_letter_row *letter, struct err *e)
{
	enum change_end end = replacing_signed(c, letter, e);

	return end == CHANGE_DONE ? letter_print(v, c, e) : end;
}

static enum change_end
finish(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct approval *a = o->approval;
	const struct casefile_set_signed_in set = { .id = c->id, .at = c->act->at };
	enum change_end end = a->replaces ? CHANGE_DONE : change_move(c, MOVE_APPROVE, a->reason, e);

	if (end == CHANGE_DONE)
		end = letter_finish(o->visit, c, &a->letter, o->answer->code, e);
	if (end == CHANGE_DONE && a->replaces)
		end = replacing_approved(o->visit, c, &a->letter, e);
	if (end != CHANGE_DONE)
		return end;
	if (!a->replaces && casefile_set_signed(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	end = signing_done(o->visit, c, &a->letter, c->act->actor, o->answer->factor, a->reason, e);
	return end == CHANGE_DONE && !a->replaces ? early_signed(o->visit, c, e) : end;
}

enum change_end
approval_finish(struct visit *v, const struct approval *a, const struct sign_answer *answer,
    const struct act *act, const char *location, const char **ret_location)
{
	struct order o = { v, a, answer };
	const struct change_order order = { .id = a->row.id, .version = a->row.version, .run = finish, .arg = &o,
	    .location = location };

	return change_case(v->db, v->arena, act, &order, ret_location, &v->err);
}

static enum change_end
send_back(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
	enum change_end end;

	if (o->approval->replaces)
		return replacing_drop(c, &o->approval->letter, o->approval->reason, e);
	end = change_move(c, MOVE_RETURN_SIGN, o->approval->reason, e);
	if (end != CHANGE_DONE)
		return end;
	return document_void(c->db, &old, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

enum change_end
approval_return(struct visit *v, const struct approval *a, const char *location, const char **ret_location)
{
	struct order o = { v, a, NULL };
	const struct change_order order = { .id = a->row.id, .version = a->row.version, .run = send_back, .arg = &o,
	    .location = location };

	return change_case(v->db, v->arena, &v->act, &order, ret_location, &v->err);
}
