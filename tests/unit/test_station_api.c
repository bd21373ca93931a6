/* The station API with a reader that we play ourselves, and a clock that we turn. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/str.h"
#include "station/api.h"
#include "station/seal.h"
#include "station/wire.h"
#include "tools/fakefinger/finger.c"

#define CASE	"11111111-2222-4333-8444-555555555555"
#define CASE2	"22222222-2222-4333-8444-555555555555"
#define S	1000000

static int64_t clock_us;
static int reader = -1;		/* our end of the line; -1: nobody there */
static bool dialable;
static struct wire heard;
static struct station_api *api;
static struct reader_link *line;
static struct seal_station_key *key;
static struct station_reply r;
static char dir[64], export_pub[128];
static uint8_t finger[FINGER_W * FINGER_H], drawn[FINGER_W * FINGER_H];

static int64_t
now(void)
{
	return clock_us;
}

static int
dial(void *ctx)
{
	int pair[2];

	(void)ctx;
	if (!dialable || reader >= 0 ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) != 0)
		return -1;
	reader = pair[0];
	return pair[1];
}

static void
pass(int64_t us)
{
	int64_t end = clock_us + us;

	while (clock_us < end) {
		clock_us += 100000;
		station_api_step(api);
	}
}

/* ---- the reader's part ---- */

static void
reader_says(const char *json, struct bytes payload)
{
	struct bytes part = payload;
	int fd = reader;

	/* larger than a socket buffer: let the station read in between */
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &(int){ 4 << 20 }, sizeof(int));
	assert_int_equal(wire_write(fd, json, part, 1000), 0);
	station_api_step(api);
}

static void
reader_comes(bool present, bool image)
{
	char json[256];

	dialable = true;
	pass(S);
	assert_true(reader >= 0);
	snprintf(json, sizeof(json), "{\"ev\":\"reader\",\"present\":%s,\"driver\":\"uru4000\","
	    "\"name\":\"U\",\"ppi\":512,\"image\":%s,\"swipe\":false}",
	    present ? "true" : "false", image ? "true" : "false");
	reader_says(json, (struct bytes){ NULL, 0 });
}

static void
reader_dies(void)
{
	if (reader >= 0)
		close(reader);
	reader = -1;
	dialable = false;
	wire_next(&heard);
	station_api_step(api);
}

/* The next command as JSON, "" when there is none. */
static const char *
reader_hears(void)
{
	wire_next(&heard);
	heard.json[0] = '\0';
	return wire_read(&heard, reader) == 1 ? heard.json : "";
}

static bool
reader_hung_up(void)
{
	int got;

	wire_next(&heard);
	while ((got = wire_read(&heard, reader)) == 1)
		wire_next(&heard);
	return got == -1;
}

static void
reader_state(const char *job, const char *state, const char *reason)
{
	char json[256];

	snprintf(json, sizeof(json), "{\"ev\":\"state\",\"job\":\"%s\",\"state\":\"%s\","
	    "\"reason\":\"%s\"}", job, state, reason);
	reader_says(json, (struct bytes){ NULL, 0 });
}

static void
reader_fails(const char *job, const char *reason)
{
	char json[256];

	snprintf(json, sizeof(json), "{\"ev\":\"failed\",\"job\":\"%s\",\"reason\":\"%s\"}", job,
	    reason);
	reader_says(json, (struct bytes){ NULL, 0 });
}

static void
reader_image(const char *job, int w, int h, int score, int like)
{
	static uint8_t payload[FINGER_W * FINGER_H + 8];
	size_t n = (size_t)w * (size_t)h;
	char json[256];

	memcpy(payload, finger, n < sizeof(finger) ? n : sizeof(finger));
	memcpy(payload + n, "TEMPLATE", 8);
	snprintf(json, sizeof(json), "{\"ev\":\"image\",\"job\":\"%s\",\"w\":%d,\"h\":%d,"
	    "\"score\":%d,\"same_as\":%d,\"minutiae\":40,\"template\":8}", job, w, h, score, like);
	reader_says(json, (struct bytes){ payload, n + 8 });
}

/* ---- our part ---- */

