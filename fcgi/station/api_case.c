/* api_case.c - requests about a case that no finger is waited for: its templates come back,
 * its photo and signature are sealed, its session ends.  See api.h. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/api_priv.h"
#include "station/json.h"
#include "station/seal.h"
#include "station/template_box.h"

static void
end(struct station_api *a, const char *casefile, struct station_reply *r)
{
	if (a->session.on && str_eq(a->session.casefile, casefile))
		api_session_end(a);
	api_answer_json(a, r, 200, cJSON_CreateObject());
}

static void
take_template(struct station_api *a, const char *casefile, int finger, struct bytes body,
    struct station_reply *r)
{
	struct secret print;
	struct err e;

	if (a->active != NULL && !str_eq(a->session.casefile, casefile)) {
		api_answer_error(a, r, 409, "busy");
		return;
	}
	if (template_box_open(a->conf.key, casefile, finger, body, &print, &e) != 0) {
		log_event(LOG_LEVEL_WARN, "template refused", "text", e.text, NULL);
		api_answer_error(a, r, 400, "template");
		return;
	}
	api_session_begin(a, casefile);
	a->session.used = a->conf.now();
	if (session_keep(&a->session, finger, secret_bytes(&print), a->conf.key, &e) != 0)
		api_answer_error(a, r, 500, "internal");
	else {
		(void)reader_link_keep(a->conf.link, finger, secret_bytes(&print));
		api_answer_json(a, r, 200, cJSON_CreateObject());
	}
	secret_free(&print);
}

/* ---- a photo or signature ---- */

static int
side_of(const cJSON *o, const char *key)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, key);

	return cJSON_IsNumber(v) && v->valuedouble >= 1 && v->valuedouble <= 65535 ? v->valueint : 0;
}

static bool
record_head(const struct station_api *a, const cJSON *o, const char *casefile, struct seal_head *h)
{
	const char *job = json_text(o, "job"), *officer = json_text(o, "officer"), *kind = json_text(o, "kind"),
	    *format = json_text(o, "format");

	memset(h, 0, sizeof(*h));
	if (!api_uuid_valid(job) || !api_officer_valid(officer) || kind == NULL || format == NULL ||
	    !seal_is_picture(kind) ||
	    (!str_eq(format, "png") && !str_eq(format, "jpeg")))
		return false;
	h->format = str_eq(format, "png") ? SEAL_PNG : SEAL_JPEG;
	h->width = side_of(o, "width");
	h->height = side_of(o, "height");
	h->captured = utc_now();
	return h->width > 0 && h->height > 0 && str_copy(h->casefile, sizeof(h->casefile), casefile) &&
	    str_copy(h->job, sizeof(h->job), job) && str_copy(h->officer, sizeof(h->officer), officer) &&
	    str_copy(h->purpose, sizeof(h->purpose), kind) &&
	    str_copy(h->station, sizeof(h->station), a->conf.code) &&
	    str_copy(h->driver, sizeof(h->driver), "-");
}

static void
seal_record(struct station_api *a, const char *casefile, struct bytes body, struct station_reply *r)
{
	const uint8_t *line = body.n == 0 ? NULL : memchr(body.p, '\n', body.n < 1024 ? body.n : 1024);
	struct seal_export_key to;
	struct seal_head head;
	struct bytes image;
	struct err e;
	cJSON *o = line == NULL ? NULL : cJSON_ParseWithLength((const char *)body.p, (size_t)(line - body.p));
	bool fine = cJSON_IsObject(o) && record_head(a, o, casefile, &head);

	cJSON_Delete(o);
	image.p = fine ? line + 1 : NULL;
	image.n = fine ? body.n - (size_t)(line + 1 - body.p) : 0;
	if (!fine || image.n < 1 || image.n > SEAL_IMAGE_MAX) {
		api_answer_error(a, r, 400, "bad_request");
		return;
	}
	secret_free(&a->sealed);
	if (seal_export_key_read(a->conf.export_public, a->conf.epoch, head.captured, &to, &e) != 0 ||
	    secret_alloc(&a->sealed, seal_size(image.n)) != 0 ||
	    seal_make(&head, image, a->conf.key, &to, a->sealed.p, &e) != 0) {
		secret_free(&a->sealed);
		log_event(LOG_LEVEL_ERROR, "record not made", "text", e.text, NULL);
		api_answer_error(a, r, 500, "internal");
		return;
	}
	api_answer_bytes(a, r, "application/octet-stream", &a->sealed);
}

bool
api_case(struct station_api *a, const char *path, struct bytes body, struct station_reply *r)
{
	bool session = str_starts(path, "/v1/sessions/"), record = str_starts(path, "/v1/records/");
	const char *rest;
	char casefile[37];
	int finger = 0;

	if (!session && !record)
		return false;
	path += session ? strlen("/v1/sessions/") : strlen("/v1/records/");
	(void)str_copy(casefile, sizeof(casefile), path);
	if (!api_uuid_valid(casefile))
		return false;
	rest = path + 36;
	if (record && *rest == '\0')
		seal_record(a, casefile, body, r);
	else if (session && str_eq(rest, "/end"))
		end(a, casefile, r);
	else if (session && sscanf(rest, "/templates/%2d", &finger) == 1 && finger >= 1 && finger <= 10)
		take_template(a, casefile, finger, body, r);
	else
		return false;
	return true;
}
