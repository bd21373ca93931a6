/*
 * reader.c - rekam-reader: one fingerprint reader, one client, one thread,
 * crash-only.
 *
 *	rekam-reader -c FILE
 *	rekam-reader -c FILE calibrate MM	the reader measured at the terminal (station/calibrate.h)
 *
 * Listens on descriptor 3, or binds [station] reader_socket itself when 3 is no
 * listening socket.  Speaks station/wire.h with rekam-station.  Ends after the
 * end of a session, when its client goes away, and when the reader is unplugged,
 * so that the next applicant meets a fresh process; ends with 75 when libfprint
 * does not complete a cancel.  Writes no file but [reader] virtual_socket ".hint",
 * and that only for the virtual reader (what fakefinger shall present; no image).
 */
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/str.h"
#include "station/calibrate.h"
#include "station/device.h"
#include "station/json.h"
#include "station/listen.h"
#include "station/wire.h"

#define EXIT_STUCK	75	/* EX_TEMPFAIL */
#define SEND_MS		5000

struct reader {
	struct device	*dev;
	struct wire	 wire;
	char		 hint[200];	/* "": none */
	int		 client;	/* -1: none */
	char		 job[37], casefile[37];
	int		 finger;
	bool		 spoke;		/* the client gave a command: there is a session */
	bool		 ending;
};

static _Noreturn void
leave(int code, const char *why)
{
	log_event(LOG_LEVEL_INFO, "reader ends", "why", why, NULL);
	_exit(code);	/* nothing to save: crash-only */
}

static void
say(struct reader *r, cJSON *o, struct bytes payload)
{
	char line[WIRE_JSON_MAX];
	bool fits = cJSON_PrintPreallocated(o, line, (int)sizeof(line), false);

	cJSON_Delete(o);
	if (r->client < 0)
		return;
	if (fits && wire_write(r->client, line, payload, SEND_MS) == 0)
		return;
	if (r->spoke)
		leave(0, "station does not listen");
	(void)shutdown(r->client, SHUT_RDWR);	/* on_client() sees it */
}

static cJSON *
event(const struct reader *r, const char *ev)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "ev", ev);
	if (r->job[0] != '\0')
		cJSON_AddStringToObject(o, "job", r->job);
	return o;
}

/* ---- what the device says ---- */

static void
on_info(void *ctx, const struct device_info *i)
{
	struct reader *r = ctx;
	cJSON *o = event(r, "reader");

	cJSON_AddBoolToObject(o, "present", i->present);
	cJSON_AddStringToObject(o, "driver", i->driver);
	cJSON_AddStringToObject(o, "name", i->name);
	cJSON_AddNumberToObject(o, "ppi", i->ppi);
	cJSON_AddBoolToObject(o, "image", i->image);
	cJSON_AddBoolToObject(o, "swipe", i->swipe);
	say(r, o, (struct bytes){ NULL, 0 });
	if (!i->present && r->dev != NULL && r->job[0] == '\0')
		leave(0, "reader unplugged");
}

/* "CASE FINGER JOB ATTEMPT\n", renamed into place, for fakefinger. */
static void
on_attempt(void *ctx, int n)
{
	struct reader *r = ctx;
	char beside[512];
	FILE *f;

	if (r->hint[0] == '\0' || snprintf(beside, sizeof(beside), "%s.new", r->hint) >=
	    (int)sizeof(beside))
		return;
	if ((f = fopen(beside, "we")) == NULL)
		return;
	fprintf(f, "%s %d %s %d\n", r->casefile, r->finger, r->job, n);
	if (fclose(f) == 0)
		(void)rename(beside, r->hint);
}

static void
on_state(void *ctx, enum station_state s, enum station_reason why)
{
	struct reader *r = ctx;
	cJSON *o = event(r, "state");

	cJSON_AddStringToObject(o, "state", station_state_word(s));
	cJSON_AddStringToObject(o, "reason", station_reason_word(why));
	say(r, o, (struct bytes){ NULL, 0 });
}

