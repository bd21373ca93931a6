#include "page/visit.h"

#include <sodium.h>
#include <string.h>

#include "assets.h"
#include "base/log.h"
#include "base/rnd.h"
#include "base/str.h"
#include "page/duty.h"
#include "page/notice.h"
#include "page/training_place.h"
#include "sop/clock.h"
#include "sop/number.h"
#include "sop/print_job.h"
#include "sql/layout.h"
#include "sql/office.h"
#include "store/transport.h"

#define US		INT64_C(1000000)
#define FORM_SECONDS	(4 * 3600)	/* an older form tells nothing about the work */

int64_t
visit_id(const struct visit *v)
{
	return v->match.arg[0].id;
}

bool
visit_has(const struct visit *v, role_set any)
{
	return (v->who.roles & any) != 0;
}

const char *
visit_action(const struct visit *v)
{
	const char *s = request_param(v->req, "tindakan");

	return s == NULL ? "" : s;
}

bool
visit_action_is(struct visit *v, const char *word)
{
	if (str_eq(visit_action(v), word))
		return true;
	visit_error(v, 400);
	return false;
}

struct act
visit_act_for(struct visit *v, int64_t id)
{
	struct act act = v->act;
	uint8_t hash[32];
	char *hex = arena_alloc(v->arena, 33);
	const char *whole = arena_printf(v->arena, "%s/%lld", v->act.request, (long long)id);

	(void)crypto_generichash(hash, sizeof hash, (const uint8_t *)whole, strlen(whole), NULL, 0);
	if (hex != NULL) {
		str_hex(hex, hash, 16);
		act.request = hex;
	}
	return act;
}

int64_t
visit_version(const struct visit *v)
{
	int64_t n = -1;

	(void)str_int(request_param(v->req, "versi"), 1, INT32_MAX, &n);
	return n;
}

static const char *
role_labels(struct arena *a, role_set roles)
{
	const char *s = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (roles & (role_set)1 << r)
			s = *s == '\0' ? role_label(r) : arena_printf(a, "%s, %s", s, role_label(r));
	return s;
}

static const struct {
	const char	*href, *label;
	role_set	 may;
} places[] = {
	{ "/beranda", "Beranda", ROLE_ANY },
	{ "/antrean", "Antrean", ROLE_STAFF },
	{ "/permohonan", "Permohonan", ROLE_STAFF | ROLE_BIT(PEMERIKSA) },
	{ "/meja-tanda-tangan", "Meja Tanda Tangan", ROLE_SIGNERS },
	{ "/register", "Buku Register", ROLE_STAFF | ROLE_BIT(PEMERIKSA) },
	{ "/cetak", "Antrean Cetak", ROLE_STAFF | ROLE_BIT(ADMIN) },
	{ "/stasiun", "Stasiun", ROLE_BIT(OPERATOR) | ROLE_BIT(ADMIN) },
	{ "/pelindungan-data", "Pelindungan Data", ROLE_SIGNERS | ROLE_BIT(ADMIN) | ROLE_BIT(PEMERIKSA) },
	{ "/pengguna", "Pengguna", ROLE_BIT(ADMIN) },
	{ "/pengaturan", "Pengaturan", ROLE_BIT(ADMIN) },
	{ "/jaringan", "Jaringan", ROLE_BIT(ADMIN) },
	{ "/audit", "Jejak Audit", ROLE_BIT(PEMERIKSA) | ROLE_SIGNERS },
	{ "/bantuan", "Bantuan", ROLE_ANY },
};

static int64_t
place_count(const char *href, const struct layout_state_row *state)
{
	if (str_eq(href, "/cetak"))
		return state->held;
	if (str_eq(href, "/meja-tanda-tangan"))
		return state->desk;
	return 0;
}

static struct view_nav_list
nav(struct visit *v, const struct layout_state_row *state)
{
	size_t max = sizeof places / sizeof *places, n = 0;
	struct view_nav *at = ARENA_ARRAY(v->arena, max, struct view_nav);

	if (at == NULL)
		return (struct view_nav_list){ 0 };
	for (size_t i = 0; i < max; i++)
		if (visit_has(v, places[i].may) && (!v->who.training || training_place_open(places[i].href)))
			at[n++] = (struct view_nav){
				.href = places[i].href, .label = places[i].label,
				.current = str_starts(v->req->path, places[i].href) ||
				    (str_eq(places[i].href, "/pelindungan-data") && duty_place(v->req->path)),
				.count = place_count(places[i].href, state),
			};
	return (struct view_nav_list){ at, n };
}

