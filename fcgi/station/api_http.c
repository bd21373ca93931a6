/* api_http.c - method, path and body of the station API; see api.h.  What belongs to a case
 * rather than to a capture is in api_case.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "station/api_priv.h"
#include "station/json.h"

#define BODY_MAX	2048

/* ---- answers ---- */

void
api_answer_json(struct station_api *a, struct station_reply *r, int status, cJSON *o)
{
	free(a->text);
	a->text = cJSON_PrintUnformatted(o);
	cJSON_Delete(o);
	r->status = a->text == NULL ? 500 : status;
	r->type = "application/json";
	r->body.p = (const uint8_t *)a->text;
	r->body.n = a->text == NULL ? 0 : strlen(a->text);
}

void
api_answer_error(struct station_api *a, struct station_reply *r, int status, const char *word)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "error", word);
	api_answer_json(a, r, status, o);
}

void
api_answer_job(struct station_api *a, struct station_reply *r, int status, const char *job)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "job", job);
	api_answer_json(a, r, status, o);
}

void
api_answer_bytes(struct station_api *a, struct station_reply *r, const char *type,
    const struct secret *s)
{
	if (s->p == NULL) {
		api_answer_error(a, r, 404, "not_found");
		return;
	}
	r->status = 200;
	r->type = type;
	r->body = secret_bytes(s);
}

/* ---- GET ---- */

static void
get_health(struct station_api *a, struct station_reply *r)
{
	cJSON *o = cJSON_CreateObject(), *d = cJSON_AddObjectToObject(o, "reader");
	struct seal_export_key to = { "", { 0 } };
	struct fmt since;
	char hex[65];

	(void)seal_export_key_read(a->conf.export_public, a->conf.epoch, utc_now(), &to, NULL);
	str_hex(hex, a->conf.key->public_key, 32);
	cJSON_AddStringToObject(o, "station", a->conf.code);
	cJSON_AddBoolToObject(d, "present", a->reader.present);
	cJSON_AddStringToObject(d, "driver", a->reader.driver);
	cJSON_AddStringToObject(d, "name", a->reader.name);
	cJSON_AddNumberToObject(d, "ppi", a->reader.ppi);
	cJSON_AddBoolToObject(d, "image", a->reader.image);
	cJSON_AddBoolToObject(d, "swipe", a->reader.swipe);
	cJSON_AddStringToObject(o, "state", a->active != NULL ? "busy" :
	    api_away(a) ? "away" : "idle");
	cJSON_AddStringToObject(o, "public_key", hex);
	cJSON_AddStringToObject(o, "epoch", to.epoch);
	cJSON_AddStringToObject(o, "since", fmt_machine(&since, a->started));
	cJSON_AddNumberToObject(o, "now", (double)(utc_now().us / 1000000));
	cJSON_AddNumberToObject(o, "failures", (double)a->failures);
	api_answer_json(a, r, 200, o);
}

static void
get_job(struct station_api *a, const struct job *j, struct station_reply *r)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "job", j->id);
	cJSON_AddNumberToObject(o, "finger", j->finger);
	cJSON_AddStringToObject(o, "state", station_state_word(j->state));
	cJSON_AddStringToObject(o, "reason", station_reason_word(j->reason));
	cJSON_AddNumberToObject(o, "quality", j->quality);
	cJSON_AddNumberToObject(o, "same_as", j->same_as);
	cJSON_AddNumberToObject(o, "score", j->score);
	cJSON_AddNumberToObject(o, "width", j->width);
	cJSON_AddNumberToObject(o, "height", j->height);
	cJSON_AddNumberToObject(o, "ppi", j->ppi);
	cJSON_AddStringToObject(o, "driver", j->driver);
	cJSON_AddStringToObject(o, "cause", station_cause_word(j->cause));
	cJSON_AddBoolToObject(o, "held", j->held_png.n > 0);
	cJSON_AddNumberToObject(o, "age_ms", (double)((a->conf.now() - j->ordered) / 1000));
	api_answer_json(a, r, 200, o);
}