static void
on_image(void *ctx, const struct device_image *i)
{
	struct reader *r = ctx;
	size_t n = (size_t)i->w * (size_t)i->h;
	struct secret both;
	cJSON *o = event(r, "image");

	if (secret_alloc(&both, n + i->print.n) != 0)
		leave(1, "no memory");
	memcpy(both.p, i->pixels, n);
	if (i->print.n > 0)
		memcpy(both.p + n, i->print.p, i->print.n);
	cJSON_AddNumberToObject(o, "w", i->w);
	cJSON_AddNumberToObject(o, "h", i->h);
	cJSON_AddNumberToObject(o, "score", i->score);
	cJSON_AddNumberToObject(o, "same_as", i->like);
	cJSON_AddNumberToObject(o, "minutiae", i->minutiae);
	cJSON_AddNumberToObject(o, "template", (double)i->print.n);
	say(r, o, secret_bytes(&both));
	secret_free(&both);
	r->job[0] = '\0';
}

static void
on_failed(void *ctx, enum station_reason why)
{
	struct reader *r = ctx;
	cJSON *o = event(r, "failed");

	cJSON_AddStringToObject(o, "reason", station_reason_word(why));
	say(r, o, (struct bytes){ NULL, 0 });
	r->job[0] = '\0';
	if (why == REASON_REMOVED)
		leave(0, "reader unplugged");
}

static void
on_closed(void *ctx)
{
	(void)ctx;
	leave(0, "session ended");
}

static void
on_stuck(void *ctx)
{
	(void)ctx;
	leave(EXIT_STUCK, "libfprint does not answer");
}

static const struct device_events events = { on_info, on_attempt, on_state, on_image, on_failed,
	on_closed, on_stuck };

/* ---- what the station says ---- */

static const char *
text_of(const cJSON *o, const char *key)
{
	const char *s = json_text(o, key);

	return s == NULL ? "" : s;
}

static void
cmd_capture(struct reader *r, const cJSON *o)
{
	int finger = json_number(o, "finger"), timeout = json_number(o, "timeout");
	bool all = json_bool(o, "all");

	if (r->job[0] != '\0' || finger < 1 || finger > 10 || timeout < 1 || timeout > 120 ||
	    !str_copy(r->job, sizeof(r->job), text_of(o, "job")) ||
	    !str_copy(r->casefile, sizeof(r->casefile), text_of(o, "case")))
		leave(1, "station orders what cannot be");
	r->finger = finger;
	device_capture(r->dev, finger, timeout, all);
}

static void
command(struct reader *r)
{
	cJSON *o = cJSON_ParseWithLength(r->wire.json, r->wire.json_len);
	const char *cmd = text_of(o, "cmd");

	r->spoke = true;
	if (str_eq(cmd, "capture"))
		cmd_capture(r, o);
	else if (str_eq(cmd, "cancel"))
		device_cancel(r->dev);
	else if (str_eq(cmd, "keep"))
		device_keep(r->dev, json_number(o, "finger"), secret_bytes(&r->wire.payload));
	else if (str_eq(cmd, "end")) {
		r->ending = true;
		device_close(r->dev);
	} else
		leave(1, "station speaks nonsense");
	cJSON_Delete(o);
	wire_next(&r->wire);
}

static gboolean
on_client(gint fd, GIOCondition what, gpointer user)
{
	struct reader *r = user;
	int got;

	(void)what;
	while ((got = wire_read(&r->wire, fd)) == 1)
		command(r);
	if (got == 0)
		return G_SOURCE_CONTINUE;
	close(fd);
	r->client = -1;
	wire_next(&r->wire);
	/* one that came and went without a word (it waited while we were started) is
	 * nothing; after a session: close the device and start afresh */
	if (r->spoke && !r->ending) {
		r->ending = true;
		device_close(r->dev);
	}
	return G_SOURCE_REMOVE;
}

static gboolean
on_accept(gint fd, GIOCondition what, gpointer user)
{
	struct reader *r = user;
	struct device_info info;
	int client = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)what;
	if (client < 0)
		return G_SOURCE_CONTINUE;
	if (r->client >= 0 || r->ending) {
		close(client);	/* one at a time; it tries again */
		return G_SOURCE_CONTINUE;
	}
	r->client = client;
	g_unix_fd_add(client, G_IO_IN, on_client, r);
	device_info(r->dev, &info);
	if (info.present)
		on_info(r, &info);
	else {
		/* on_info() would take this for an unplugging */
		cJSON *o = event(r, "reader");
		cJSON_AddBoolToObject(o, "present", false);
		say(r, o, (struct bytes){ NULL, 0 });
	}
	return G_SOURCE_CONTINUE;
}