static int
ask(const char *method, const char *path, const char *body)
{
	struct bytes b = { (const uint8_t *)body, strlen(body) };

	station_api_handle(api, method, path, b, &r);
	return r.status;
}

static bool
says(const char *part)
{
	return r.body.n > 0 && memmem(r.body.p, r.body.n, part, strlen(part)) != NULL;
}

static const char *
job_id(int n)
{
	static char id[4][37];
	static int i;

	i = (i + 1) % 4;
	snprintf(id[i], 37, "aaaaaaaa-0000-4000-8000-%012d", n);
	return id[i];
}

static int
order(int job, const char *casefile, int f, const char *purpose)
{
	char body[512];

	snprintf(body, sizeof(body), "{\"job\":\"%s\",\"case\":\"%s\",\"finger\":%d,"
	    "\"officer\":\"7\",\"purpose\":\"%s\",\"timeout\":30}", job_id(job), casefile, f,
	    purpose);
	return ask("POST", "/v1/captures", body);
}

static const char *
url(int job, const char *what)
{
	static char u[128];

	snprintf(u, sizeof(u), "/v1/captures/%s%s", job_id(job), what);
	return u;
}

static bool
job_is(int job, const char *state, const char *reason)
{
	char part[96];

	assert_int_equal(ask("GET", url(job, ""), ""), 200);
	snprintf(part, sizeof(part), "\"state\":\"%s\",\"reason\":\"%s\"", state, reason);
	if (!says(part))
		print_message("%.*s\n", (int)r.body.n, (const char *)r.body.p);
	return says(part);
}

/* ---- the tests ---- */

static void
one_finger_from_order_to_record(void **state)
{
	struct seal_head head;

	(void)state;
	reader_comes(true, true);
	assert_int_equal(ask("GET", "/v1/health", ""), 200);
	assert_true(says("\"state\":\"idle\"") && says("\"driver\":\"uru4000\"") &&
	    says("\"epoch\":\"2") && says("\"ppi\":512"));
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"capture\""));
	assert_true(job_is(1, "starting", ""));
	assert_int_equal(ask("GET", "/v1/health", ""), 200);
	assert_true(says("\"state\":\"busy\""));
	reader_state(job_id(1), "waiting", "");
	assert_true(job_is(1, "waiting", ""));
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 404);
	reader_state(job_id(1), "waiting", "center");
	reader_state(job_id(1), "waiting", "");		/* the hint stays on the page */
	assert_true(job_is(1, "waiting", "center"));
	reader_state(job_id(1), "hold", "");
	assert_true(job_is(1, "hold", ""));
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	assert_true(job_is(1, "done", ""));
	assert_true(says("\"width\":300,\"height\":400,\"ppi\":512,\"driver\":\"uru4000\""));
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"keep\",\"finger\":2"));
	assert_int_equal(heard.payload.n, 8);
	assert_int_equal(ask("GET", url(1, "/preview"), ""), 200);
	assert_string_equal(r.type, "image/png");
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 200);
	assert_int_equal(seal_verify(r.body, key->public_key, &head, NULL), 0);
	assert_string_equal(head.casefile, CASE);
	assert_string_equal(head.job, job_id(1));
	assert_string_equal(head.officer, "7");
	assert_int_equal(head.finger, 2);
}

static void
one_job_at_a_time_and_each_id_once(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	(void)reader_hears();
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);	/* sent again: no effect */
	assert_string_equal(reader_hears(), "");
	assert_int_equal(order(2, CASE, 3, "REKAM"), 409);
	assert_true(says("\"busy\""));
	assert_int_equal(order(3, CASE2, 3, "REKAM"), 409);	/* nor for another case */
	assert_true(says("\"busy\""));
	assert_int_equal(order(1, CASE, 3, "REKAM"), 409);	/* same id, another finger */
	assert_true(says("\"used\""));
	reader_fails(job_id(1), "timeout");
	assert_true(job_is(1, "failed", "timeout"));
	assert_int_equal(ask("POST", "/v1/sessions/" CASE "/end", ""), 200);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 409);	/* also after the session */
	assert_true(says("\"used\""));
}