/* The certificate ends soon (store/transport.h): administrators are told everywhere. */
static bool
certificate_banner(struct visit *v, struct view_banner *b)
{
	struct transport t;
	struct err none;	/* no certificate of ours, no banner */

	if (transport_read(transport_folder(v->site->conf), &t, &none) == -1)
		return false;
	int64_t days = transport_days(v->now, t.until);
	if (days >= TRANSPORT_WARN_DAYS)
		return false;
	*b = (struct view_banner){
		.tone = days < 0 ? TONE_PROBLEM : TONE_WAIT, .href = "/jaringan", .link = "Lihat jaringan",
		.text = days < 0 ? "Sertifikat situs sudah berakhir. Perpanjang dari terminal peladen: rekamctl tls renew." :
		    arena_printf(v->arena, "Sertifikat situs berakhir dalam %lld hari. Perpanjang dari terminal peladen: rekamctl tls renew.",
		    (long long)days),
	};
	return true;
}

static struct view_banner_list
banners(struct visit *v, const struct layout_state_row *state)
{
	enum { OTHERS = 4, CLOCKS = 6 };
	struct view_banner *at = ARENA_ARRAY(v->arena, OTHERS + CLOCKS, struct view_banner);

	if (at == NULL || !visit_has(v, ROLE_STAFF | ROLE_BIT(ADMIN)))
		return (struct view_banner_list){ 0 };
	size_t n = duty_banners(v, at, CLOCKS);
	if (state->mark.us != 0 && clock_judge(state->mark, v->now) != CLOCK_GOOD)
		at[n++] = (struct view_banner){ .tone = TONE_PROBLEM,
		    .text = "Jam server salah. Nomor agenda dan nomor surat tidak diberikan.",
		    .href = "/jam", .link = "Cara membetulkan" };
	if (state->printer_state != NULL) {
		enum print_reason r = print_reason_by_word(
		    state->printer_reason == NULL ? "" : state->printer_reason);
		at[n++] = (struct view_banner){
			.tone = TONE_PROBLEM,
			.text = r != PRINT_REASON_NONE && r != PRINT_REASON__MAX ?
			    print_reason_text(r) : "Printer tidak tersedia. Berkas PDF tetap tersimpan.",
			.href = "/cetak", .link = "Lihat antrean cetak",
		};
	}
	if (state->held > 0)
		at[n++] = (struct view_banner){
			.tone = TONE_PROBLEM,
			.text = arena_printf(v->arena, "%lld cetakan tertahan dan perlu diperiksa.",
			    (long long)state->held),
			.href = "/cetak", .link = "Periksa sekarang",
		};
	if (state->slips > 0 && visit_has(v, ROLE_STAFF))
		at[n++] = (struct view_banner){
			.tone = TONE_WAIT, .href = "/register/nomor", .link = "Masukkan slip",
			.text = arena_printf(v->arena, "%lld slip belum dimasukkan.", (long long)state->slips),
		};
	if (visit_has(v, ROLE_BIT(ADMIN)) && certificate_banner(v, &at[n]))
		n++;
	return (struct view_banner_list){ at, n };
}

struct layout
visit_layout(struct visit *v, const char *title)
{
	struct layout l = {
		.title = title, .assets = ASSETS_VERSION, .csrf_token = v->csrf,
		.demo = v->site->demo,
		.notice = notice_text(request_query(v->req, "pesan")),
	};
	const struct layout_state_in in = { .office = v->who.office, .user = v->who.user };
	struct layout_state_row state = { 0 };

	if (v->who.user == 0 || v->who.state != SESSION_OPEN)
		return l;
	l.here = v->req->method == HTTP_POST ? NULL : v->req->path;
	l.idle_seconds = v->who.idle_minutes * 60;
	l.pin = v->who.pin;
	l.user = v->who.name;
	l.office = v->who.office_name;
	l.training = v->who.training;
	l.roles = role_labels(v->arena, v->who.roles);
	l.may_create = visit_has(v, ROLE_BIT(PETUGAS));
	l.may_search = visit_has(v, ROLE_STAFF | ROLE_BIT(PEMERIKSA));
	/* a frame without badges is still a frame: the page's own queries fail louder */
	if (v->db != NULL && layout_state(v->db, v->arena, &in, &state, &v->err) < 0)
		log_event(LOG_LEVEL_WARN, "layout state", "error", v->err.text, NULL);
	l.nav = nav(v, &state);
	l.banners = banners(v, &state);
	return l;
}

