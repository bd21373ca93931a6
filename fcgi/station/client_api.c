/* client_api.c - the calls of client.h, their paths and their JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "station/client_inside.h"
#include "station/json.h"

static int
call_json(struct station_client *c, const char *path, cJSON **ret, struct err *e)
{
	struct answer a;
	cJSON *o;

	if (client_call(c, path, NULL, &a, e) != 0) {
		free(a.p);
		return -1;
	}
	o = cJSON_ParseWithLength((const char *)a.p, a.n);
	free(a.p);
	if (!cJSON_IsObject(o)) {
		cJSON_Delete(o);
		return err_set(e, ERR_BROKEN, 0, "station: answer is no JSON object");
	}
	*ret = o;
	return 0;
}

static int
call_bytes(struct station_client *c, struct arena *arena, const char *path, const struct bytes *post,
    struct bytes *ret, struct err *e)
{
	struct answer a;
	uint8_t *p;

	if (client_call(c, path, post, &a, e) != 0) {
		free(a.p);
		return -1;
	}
	if (a.n == 0 || (p = arena_alloc(arena, a.n)) == NULL) {
		free(a.p);
		return a.n == 0 ? err_set(e, ERR_BROKEN, 0, "station: empty answer") :
		    err_set(e, ERR_FULL, 0, "station: no room for %zu bytes", a.n);
	}
	memcpy(p, a.p, a.n);
	explicit_bzero(a.p, a.n);	/* it may be the preview of a finger */
	free(a.p);
	*ret = (struct bytes){ p, a.n };
	return 0;
}

/* An id becomes part of a path: nothing but a lower-case uuid may. */
static int
path_of(char *dst, size_t size, const char *before, const char *id, const char *after,
    struct err *e)
{
	if (id == NULL || strlen(id) != 36 || strspn(id, "0123456789abcdef-") != 36)
		return err_set(e, ERR_INPUT, 0, "station: no uuid");
	snprintf(dst, size, "%s%s%s", before, id, after);
	return 0;
}

/* ---- the calls ---- */

int
station_health(struct station_client *c, struct station_health *ret, struct err *e)
{
	struct station_health h = { 0 };
	const cJSON *r;
	cJSON *o;

	if (call_json(c, "/v1/health", &o, e) != 0)
		return -1;
	r = cJSON_GetObjectItemCaseSensitive(o, "reader");
	json_copy(h.station, sizeof(h.station), o, "station");
	json_copy(h.state, sizeof(h.state), o, "state");
	json_copy(h.public_key, sizeof(h.public_key), o, "public_key");
	json_copy(h.epoch, sizeof(h.epoch), o, "epoch");
	h.failures = json_number(o, "failures");
	h.present = json_bool(r, "present");
	h.image = json_bool(r, "image");
	h.swipe = json_bool(r, "swipe");
	json_copy(h.driver, sizeof(h.driver), r, "driver");
	json_copy(h.name, sizeof(h.name), r, "name");
	h.ppi = json_number(r, "ppi");
	h.now = (int64_t)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(o, "now"));
	cJSON_Delete(o);
	*ret = h;
	return 0;
}

/* "missing":[...] of a refused order, as bits. */
static unsigned
missing_of(const struct answer *a)
{
	cJSON *o = cJSON_ParseWithLength((const char *)a->p, a->n);
	const cJSON *f;
	unsigned bits = 0;

	cJSON_ArrayForEach(f, cJSON_GetObjectItemCaseSensitive(o, "missing"))
		if (cJSON_IsNumber(f) && f->valueint >= 1 && f->valueint <= 10)
			bits |= 1u << f->valueint;
	cJSON_Delete(o);
	return bits;
}

