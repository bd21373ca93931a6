#include "app/dispatch.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/auth.h"
#include "app/routes.h"
#include "base/log.h"
#include "base/str.h"
#include "page/hold.h"
#include "page/training_place.h"
#include "sop/clock.h"
#include "sql/people.h"

#define MINUTE_US	(60 * INT64_C(1000000))

/* Only a hint: printd scans by itself too (Postfix pickup). */
static void
poke_printer(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd;

	if (str_empty(path) || !str_copy(to.sun_path, sizeof to.sun_path, path) ||
	    (fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) == -1)
		return;
	(void)sendto(fd, "", 1, 0, (const struct sockaddr *)&to, sizeof to);
	(void)close(fd);
}

static void
to_login(struct visit *v)
{
	struct out next = { 0 };

	out_init(&next, 2048);
	if (v->req->method == HTTP_GET && strlen(v->req->path) < 200)
		out_url(&next, v->req->path);
	out_raw(&next, "", 1);
	bool had = request_cookie(v->req, COOKIE_SESSION) != NULL;
	reply_redirect(v->reply, arena_printf(v->arena, "/masuk?%slanjut=%s", had ? "sebab=berakhir&" : "",
	    next.failed ? "" : next.p));
	out_free(&next);
}

static void
hash_text(crypto_generichash_state *h, const char *s)
{
	(void)crypto_generichash_update(h, (const uint8_t *)s, strlen(s) + 1);
}

/* The id under which an act is remembered: the form's own, bound to who sent it,
 * where to, and with which button.  So a form sent twice has one effect, and
 * another button of the same page is another act. */
static const char *
act_id(struct visit *v)
{
	const char *form = v->req->method == HTTP_POST ? request_param(v->req, "permintaan") : NULL;
	crypto_generichash_state h;
	uint8_t sum[16];
	char *hex = arena_alloc(v->arena, 2 * sizeof sum + 1);

	if (hex == NULL || !visit_request_id_ok(form))
		return v->req->id;
	(void)crypto_generichash_init(&h, NULL, 0, sizeof sum);
	hash_text(&h, form);
	(void)crypto_generichash_update(&h, (const uint8_t *)&v->who.user, sizeof v->who.user);
	hash_text(&h, v->req->path);
	hash_text(&h, visit_action(v));
	(void)crypto_generichash_final(&h, sum, sizeof sum);
	str_hex(hex, sum, sizeof sum);
	return hex;
}

/* Names a session in the traces without opening it. */
static const char *
session_word(struct visit *v)
{
	char *hex = v->who.user == 0 ? NULL : arena_alloc(v->arena, 17);

	if (hex == NULL)
		return "";
	str_hex(hex, v->who.token_hash.p, 8);
	return hex;
}

static bool
state_allows(enum session_state state, uint32_t flags)
{
	switch (state) {
	case SESSION_OPEN: return true;
	case SESSION_LOCKED:
	case SESSION_CODE: return (flags & ROUTE_HALF) != 0;
	case SESSION_PASSWORD: return (flags & (ROUTE_HALF | ROUTE_RENEW)) != 0;
	}
	return false;
}

static void
serve(struct visit *v)
{
	const struct route *r = v->match.route;

	/* before anybody is asked who he is: an answer into a foreign frame tells nothing */
	if (!request_fetch_ok(v->req, (r->flags & ROUTE_ANYWHERE) != 0)) {
		visit_error_text(v, 403, "Tidak dapat ditampilkan di sini",
		    "Halaman dan dokumen rekam tidak dapat disematkan pada halaman lain. Buka langsung di tab peramban.");
		return;
	}
	if (auth_who(v) == -1) {
		visit_failed(v);
		return;
	}
	v->act = (struct act){
		.actor = v->who.user, .roles = v->who.roles, .office = v->who.office,
		.address = v->req->remote, .session = session_word(v), .request = act_id(v), .at = v->now,
	};
	if (v->who.user == 0 && (r->flags & ROUTE_PUBLIC) == 0) {
		/* a form that comes after the session's end is shown to be copied */
		if (v->req->method == HTTP_POST)
			visit_error_text(v, 403, "Sesi Anda telah berakhir",
			    "Isian Anda belum disimpan dan ditampilkan di bawah ini. Masuk kembali di tab lain, lalu kirim ulang.");
		else
			to_login(v);
		return;
	}
	if (v->who.user != 0 && (r->may & v->who.roles) == 0) {
		visit_denied(v, "peran");
		return;
	}
	if (v->who.training && !training_place_open(v->req->path)) {
		visit_error_text(v, 403, "Tidak ada di Kantor Latihan", "Di Kantor Latihan hanya ada pekerjaan permohonan. "
		    "Selesaikan latihan lebih dahulu untuk membuka halaman ini.");
		return;
	}
	if (v->req->method == HTTP_POST && !auth_csrf_ok(v)) {
		visit_denied(v, "csrf");
		return;
	}
	/* behind the token: what is held and sent again was sent from a page of ours */
	if (v->who.user != 0 && !state_allows(v->who.state, r->flags)) {
		hold_for_state(v);
		return;
	}
	if ((r->flags & ROUTE_FRESH) != 0 && !session_fresh(v->who.fresh_at, v->now)) {
		hold_for_proof(v);
		return;
	}
	if (v->who.user != 0 && (r->flags & ROUTE_QUIET) == 0 && auth_alive(v) == -1) {
		visit_failed(v);
		return;
	}
	r->serve(v);
}

