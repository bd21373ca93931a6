/* client.c - one exchange with a station, and the breaker; the calls are in client_api.c.  The only libcurl. */
#include "station/client_inside.h"

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/str.h"

#define HERE_CONNECT_MS	300
#define HERE_TOTAL_MS	1500
#define FAR_CONNECT_MS	1000	/* with the handshake of TLS, of an old PC */
#define FAR_TOTAL_MS	2500
#define TRIP_AFTER	3
#define TRIP_US		5000000
#define ANSWER_MAX	(6u << 20)

struct station_client {
	CURL		*curl;
	char		 base[256];	/* scheme and host; "" host for a socket */
	char		 socket[108];
	const struct conf *conf;
	long		 connect_ms, total_ms;
	int		 failures;	/* in a row */
	int64_t		 closed_until;	/* monotonic, 0: calls go through */
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
	c->connect_ms = FAR_CONNECT_MS;
	c->total_ms = FAR_TOTAL_MS;
	if (str_starts(url, "unix:/")) {
		c->connect_ms = HERE_CONNECT_MS;
		c->total_ms = HERE_TOTAL_MS;
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

void
station_client_patience(struct station_client *c, int ms)
{
	c->connect_ms = c->total_ms = ms;
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
exchange(struct station_client *c, const char *url, const struct bytes *post, struct answer *a,
    long *ret_status)
{
	struct curl_slist *headers = NULL;
	CURLcode rc;

	curl_easy_reset(c->curl);
	(void)curl_easy_setopt(c->curl, CURLOPT_URL, url);
	(void)curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c->curl, CURLOPT_CONNECTTIMEOUT_MS, c->connect_ms);
	(void)curl_easy_setopt(c->curl, CURLOPT_TIMEOUT_MS, c->total_ms);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, a);
	(void)curl_easy_setopt(c->curl, CURLOPT_PROXY, "");
	if (c->socket[0] != '\0')
		(void)curl_easy_setopt(c->curl, CURLOPT_UNIX_SOCKET_PATH, c->socket);
	else
		certificates(c);
	if (post != NULL) {
		headers = curl_slist_append(headers, post->n > 0 && post->p[0] == '{' && post->p[post->n - 1] == '}' ?
		    "Content-Type: application/json" : "Content-Type: application/octet-stream");
		headers = curl_slist_append(headers, "Expect:");
		(void)curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
		(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, (const char *)post->p);
		(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE, (long)post->n);
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
		return err_set(e, str_eq(word, "busy") ? ERR_BUSY : str_eq(word, "templates") ? ERR_NOT_FOUND :
		    ERR_CONFLICT, 409, "station: %s", word);
	if (status == 503)
		return err_set(e, ERR_AWAY, 503, "station: %s", word);
	if (status == 400)
		return err_set(e, ERR_INPUT, 400, "station: %s", word);
	return err_set(e, ERR_BROKEN, (int)status, "station: status %ld", status);
}

int
client_call(struct station_client *c, const char *path, const struct bytes *post, struct answer *a,
    struct err *e)
{
	char url[384];
	long status = 0;
	CURLcode rc;

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
	return status >= 200 && status < 300 ? 0 : refused(status, a, e);
}
