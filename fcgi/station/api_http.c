/* api_http.c - method, path and body of the station API; see api.h. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "station/api_priv.h"

#define BODY_MAX	2048

/* ---- answers ---- */

static void
answer_json(struct station_api *a, struct station_reply *r, int status, cJSON *o)
{
	free(a->text);
	a->text = cJSON_PrintUnformatted(o);
	cJSON_Delete(o);
	r->status = a->text == NULL ? 500 : status;
	r->type = "application/json";
	r->body.p = (const uint8_t *)a->text;
	r->body.n = a->text == NULL ? 0 : strlen(a->text);
}

static void
answer_error(struct station_api *a, struct station_reply *r, int status, const char *word)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "error", word);
	answer_json(a, r, status, o);
}

static void
answer_job(struct station_api *a, struct station_reply *r, int status, const char *job)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "job", job);
	answer_json(a, r, status, o);
}

static void
answer_bytes(struct station_api *a, struct station_reply *r, const char *type,
    const struct secret *s)
{
	if (s->p == NULL) {
		answer_error(a, r, 404, "not_found");
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
	cJSON_AddNumberToObject(o, "failures", (double)a->failures);
	answer_json(a, r, 200, o);
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
	cJSON_AddNumberToObject(o, "age_ms", (double)((a->conf.now() - j->ordered) / 1000));
	answer_json(a, r, 200, o);
}

/* ---- POST /v1/captures ---- */

static bool
uuid_valid(const char *s)
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
static bool
officer_valid(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s);

	if (n < 1 || n > 63)
		return false;
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return false;
	return true;
}

static const char *
text_of(const cJSON *o, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, key));
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

static bool
order_read(const cJSON *o, struct job *j, const char **ret_case)
{
	const char *job = text_of(o, "job"), *casefile = text_of(o, "case"),
	    *officer = text_of(o, "officer"), *purpose = text_of(o, "purpose");

	memset(j, 0, sizeof(*j));
	if (!uuid_valid(job) || !uuid_valid(casefile) || !officer_valid(officer) ||
	    !number_of(o, "finger", 1, 10, -1, &j->finger) ||
	    !number_of(o, "timeout", 2, 60, 30, &j->timeout_s) ||
	    (!str_eq(purpose, "REKAM") && !str_eq(purpose, "VERIFIKASI")))
		return false;
	(void)str_copy(j->id, sizeof(j->id), job);
	(void)str_copy(j->officer, sizeof(j->officer), officer);
	j->verify = str_eq(purpose, "VERIFIKASI");
	*ret_case = casefile;
	return true;
}

static void
order(struct station_api *a, const struct job *asked, const char *casefile,
    struct station_reply *r)
{
	struct job *j = session_job(&a->session, asked->id);

	if (j != NULL && str_eq(a->session.casefile, casefile) && j->finger == asked->finger &&
	    j->verify == asked->verify) {
		answer_job(a, r, 202, j->id);	/* the same order again */
	} else if (j != NULL || api_job_used(a, asked->id)) {
		answer_error(a, r, 409, "used");
	} else if (a->active != NULL) {
		answer_error(a, r, 409, "busy");
	} else if (api_away(a)) {
		answer_error(a, r, 503, "reader_away");
	} else {
		api_session_begin(a, casefile);
		j = session_job_new(&a->session);
		*j = *asked;
		api_job_remember(a, j->id);
		a->session.used = a->conf.now();
		api_start(a, j);
		answer_job(a, r, 202, j->id);
	}
}

static void
post_order(struct station_api *a, struct bytes body, struct station_reply *r)
{
	const char *casefile = NULL;
	struct job asked;
	cJSON *o = NULL;

	if (body.n > 0 && body.n <= BODY_MAX)
		o = cJSON_ParseWithLengthOpts((const char *)body.p, body.n, NULL, false);
	if (!cJSON_IsObject(o) || !order_read(o, &asked, &casefile))
		answer_error(a, r, 400, "bad_request");
	else
		order(a, &asked, casefile, r);
	cJSON_Delete(o);
}

/* ---- the table of requests ---- */

static void
on_job(struct station_api *a, bool post, const char *id, const char *what,
    struct station_reply *r)
{
	struct job *j = session_job(&a->session, id);

	if (j == NULL) {
		answer_error(a, r, 404, "not_found");
		return;
	}
	a->session.used = a->conf.now();
	if (str_eq(what, "/cancel") && post) {
		api_cancel(a, j);
		answer_job(a, r, 200, j->id);
	} else if (post || (str_eq(what, "/cancel")))
		answer_error(a, r, 405, "method");
	else if (str_eq(what, ""))
		get_job(a, j, r);
	else if (str_eq(what, "/preview"))
		answer_bytes(a, r, "image/png", &j->preview);
	else if (str_eq(what, "/blob"))
		answer_bytes(a, r, "application/octet-stream", &j->record);
	else
		answer_error(a, r, 404, "not_found");
}

static void
on_end(struct station_api *a, const char *casefile, struct station_reply *r)
{
	if (a->session.on && str_eq(a->session.casefile, casefile))
		api_session_end(a);
	answer_json(a, r, 200, cJSON_CreateObject());
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
		answer_error(a, r, 405, "method");
	} else if (str_eq(path, "/v1/health") && !post) {
		get_health(a, r);
	} else if (str_eq(path, "/v1/captures") && post) {
		post_order(a, body, r);
	} else if (str_starts(path, "/v1/captures/")) {
		path += strlen("/v1/captures/");
		(void)str_copy(id, sizeof(id), path);
		on_job(a, post, id, strlen(path) > 36 ? path + 36 : "", r);
	} else if (str_starts(path, "/v1/sessions/") && post) {
		path += strlen("/v1/sessions/");
		(void)str_copy(id, sizeof(id), path);
		if (uuid_valid(id) && str_eq(path + 36, "/end"))
			on_end(a, id, r);
		else
			answer_error(a, r, 404, "not_found");
	} else {
		answer_error(a, r, 404, "not_found");
	}
}
