/* /jaringan: which PCs trust the certificate, how long it lasts, whether HSTS is on. */
#include "base/str.h"
#include "page/page.h"
#include "page/view_transport.h"
#include "page/visit.h"
#include "sql/transport.h"
#include "store/transport.h"
#include "tpl.h"

#define DAY_US	(86400 * INT64_C(1000000))

static int
pcs(struct visit *v, const struct transport *t, struct network_page *p)
{
	const struct trust_list_in in = { .since = { v->now.us - TRANSPORT_SEEN_DAYS * DAY_US }, .ca = t->ca_since };
	struct trust_list_rows rows;

	if (trust_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_pc *at = ARENA_ARRAY(v->arena, rows.n, struct view_pc);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		at[i] = (struct view_pc){ .address = rows.at[i].address, .used_at = rows.at[i].used_at,
		    .browsers = rows.at[i].browsers, .passed_at = rows.at[i].passed_at };
		p->missing += rows.at[i].passed_at.us == 0;
	}
	p->pcs = (struct view_pc_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static const char *
guide(struct visit *v, const struct transport *t)
{
	return t->plain_port == 80 ? arena_printf(v->arena, "http://%s/pasang", t->address) :
	    arena_printf(v->arena, "http://%s:%d/pasang", t->address, t->plain_port);
}

void
network_get(struct visit *v)
{
	static const char *const hsts[HSTS__MAX] = { "Belum dinyalakan", "Menyala", "Dimatikan kembali" };
	struct network_page p = { .layout = visit_layout(v, "Jaringan dan sertifikat"), .window = TRANSPORT_SEEN_DAYS };
	struct transport *t = ARENA_NEW(v->arena, struct transport);
	struct err e;

	if (t == NULL) {
		visit_failed(v);
		return;
	}
	if (transport_read(transport_folder(v->site->conf), t, &e) == 0) {
		p.there = true;
		p.names = t->names;
		p.ca_sha256 = t->ca_sha256;
		p.guide = guide(v, t);
		p.until = t->until;
		p.ca_until = t->ca_until;
		p.days = transport_days(v->now, t->until);
		p.over = p.days < 0;
		p.soon = p.days < TRANSPORT_WARN_DAYS;
		p.hsts = hsts[t->hsts];
		p.hsts_on = t->hsts == HSTS_ON;
		p.hsts_back = t->hsts == HSTS_BACK;
		if (pcs(v, t, &p) == -1) {
			visit_failed(v);
			return;
		}
	} else if (e.kind != ERR_NOT_FOUND) {
		v->err = e;
		visit_failed(v);
		return;
	}
	tpl_page_network(visit_page(v, 200), &p);
}
