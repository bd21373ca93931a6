/* The station of this office and its reader, asked now. */
#include "base/str.h"
#include "page/page.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "sql/office.h"
#include "station/client.h"
#include "tpl.h"

static void
healthy(struct visit *v, const struct station_health *h, struct view_station *s)
{
	s->reachable = true;
	s->advice = NULL;
	s->reader_present = h->present;
	s->reader_image = h->image;
	s->reader_swipe = h->swipe;
	s->reader_name = arena_strdup(v->arena, h->name);
	s->reader_driver = arena_strdup(v->arena, h->driver);
	s->reader_ppi = h->ppi;
	s->epoch = arena_strdup(v->arena, h->epoch);
	s->failures = h->failures;
	if (!h->present) {
		s->state = "Alat tidak terdeteksi";
		s->tone = TONE_PROBLEM;
		s->advice = "Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel.";
	} else if (!h->image) {
		s->state = "Alat tidak dapat dipakai";
		s->tone = TONE_PROBLEM;
		s->advice = "Alat ini mencocokkan di dalam alat dan tidak menghasilkan gambar. Gunakan alat lain.";
	} else {
		s->state = str_eq(h->state, "busy") ? "Sedang dipakai" : "Siap";
		s->tone = str_eq(h->state, "busy") ? TONE_WAIT : TONE_DONE;
	}
}

void
station_page_get(struct visit *v)
{
	struct station_page p = { .layout = visit_layout(v, "Stasiun Perekaman"), .asked_at = v->now };
	const struct station_active_in in = { .office = v->who.office };
	struct station_active_row row;
	struct station_health health;
	int n = station_active(v->db, v->arena, &in, &row, &v->err);

	if (n < 0) {
		visit_failed(v);
		return;
	}
	if (n == 1) {
		struct view_station *s = ARENA_NEW(v->arena, struct view_station);
		struct station_client *client = station_client_create(row.url, v->site->conf, &v->err);
		char key[17] = "";
		if (s == NULL) {
			station_client_free(client);
			visit_failed(v);
			return;
		}
		if (row.sign_key.n == 32)
			str_hex(key, row.sign_key.p, 8);
		*s = (struct view_station){ .code = row.code, .label = row.label, .url = str_starts(row.url, "unix:") ? "komputer ini" : row.url,
		    .key = arena_strdup(v->arena, key), .state = "Tidak terhubung", .tone = TONE_PROBLEM,
		    .advice = "Stasiun perekaman tidak menjawab. Periksa komputer stasiun; permohonan tidak hilang." };
		if (client != NULL && station_health(client, &health, &v->err) == 0)
			healthy(v, &health, s);
		station_client_free(client);
		p.stations = (struct view_station_list){ s, 1 };
	}
	tpl_page_station(visit_page(v, 200), &p);
}
