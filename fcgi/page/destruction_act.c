#include "page/destruction.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/str.h"
#include "page/paper.h"
#include "print/doc_destroyed.h"
#include "print/minutes.h"
#include "sop/biometric.h"
#include "sop/sop.h"
#include "sql/office.h"
#include "store/audit.h"

#define NOT_READY	"Kunci bulan itu belum boleh dimusnahkan, atau sudah dicatat. Muat ulang halaman ini."
#define CHANGED	"Daftarnya berubah sejak halaman dibuka. Periksa kembali, lalu musnahkan."
#define DAY_US	(INT64_C(24) * 60 * 60 * 1000000)

int
destruction_now(struct visit *v, struct db *db, const struct biometric_policy_now_row *d, struct day sent,
    struct destruction_due_rows *ret, struct err *e)
{
	const struct destruction_due_in in = { .office = v->who.office, .keep = d->keep,
	    .before = { v->now.us - d->keep_days * DAY_US },
	    .sent_before = sent.y == 0 ? (struct utc){ 0 } : utc_from_wib(day_from_number(day_number(sent) + 1), 0, 0, 0),
	    .size = DESTRUCTION_MAX + 1 };

	return destruction_due(db, v->arena, &in, ret, e);
}

const char *
destruction_digest(struct arena *a, int64_t policy, const struct destruction_due_rows *due)
{
	crypto_generichash_state state;
	uint8_t hash[16];
	char *hex = arena_alloc(a, 2 * sizeof hash + 1);

	(void)crypto_generichash_init(&state, NULL, 0, sizeof hash);
	(void)crypto_generichash_update(&state, (const uint8_t *)&policy, sizeof policy);
	for (size_t i = 0; i < due->n; i++) {
		const int64_t row[] = { due->at[i].id, due->at[i].fingers, due->at[i].parts, due->at[i].taken_at.us };
		(void)crypto_generichash_update(&state, (const uint8_t *)row, sizeof row);
	}
	(void)crypto_generichash_final(&state, hash, sizeof hash);
	if (hex == NULL)
		return "";
	str_hex(hex, hash, sizeof hash);
	return hex;
}

int
destruction_waiting(struct visit *v)
{
	const struct biometric_policy_now_in in = { .office = v->who.office };
	struct biometric_policy_now_row d = { .keep = "" };
	struct destruction_due_rows due;

	return biometric_policy_now(v->db, v->arena, &in, &d, &v->err) == -1 ||
	    destruction_now(v, v->db, &d, (struct day){ 0 }, &due, &v->err) == -1 ? -1 : (int)due.n;
}

const char *
destruction_time(struct arena *a, const struct biometric_policy_now_row *d)
{
	if (str_eq(d->keep, "HARI"))
		return arena_printf(a, "%lld hari sejak direkam", (long long)d->keep_days);
	return str_eq(d->keep, "KIRIM") ? "sampai berkas dikirim ke Dinas" : "sampai permohonan selesai";
}

struct day
destruction_month(const char *epoch)
{
	char iso[11];
	struct day d;

	if (strlen(epoch) != 7 || snprintf(iso, sizeof iso, "%s-01", epoch) != 10 || !day_parse(iso, &d))
		return (struct day){ 0 };
	return d;
}

const char *
destruction_month_name(struct arena *a, struct day d)
{
	return day_valid(d) ? arena_printf(a, "%s %d", minutes_month(a, d), d.y) : "";
}

bool
destruction_key_ready(const struct visit *v, const struct destruction_months_row *r)
{
	struct day d = destruction_month(r->epoch);

	/* the keys are the office's own: nothing of them is practised */
	return !v->who.training && r->kept == 0 && r->destroyed_at.us == 0 && day_valid(d) &&
	    (d.y < v->today.y || (d.y == v->today.y && d.m < v->today.m));
}

static enum change_end
refuse(struct err *e, const char *sentence)
{
	(void)err_set(e, ERR_INPUT, 0, "%s", sentence);
	return CHANGE_REFUSED;
}

/* What both minutes have. */
static int
begin(struct change *c, const struct destruction_order *o, struct doc_destroyed *d, struct err *e)
{
	const struct office_get_in in = { .id = c->act->office };
	struct visit *v = o->visit;
	struct office_get_row office;

	if (office_get(c->db, c->arena, &in, &office, e) != 1)
		return -1;
	*d = (struct doc_destroyed){ .page = { .fonts = v->site->fonts, .media = office.paper, .made = v->now },
	    .hands = { v->today, v->who.name, o->witness } };
	return paper_letterhead(v, c->db, &office, &d->office, e);
}

