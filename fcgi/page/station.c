/* The stations of this office and their readers, asked now; one of them with its self-test. */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "sql/biometric.h"
#include "station/client.h"
#include "store/audit.h"
#include "tpl.h"

#define CLOCK_OFF	60	/* seconds that the two clocks may differ */
#define PPI_ENOUGH	490	/* of an image for an identity file (STATION.md 3) */

struct rest {
	const char	*why;
};

static const struct form_field form[] = {
	FORM_MAY_AS("alasan", struct rest, why, 1, 200, "Alasan"),
	FORM_END
};

static const struct { const char *word, *label; } tests[] = {
	{ "kunci_ekspor", "Kunci ekspor bulan ini" }, { "segel", "Segel dibuat dan diperiksa" },
	{ "ciri_sidik_jari", "Ciri sidik jari tersegel" }, { "memori_terkunci", "Memori terkunci" },
	{ "alat", "Alat pemindai" }, { "gambar_alat", "Alat memberikan gambar" },
};

static const char *
test_label(const char *word)
{
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		if (str_eq(tests[i].word, word))
			return tests[i].label;
	return word;
}

static void
healthy(struct visit *v, const struct station_health *h, struct bytes key, struct view_station *s)
{
	char hex[65] = "";
	int64_t off = h->now - v->now.us / 1000000;

	if (key.n == 32)
		str_hex(hex, key.p, 32);
	s->reachable = true;
	s->advice = NULL;
	s->reader_present = h->present;
	s->reader_image = h->image;
	s->reader_swipe = h->swipe;
	s->reader_name = arena_strdup(v->arena, h->name);
	s->reader_driver = arena_strdup(v->arena, h->driver);
	s->reader_ppi = h->ppi;
	s->reader_coarse = h->present && h->ppi > 0 && h->ppi < PPI_ENOUGH;
	s->epoch = arena_strdup(v->arena, h->epoch);
	s->failures = h->failures;
	s->tone = TONE_PROBLEM;
	if (!str_eq(hex, h->public_key)) {
		s->state = "Kunci tidak cocok";
		s->advice = "Stasiun ini menandatangani dengan kunci lain daripada yang didaftarkan; rekamannya ditolak. Hubungi administrator.";
	} else if (!h->present) {
		s->state = "Alat tidak terdeteksi";
		s->advice = "Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel.";
	} else if (!h->image) {
		s->state = "Alat tidak dapat dipakai";
		s->advice = "Alat ini mencocokkan di dalam alat dan tidak menghasilkan gambar. Gunakan alat lain.";
	} else if (h->now != 0 && (off > CLOCK_OFF || off < -CLOCK_OFF)) {
		s->state = "Jam berbeda";
		s->advice = "Jam komputer stasiun berbeda lebih dari satu menit. Perbaiki jamnya; waktu pada rekaman tidak tepat.";
	} else {
		s->state = str_eq(h->state, "busy") ? "Sedang dipakai" : "Siap";
		s->tone = str_eq(h->state, "busy") ? TONE_WAIT : TONE_DONE;
	}
}

static struct view_test_list
self_test(struct visit *v, struct station_client *c)
{
	struct station_test found[STATION_TESTS];
	struct view_test *at = ARENA_ARRAY(v->arena, STATION_TESTS, struct view_test);
	size_t n = 0;

	if (at == NULL || station_selftest(c, found, &n, &v->err) == -1)
		return (struct view_test_list){ NULL, 0 };
	for (size_t i = 0; i < n; i++)
		at[i] = (struct view_test){ test_label(arena_strdup(v->arena, found[i].name)), found[i].ok,
		    arena_strdup(v->arena, found[i].text) };
	return (struct view_test_list){ at, n };
}

