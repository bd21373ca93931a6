/*
 * Step 4, the signer's side: several letters on one page, approved with one code (approval.h).
 * Each is a change of its own: what somebody else changed meanwhile is left out and said, the rest
 * is signed.
 */
#include <sodium.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/view_signing.h"
#include "step/approval.h"
#include "step/letter_facts.h"
#include "step/signing.h"
#include "step/step.h"
#include "store/audit.h"
#include "store/second_factor.h"
#include "tpl.h"

#define DESK	"/meja-tanda-tangan"
#define HERE	"/meja-tanda-tangan/bersama"

struct together {
	const char	*same_reason, *code;
};

static const struct form_field form[] = {
	FORM_LINES_MAY_AS("alasan_sama", struct together, same_reason, 400, "Alasan menandatangani berkas sendiri"),
	FORM_MAY_AS("kode_otp", struct together, code, 1, 40, "Kode OTP"),
	FORM_END
};

struct chosen {
	struct approval	 at[APPROVAL_MOST];
	const char	*duty[APPROVAL_MOST];	/* what the rule of two persons says; NULL */
	size_t		 n;
	size_t		 asked;			/* letters that were chosen */
	bool		 reason;		/* one of them needs a reason */
};

/* One chosen case: added when it waits for him and the rule of two persons lets him.  0, -1. */
static int
choose(struct visit *v, int64_t id, struct chosen *c)
{
	const struct casefile_get_in in = { .id = id, .office = v->who.office };
	struct approval *a = &c->at[c->n];
	struct casefile_get_row row;
	struct signing_duty duty;
	int n = casefile_get(v->db, v->arena, &in, &row, &v->err);

	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].row.id == id)
			return 0;
	if (n == 1)
		n = approval_letter(v, &row, a);
	if (n != 1)
		return n;
	if (!approval_mine(v, a))
		return 0;
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", arena_printf(v->arena, "casefile/%lld", (long long)id),
	    &v->err) == -1 || signing_duty(v, id, v->who.user, &duty) == -1)
		return -1;
	if (duty.duty == DUTY_BLOCKED)
		return 0;
	c->reason |= duty.duty == DUTY_REASON;
	c->duty[c->n++] = duty.text;
	return 0;
}

static int
choose_all(struct visit *v, struct chosen *c)
{
	struct str_list ids = request_params_multi(v->req, "berkas[]", v->arena);
	int64_t id;

	*c = (struct chosen){ .asked = ids.n };
	for (size_t i = 0; i < ids.n && c->n < APPROVAL_MOST; i++)
		if (str_int(ids.at[i], 1, INT64_MAX, &id) && choose(v, id, c) == -1)
			return -1;
	return 0;
}

static struct view_sign_letter
letter_view(struct visit *v, const struct approval *a, const char *duty)
{
	struct fmt f;

	return (struct view_sign_letter){ .id = a->row.id, .version = a->row.version,
	    .hash = approval_hash(v, a->letter.text_hash), .href = case_href(v, a->row.id, "persetujuan"),
	    .name = a->row.name, .nik = arena_strdup(v->arena, fmt_nik(&f, a->row.nik)), .birth = arena_strdup(v->arena, fmt_long(&f, a->row.birth_day)),
	    .village = arena_printf(v->arena, "%s %s", a->row.village_kind, a->row.village),
	    .number = a->letter.letter_number, .day = a->letter.letter_day, .signatory = a->signer.name,
	    .facts = letter_facts(v->arena, a->letter.canonical), .duty = duty };
}

static void
show(struct visit *v, int status, const struct chosen *c, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct approve_many_page p = { .layout = visit_layout(v, "Setujui Bersama"), .form = visit_form(v, HERE, 0) };
	struct view_sign_letter *at = ARENA_ARRAY(v->arena, c->n + 1, struct view_sign_letter);
	struct second_factor f;

	if (second_factor_state(v->db, v->arena, v->who.user, &f, &v->err) == -1 || at == NULL) {
		visit_failed(v);
		return;
	}
	for (size_t i = 0; i < c->n; i++)
		at[i] = letter_view(v, &c->at[i], c->duty[i]);
	p.letters = (struct view_sign_letters){ at, c->n };
	if (c->n < c->asked)
		p.left_out = arena_printf(v->arena, "%zu berkas yang dipilih tidak ditampilkan: sudah berubah, menunggu pejabat lain, Anda verifikasi sendiri, atau melebihi %d berkas.",
		    c->asked - c->n, APPROVAL_MOST);
	if (!f.has)
		p.enrol = "/akun/kode-otp";
	else {
		p.code = field_text(&src, "kode_otp", "");
		p.code.value = "";
		p.code.kind = FIELD_CODE;
		p.code.required = true;
		p.code.autocomplete = "one-time-code";
		p.code.size = 20;
		p.code.hint = "Satu kode menandatangani semua surat di halaman ini.";
		if (c->reason) {
			p.duty_reason = field_lines(&src, "alasan_sama", "");
			p.duty_reason.required = true;
		}
	}
	visit_crumb(v, &p.layout, DESK, "Meja Tanda Tangan");
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_approve_many(visit_page(v, status), &p);
}

/* What he saw is what is there now: same cases, versions and texts. */
static bool
as_seen(struct visit *v, const struct chosen *c)
{
	struct str_list versions = request_params_multi(v->req, "versi[]", v->arena);
	struct str_list hashes = request_params_multi(v->req, "sidik[]", v->arena);
	int64_t version;

	if (c->n != c->asked || versions.n != c->n || hashes.n != c->n)
		return false;
	for (size_t i = 0; i < c->n; i++)
		if (!str_int(versions.at[i], 0, INT64_MAX, &version) || version != c->at[i].row.version ||
		    !str_eq(hashes.at[i], approval_hash(v, c->at[i].letter.text_hash)))
			return false;
	return true;
}

