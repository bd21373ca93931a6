/*
 * station.c - rekam-station: the station API behind the station host's nginx.
 *
 *	rekam-station -c FILE
 *
 * FastCGI responder on descriptor 3 (or [station] socket, bound here), exactly
 * one process per reader.  Owns the
 * station's signing key and the public export key; has no database.  Between
 * requests it listens to rekam-reader in the same poll.
 */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/str.h"
#include "http/server.h"
#include "station/api.h"
#include "station/listen.h"
#include "station/quality.h"

#define MAX_BODY	(3 << 20)	/* a photo to be sealed */
#define MAX_REPLY	65536	/* text; images and records are not copied */
#define TICK_MS		200

static void
serve(void *ctx, const struct http_raw *raw, struct reply *reply)
{
	struct station_api *api = ctx;
	struct station_reply r;
	char path[256];
	size_t i;

	for (i = 0; raw->uri[i] != '\0' && raw->uri[i] != '?' && i < sizeof(path) - 1; i++)
		path[i] = raw->uri[i];
	path[i] = '\0';
	if (raw->refused != 0) {
		(void)reply_json(reply, raw->refused);
		return;
	}
	station_api_handle(api, raw->method, path, raw->body, &r);
	/* a photo in the clear, in the server's own memory: it goes as soon as it is sealed */
	if (raw->body.n > 0)
		explicit_bzero((void *)(uintptr_t)raw->body.p, raw->body.n);
	reply_bytes(reply, r.status, r.type, r.body);
	if (r.status >= 400)
		log_event(LOG_LEVEL_INFO, "request refused", "method", raw->method, "id",
		    raw->id, NULL);
}

static int
wants(void *ctx, short *ret_events)
{
	*ret_events = POLLIN;
	return station_api_fd(ctx);
}

static void
ready(void *ctx, short revents)
{
	(void)revents;
	station_api_step(ctx);
}

static void
tick(void *ctx)
{
	station_api_step(ctx);
}

static int
configure(const struct conf *conf, struct seal_station_key **ret_key,
    struct station_api_config *c, struct err *e)
{
	const char *sign = conf_must(conf, "station", "sign_key", e);
	const char *reader = conf_must(conf, "station", "reader_socket", e);

	c->code = conf_must(conf, "station", "code", e);
	c->export_public = conf_must(conf, "station", "export_public", e);
	c->epoch = conf_str(conf, "station", "epoch", "auto");
	c->quality_min = (int)conf_int(conf, "station", "quality_min", QUALITY_USABLE);
	if (sign == NULL || reader == NULL || c->code == NULL || c->export_public == NULL)
		return -1;
	if ((*ret_key = seal_station_key_read(sign, e)) == NULL)
		return -1;
	c->key = *ret_key;
	c->link = reader_link_create(reader);
	return c->link == NULL ? err_set(e, ERR_FULL, 0, "no memory") : 0;
}

static int
run(const char *path, struct err *e)
{
	struct station_api_config c = { 0 };
	struct http_server server = { .max_body = MAX_BODY,
		.max_reply = MAX_REPLY, .serve = serve, .wants = wants, .ready = ready,
		.tick = tick, .tick_ms = TICK_MS };
	struct conf *conf = conf_read_private(path, e);
	struct seal_station_key *key;
	struct station_api *api;
	enum http_end end;

	if (conf == NULL || configure(conf, &key, &c, e) != 0 ||
	    (api = station_api_create(&c, e)) == NULL)
		return -1;
	if ((server.arena = arena_create(4u << 20)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	server.ctx = api;
	server.listen_fd = station_listen(conf_str(conf, "station", "socket", NULL), e);
	if (server.listen_fd < 0)
		return -1;
	log_event(LOG_LEVEL_INFO, "station ready", "code", c.code, NULL);
	end = http_serve(&server, NULL, e);
	station_api_free(api);
	reader_link_free(c.link);
	seal_station_key_free(key);
	conf_free(conf);
	arena_free(server.arena);
	return end == HTTP_END_ERROR ? -1 : 0;
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };

	log_name("rekam-station");
	if (argc != 3 || !str_eq(argv[1], "-c")) {
		fprintf(stderr, "usage: rekam-station -c FILE\n");
		return 2;
	}
	if (harden(HARDEN_NO_EXEC, &e) == -1 || run(argv[2], &e) != 0) {
		log_event(LOG_LEVEL_ERROR, "station ends", "text", e.text, NULL);
		return 1;
	}
	return 0;
}