static void
the_same_finger_twice_is_refused_and_a_like_one_marked(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	assert_int_equal(order(2, CASE, 3, "REKAM"), 202);
	reader_image(job_id(2), FINGER_W, FINGER_H, 60, 2);
	assert_true(job_is(2, "failed", "same_finger"));
	assert_true(says("\"same_as\":2,\"score\":60"));
	assert_int_equal(ask("GET", url(2, "/blob"), ""), 404);
	assert_int_equal(order(3, CASE, 3, "REKAM"), 202);
	reader_image(job_id(3), FINGER_W, FINGER_H, 40, 2);
	assert_true(job_is(3, "done", "same_finger"));
	assert_int_equal(ask("GET", url(3, "/blob"), ""), 200);
	assert_int_equal(order(4, CASE, 4, "REKAM"), 202);
	reader_image(job_id(4), FINGER_W, FINGER_H, 39, 2);
	assert_true(job_is(4, "done", ""));
	assert_true(says("\"same_as\":0,\"score\":39"));
}

static void
verification_compares_and_makes_no_record(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "VERIFIKASI"), 202);
	assert_non_null(strstr(reader_hears(), "\"all\":true"));
	reader_image(job_id(1), FINGER_W, FINGER_H, 265, 2);
	assert_true(job_is(1, "done", ""));
	assert_true(says("\"same_as\":2,\"score\":265"));
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 404);
	assert_string_equal(reader_hears(), "");	/* nothing to keep */
}

static void
a_poor_an_empty_and_a_tiny_image_are_refused(void **state)
{
	(void)state;
	reader_comes(true, true);
	memset(finger, 200, sizeof(finger));
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	assert_true(job_is(1, "failed", "bad_image"));
	for (size_t i = 0; i < sizeof(finger); i++)
		finger[i] = (uint8_t)(i * i >> 5);
	assert_int_equal(order(2, CASE, 2, "REKAM"), 202);
	reader_image(job_id(2), FINGER_W, FINGER_H, 0, 0);
	assert_true(job_is(2, "failed", "poor"));
	assert_int_equal(ask("GET", url(2, "/preview"), ""), 200);	/* he may see why */
	assert_int_equal(order(3, CASE, 2, "REKAM"), 202);
	reader_image(job_id(3), 15, 300, 0, 0);
	assert_true(job_is(3, "failed", "bad_image"));
}

static void
a_reader_that_dies_fails_the_job_and_gets_the_gallery_back(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	assert_int_equal(order(2, CASE, 3, "REKAM"), 202);
	reader_state(job_id(2), "hold", "");
	reader_dies();
	assert_true(job_is(2, "failed", "reader_away"));
	assert_int_equal(ask("GET", "/v1/health", ""), 200);
	assert_true(says("\"failures\":1"));
	reader_comes(true, true);
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"keep\",\"finger\":2"));
	assert_memory_equal(heard.payload.p, "TEMPLATE", 8);
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 200);	/* what was taken stays */
	assert_int_equal(order(3, CASE, 3, "REKAM"), 202);
	assert_non_null(strstr(reader_hears(), "capture"));
}

static void
without_a_reader_orders_are_refused_soon(void **state)
{
	(void)state;
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);	/* it may be starting */
	pass(5 * S + 200000);
	assert_true(job_is(1, "failed", "reader_away"));
	assert_int_equal(order(2, CASE, 2, "REKAM"), 503);
	assert_true(says("reader_away"));
	assert_int_equal(ask("GET", "/v1/health", ""), 200);
	assert_true(says("\"state\":\"away\""));
	reader_comes(false, false);	/* the process is there, no reader plugged in */
	assert_int_equal(order(3, CASE, 2, "REKAM"), 503);
	reader_says("{\"ev\":\"reader\",\"present\":true,\"image\":true,\"driver\":\"x\"}",
	    (struct bytes){ NULL, 0 });
	assert_int_equal(order(4, CASE, 2, "REKAM"), 202);
}