static void
view_of(struct visit *v, const struct station_list_row *r, bool whole, struct view_station *s)
{
	struct station_health health;
	struct station_client *client;
	char key[17] = "";

	if (r->sign_key.n == 32)
		str_hex(key, r->sign_key.p, 8);
	*s = (struct view_station){ .code = r->code, .label = r->label, .url = str_starts(r->url, "unix:") ? "komputer ini" : r->url,
	    .key = arena_strdup(v->arena, key), .href = arena_printf(v->arena, "/stasiun/%lld", (long long)r->id),
	    .up_at = r->up_at, .down_since = r->down_since, .state = "Tidak terhubung", .tone = TONE_PROBLEM,
	    .advice = "Stasiun perekaman tidak menjawab. Periksa komputer stasiun; permohonan tidak hilang." };
	if (r->revoked_at.us != 0 || r->active == 0 || r->rest_since.us != 0) {
		s->state = r->rest_since.us != 0 && r->active != 0 ? "Sedang tidak dipakai" : "Dicabut";
		s->tone = TONE_OFF;
		s->advice = NULL;
		s->resting = r->rest_since.us != 0 && r->revoked_at.us == 0 && r->active != 0;
		s->note = r->rest_note;
		s->since = r->revoked_at.us != 0 ? r->revoked_at : r->rest_since;
		return;
	}
	s->in_use = true;
	if ((client = station_client_create(r->url, v->site->conf, &v->err)) == NULL)
		return;
	if (station_health(client, &health, &v->err) == 0)
		healthy(v, &health, r->sign_key, s);
	if (whole && s->reachable)
		s->tests = self_test(v, client);
	station_client_free(client);
}

/* All of the office, or the one with that number: 0 where there is no such. */
static int
read_all(struct visit *v, int64_t only, struct view_station_list *ret)
{
	const struct station_list_in in = { .office = v->who.office };
	struct station_list_rows rows;
	struct view_station *at;
	size_t n = 0;

	if (station_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	if ((at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_station)) == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < rows.n; i++)
		if (only == 0 || rows.at[i].id == only)
			view_of(v, &rows.at[i], only != 0, &at[n++]);
	*ret = (struct view_station_list){ at, n };
	return n > 0 || only == 0;
}

static void
show(struct visit *v, int64_t only, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct station_page p = { .layout = visit_layout(v, "Stasiun Perekaman"), .asked_at = v->now, .one = only != 0 };
	int n = read_all(v, only, &p.stations);

	if (n != 1) {
		n == 0 ? visit_error(v, 404) : visit_failed(v);
		return;
	}
	if (only != 0) {
		p.form = visit_form(v, arena_printf(v->arena, "/stasiun/%lld", (long long)only), 0);
		p.form.errors = field_errors(v->arena, typed);
		p.why = field_text(&src, "alasan", "");
		p.why.required = true;
		visit_crumb(v, &p.layout, "/stasiun", "Stasiun");
	}
	p.layout.failed = typed != NULL;
	tpl_page_station(visit_page(v, status), &p);
}

void
station_page_get(struct visit *v)
{
	show(v, 0, 200, NULL);
}

void
station_one_get(struct visit *v)
{
	show(v, visit_id(v), 200, NULL);
}

void
station_one_post(struct visit *v)
{
	bool rests = str_eq(visit_action(v), "ISTIRAHAT");
	struct form_result r;
	struct rest in;

	if (!rests && !visit_action_is(v, "PAKAI"))
		return;
	bool read = form_read(form, v->req, v->arena, &in, &r);
	if (read && rests && str_empty(in.why))
		form_add(&r, form, "alasan", "Alasan belum diisi. Tuliskan mengapa stasiun tidak dipakai.");
	if (!r.ok) {
		show(v, visit_id(v), 422, &r);
		return;
	}
	const struct station_rest_in set = { .id = visit_id(v), .office = v->who.office,
	    .at = rests ? v->now : (struct utc){ 0 }, .note = rests ? in.why : "" };
	int64_t n = db_begin(v->db, &v->err) == -1 ? -1 : station_rest(v->db, &set, &v->err);
	if (n == 1 && audit_write(v->db, &v->act, "STASIUN", arena_printf(v->arena, "station/%lld", (long long)set.id),
	    rests ? in.why : "dipakai lagi", &v->err) == 0 && db_commit(v->db, &v->err) == 0) {
		visit_done(v, arena_printf(v->arena, "/stasiun/%lld", (long long)set.id), rests ? "stasiun-istirahat" : "stasiun-dipakai");
		return;
	}
	(void)db_rollback(v->db, NULL);
	n == 0 ? visit_error(v, 404) : visit_failed(v);
}
