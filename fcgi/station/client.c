/* client.c - see client.h; the only libcurl. */
#include "station/client.h"

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/str.h"

#define CONNECT_MS	300L
#define TOTAL_MS	1500L
#define TRIP_AFTER	3
#define TRIP_US		5000000
#define ANSWER_MAX	(6u << 20)

struct station_client {
	CURL		*curl;
	char		 base[256];	/* scheme and host; "" host for a socket */
	char		 socket[108];
	const struct conf *conf;
	int		 failures;	/* in a row */
	int64_t		 closed_until;	/* monotonic, 0: calls go through */
};

struct answer {
	uint8_t	*p;
	size_t	 n, cap;
};

struct station_client *
station_client_create(const char *url, const struct conf *conf, struct err *e)
{
	struct station_client *c = calloc(1, sizeof(*c));
	bool fits;

	if (c == NULL) {
		err_set(e, ERR_FULL, 0, "no memory");
		return NULL;
	}
	c->conf = conf;
	if (str_starts(url, "unix:/")) {
		fits = str_copy(c->socket, sizeof(c->socket), url + strlen("unix:")) &&
		    str_copy(c->base, sizeof(c->base), "http://station");
	} else	/* the certificates are named there */
		fits = conf != NULL && str_starts(url, "https://") && url[strlen(url) - 1] != '/' &&
		    str_copy(c->base, sizeof(c->base), url);
	if (!fits)
		err_set(e, ERR_INPUT, 0, "station url %s: unix:/PATH or https://HOST", url);
	else if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 || (c->curl = curl_easy_init()) == NULL)
		err_set(e, ERR_FULL, 0, "libcurl does not start");
	else
		return c;
	free(c);
	return NULL;
}

void
station_client_free(struct station_client *c)
{
	if (c == NULL)
		return;
	curl_easy_cleanup(c->curl);
	free(c);
}

/* ---- one call ---- */

static size_t
take(char *data, size_t one, size_t n, void *user)
{
	struct answer *a = user;
	size_t cap = a->cap == 0 ? 4096 : a->cap;
	uint8_t *p;

	n *= one;
	if (n > ANSWER_MAX - a->n)
		return 0;
	while (cap < a->n + n + 1)
		cap *= 2;
	if (cap != a->cap) {
		if ((p = realloc(a->p, cap)) == NULL)
			return 0;
		a->p = p;
		a->cap = cap;
	}
	memcpy(a->p + a->n, data, n);
	a->n += n;
	a->p[a->n] = '\0';
	return n;
}

static void
certificates(const struct station_client *c)
{
	const char *ca = conf_str(c->conf, "station", "ca", NULL);
	const char *cert = conf_str(c->conf, "station", "cert", NULL);
	const char *key = conf_str(c->conf, "station", "key", NULL);

	(void)curl_easy_setopt(c->curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (ca != NULL)
		(void)curl_easy_setopt(c->curl, CURLOPT_CAINFO, ca);
	if (cert != NULL)
		(void)curl_easy_setopt(c->curl, CURLOPT_SSLCERT, cert);
	if (key != NULL)
		(void)curl_easy_setopt(c->curl, CURLOPT_SSLKEY, key);
}

/* One exchange; the connection is kept by the handle. */
static CURLcode
exchange(struct station_client *c, const char *url, const char *post, struct answer *a,
    long *ret_status)
{
	struct curl_slist *headers = NULL;
	CURLcode rc;

	curl_easy_reset(c->curl);
	(void)curl_easy_setopt(c->curl, CURLOPT_URL, url);
	(void)curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c->curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	(void)curl_easy_setopt(c->curl, CURLOPT_TIMEOUT_MS, TOTAL_MS);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, a);
	(void)curl_easy_setopt(c->curl, CURLOPT_PROXY, "");
	if (c->socket[0] != '\0')
		(void)curl_easy_setopt(c->curl, CURLOPT_UNIX_SOCKET_PATH, c->socket);
	else
		certificates(c);
	if (post != NULL) {
		headers = curl_slist_append(headers, "Content-Type: application/json");
		headers = curl_slist_append(headers, "Expect:");
		(void)curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
		(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, post);
		(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE, (long)strlen(post));
	}
	rc = curl_easy_perform(c->curl);
	if (rc == CURLE_OK)
		rc = curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, ret_status);
	curl_slist_free_all(headers);
	return rc;
}

/* Counts failures in a row; the third one opens the breaker. */
static int
away(struct station_client *c, struct err *e, int code, const char *why)
{
	if (++c->failures >= TRIP_AFTER)
		c->closed_until = mono_us() + TRIP_US;
	return err_set(e, ERR_AWAY, code, "station: %s", why);
}

/* What an error status means, by the word of its body. */
static int
refused(long status, const struct answer *a, struct err *e)
{
	cJSON *o = cJSON_ParseWithLength((const char *)a->p, a->n);
	const char *s = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, "error"));
	char word[32];

	(void)str_copy(word, sizeof(word), s);
	cJSON_Delete(o);
	if (status == 404)
		return err_set(e, ERR_NOT_FOUND, 404, "station: not found");
	if (status == 409)
		return err_set(e, str_eq(word, "busy") ? ERR_BUSY : ERR_CONFLICT, 409,
		    "station: %s", word);
	if (status == 503)
		return err_set(e, ERR_AWAY, 503, "station: %s", word);
	if (status == 400)
		return err_set(e, ERR_INPUT, 400, "station: %s", word);
	return err_set(e, ERR_BROKEN, (int)status, "station: status %ld", status);
}

/* 0 with the answer in *a (caller frees a->p), or -1.  The way to the station
 * counts for the breaker, its refusals do not. */