static void
a_cancel_is_final_at_once_and_a_deaf_reader_is_hung_up(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	(void)reader_hears();
	assert_int_equal(ask("GET", url(1, "/cancel"), ""), 405);
	assert_int_equal(ask("POST", url(1, "/cancel"), ""), 200);
	assert_true(job_is(1, "failed", "cancelled"));
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"cancel\""));
	assert_int_equal(ask("POST", url(1, "/cancel"), ""), 200);	/* again: nothing */
	assert_string_equal(reader_hears(), "");
	assert_int_equal(order(2, CASE, 2, "REKAM"), 202);	/* waits for the reader */
	assert_string_equal(reader_hears(), "");
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);	/* too late: thrown away */
	assert_true(job_is(1, "failed", "cancelled"));
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"capture\""));
	assert_int_equal(ask("POST", url(2, "/cancel"), ""), 200);
	(void)reader_hears();
	pass(5 * S);						/* no answer at all */
	assert_true(reader_hung_up());
}

static void
another_case_ends_the_session_and_everything_of_it_is_gone(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	(void)reader_hears();
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	(void)reader_hears();
	assert_int_equal(order(2, CASE2, 2, "REKAM"), 202);
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"end\""));
	assert_string_equal(reader_hears(), "");	/* the order waits for a fresh reader */
	assert_int_equal(ask("GET", url(1, ""), ""), 404);
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 404);
	reader_dies();
	assert_true(job_is(2, "starting", ""));
	reader_comes(true, true);
	assert_non_null(strstr(reader_hears(), "\"case\":\"" CASE2 "\""));
	assert_int_equal(ask("GET", "/v1/health", ""), 200);
	assert_true(says("\"failures\":0"));		/* that death was wanted */
}

static void
a_session_is_forgotten_fifteen_minutes_after_its_last_use(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	pass(14 * 60 * (int64_t)S);
	assert_int_equal(ask("GET", url(1, ""), ""), 200);
	pass(14 * 60 * (int64_t)S);
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 200);
	pass(15 * 60 * (int64_t)S + S);
	assert_int_equal(ask("GET", url(1, "/blob"), ""), 404);
}

static void
a_reader_that_never_ends_a_capture_is_hung_up(void **state)
{
	(void)state;
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	(void)reader_hears();
	reader_state(job_id(1), "lift", "");
	pass(60 * (int64_t)S);
	assert_true(job_is(1, "lift", ""));
	pass(16 * (int64_t)S);
	assert_true(job_is(1, "failed", "internal"));
	assert_true(reader_hung_up());
}

static void
bad_orders_are_refused(void **state)
{
	static const char *const bad[] = { "", "{", "[]", "{}", "null", "\"x\"",
		"{\"job\":\"x\",\"case\":\"" CASE "\",\"finger\":2,\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"x\",\"finger\":2,\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":0,\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":11,\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":2.5,\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":\"2\",\"officer\":\"7\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":2,\"officer\":\"\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":2,\"officer\":\"a b\",\"purpose\":\"REKAM\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":2,\"officer\":\"7\",\"purpose\":\"LAIN\"}",
		"{\"job\":\"" CASE2 "\",\"case\":\"" CASE "\",\"finger\":2,\"officer\":\"7\",\"purpose\":\"REKAM\",\"timeout\":600}",
	};
	size_t i;

	(void)state;
	reader_comes(true, true);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(ask("POST", "/v1/captures", bad[i]), 400);
	assert_string_equal(reader_hears(), "");
	assert_int_equal(ask("GET", "/v1/captures", ""), 404);
	assert_int_equal(ask("DELETE", "/v1/captures", ""), 405);
	assert_int_equal(ask("GET", "/v1/captures/x", ""), 404);
	assert_int_equal(ask("GET", "/", ""), 404);
	assert_int_equal(ask("POST", "/v1/sessions/x/end", ""), 404);
	assert_int_equal(ask("POST", "/v1/sessions/" CASE "/end", ""), 200);	/* none: fine */
}

