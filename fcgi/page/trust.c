/*
 * The test of /pasang.  A browser that gets this over TLS has accepted the certificate: its address
 * and two words about it are kept, nothing else.  As a picture it needs no script; opened as a page it says it
 * in words.  Anybody on the network may ask, so the rows have an end and nginx counts.
 */
#include "base/log.h"
#include "base/str.h"
#include "page/browser.h"
#include "page/page.h"
#include "page/view_transport.h"
#include "page/visit.h"
#include "sql/transport.h"
#include "tpl.h"

#define DAY_US		(86400 * INT64_C(1000000))
#define KEEP_DAYS	400

static const char picture[] =
"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"260\" height=\"72\" viewBox=\"0 0 260 72\" role=\"img\">"
"<title>Tepercaya</title><rect width=\"260\" height=\"72\" rx=\"6\" fill=\"#25653a\"/>"
"<path d=\"M22 37l11 11 20-24\" fill=\"none\" stroke=\"#fff\" stroke-width=\"6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
"<text x=\"70\" y=\"45\" fill=\"#fff\" font-family=\"Segoe UI,Roboto,Noto Sans,Liberation Sans,sans-serif\" font-size=\"27\" font-weight=\"600\">Tepercaya</text></svg>";

/* A lost row costs a second test, so the picture comes even then. */
static void
keep(struct visit *v, const char *browser)
{
	const struct trust_saw_in in = { .address = v->req->remote, .browser = browser, .at = v->now };
	const struct trust_sweep_in old = { .before = { v->now.us - KEEP_DAYS * DAY_US } };

	if (trust_sweep(v->db, &old, &v->err) == -1 || trust_saw(v->db, &in, &v->err) == -1)
		log_event(LOG_LEVEL_WARN, "trust test not kept", "error", v->err.text, NULL);
}

void
trust_get(struct visit *v)
{
	const char *browser = browser_word(v->arena, v->req->user_agent);
	bool tls = str_starts(v->site->origin, "https://");

	if (tls && v->req->method == HTTP_GET)
		keep(v, browser);
	if (str_eq(v->req->fetch_dest, "document")) {
		struct trusted_page p = { .layout = visit_layout(v, "Uji sertifikat"), .address = v->req->remote,
		    .browser = browser, .recorded = tls };
		tpl_page_trusted(visit_page(v, 200), &p);
		return;
	}
	reply_bytes(v->reply, 200, "image/svg+xml", (struct bytes){ (const uint8_t *)picture, sizeof picture - 1 });
}