/* The minutes as a frozen document, to be printed when the act is written down. */
static enum change_end
minutes(struct change *c, const struct doc_destroyed *d,
    int render(struct arena *, const struct doc_destroyed *, struct pdf_result *, struct err *),
    struct pdf_result *pdf, int64_t *ret_document, struct err *e)
{
	if (render(c->arena, d, pdf, e) == -1) {
		if (e->kind != ERR_INPUT)
			return CHANGE_FAILED;
		return refuse(e, arena_printf(c->arena, "Ada isian yang tidak dapat dicetak (%s). Hubungi administrator.", e->text));
	}
	return (*ret_document = paper_keep(c, PAPER_MINUTES, pdf, e)) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

/* 1; 0: somebody else was faster; -1. */
static int
wipe(struct change *c, int64_t destruction, const struct destruction_due_row *r, struct err *e)
{
	const struct destruction_fingers_in fingers = { .destruction = destruction, .case_id = r->id };
	const struct destruction_parts_in parts = { .destruction = destruction, .case_id = r->id };

	int64_t f = destruction_fingers(c->db, &fingers, e), p = f < 0 ? -1 : destruction_parts(c->db, &parts, e);

	if (p < 0)
		return -1;
	if (f != r->fingers || p != r->parts)
		return 0;
	return audit_write(c->db, c->act, "MUSNAHKAN_REKAMAN", arena_printf(c->arena, "casefile/%lld", (long long)r->id),
	    arena_printf(c->arena, "%lld sidik jari, %lld foto atau tanda tangan", (long long)r->fingers, (long long)r->parts), e) == -1 ? -1 : 1;
}

enum change_end
destruction_images(struct change *c, void *arg, struct err *e)
{
	const struct destruction_order *o = arg;
	const struct biometric_policy_now_in policy_in = { .office = c->act->office };
	struct biometric_policy_now_row policy = { .keep = "", .basis = "belum diputuskan" };
	struct destruction_due_rows due;
	struct doc_destroyed d;
	struct pdf_result pdf;
	int64_t images = 0, id, document;
	enum change_end end;
	int n = biometric_policy_now(c->db, c->arena, &policy_in, &policy, e);

	if (n == -1 || begin(c, o, &d, e) == -1 || destruction_now(o->visit, c->db, &policy, o->sent, &due, e) == -1)
		return CHANGE_FAILED;
	if (due.n > DESTRUCTION_MAX)
		due.n = DESTRUCTION_MAX;
	if (due.n == 0 || !str_eq(destruction_digest(c->arena, policy.id, &due), o->shown))
		return refuse(e, CHANGED);
	struct destroyed_case *at = ARENA_ARRAY(c->arena, due.n, struct destroyed_case);
	if (at == NULL) {
		(void)err_set(e, ERR_FULL, 0, "arena");
		return CHANGE_FAILED;
	}
	for (size_t i = 0; i < due.n; i++) {
		const struct destruction_due_row *r = &due.at[i];
		at[i] = (struct destroyed_case){ r->agenda_no, (int)r->agenda_year, utc_day_wib(r->taken_at), r->fingers,
		    r->parts, sop_status_label(sop_status_by_word(r->status)) };
		images += r->fingers + r->parts;
	}
	d.cases = at;
	d.n = due.n;
	d.basis = policy.id != 0 ? policy.basis : "belum ada keputusan yang berlaku";
	d.time = policy.id != 0 ? destruction_time(c->arena, &policy) : "selama belum diputuskan";
	if ((end = minutes(c, &d, images_destroyed_render, &pdf, &document, e)) != CHANGE_DONE)
		return end;
	const struct destruction_add_in add = { .office = c->act->office, .what = "GAMBAR", .policy = policy.id,
	    .sent_day = o->sent, .cases = (int64_t)due.n, .images = images, .how = "", .witness = o->witness,
	    .document = document, .at = c->act->at, .actor = c->act->actor };
	if ((id = destruction_add(c->db, &add, e)) < 0)
		return CHANGE_FAILED;
	for (size_t i = 0; i < due.n; i++)
		if ((n = wipe(c, id, &due.at[i], e)) != 1)
			return n == 0 ? refuse(e, CHANGED) : CHANGE_FAILED;
	return paper_enqueue(o->visit, c, document, pdf.sha256, 1, e);
}

enum change_end
destruction_key(struct change *c, void *arg, struct err *e)
{
	const struct destruction_order *o = arg;
	struct destruction_months_rows months;
	struct doc_destroyed d;
	struct pdf_result pdf;
	enum change_end end;
	int64_t document;
	bool ready = false;

	if (begin(c, o, &d, e) == -1 || destruction_months(c->db, c->arena, &months, e) == -1)
		return CHANGE_FAILED;
	for (size_t i = 0; i < months.n; i++)
		ready |= str_eq(months.at[i].epoch, o->epoch) && destruction_key_ready(o->visit, &months.at[i]);
	if (!ready)
		return refuse(e, NOT_READY);
	d.month = destruction_month(o->epoch);
	d.how = o->how;
	if ((end = minutes(c, &d, key_destroyed_render, &pdf, &document, e)) != CHANGE_DONE)
		return end;
	const struct destruction_add_in add = { .office = c->act->office, .what = "KUNCI", .epoch = o->epoch, .how = o->how,
	    .witness = o->witness, .document = document, .at = c->act->at, .actor = c->act->actor };
	if (destruction_add(c->db, &add, e) < 0)
		return e->kind == ERR_CONFLICT ? refuse(e, NOT_READY) : CHANGE_FAILED;
	if (audit_write(c->db, c->act, "MUSNAHKAN_KUNCI",
	    arena_printf(c->arena, "kunci/%s", o->epoch), o->how, e) == -1)
		return CHANGE_FAILED;
	return paper_enqueue(o->visit, c, document, pdf.sha256, 1, e);
}