static void
a_reader_that_speaks_nonsense_is_hung_up(void **state)
{
	static const char *const bad[] = { "{}", "{\"ev\":\"image\",\"w\":300,\"h\":400}",
		"{\"ev\":\"state\",\"state\":\"dancing\"}", "{\"ev\":\"failed\",\"reason\":\"nfiq\"}",
		"{\"ev\":\"image\",\"w\":-1,\"h\":400,\"template\":0}", "xx" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		reader_comes(true, true);
		reader_says(bad[i], (struct bytes){ (const uint8_t *)"12345678", 8 });
		assert_true(reader_hung_up());
		reader_dies();
	}
	reader_comes(true, true);
	assert_int_equal(write(reader, "\xff\xff\xff\xff\xff\xff\xff\xff", 8), 8);
	station_api_step(api);
	assert_true(reader_hung_up());
}

/* As when a supervisor holds the socket and the reader is not yet there. */
static void
a_line_that_nobody_takes_up_is_dialled_anew(void **state)
{
	(void)state;
	dialable = true;
	pass(S);
	assert_true(reader >= 0);
	pass(2 * S);
	assert_true(reader_hung_up());
	reader_dies();
	reader_comes(true, true);
	assert_int_equal(order(1, CASE, 2, "REKAM"), 202);
	assert_non_null(strstr(reader_hears(), "capture"));
	pass(10 * (int64_t)S);		/* a reader that spoke may be silent for long */
	assert_true(job_is(1, "starting", ""));
}

static void
a_long_session_keeps_the_newest_jobs(void **state)
{
	int i;

	(void)state;
	reader_comes(true, true);
	for (i = 1; i <= 80; i++) {
		assert_int_equal(order(i, CASE, i % 10 + 1, "REKAM"), 202);
		(void)reader_hears();
		reader_fails(job_id(i), "general");
	}
	assert_int_equal(ask("GET", url(16, ""), ""), 404);
	assert_true(job_is(17, "failed", "general"));
	assert_true(job_is(80, "failed", "general"));
}

/* ---- a session that was lost: templates come back from the server, and only as they are ---- */

static int
order_knowing(int job, const char *casefile, int f, const char *known, int quality_min)
{
	char body[512];

	snprintf(body, sizeof(body), "{\"job\":\"%s\",\"case\":\"%s\",\"finger\":%d,\"officer\":\"7\",\"purpose\":\"REKAM\","
	    "\"timeout\":30,\"quality_min\":%d,\"known\":[%s]}", job_id(job), casefile, f, quality_min, known);
	return ask("POST", "/v1/captures", body);
}

static int
give(const char *casefile, int f, struct bytes box)
{
	char path[96];

	snprintf(path, sizeof(path), "/v1/sessions/%s/templates/%d", casefile, f);
	station_api_handle(api, "POST", path, box, &r);
	return r.status;
}

static void
asvs_v11_3_3_a_template_opens_for_its_own_case_and_finger(void **state)
{
	uint8_t box[256];
	size_t n;

	(void)state;
	reader_comes(true, true);
	assert_int_equal(order_knowing(1, CASE, 2, "", 12), 202);
	(void)reader_hears();
	assert_int_equal(ask("GET", url(1, "/template"), ""), 404);
	reader_image(job_id(1), FINGER_W, FINGER_H, 0, 0);
	assert_int_equal(ask("GET", url(1, "/template"), ""), 200);
	assert_true(r.body.n == 8 + 52 && memmem(r.body.p, r.body.n, "TEMPLATE", 8) == NULL);
	n = r.body.n;
	memcpy(box, r.body.p, n);
	(void)reader_hears();
	assert_int_equal(ask("POST", "/v1/sessions/" CASE "/end", "{}"), 200);
	reader_dies();
	reader_comes(true, true);

	assert_int_equal(order_knowing(2, CASE, 3, "2", 12), 409);
	assert_true(says("\"error\":\"templates\"") && says("\"missing\":[2]"));
	/* of another finger, of another case, changed, cut, none: not taken, and nothing goes to the reader */
	assert_int_equal(give(CASE, 3, (struct bytes){ box, n }), 400);
	assert_int_equal(give(CASE2, 2, (struct bytes){ box, n }), 400);
	box[n - 1] ^= 1;
	assert_int_equal(give(CASE, 2, (struct bytes){ box, n }), 400);
	box[n - 1] ^= 1;
	assert_int_equal(give(CASE, 2, (struct bytes){ box, n - 1 }), 400);
	assert_int_equal(give(CASE, 2, (struct bytes){ NULL, 0 }), 400);
	assert_int_equal(give(CASE, 11, (struct bytes){ box, n }), 404);
	assert_string_equal(reader_hears(), "");
	assert_int_equal(give(CASE, 2, (struct bytes){ box, n }), 200);
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"keep\",\"finger\":2"));
	assert_memory_equal(heard.payload.p, "TEMPLATE", 8);
	/* the same order, as it was */
	assert_int_equal(order_knowing(2, CASE, 3, "2", 12), 202);
	assert_non_null(strstr(reader_hears(), "capture"));
	/* somebody else's templates do not end this capture */
	assert_int_equal(give(CASE2, 2, (struct bytes){ box, n }), 409);
	assert_true(job_is(2, "starting", ""));
	assert_int_equal(order_knowing(3, CASE, 4, "0", 12), 400);
	assert_int_equal(order_knowing(3, CASE, 4, "\"a\"", 12), 400);
	assert_int_equal(order_knowing(3, CASE, 4, "1,2,3,4,5,6,7,8,9,10,1", 12), 400);
	assert_int_equal(order_knowing(3, CASE, 4, "2", 101), 400);
}