/* ---- POST /v1/captures ---- */

bool
api_uuid_valid(const char *s)
{
	size_t i;

	if (s == NULL || strlen(s) != 36)
		return false;
	for (i = 0; i < 36; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? s[i] != '-' :
		    strchr("0123456789abcdef", s[i]) == NULL)
			return false;
	return true;
}

/* 1..63 printable ASCII characters: it goes into the sealed header. */
bool
api_officer_valid(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s);

	if (n < 1 || n > 63)
		return false;
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return false;
	return true;
}

/* A whole number lo..hi; absent gives def. */
static bool
number_of(const cJSON *o, const char *key, int lo, int hi, int def, int *ret)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, key);

	if (v == NULL && def >= 0) {
		*ret = def;
		return true;
	}
	if (!cJSON_IsNumber(v) || v->valuedouble < lo || v->valuedouble > hi ||
	    v->valuedouble != (double)v->valueint)
		return false;
	*ret = v->valueint;
	return true;
}

/* Fingers of which the server has templates, as bits 1..10; false: no list of fingers. */
static bool
known_read(const cJSON *o, unsigned *ret)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(o, "known"), *f;

	*ret = 0;
	if (list == NULL)
		return true;
	if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > 10)
		return false;
	cJSON_ArrayForEach(f, list) {
		if (!cJSON_IsNumber(f) || f->valuedouble < 1 || f->valuedouble > 10)
			return false;
		*ret |= 1u << f->valueint;
	}
	return true;
}

static bool
order_read(const cJSON *o, int quality_min, struct job *j, unsigned *ret_known, const char **ret_case)
{
	const char *job = json_text(o, "job"), *casefile = json_text(o, "case"),
	    *officer = json_text(o, "officer"), *purpose = json_text(o, "purpose");

	memset(j, 0, sizeof(*j));
	if (!api_uuid_valid(job) || !api_uuid_valid(casefile) || !api_officer_valid(officer) ||
	    !number_of(o, "finger", 1, 10, -1, &j->finger) ||
	    !number_of(o, "timeout", 2, 60, 30, &j->timeout_s) ||
	    !number_of(o, "quality_min", 0, 100, quality_min, &j->quality_min) || !known_read(o, ret_known) ||
	    (!str_eq(purpose, "REKAM") && !str_eq(purpose, "VERIFIKASI")))
		return false;
	(void)str_copy(j->id, sizeof(j->id), job);
	(void)str_copy(j->officer, sizeof(j->officer), officer);
	j->verify = str_eq(purpose, "VERIFIKASI");
	*ret_case = casefile;
	return true;
}

/* The session lacks templates that the server has (it was started afresh): they are asked
 * for, and the order comes again. */
static void
answer_missing(struct station_api *a, struct station_reply *r, unsigned missing)
{
	cJSON *o = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(o, "missing");

	cJSON_AddStringToObject(o, "error", "templates");
	for (int f = 1; f <= 10; f++)
		if (missing & 1u << f)
			cJSON_AddItemToArray(list, cJSON_CreateNumber(f));
	api_answer_json(a, r, 409, o);
}

static unsigned
templates_missing(const struct session *s, unsigned known)
{
	unsigned missing = 0;

	for (int f = 1; f <= 10; f++)
		if ((known & 1u << f) != 0 && s->print[f].n == 0)
			missing |= 1u << f;
	return missing;
}

static void
order(struct station_api *a, const struct job *asked, unsigned known, const char *casefile,
    struct station_reply *r)
{
	struct job *j = session_job(&a->session, asked->id);
	unsigned missing;