/* ---- start ---- */

static gboolean
on_term(gpointer user)
{
	(void)user;
	leave(0, "SIGTERM");
}

/* [reader] turn in degrees; -1: err. */
static int
turn_of(const struct conf *conf, struct err *e)
{
	int64_t turn = conf_int(conf, "reader", "turn", 0);

	if (turn != 0 && turn != 90 && turn != 180 && turn != 270)
		return err_set(e, ERR_INPUT, 0, "[reader] turn is 0, 90, 180 or 270 (rekam-reader calibrate finds it)");
	return (int)turn;
}

static int
start(struct reader *r, const struct conf *conf, struct err *e)
{
	const char *driver = conf_str(conf, "reader", "driver", "usb");
	const char *socket_path = conf_str(conf, "reader", "virtual_socket", "");
	const char *path = conf_must(conf, "station", "reader_socket", e);
	int64_t ppi = conf_int(conf, "reader", "ppi", 0);
	int fd, turn = turn_of(conf, e);

	if (turn == -1)
		return -1;
	if (ppi != 0 && (ppi < DEVICE_PPI_MIN || ppi > DEVICE_PPI_MAX))
		return err_set(e, ERR_INPUT, 0, "[reader] ppi is no resolution (rekam-reader calibrate measures it)");
	if (path == NULL || (fd = station_listen(path, e)) < 0)
		return -1;
	if (str_eq(driver, "virtual_image") && socket_path[0] != '\0') {
		g_setenv("FP_VIRTUAL_IMAGE", socket_path, TRUE);
		snprintf(r->hint, sizeof(r->hint), "%s.hint", socket_path);
	}
	if ((r->dev = device_create(driver, &events, r, e)) == NULL)
		return -1;
	device_setup(r->dev, (int)ppi, turn);
	g_unix_fd_add(fd, G_IO_IN, on_accept, r);
	g_unix_signal_add(SIGTERM, on_term, r);
	g_unix_signal_add(SIGINT, on_term, r);
	log_event(LOG_LEVEL_INFO, "reader ready", "driver", driver, NULL);
	return 0;
}

/* At a terminal, with no station behind: the virtual reader is set up as start() does it.  Ends the process, as
 * everything here does: libfprint need not complete anything. */
static _Noreturn void
measure(const struct conf *conf, const char *width)
{
	const char *virtual = conf_str(conf, "reader", "virtual_socket", "");
	struct err e = { 0 };
	int rc, turn = turn_of(conf, &e);

	if (virtual[0] != '\0')
		g_setenv("FP_VIRTUAL_IMAGE", virtual, TRUE);
	rc = turn == -1 ? -1 : calibrate(conf_str(conf, "reader", "driver", "usb"), g_ascii_strtod(width, NULL), turn, &e);
	if (rc == -1)
		fprintf(stderr, "rekam-reader: %s\n", e.text);
	(void)fflush(stdout);
	_exit(rc == 0 ? 0 : 1);
}

int
main(int argc, char **argv)
{
	static struct reader r = { .client = -1 };
	struct conf *conf;
	struct err e = { 0 };

	log_name("rekam-reader");
	if ((argc != 3 && (argc != 5 || !str_eq(argv[3], "calibrate"))) || !str_eq(argv[1], "-c")) {
		fprintf(stderr, "usage: rekam-reader -c FILE [calibrate MM]\n");
		return 2;
	}
	if (harden(HARDEN_NO_EXEC, &e) == -1 || (conf = conf_read_private(argv[2], &e)) == NULL) {
		log_event(LOG_LEVEL_ERROR, "reader does not start", "text", e.text, NULL);
		return 1;
	}
	if (argc == 5)
		measure(conf, argv[4]);
	if (start(&r, conf, &e) != 0) {
		log_event(LOG_LEVEL_ERROR, "reader does not start", "text", e.text, NULL);
		conf_free(conf);
		return 1;
	}
	g_main_loop_run(g_main_loop_new(NULL, FALSE));
	return 0;
}