/* ---- what was refused as poor ---- */

static void
a_poor_print_is_taken_when_the_officer_says_so(void **state)
{
	struct seal_head head;

	(void)state;
	reader_comes(true, true);
	assert_int_equal(order_knowing(1, CASE, 2, "", 100), 202);
	reader_image(job_id(1), FINGER_W, FINGER_H, 70, 3);	/* whose finger it is comes first */
	assert_true(job_is(1, "failed", "same_finger"));
	assert_int_equal(ask("POST", url(1, "/accept"), "{}"), 409);
	for (size_t i = 0; i < sizeof(finger); i++)	/* faint, but a finger */
		finger[i] = (uint8_t)(128 + (finger[i] - 128) / 5);
	assert_int_equal(order_knowing(2, CASE, 2, "", 100), 202);
	reader_image(job_id(2), FINGER_W, FINGER_H, 0, 0);
	assert_true(job_is(2, "failed", "poor") && says("\"held\":true"));
	for (size_t i = 0; i < sizeof(finger); i++)
		finger[i] = (uint8_t)(i * i >> 5);
	assert_int_equal(order_knowing(3, CASE, 2, "", 100), 202);
	reader_image(job_id(3), FINGER_W, FINGER_H, 0, 0);
	/* worse than the one before: that one is kept, this one is not */
	assert_true(job_is(3, "failed", "poor") && says("\"held\":false"));
	assert_int_equal(ask("POST", url(3, "/accept"), "{}"), 409);
	assert_int_equal(ask("GET", url(2, "/blob"), ""), 404);
	while (reader_hears()[0] != '\0')
		continue;
	assert_int_equal(ask("POST", url(2, "/accept"), "{}"), 200);
	assert_true(job_is(2, "done", "poor"));
	assert_int_equal(ask("POST", url(2, "/accept"), "{}"), 200);	/* a second click */
	assert_int_equal(ask("GET", url(2, "/blob"), ""), 200);
	assert_int_equal(seal_verify(r.body, key->public_key, &head, NULL), 0);
	assert_true(head.forced && head.finger == 2);
	assert_non_null(strstr(reader_hears(), "\"cmd\":\"keep\",\"finger\":2"));
	assert_int_equal(ask("GET", url(2, "/template"), ""), 200);
	assert_int_equal(ask("GET", url(2, "/accept"), ""), 405);
}

/* ---- photo and signature ---- */