static int
call(struct station_client *c, const char *path, const char *post, struct answer *a,
    struct err *e)
{
	char url[384];
	long status = 0;
	CURLcode rc;
	int failed;

	memset(a, 0, sizeof(*a));
	if (c->closed_until != 0 && mono_us() < c->closed_until)
		return err_set(e, ERR_AWAY, 0, "station: away, tried again in a moment");
	if (snprintf(url, sizeof(url), "%s%s", c->base, path) >= (int)sizeof(url))
		return err_set(e, ERR_INPUT, 0, "station: path too long");
	rc = exchange(c, url, post, a, &status);
	if (rc != CURLE_OK || status == 502 || status == 504) {
		free(a->p);
		a->p = NULL;
		return away(c, e, (int)rc, rc != CURLE_OK ? curl_easy_strerror(rc) :
		    "its web server does not reach it");
	}
	c->failures = 0;
	c->closed_until = 0;
	failed = status >= 200 && status < 300 ? 0 : refused(status, a, e);
	if (failed) {
		free(a->p);
		a->p = NULL;
	}
	return failed;
}

/* ---- answers ---- */

static void
text_of(char *dst, size_t size, const cJSON *o, const char *key)
{
	(void)str_copy(dst, size,
	    cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, key)));
}

static int
number_of(const cJSON *o, const char *key)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, key);

	return cJSON_IsNumber(v) ? v->valueint : 0;
}

static bool
bool_of(const cJSON *o, const char *key)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(o, key));
}

static int
call_json(struct station_client *c, const char *path, const char *post, cJSON **ret,
    struct err *e)
{
	struct answer a;
	cJSON *o;

	if (call(c, path, post, &a, e) != 0)
		return -1;
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
call_bytes(struct station_client *c, struct arena *arena, const char *path, struct bytes *ret,
    struct err *e)
{
	struct answer a;
	uint8_t *p;

	if (call(c, path, NULL, &a, e) != 0)
		return -1;
	if (a.n == 0 || (p = arena_alloc(arena, a.n)) == NULL) {
		free(a.p);
		return a.n == 0 ? err_set(e, ERR_BROKEN, 0, "station: empty answer") :
		    err_set(e, ERR_FULL, 0, "station: no room for %zu bytes", a.n);
	}
	memcpy(p, a.p, a.n);
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

	if (call_json(c, "/v1/health", NULL, &o, e) != 0)
		return -1;
	r = cJSON_GetObjectItemCaseSensitive(o, "reader");
	text_of(h.station, sizeof(h.station), o, "station");
	text_of(h.state, sizeof(h.state), o, "state");
	text_of(h.public_key, sizeof(h.public_key), o, "public_key");
	text_of(h.epoch, sizeof(h.epoch), o, "epoch");
	h.failures = number_of(o, "failures");
	h.present = bool_of(r, "present");
	h.image = bool_of(r, "image");
	h.swipe = bool_of(r, "swipe");
	text_of(h.driver, sizeof(h.driver), r, "driver");
	text_of(h.name, sizeof(h.name), r, "name");
	h.ppi = number_of(r, "ppi");
	cJSON_Delete(o);
	*ret = h;
	return 0;
}

int
station_order(struct station_client *c, const struct station_order *order, struct err *e)
{
	cJSON *o = cJSON_CreateObject();
	struct answer a;
	char *post;
	int rc;

	cJSON_AddStringToObject(o, "job", order->job);
	cJSON_AddStringToObject(o, "case", order->casefile);
	cJSON_AddNumberToObject(o, "finger", order->finger);
	cJSON_AddStringToObject(o, "officer", order->officer);
	cJSON_AddStringToObject(o, "purpose", order->purpose);
	cJSON_AddNumberToObject(o, "timeout", order->timeout == 0 ? 30 : order->timeout);
	post = cJSON_PrintUnformatted(o);
	cJSON_Delete(o);
	if (post == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	rc = call(c, "/v1/captures", post, &a, e);
	free(post);
	if (rc == 0)
		free(a.p);
	return rc;
}

int
station_status(struct station_client *c, const char *job, struct station_status *ret,
    struct err *e)
{
	struct station_status s = { 0 };
	char path[96], word[32];
	cJSON *o;

	if (path_of(path, sizeof(path), "/v1/captures/", job, "", e) != 0 ||
	    call_json(c, path, NULL, &o, e) != 0)
		return -1;
	text_of(word, sizeof(word), o, "state");
	s.state = station_state_of(word);
	text_of(word, sizeof(word), o, "reason");
	s.reason = station_reason_of(word);
	s.finger = number_of(o, "finger");
	s.quality = number_of(o, "quality");
	s.same_as = number_of(o, "same_as");
	s.score = number_of(o, "score");
	s.width = number_of(o, "width");
	s.height = number_of(o, "height");
	s.ppi = number_of(o, "ppi");
	s.age_ms = number_of(o, "age_ms");
	text_of(s.driver, sizeof(s.driver), o, "driver");
	cJSON_Delete(o);
	if (s.state == STATION__MAX || s.reason == REASON__MAX)
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
	return call_bytes(c, a, path, ret_png, e);
}

int
station_blob(struct station_client *c, struct arena *a, const char *job,
    struct bytes *ret_record, struct err *e)
{
	char path[96];

	if (path_of(path, sizeof(path), "/v1/captures/", job, "/blob", e) != 0)
		return -1;
	return call_bytes(c, a, path, ret_record, e);
}

static int
post_empty(struct station_client *c, const char *path, struct err *e)
{
	struct answer a;

	if (call(c, path, "{}", &a, e) != 0)
		return -1;
	free(a.p);
	return 0;
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