int
station_order(struct station_client *c, const struct station_order *order, unsigned *ret_missing, struct err *e)
{
	cJSON *o = cJSON_CreateObject(), *known;
	struct answer a;
	char *post;
	int rc;

	cJSON_AddStringToObject(o, "job", order->job);
	cJSON_AddStringToObject(o, "case", order->casefile);
	cJSON_AddNumberToObject(o, "finger", order->finger);
	cJSON_AddStringToObject(o, "officer", order->officer);
	cJSON_AddStringToObject(o, "purpose", order->purpose);
	cJSON_AddNumberToObject(o, "timeout", order->timeout == 0 ? 30 : order->timeout);
	if (order->quality_min >= 0)
		cJSON_AddNumberToObject(o, "quality_min", order->quality_min);
	known = cJSON_AddArrayToObject(o, "known");
	for (int f = 1; f <= 10; f++)
		if (order->known & 1u << f)
			cJSON_AddItemToArray(known, cJSON_CreateNumber(f));
	post = cJSON_PrintUnformatted(o);
	cJSON_Delete(o);
	if (post == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	rc = client_call(c, "/v1/captures", &(struct bytes){ (uint8_t *)post, strlen(post) }, &a, e);
	free(post);
	*ret_missing = rc == -1 && a.p != NULL ? missing_of(&a) : 0;
	free(a.p);
	return rc == -1 && *ret_missing != 0 ? 1 : rc;
}

int
station_selftest(struct station_client *c, struct station_test *ret, size_t *ret_n, struct err *e)
{
	const cJSON *t;
	cJSON *o;
	size_t n = 0;

	if (call_json(c, "/v1/selftest", &o, e) != 0)
		return -1;
	cJSON_ArrayForEach(t, cJSON_GetObjectItemCaseSensitive(o, "tests")) {
		if (n == STATION_TESTS)
			break;
		json_copy(ret[n].name, sizeof(ret[n].name), t, "name");
		ret[n].ok = json_bool(t, "ok");
		json_copy(ret[n++].text, sizeof(ret[0].text), t, "text");
	}
	cJSON_Delete(o);
	*ret_n = n;
	return n > 0 ? 0 : err_set(e, ERR_BROKEN, 0, "station: it tells no test");
}

int
station_status(struct station_client *c, const char *job, struct station_status *ret,
    struct err *e)
{
	struct station_status s = { 0 };
	char path[96], word[32];
	cJSON *o;

	if (path_of(path, sizeof(path), "/v1/captures/", job, "", e) != 0 ||
	    call_json(c, path, &o, e) != 0)
		return -1;
	json_copy(word, sizeof(word), o, "state");
	s.state = station_state_of(word);
	json_copy(word, sizeof(word), o, "reason");
	s.reason = station_reason_of(word);
	s.finger = json_number(o, "finger");
	s.quality = json_number(o, "quality");
	s.same_as = json_number(o, "same_as");
	s.score = json_number(o, "score");
	s.width = json_number(o, "width");
	s.height = json_number(o, "height");
	s.ppi = json_number(o, "ppi");
	s.age_ms = json_number(o, "age_ms");
	json_copy(word, sizeof(word), o, "cause");
	s.cause = station_cause_of(word);
	s.held = json_bool(o, "held");
	json_copy(s.driver, sizeof(s.driver), o, "driver");
	cJSON_Delete(o);
	if (s.state == STATION__MAX || s.reason == REASON__MAX || s.cause == POOR__MAX)
		return err_set(e, ERR_BROKEN, 0, "station: unknown state or reason");
	*ret = s;
	return 0;
}

int
station_preview(struct station_client *c, struct arena *a, const char *job, struct bytes *ret_png,
    struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/preview", e) != 0)
		return -1;
	return call_bytes(c, a, path, NULL, ret_png, e);
}

int
station_blob(struct station_client *c, struct arena *a, const char *job,
    struct bytes *ret_record, struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/blob", e) != 0)
		return -1;
	return call_bytes(c, a, path, NULL, ret_record, e);
}

int
station_template(struct station_client *c, struct arena *a, const char *job, struct bytes *ret_box,
    struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/template", e) != 0)
		return -1;
	return call_bytes(c, a, path, NULL, ret_box, e);
}

static int
post_bytes(struct station_client *c, const char *path, struct bytes body, struct err *e)
{
	struct answer a;
	int rc = client_call(c, path, &body, &a, e);

	free(a.p);
	return rc;
}

static int
post_empty(struct station_client *c, const char *path, struct err *e)
{
	return post_bytes(c, path, (struct bytes){ (const uint8_t *)"{}", 2 }, e);
}

int
station_template_put(struct station_client *c, const char *casefile, int finger, struct bytes box,
    struct err *e)
{
	char path[96], after[24];

	snprintf(after, sizeof(after), "/templates/%d", finger);
	if (path_of(path, sizeof(path), "/v1/sessions/", casefile, after, e) != 0)
		return -1;
	return post_bytes(c, path, box, e);
}

int
station_accept(struct station_client *c, const char *job, struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/accept", e) != 0)
		return -1;
	return post_empty(c, path, e);
}

int
station_seal(struct station_client *c, struct arena *arena, const struct station_picture *p, struct bytes *ret_record,
    struct err *e)
{
	char path[96], *line;
	cJSON *o;
	uint8_t *body;
	size_t n;

	if (path_of(path, sizeof(path), "/v1/records/", p->casefile, "", e) != 0)
		return -1;
	o = cJSON_CreateObject();
	cJSON_AddStringToObject(o, "job", p->job);
	cJSON_AddStringToObject(o, "officer", p->officer);
	cJSON_AddStringToObject(o, "kind", p->kind);
	cJSON_AddStringToObject(o, "format", p->png ? "png" : "jpeg");
	cJSON_AddNumberToObject(o, "width", p->width);
	cJSON_AddNumberToObject(o, "height", p->height);
	line = cJSON_PrintUnformatted(o);
	cJSON_Delete(o);
	n = line == NULL ? 0 : strlen(line);
	if (line == NULL || (body = arena_alloc(arena, n + 1 + p->image.n)) == NULL) {
		free(line);
		return err_set(e, ERR_FULL, 0, "no memory");
	}
	memcpy(body, line, n);
	free(line);
	body[n] = '\n';
	memcpy(body + n + 1, p->image.p, p->image.n);
	return call_bytes(c, arena, path, &(struct bytes){ body, n + 1 + p->image.n }, ret_record, e);
}

int
station_cancel(struct station_client *c, const char *job, struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/cancel", e) != 0)
		return -1;
	return post_empty(c, path, e);
}

int
station_end(struct station_client *c, const char *casefile, struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/sessions/", casefile, "/end", e) != 0)
		return -1;
	return post_empty(c, path, e);
}