	if (j != NULL && str_eq(a->session.casefile, casefile) && j->finger == asked->finger &&
	    j->verify == asked->verify) {
		api_answer_job(a, r, 202, j->id);	/* the same order again */
	} else if (j != NULL || api_job_used(a, asked->id)) {
		api_answer_error(a, r, 409, "used");
	} else if (a->active != NULL) {
		api_answer_error(a, r, 409, "busy");
	} else if (api_away(a)) {
		api_answer_error(a, r, 503, "reader_away");
	} else {
		api_session_begin(a, casefile);
		a->session.used = a->conf.now();
		if ((missing = templates_missing(&a->session, known)) != 0) {
			answer_missing(a, r, missing);
			return;
		}
		j = session_job_new(&a->session);
		*j = *asked;
		api_job_remember(a, j->id);
		api_start(a, j);
		api_answer_job(a, r, 202, j->id);
	}
}

static void
post_order(struct station_api *a, struct bytes body, struct station_reply *r)
{
	const char *casefile = NULL;
	struct job asked;
	unsigned known;
	cJSON *o = NULL;

	if (body.n > 0 && body.n <= BODY_MAX)
		o = cJSON_ParseWithLengthOpts((const char *)body.p, body.n, NULL, false);
	if (!cJSON_IsObject(o) || !order_read(o, a->conf.quality_min, &asked, &known, &casefile))
		api_answer_error(a, r, 400, "bad_request");
	else
		order(a, &asked, known, casefile, r);
	cJSON_Delete(o);
}

/* ---- the table of requests ---- */

static void
on_job(struct station_api *a, bool post, const char *id, const char *what,
    struct station_reply *r)
{
	struct job *j = session_job(&a->session, id);
	struct err e;

	if (j == NULL) {
		api_answer_error(a, r, 404, "not_found");
		return;
	}
	a->session.used = a->conf.now();
	if (str_eq(what, "/cancel") && post) {
		api_cancel(a, j);
		api_answer_job(a, r, 200, j->id);
	} else if (str_eq(what, "/accept") && post) {
		/* repeated, it has been done */
		if (j->state != STATION_DONE && !job_accept(&a->session, j, &a->conf, &e)) {
			api_answer_error(a, r, 409, "not_held");
			return;
		}
		if (a->session.print[j->finger].n > 0)
			(void)reader_link_keep(a->conf.link, j->finger, secret_bytes(&a->session.print[j->finger]));
		api_answer_job(a, r, 200, j->id);
	} else if (post || str_eq(what, "/cancel") || str_eq(what, "/accept"))
		api_answer_error(a, r, 405, "method");
	else if (str_eq(what, ""))
		get_job(a, j, r);
	else if (str_eq(what, "/preview"))
		api_answer_bytes(a, r, "image/png", &j->preview);
	else if (str_eq(what, "/template") && j->state == STATION_DONE && !j->verify)
		api_answer_bytes(a, r, "application/octet-stream", &a->session.box[j->finger]);
	else if (str_eq(what, "/blob"))
		api_answer_bytes(a, r, "application/octet-stream", &j->record);
	else
		api_answer_error(a, r, 404, "not_found");
}

void
station_api_handle(struct station_api *a, const char *method, const char *path,
    struct bytes body, struct station_reply *r)
{
	bool post = str_eq(method, "POST");
	char id[37];

	memset(r, 0, sizeof(*r));
	station_api_step(a);
	if (!post && !str_eq(method, "GET")) {
		api_answer_error(a, r, 405, "method");
	} else if (str_eq(path, "/v1/health") && !post) {
		get_health(a, r);
	} else if (str_eq(path, "/v1/selftest") && !post) {
		api_selftest(a, r);
	} else if (str_eq(path, "/v1/captures") && post) {
		post_order(a, body, r);
	} else if (str_starts(path, "/v1/captures/")) {
		path += strlen("/v1/captures/");
		(void)str_copy(id, sizeof(id), path);
		on_job(a, post, id, strlen(path) > 36 ? path + 36 : "", r);
	} else if (post && api_case(a, path, body, r)) {
		return;
	} else {
		api_answer_error(a, r, 404, "not_found");
	}
}