/* Were all of the chosen signed by this very form already?  1, 0, -1. */
static int
done_before(struct visit *v)
{
	struct str_list ids = request_params_multi(v->req, "berkas[]", v->arena);
	const char *location;
	int64_t id;
	int done = 0, n;

	for (size_t i = 0; i < ids.n && i < APPROVAL_MOST; i++) {
		if (!str_int(ids.at[i], 1, INT64_MAX, &id))
			continue;
		const struct act act = visit_act_for(v, id);
		if ((n = change_repeated(v->db, v->arena, &act, &location, &v->err)) == -1)
			return -1;
		done += n;
	}
	return ids.n > 0 && done == (int)ids.n;
}

/* signd said no to the i-th: a matter of the code, or of the letter. */
static void
refused(struct visit *v, struct chosen *c, size_t i, const struct sign_answer *answer, struct form_result *r)
{
	const char *message = approval_code_message(v, answer);

	if (message != NULL) {
		if (approval_no(v, c->at + i, c->n - i, sign_refusal_word(answer->why)) == -1) {
			visit_failed(v);
			return;
		}
		form_add(r, form, "kode_otp", message);
		if (answer->wait > 0)
			reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)answer->wait));
		show(v, answer->wait > 0 ? 429 : 422, c, r);
	} else if (v->err.kind == ERR_AWAY)
		visit_error_text(v, 503, "Layanan tanda tangan tidak aktif", arena_printf(v->arena,
		    "%zu surat sudah ditandatangani, %zu belum. Tunggu sebentar, lalu buka meja tanda tangan dan setujui sisanya; nomor surat tetap sama.", i, c->n - i));
	else
		visit_error_text(v, 409, "Surat tidak dapat ditandatangani", arena_printf(v->arena,
		    "Surat %s ditolak layanan tanda tangan karena datanya tidak lagi sama dengan yang disetujui. Surat sebelum itu sudah ditandatangani; sisanya masih di meja tanda tangan.", c->at[i].row.name));
}

static void
sign_all(struct visit *v, struct chosen *c, const char *code, struct form_result *r)
{
	struct sign_answer answer;
	const char *location, *left = "";
	size_t done = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct act act = visit_act_for(v, c->at[i].row.id);
		if (sign_document(v->site->signd, c->at[i].letter.id, code, &answer, &v->err) == -1) {
			refused(v, c, i, &answer, r);
			return;
		}
		enum change_end end = approval_finish(v, &c->at[i], &answer, &act, DESK, &location);
		if (end == CHANGE_FAILED) {
			visit_failed(v);
			return;
		}
		if (end == CHANGE_DONE || end == CHANGE_REPEATED)
			done++;
		else	/* somebody was faster with this one */
			left = arena_printf(v->arena, "%s%s%s", left, *left == '\0' ? "" : ", ", c->at[i].row.name);
	}
	if (*left == '\0')
		visit_done(v, DESK, "disetujui-banyak");
	else
		visit_error_text(v, 409, "Tidak semua surat ditandatangani", arena_printf(v->arena,
		    "%zu surat ditandatangani. Berkas ini berubah sementara itu dan tidak ditandatangani: %s. Buka kembali meja tanda tangan.", done, left));
}

static void
changed(struct visit *v)
{
	visit_error_text(v, 409, "Berkas sudah berubah",
	    "Satu atau beberapa berkas berubah sejak halaman ini dibuka; belum ada yang ditandatangani. Buka kembali meja tanda tangan dan pilih lagi.");
}

static void
approve_all(struct visit *v)
{
	char code[FACTOR_CODE_SIZE] = "";
	struct form_result r;
	struct together in;
	struct chosen c;
	size_t stale;
	int n = done_before(v);

	if (n > 0) {
		visit_done(v, DESK, "disetujui-banyak");
		return;
	}
	if (n == -1 || choose_all(v, &c) == -1) {
		visit_failed(v);
		return;
	}
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &c, &r);
		return;
	}
	if (c.n == 0 || !as_seen(v, &c)) {
		changed(v);
		return;
	}
	if (c.reason && str_empty(in.same_reason))
		form_add(&r, form, "alasan_sama", "Alasan belum diisi. Tuliskan mengapa berkas yang Anda verifikasi Anda tandatangani sendiri.");
	if (str_empty(in.code))
		form_add(&r, form, "kode_otp", "Kode OTP belum diisi. Ketik enam angka dari aplikasi autentikator.");
	else if (factor_code(in.code, code) == FACTOR__MAX)
		form_add(&r, form, "kode_otp", "Kode OTP terdiri atas enam angka; kode pemulihan atas 24 huruf dan angka.");
	if (!r.ok) {
		show(v, 422, &c, &r);
		return;
	}
	for (size_t i = 0; i < c.n; i++)
		c.at[i].reason = c.duty[i] != NULL ? in.same_reason : "";
	if ((n = approval_yes(v, c.at, c.n, &stale)) == 0)
		changed(v);
	else if (n == -1)
		visit_failed(v);
	else
		sign_all(v, &c, code, &r);
	sodium_memzero(code, sizeof code);
}

void
approve_many_post(struct visit *v)
{
	struct chosen c;

	if (str_eq(visit_action(v), "SETUJUI")) {
		approve_all(v);
		return;
	}
	if (!visit_action_is(v, "PERIKSA"))
		return;
	if (choose_all(v, &c) == -1)
		visit_failed(v);
	else
		show(v, 200, &c, NULL);
}
