/* /retensi/pemusnahan: sealed images whose time is over are destroyed by the office's decision, before a witness and
 * with minutes; then the export key of their month, which ends those in the backups too. */
#include "page/destruction.h"

#include "base/str.h"
#include "page/case_view.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_destruction.h"
#include "sop/sop.h"
#include "tpl.h"

#define HERE		"/retensi/pemusnahan"
#define LIST_MAX	50
#define MONTHS_MAX	120
#define SELF		"Saksi adalah orang lain, bukan yang memusnahkan."

struct ask {
	const char	*shown;
	struct day	 sent;
	const char	*witness;
};

struct key_ask {
	const char	*month, *how, *witness;
};

static const struct form_field form[] = {
	FORM_AS("daftar", struct ask, shown, 32, 32, "Daftar yang ditampilkan"),
	FORM_MAY_AS("terkirim", struct ask, sent, 0, 0, "Sudah dikirim ke Dinas sampai dengan tanggal"),
	FORM_AS("saksi", struct ask, witness, 3, 100, "Nama saksi"),
	FORM_END
};

static const struct form_field key_form[] = {
	FORM_AS("bulan", struct key_ask, month, 7, 7, "Bulan kunci"),
	FORM_AS("cara", struct key_ask, how, 10, 200, "Cara memusnahkan"),
	FORM_AS("saksi_kunci", struct key_ask, witness, 3, 100, "Nama saksi"),
	FORM_END
};

/* What was typed into one of the two forms; NULL: a first look at it. */
struct typed {
	struct form_result	*images, *key;
};

static int
fill_due(struct visit *v, struct destruction_page *p, struct day sent)
{
	const struct biometric_policy_now_in in = { .office = v->who.office };
	struct biometric_policy_now_row d = { .keep = "", .basis = "" };
	struct destruction_due_rows due;
	int n = biometric_policy_now(v->db, v->arena, &in, &d, &v->err);

	if (n == -1 || destruction_now(v, v->db, &d, sent, &due, &v->err) == -1)
		return -1;
	p->decided = n == 1;
	p->time = n == 1 ? destruction_time(v->arena, &d) : "";
	p->basis = d.basis;
	p->ask_sent = str_eq(d.keep, "KIRIM");
	p->more = due.n > DESTRUCTION_MAX;
	if (p->more)
		due.n = DESTRUCTION_MAX;
	struct due_row *at = ARENA_ARRAY(v->arena, due.n + 1, struct due_row);
	for (size_t i = 0; at != NULL && i < due.n; i++) {
		const struct destruction_due_row *r = &due.at[i];
		enum status s = sop_status_by_word(r->status);
		at[i] = (struct due_row){ .agenda = r->agenda_no == 0 ? "tanpa nomor" : visit_agenda(v, r->agenda_no, r->agenda_year),
		    .href = visit_has(v, ROLE_STAFF | ROLE_BIT(PEMERIKSA)) ? case_href(v, r->id, NULL) : NULL, .state = sop_status_label(s),
		    .tone = sop_status_tone(s), .fingers = (int)r->fingers, .parts = (int)r->parts, .taken_at = r->taken_at };
	}
	p->due = (struct due_row_list){ at, at == NULL ? 0 : due.n };
	p->count = arena_printf(v->arena, "%zu", p->due.n);
	p->shown = destruction_digest(v->arena, d.id, &due);
	return 0;
}

static int
fill_months(struct visit *v, struct destruction_page *p, const struct field_source *src)
{
	struct destruction_months_rows months;
	const char **words, **labels;
	struct month_row *at;
	size_t ready = 0;

	if (destruction_months(v->db, v->arena, &months, &v->err) == -1)
		return -1;
	if (months.n > MONTHS_MAX)
		months.n = MONTHS_MAX;
	if (v->who.training)
		months.n = 0;
	at = ARENA_ARRAY(v->arena, months.n + 1, struct month_row);
	words = ARENA_ARRAY(v->arena, months.n + 1, const char *);
	labels = ARENA_ARRAY(v->arena, months.n + 1, const char *);
	if (at == NULL || words == NULL || labels == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < months.n; i++) {
		const struct destruction_months_row *r = &months.at[i];
		const char *name = destruction_month_name(v->arena, destruction_month(r->epoch));
		bool may = destruction_key_ready(v, r), gone = r->destroyed_at.us != 0;

		at[i] = (struct month_row){ .month = name, .kept = (int)r->kept, .gone = (int)r->gone, .at = r->destroyed_at,
		    .state = gone ? "Telah dimusnahkan" : may ? "Boleh dimusnahkan" : r->kept > 0 ? "Masih diperlukan" : "Bulan berjalan",
		    .tone = gone ? TONE_OFF : may ? TONE_WAIT : TONE_WORK };
		if (may) {
			words[ready] = r->epoch;
			labels[ready++] = name;
		}
	}
	words[ready] = labels[ready] = NULL;
	p->months = (struct month_row_list){ at, months.n };
	p->key_ready = ready > 0;
	p->month = field_choice(src, "bulan", FIELD_SELECT, words, labels, ready > 0 ? words[0] : "");
	return 0;
}

