#include "step/capture_station.h"

#include "base/str.h"
#include "sql/biometric.h"

#define STATIONS_MAX	8	/* clients kept by a process */

static int
client_of(struct visit *v, const char *url, struct station_client **ret)
{
	static struct { struct station_client *client; char url[201]; } kept[STATIONS_MAX];
	static size_t next;
	size_t i = 0;

	while (i < STATIONS_MAX && (kept[i].client == NULL || !str_eq(kept[i].url, url)))
		i++;
	if (i == STATIONS_MAX) {
		i = next++ % STATIONS_MAX;
		station_client_free(kept[i].client);
		kept[i].client = station_client_create(url, v->site->conf, &v->err);
		(void)str_copy(kept[i].url, sizeof kept[i].url, url);
	}
	*ret = kept[i].client;
	return *ret == NULL ? -1 : 1;
}

int
capture_station(struct visit *v, struct capture_station *ret, struct station_client **ret_client)
{
	const struct station_of_session_in in = { .office = v->who.office, .token_hash = v->who.token_hash };
	struct station_of_session_row r;
	int n = station_of_session(v->db, v->arena, &in, &r, &v->err);

	if (n != 1)
		return n;
	*ret = (struct capture_station){ r.id, r.code, r.label, r.url, r.sign_key };
	return client_of(v, r.url, ret_client);
}

int
capture_station_of(struct visit *v, int64_t id, struct capture_station *ret, struct station_client **ret_client)
{
	const struct station_by_id_in in = { .id = id, .office = v->who.office };
	struct station_by_id_row r;
	int n = station_by_id(v->db, v->arena, &in, &r, &v->err);

	if (n != 1)
		return n;
	*ret = (struct capture_station){ r.id, r.code, r.label, r.url, r.sign_key };
	return client_of(v, r.url, ret_client);
}

void
capture_station_seen(struct visit *v, int64_t id, bool up)
{
	const struct station_up_in is_up = { .id = id, .at = v->now };
	const struct station_down_in is_down = { .id = id, .at = v->now, .why = "tidak menjawab" };
	struct err ignored;

	(void)(up ? station_up(v->db, &is_up, &ignored) : station_down(v->db, &is_down, &ignored));
}

int
capture_rules(struct visit *v, struct capture_rules *ret)
{
	const struct biometric_policy_now_in in = { .office = v->who.office };
	struct biometric_policy_now_row p;
	int n = biometric_policy_now(v->db, v->arena, &in, &p, &v->err);

	if (n == -1)
		return -1;
	*ret = (struct capture_rules){ .decided = n == 1, .needs_official = true, .attempts = 3, .quality = bio_quality_read(BIO_QUALITY_DEFAULT) };
	if (n == 1) {
		ret->local = p.local != 0;
		ret->needs_official = !ret->local || !str_eq(p.needs, "LOKAL");
		ret->needs_local = ret->local && !str_eq(p.needs, "RESMI");
		ret->photo = ret->local && p.photo != 0;
		ret->signature = ret->local && p.signature != 0;
		ret->exception_photo = ret->local && p.exception_photo != 0;
		ret->attempts = (int)p.attempts;
		ret->quality = bio_quality_read(p.quality);
	}
	return 0;
}

static struct view_part
state_of(const struct station_health *h)
{
	struct view_part p = { .label = "Alat pemindai", .href = "/stasiun", .tone = TONE_PROBLEM };

	if (h == NULL)
		p.state = "Stasiun tidak terhubung";
	else if (!h->present)
		p.state = "Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel.";
	else if (!h->image)
		p.state = "Alat ini tidak menghasilkan gambar. Gunakan alat lain.";
	else if (str_eq(h->state, "busy")) {
		p.state = "Sedang dipakai";
		p.tone = TONE_WAIT;
	} else {
		p.state = "Siap";
		p.tone = TONE_DONE;
	}
	return p;
}

int
capture_station_line(struct visit *v, struct capture_where *ret)
{
	const struct station_list_in in = { .office = v->who.office };
	struct station_list_rows all;
	struct capture_station st = { 0 };
	struct station_client *client;
	struct station_health h;
	int n = capture_station(v, &st, &client);
	size_t used = 0;

	*ret = (struct capture_where){ 0 };
	if (n == -1 || station_list(v->db, v->arena, &in, &all, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, all.n + 1, struct view_option);
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].active != 0 && all.at[i].revoked_at.us == 0 && all.at[i].rest_since.us == 0)
			at[used++] = (struct view_option){ .value = arena_printf(v->arena, "%lld", (long long)all.at[i].id),
			    .label = all.at[i].label, .selected = n == 1 && all.at[i].id == st.id };
	if (used > 1)
		ret->stations = (struct view_option_list){ at, used };
	ret->part = state_of(n == 1 && station_health(client, &h, &v->err) == 0 ? &h : NULL);
	ret->chosen = n == 1;
	if (n == 0 && used > 1)
		ret->part.state = "Stasiun belum dipilih";
	else if (n == 0 && all.n > 0)
		ret->part.state = "Stasiun sedang tidak dipakai";
	if (used > 1 && n == 1)
		ret->part.label = st.label;
	return 0;
}
