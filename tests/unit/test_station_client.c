/* The client of rekam-web against a small HTTP server of our own on a Unix socket. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/str.h"
#include "station/client.h"

#define JOB	"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
#define CASE	"11111111-2222-4333-8444-555555555555"

static char dir[64], where[128], asked_path[160];
static pid_t server;
static struct station_client *client;
static struct arena *arena;
static struct err e;

/* Answers every request on every connection with the same text, after a pause;
 * the last request lies in asked_path. */
static void
serve_child(int fd, const char *answer, size_t n, int pause_ms)
{
	char buf[8192];
	FILE *f;

	for (;;) {
		int c = accept(fd, NULL, NULL);
		ssize_t got;
		while ((got = read(c, buf, sizeof(buf) - 1)) > 0) {
			buf[got] = '\0';
			if ((f = fopen(asked_path, "w")) != NULL) {
				fputs(buf, f);
				fclose(f);
			}
			usleep((useconds_t)pause_ms * 1000);
			if (write(c, answer, n) < 0)
				break;
		}
		close(c);
	}
}

static void
stop(void)
{
	if (server > 0) {
		kill(server, SIGKILL);
		waitpid(server, NULL, 0);
	}
	server = 0;
	(void)unlink(where);
}

static void
serve(const char *status, const char *type, const char *body, int pause_ms)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	static char answer[16384];
	int n, fd = socket(AF_UNIX, SOCK_STREAM, 0);

	stop();
	strcpy(sun.sun_path, where);
	assert_int_equal(bind(fd, (struct sockaddr *)&sun, sizeof(sun)), 0);
	assert_int_equal(listen(fd, 8), 0);
	n = snprintf(answer, sizeof(answer), "HTTP/1.1 %s\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\n\r\n%s", status, type, strlen(body), body);
	if ((server = fork()) == 0) {
		serve_child(fd, answer, (size_t)n, pause_ms);
		_exit(0);
	}
	close(fd);
}