static int
fill_done(struct visit *v, struct destruction_page *p)
{
	const struct destruction_list_in in = { .office = v->who.office, .size = LIST_MAX };
	struct destruction_list_rows rows;

	if (destruction_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct destroyed_row *at = ARENA_ARRAY(v->arena, rows.n + 1, struct destroyed_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct destruction_list_row *r = &rows.at[i];
		at[i] = (struct destroyed_row){ .what = str_eq(r->what, "KUNCI") ? arena_printf(v->arena, "Kunci ekspor %s",
		    destruction_month_name(v->arena, destruction_month(r->epoch))) : arena_printf(v->arena, "%lld permohonan, %lld gambar",
		    (long long)r->cases, (long long)r->images), .how = r->how, .witness = r->witness, .who = r->who, .at = r->at,
		    .paper = r->job != 0 && visit_has(v, ROLE_STAFF | ROLE_BIT(ADMIN)) ? arena_printf(v->arena, "/cetak/%lld", (long long)r->job) : NULL };
	}
	p->done = (struct destroyed_row_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static void
show(struct visit *v, int status, struct day sent, struct typed typed)
{
	const struct field_source src = { v->arena, form, typed.images }, key_src = { v->arena, key_form, typed.key };
	struct destruction_page p = { .layout = visit_layout(v, "Pemusnahan Rekaman Biometrik"), .form = visit_form(v, HERE, 0),
	    .key_form = visit_form(v, HERE, 0), .may = visit_has(v, DUTY_LEADERS) };

	if (fill_due(v, &p, sent) == -1 || fill_months(v, &p, &key_src) == -1 || fill_done(v, &p) == -1) {
		visit_failed(v);
		return;
	}
	p.sent_day = field_day(&src, "terkirim", sent);
	p.sent = p.sent_day.value;
	p.witness = field_text(&src, "saksi", "");
	p.witness.hint = "Orang lain yang menyaksikan; ia ikut menandatangani berita acara.";
	p.how = field_text(&key_src, "cara", "");
	p.how.hint = "Misalnya: kedua media USB dihancurkan, amplop cadangan dibakar.";
	p.key_witness = field_text(&key_src, "saksi_kunci", "");
	p.form.errors = field_errors(v->arena, typed.images != NULL ? typed.images : typed.key);
	p.layout.failed = typed.images != NULL || typed.key != NULL;
	visit_crumb(v, &p.layout, "/retensi", "Retensi");
	tpl_page_destruction(visit_page(v, status), &p);
}

void
destruction_get(struct visit *v)
{
	struct day sent = { 0 };

	if (!day_parse(request_query(v->req, "terkirim"), &sent) || day_cmp(sent, v->today) > 0)
		sent = (struct day){ 0 };
	show(v, 200, sent, (struct typed){ 0 });
}

static enum change_end
carry_out(struct visit *v, change_fn *run, struct destruction_order *o)
{
	const struct change_order order = { .run = run, .arg = o, .location = HERE };
	const char *location;
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end != CHANGE_REFUSED)
		visit_change_end(v, end, MOVE__MAX, HERE, location, run == destruction_key ? "kunci-dimusnahkan" : "rekaman-dimusnahkan", form);
	return end;
}

/* A sentence of destruction_act.c, or the print queue's reason: without its minutes nothing is destroyed. */
static const char *
refusal(struct visit *v)
{
	return str_starts(v->err.text, "belum ada printer") ?
	    "Belum ada printer yang aktif, sehingga berita acara tidak dapat dicetak. Tidak ada yang dimusnahkan. Hubungi administrator." :
	    arena_strdup(v->arena, v->err.text);
}

/* Nobody is his own witness. */
static bool
is_self(struct visit *v, const char *witness)
{
	return str_eq(str_upper(v->arena, str_trim(v->arena, witness)), str_upper(v->arena, str_trim(v->arena, v->who.name)));
}

static void
images_post(struct visit *v)
{
	struct form_result r;
	struct ask in = { 0 };

	if (form_read(form, v->req, v->arena, &in, &r) && in.sent.y != 0 && day_cmp(in.sent, v->today) > 0)
		form_add(&r, form, "terkirim", "Tanggal pengiriman tidak boleh setelah hari ini.");
	if (r.ok && is_self(v, in.witness))
		form_add(&r, form, "saksi", SELF);
	struct destruction_order o = { .visit = v, .sent = in.sent, .shown = in.shown, .witness = in.witness };
	if (r.ok && carry_out(v, destruction_images, &o) != CHANGE_REFUSED)
		return;
	if (r.ok)
		form_add(&r, form, "saksi", refusal(v));
	show(v, 422, in.sent, (struct typed){ .images = &r });
}

static void
key_post(struct visit *v)
{
	struct form_result r;
	struct key_ask in = { 0 };

	bool read = form_read(key_form, v->req, v->arena, &in, &r);
	if (read && is_self(v, in.witness)) {
		form_add(&r, key_form, "saksi_kunci", SELF);
		read = false;
	}
	struct destruction_order o = { .visit = v, .epoch = in.month, .how = in.how, .witness = in.witness };
	if (read && carry_out(v, destruction_key, &o) != CHANGE_REFUSED)
		return;
	if (read)
		form_add(&r, key_form, "bulan", refusal(v));
	show(v, 422, (struct day){ 0 }, (struct typed){ .key = &r });
}

void
destruction_post(struct visit *v)
{
	if (str_eq(visit_action(v), "KUNCI"))
		key_post(v);
	else if (visit_action_is(v, "MUSNAHKAN"))
		images_post(v);
}