const char *
visit_agenda(const struct visit *v, int64_t no, int64_t year)
{
	return no == 0 ? "" : number_agenda(v->arena, v->who.agenda_format, no, year);
}

const char *
visit_office_name(struct visit *v)
{
	struct office_names_rows rows;
	struct err ignored;	/* the page works without */

	if (office_names(v->db, v->arena, &rows, &ignored) == -1 || rows.n != 1)
		return "Pelayanan Kecamatan";
	return rows.at[0].name;
}

void
visit_crumb(struct visit *v, struct layout *l, const char *href, const char *label)
{
	struct view_crumb *at = ARENA_ARRAY(v->arena, 3, struct view_crumb);

	if (at == NULL)
		return;
	at[0] = (struct view_crumb){ "/beranda", "Beranda" };
	at[1] = (struct view_crumb){ href, label };
	at[2] = (struct view_crumb){ NULL, l->title };
	l->crumbs = (struct view_crumb_list){ at, 3 };
	l->back = href;
}

bool
visit_request_id_ok(const char *s)
{
	return s != NULL && strlen(s) == 32 && strspn(s, "0123456789abcdef") == 32;
}

/* The id of a form: 8 hex digits of the second it was made in, 16 random ones, and
 * 8 that prove that we made it for this user: the clock of step 1 starts there. */
enum { ID_SECOND = 8, ID_PROOF_AT = 24 };

static void
id_proof(const struct visit *v, const char *id, char *ret_hex)
{
	crypto_generichash_state h;
	uint8_t sum[16];

	(void)crypto_generichash_init(&h, v->site->secret, sizeof v->site->secret, sizeof sum);
	(void)crypto_generichash_update(&h, (const uint8_t *)id, ID_PROOF_AT);
	(void)crypto_generichash_update(&h, (const uint8_t *)&v->who.user, sizeof v->who.user);
	(void)crypto_generichash_final(&h, sum, sizeof sum);
	str_hex(ret_hex, sum, 4);
}

static char *
request_id_new(struct visit *v)
{
	char random[17], proof[9];

	rnd_hex(random, 8);
	char *id = arena_printf(v->arena, "%08llx%s00000000",
	    (unsigned long long)(v->now.us / US) & 0xffffffffULL, random);
	if (strlen(id) == 32) {
		id_proof(v, id, proof);
		memcpy(id + ID_PROOF_AT, proof, 8);
	}
	return id;
}

struct view_form
visit_form(struct visit *v, const char *action, int64_t version)
{
	const char *sent = v->req->method == HTTP_POST ? request_param(v->req, "permintaan") : NULL;

	return (struct view_form){
		.action = action, .csrf_token = v->csrf, .version = version,
		.request = visit_request_id_ok(sent) ? sent : request_id_new(v),
	};
}

struct utc
visit_form_opened(const struct visit *v)
{
	const char *id = request_param(v->req, "permintaan");
	int64_t second = 0, now = v->now.us / US;
	char proof[9];

	if (!visit_request_id_ok(id))
		return v->now;
	id_proof(v, id, proof);
	if (sodium_memcmp(proof, id + ID_PROOF_AT, 8) != 0)
		return v->now;
	for (int i = 0; i < ID_SECOND; i++)
		second = second * 16 + (id[i] <= '9' ? id[i] - '0' : id[i] - 'a' + 10);
	return second > now || now - second > FORM_SECONDS ? v->now : (struct utc){ second * US };
}

struct out *
visit_page(struct visit *v, int status)
{
	return reply_page(v->reply, status);
}

void
visit_done(struct visit *v, const char *path, const char *notice)
{
	reply_redirect(v->reply, arena_printf(v->arena, "%s%cpesan=%s", path,
	    strchr(path, '?') == NULL ? '?' : '&', notice));
}