static bool
asked(const char *part)
{
	static char buf[8192];
	FILE *f = fopen(asked_path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(buf, 1, sizeof(buf) - 1, f);
	fclose(f);
	buf[n] = '\0';
	return strstr(buf, part) != NULL;
}

static unsigned missing;
static const struct station_order order = { .quality_min = -1, .job = JOB, .casefile = CASE, .finger = 2,
	.officer = "7", .purpose = "REKAM" };

static void
health_is_read_field_by_field(void **state)
{
	struct station_health h;

	(void)state;
	serve("200 OK", "application/json", "{\"reader\":{\"present\":true,\"driver\":\"uru4000\","
	    "\"name\":\"Digital Persona\",\"ppi\":512,\"image\":true,\"swipe\":false},"
	    "\"station\":\"STASIUN-1\",\"state\":\"idle\",\"public_key\":\"00ff\","
	    "\"epoch\":\"2026-11\",\"failures\":3}", 0);
	assert_int_equal(station_health(client, &h, &e), 0);
	assert_true(h.present && h.image && !h.swipe);
	assert_string_equal(h.station, "STASIUN-1");
	assert_string_equal(h.driver, "uru4000");
	assert_string_equal(h.epoch, "2026-11");
	assert_int_equal(h.ppi, 512);
	assert_int_equal(h.failures, 3);
	assert_true(asked("GET /v1/health HTTP/1.1"));
}

/* What the station does not know any more is given to it, by finger. */
static void
templates_that_are_missing_are_named(void **state)
{
	struct station_order with = order;

	(void)state;
	with.known = 1u << 2 | 1u << 10;
	with.quality_min = 40;
	serve("409 Conflict", "application/json", "{\"error\":\"templates\",\"missing\":[2,10,99,\"x\"]}", 0);
	assert_int_equal(station_order(client, &with, &missing, &e), 1);
	assert_int_equal(missing, 1u << 2 | 1u << 10);
	assert_true(asked("\"quality_min\":40,\"known\":[2,10]}"));
	serve("200 OK", "application/json", "{}", 0);
	assert_int_equal(station_template_put(client, CASE, 10, (struct bytes){ (const uint8_t *)"BOX", 3 }, &e), 0);
	assert_true(asked("POST /v1/sessions/" CASE "/templates/10 "));
	serve("409 Conflict", "application/json", "{\"error\":\"busy\"}", 0);
	assert_int_equal(station_order(client, &with, &missing, &e), -1);
	assert_int_equal(e.kind, ERR_BUSY);
	serve("409 Conflict", "application/json", "{\"error\":\"not_held\"}", 0);
	assert_int_equal(station_accept(client, JOB, &e), -1);
	assert_int_equal(e.kind, ERR_CONFLICT);
}

static void
an_order_is_posted_whole(void **state)
{
	(void)state;
	serve("202 Accepted", "application/json", "{\"job\":\"" JOB "\"}", 0);
	assert_int_equal(station_order(client, &order, &missing, &e), 0);
	assert_true(asked("POST /v1/captures HTTP/1.1"));
	assert_true(asked("{\"job\":\"" JOB "\",\"case\":\"" CASE "\",\"finger\":2,"
	    "\"officer\":\"7\",\"purpose\":\"REKAM\",\"timeout\":30,\"known\":[]}"));
	assert_int_equal(missing, 0);
	assert_int_equal(station_cancel(client, JOB, &e), 0);
	assert_true(asked("POST /v1/captures/" JOB "/cancel "));
	assert_int_equal(station_end(client, CASE, &e), 0);
	assert_true(asked("POST /v1/sessions/" CASE "/end "));
}

static void
a_status_becomes_words_of_ours(void **state)
{
	struct station_status s;

	(void)state;
	serve("200 OK", "application/json", "{\"job\":\"" JOB "\",\"finger\":2,\"state\":\"failed\","
	    "\"reason\":\"same_finger\",\"quality\":88,\"same_as\":3,\"score\":265,\"width\":300,"
	    "\"height\":400,\"ppi\":500,\"driver\":\"uru4000\",\"age_ms\":1234}", 0);
	assert_int_equal(station_status(client, JOB, &s, &e), 0);
	assert_int_equal(s.state, STATION_FAILED);
	assert_int_equal(s.reason, REASON_SAME_FINGER);
	assert_int_equal(s.same_as, 3);
	assert_int_equal(s.score, 265);
	assert_true(s.age_ms == 1234);
	serve("200 OK", "application/json", "{\"state\":\"flying\",\"reason\":\"\"}", 0);
	assert_int_equal(station_status(client, JOB, &s, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
}

static void
bytes_come_into_the_arena(void **state)
{
	struct bytes b;

	(void)state;
	serve("200 OK", "image/png", "\x89PNG not really", 0);
	assert_int_equal(station_preview(client, arena, JOB, &b, &e), 0);
	assert_int_equal(b.n, 15);
	assert_memory_equal(b.p, "\x89PNG", 4);
	assert_true(asked("/preview "));
	assert_int_equal(station_blob(client, arena, JOB, &b, &e), 0);
	assert_true(asked("/blob "));
}

static void
refusals_keep_their_meaning(void **state)
{
	static const struct {
		const char	*status, *body;
		enum err_kind	 want;
	} row[] = {
		{ "409 Conflict", "{\"error\":\"busy\"}", ERR_BUSY },
		{ "409 Conflict", "{\"error\":\"used\"}", ERR_CONFLICT },
		{ "503 Away", "{\"error\":\"reader_away\"}", ERR_AWAY },
		{ "400 Bad", "{\"error\":\"bad_request\"}", ERR_INPUT },
		{ "404 Not", "{\"error\":\"not_found\"}", ERR_NOT_FOUND },
		{ "500 Oh", "<html>", ERR_BROKEN },
		{ "502 Bad Gateway", "<html>", ERR_AWAY },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		serve(row[i].status, "application/json", row[i].body, 0);
		assert_int_equal(station_order(client, &order, &missing, &e), -1);
		assert_int_equal(e.kind, row[i].want);
	}
}

static void
an_id_that_is_no_uuid_never_becomes_a_path(void **state)
{
	static const char *const bad[] = { "", "x", "../../../../../../../../etc/passwd/aaaa",
		"AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee", NULL };
	struct station_status s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(station_status(client, bad[i], &s, &e), -1);
		assert_int_equal(e.kind, ERR_INPUT);
	}
}

static void
three_failures_open_the_breaker_for_five_seconds(void **state)
{
	struct station_health h;
	int64_t from;
	int i;

	(void)state;
	stop();
	for (i = 0; i < 3; i++) {
		assert_int_equal(station_health(client, &h, &e), -1);
		assert_int_equal(e.kind, ERR_AWAY);
	}
	serve("200 OK", "application/json", "{\"state\":\"idle\"}", 0);
	from = mono_us();
	assert_int_equal(station_health(client, &h, &e), -1);	/* not even tried */
	assert_int_equal(e.kind, ERR_AWAY);
	assert_true(mono_us() - from < 5000);
	usleep(5100000);
	assert_int_equal(station_health(client, &h, &e), 0);
}

static void
a_station_that_does_not_answer_costs_a_second_and_a_half(void **state)
{
	struct station_health h;
	int64_t from = mono_us();

	(void)state;
	serve("200 OK", "application/json", "{}", 4000);
	assert_int_equal(station_health(client, &h, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_in_range(mono_us() - from, 1300000, 2200000);
}

static void
only_sockets_and_https_are_urls(void **state)
{
	static const char *const bad[] = { "", "http://host", "unix:relative", "ftp://x",
		"https://host" /* without certificates named */ };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_null(station_client_create(bad[i], NULL, &e));
		assert_int_equal(e.kind, ERR_INPUT);
	}
}

static int
begin(void **state)
{
	char url[160];

	(void)state;
	snprintf(url, sizeof(url), "unix:%s", where);
	client = station_client_create(url, NULL, &e);
	return client == NULL;
}

static int
end(void **state)
{
	(void)state;
	stop();
	station_client_free(client);
	(void)unlink(asked_path);
	return 0;
}

static int
setup(void **state)
{
	(void)state;
	strcpy(dir, "/tmp/rekam-client-XXXXXX");
	if (mkdtemp(dir) == NULL || (arena = arena_create(1u << 20)) == NULL)
		return -1;
	snprintf(where, sizeof(where), "%s/s", dir);
	snprintf(asked_path, sizeof(asked_path), "%s/asked", dir);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return rmdir(dir);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(health_is_read_field_by_field),
		TEST(an_order_is_posted_whole),
		TEST(templates_that_are_missing_are_named),
		TEST(a_status_becomes_words_of_ours),
		TEST(bytes_come_into_the_arena),
		TEST(refusals_keep_their_meaning),
		TEST(an_id_that_is_no_uuid_never_becomes_a_path),
		TEST(three_failures_open_the_breaker_for_five_seconds),
		TEST(a_station_that_does_not_answer_costs_a_second_and_a_half),
		TEST(only_sockets_and_https_are_urls),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
