/*
 * rekam-web - the office pages, one pool per duty (ARCHITECTURE 1).
 *
 *	rekam-web -c FILE -p POOL	serve on fd 3; pages auth admin station upload
 *	rekam-web --routes		print the route table, for nginx's locations
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/dispatch.h"
#include "app/routes.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/wordlist.h"
#include "base/str.h"
#include "http/csrf.h"
#include "http/server.h"
#include "sign/scan_box.h"
#include "store/schema.h"

#define ARENA_BYTES	((size_t)16 << 20)
#define BODY_BYTES	((size_t)64 << 10)
#define UPLOAD_BYTES	((size_t)6400 << 10)	/* a picture of 6 MiB with its form */
#define REPLY_BYTES	((size_t)4 << 20)
#define REQUESTS	20000

static int
fail(const char *what, const struct err *e)
{
	log_event(LOG_LEVEL_ERROR, what, "error", e->text, NULL);
	return EXIT_FAILURE;
}

/* Pages and uploads use the account "web". */
static const char *
account_of(enum route_pool pool)
{
	return pool == POOL_AUTH || pool == POOL_ADMIN || pool == POOL_STATION ?
	    route_pool_word(pool) : "web";
}

static int
site_fill(struct site *s, const struct conf *conf, struct err *e)
{
	const char *secret = conf_must(conf, "web", "secret", e);

	*s = (struct site){
		.conf = conf, .origin = conf_must(conf, "web", "origin", e),
		.fonts = conf_str(conf, "paths", "fonts", "/usr/share/fonts/truetype/liberation"),
		.signd = conf_must(conf, "signd", "socket", e),
		.render = conf_str(conf, "render", "socket", ""),
		.print_hint = conf_str(conf, "paths", "print_hint", ""),
		.backup = conf_str(conf, "paths", "backup", ""),
		.routes = site_routes, .routes_n = site_routes_n,
		.demo = conf_int(conf, "web", "demo", 0) != 0,
	};
	if (secret == NULL || s->origin == NULL || s->signd == NULL)
		return -1;
	if (!csrf_secret(secret, s->secret))
		return err_set(e, ERR_INPUT, 0, "[web] secret must be 64 hex digits");
	(void)sodium_mlock(s->secret, sizeof s->secret);	/* best effort: the unit has no swap */
	return 0;
}

static int
routes_print(void)
{
	struct out o;
	struct err e = { 0 };

	if (route_check(site_routes, site_routes_n, &e) == -1)
		return fail("route table", &e);
	out_init(&o, 65536);
	route_list(site_routes, site_routes_n, &o);
	bool ok = !o.failed && fwrite(o.p, 1, o.n, stdout) == o.n && fflush(stdout) == 0;
	out_free(&o);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The list comes from Debian's john-data; an office may name a longer one. */
static int
common_passwords(struct site *s, const struct conf *conf, struct wordlist *words, struct err *e)
{
	if (wordlist_read(conf_str(conf, "paths", "common_passwords", "/usr/share/john/password.lst"),
	    words, e) == -1)
		return -1;
	s->common = (struct password_list){ words->at, words->n };
	return 0;
}

static int
serve(const char *conf_path, enum route_pool pool)
{
	static struct dispatch d;
	struct err e = { 0 };
	struct conf *conf = conf_read_private(conf_path, &e);
	struct wordlist words = { 0 };
	struct box_key *scans = NULL;
	int rc = EXIT_FAILURE;

	d.pool = pool;
	if (conf == NULL || site_fill(&d.site, conf, &e) == -1 ||
	    (d.db = db_open(conf, account_of(pool), &e)) == NULL ||
	    (d.arena = arena_create(ARENA_BYTES)) == NULL) {
		(void)fail("start", &e);
		goto out;
	}
	if (pool == POOL_AUTH && common_passwords(&d.site, conf, &words, &e) == -1) {
		(void)fail("common passwords", &e);
		goto out;
	}
	/* another schema is refused; a database that is away is not: the pages say so */
	if (schema_check(d.db, &e) == -1 && e.kind != ERR_AWAY) {
		(void)fail("schema", &e);
		goto out;
	}
	/* without it the page of pictures says so */
	const char *keys = conf_str(conf, "paths", "keys", "");
	if (pool == POOL_UPLOAD && *keys != '\0' && (scans = box_key_read(arena_printf(d.arena, "%s/" SCAN_KEY ".key", keys), SCAN_KEY, &e)) == NULL)
		log_event(LOG_LEVEL_WARN, "key of scans", "error", e.text, NULL);
	d.site.scan_key = scans;
	const struct http_server server = {
		.listen_fd = HTTP_LISTEN_FD, .max_requests = REQUESTS, .max_body = pool == POOL_UPLOAD ? UPLOAD_BYTES : BODY_BYTES,
		.max_reply = REPLY_BYTES, .arena = d.arena, .serve = dispatch_serve, .ctx = &d,
	};
	rc = http_serve(&server, NULL, &e) == HTTP_END_ERROR ? fail("serve", &e) : EXIT_SUCCESS;
out:
	wordlist_free(&words);
	box_key_free(scans);
	db_close(d.db);
	arena_free(d.arena);
	conf_free(conf);
	return rc;
}

int
main(int argc, char **argv)
{
	const char *conf = NULL;
	enum route_pool pool = POOL__MAX;
	struct err e = { 0 };
	int c;

	log_name("rekam-web");
	if (argc == 2 && str_eq(argv[1], "--routes"))
		return routes_print();
	while ((c = getopt(argc, argv, "c:p:")) != -1) {
		if (c == 'c')
			conf = optarg;
		else if (c == 'p')
			pool = route_pool_by_word(optarg);
	}
	if (conf == NULL || pool == POOL__MAX) {
		(void)fputs("usage: rekam-web -c FILE -p pages|auth|admin|station|upload\n"
		    "       rekam-web --routes\n", stderr);
		return 2;
	}
	if (harden(HARDEN_NO_EXEC, &e) == -1)
		return fail("start", &e);
	if (sodium_init() == -1)
		return EXIT_FAILURE;
	return serve(conf, pool);
}