static void
a_photo_is_sealed_on_request_and_nothing_else_is(void **state)
{
	static const char good[] = "{\"job\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"officer\":\"7\",\"kind\":\"FOTO\","
	    "\"format\":\"jpeg\",\"width\":600,\"height\":800}\nJPEGBYTES";
	static const char *const bad[] = { "", "\n", "{}\nx", "no json\nx",
	    "{\"job\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"officer\":\"7\",\"kind\":\"REKAM\",\"format\":\"png\",\"width\":6,\"height\":8}\nx",
	    "{\"job\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"officer\":\"7\",\"kind\":\"FOTO\",\"format\":\"gif\",\"width\":6,\"height\":8}\nx",
	    "{\"job\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"officer\":\"7\",\"kind\":\"FOTO\",\"format\":\"png\",\"width\":0,\"height\":8}\nx",
	    "{\"job\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"officer\":\"7\",\"kind\":\"FOTO\",\"format\":\"png\",\"width\":6,\"height\":8}\n" };
	struct seal_head head;

	(void)state;
	assert_int_equal(ask("POST", "/v1/records/" CASE, good), 200);
	assert_int_equal(seal_verify(r.body, key->public_key, &head, NULL), 0);
	assert_string_equal(head.purpose, "FOTO");
	assert_string_equal(head.casefile, CASE);
	assert_int_equal(head.finger, 0);
	assert_int_equal(head.format, SEAL_JPEG);
	assert_int_equal(head.image_size, 9);
	assert_null(memmem(r.body.p, r.body.n, "JPEGBYTES", 9));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(ask("POST", "/v1/records/" CASE, bad[i]), 400);
	assert_int_equal(ask("POST", "/v1/records/" CASE "/x", good), 404);
	assert_int_equal(ask("POST", "/v1/records/nobody", good), 404);
	assert_int_equal(ask("GET", "/v1/records/" CASE, good), 404);
}

static int
begin(void **state)
{
	struct station_api_config c = { .code = "STASIUN-UJI", .export_public = export_pub,
		.epoch = "auto", .key = key, .quality_min = 12, .now = now };
	(void)state;
	clock_us = 1000 * (int64_t)S;
	reader = -1;
	dialable = false;
	memset(&heard, 0, sizeof(heard));
	memcpy(finger, drawn, sizeof(finger));
	c.link = line = reader_link_create_dial(dial, NULL);
	api = station_api_create(&c, NULL);
	return api == NULL;
}

static int
end(void **state)
{
	(void)state;
	station_api_free(api);
	reader_link_free(line);
	wire_next(&heard);
	if (reader >= 0)
		close(reader);
	return 0;
}

static int
setup(void **state)
{
	const struct finger_order o = { 3, 2, 0, FINGER_GOOD };
	char path[128];

	(void)state;
	if (finger_draw(&o, drawn) != 0)
		return -1;
	strcpy(dir, "/tmp/rekam-api-XXXXXX");
	if (mkdtemp(dir) == NULL || seal_keys_create(dir, dir, utc_now(), 1, NULL) != 0)
		return -1;
	snprintf(path, sizeof(path), "%s/station.key", dir);
	snprintf(export_pub, sizeof(export_pub), "%s/export.pub", dir);
	key = seal_station_key_read(path, NULL);
	return key == NULL;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	seal_station_key_free(key);
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	return system(command);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_finger_from_order_to_record),
		TEST(one_job_at_a_time_and_each_id_once),
		TEST(the_same_finger_twice_is_refused_and_a_like_one_marked),
		TEST(verification_compares_and_makes_no_record),
		TEST(a_poor_an_empty_and_a_tiny_image_are_refused),
		TEST(a_reader_that_dies_fails_the_job_and_gets_the_gallery_back),
		TEST(without_a_reader_orders_are_refused_soon),
		TEST(a_cancel_is_final_at_once_and_a_deaf_reader_is_hung_up),
		TEST(another_case_ends_the_session_and_everything_of_it_is_gone),
		TEST(a_session_is_forgotten_fifteen_minutes_after_its_last_use),
		TEST(a_reader_that_never_ends_a_capture_is_hung_up),
		TEST(bad_orders_are_refused),
		TEST(a_reader_that_speaks_nonsense_is_hung_up),
		TEST(a_line_that_nobody_takes_up_is_dialled_anew),
		TEST(a_long_session_keeps_the_newest_jobs),
		TEST(asvs_v11_3_3_a_template_opens_for_its_own_case_and_finger),
		TEST(a_poor_print_is_taken_when_the_officer_says_so),
		TEST(a_photo_is_sealed_on_request_and_nothing_else_is),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