static void
route(struct visit *v, enum route_pool pool)
{
	switch (route_find(site_routes, site_routes_n, v->req->method, v->req->path, &v->match)) {
	case ROUTE_FOUND:
		if (v->match.route->pool != pool)
			break;		/* nginx and the table disagree */
		serve(v);
		return;
	case ROUTE_METHOD:
		reply_header(v->reply, "Allow", route_allow(v->match.allow));
		visit_error(v, 405);
		return;
	case ROUTE_UNKNOWN:
		break;
	}
	/* the frame of the page is for those who are logged in */
	if (auth_who(v) == -1)
		visit_failed(v);
	else
		visit_error(v, 404);
}

static void
log_request(const struct visit *v, int64_t begun)
{
	char us[24], queries[24], status[24], actor[24];

	(void)snprintf(status, sizeof status, "%d", v->reply->status);
	(void)snprintf(actor, sizeof actor, "%lld", (long long)v->who.user);
	(void)snprintf(us, sizeof us, "%lld", (long long)(mono_us() - begun));
	(void)snprintf(queries, sizeof queries, "%u", v->db == NULL ? 0 : db_queries(v->db));
	log_event(LOG_LEVEL_INFO, "request", "id", v->req->id, "actor", actor,
	    "method", http_method_name(v->req->method),
	    "route", v->match.route == NULL ? "-" : v->match.route->pattern, "status", status,
	    "us", us, "queries", queries, NULL);
}

/* After a change the time is kept, to the minute: a clock that shows less later is wrong. */
static void
note_time(struct visit *v)
{
	static int64_t noted;
	const struct clock_mark_note_in in = { .at = v->now };
	struct err e = { 0 };

	if (v->db == NULL || v->req->method != HTTP_POST || v->reply->status >= 400 ||
	    v->who.user == 0 || llabs(v->now.us - noted) < MINUTE_US)
		return;
	struct clock_mark_get_row mark;
	if (clock_mark_get(v->db, v->arena, &mark, &e) == 1 &&
	    clock_judge(mark.at, v->now) == CLOCK_GOOD && clock_mark_note(v->db, &in, &e) >= 0)
		noted = v->now.us;
}

void
dispatch_serve(void *ctx, const struct http_raw *raw, struct reply *reply)
{
	struct dispatch *d = ctx;
	int64_t begun = mono_us();
	struct request req;
	struct visit v = { .site = &d->site, .arena = d->arena, .db = d->db, .req = &req,
	    .reply = reply, .now = utc_now() };

	v.today = utc_day_wib(v.now);
	db_count_reset(d->db);
	struct http_raw mine = *raw;
	mine.files = d->pool == POOL_UPLOAD;
	int refused = request_parse(d->arena, &mine, &req, &v.err);
	if (refused == 413 && mine.files)
		visit_error_text(&v, 413, "Berkas terlalu besar",
		    "Berkas yang diunggah paling besar 6 MiB; surat bertanda tangan 2 MiB, lambang pada kop surat 512 KiB. Perkecil berkasnya, lalu unggah lagi.");
	else if (refused != 0)
		visit_error(&v, refused);
	else
		route(&v, d->pool);
	if (db_in_transaction(d->db)) {
		log_event(LOG_LEVEL_ERROR, "transaction left open", "request", req.id, NULL);
		(void)db_rollback(d->db, NULL);
	}
	if (arena_overflowed(d->arena)) {
		log_event(LOG_LEVEL_ERROR, "request too large for its arena", "request", req.id, NULL);
		reply->failed = true;
	}
	note_time(&v);
	if (v.poke_printer)
		poke_printer(d->site.print_hint);
	log_request(&v, begun);
}
