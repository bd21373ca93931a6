/* reader_link.c - see reader_link.h. */
#include "station/reader_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"
#include "station/json.h"
#include "station/wire.h"

#define DIAL_US		200000
#define GREET_US	2000000	/* a line that nobody takes up is dialled anew */
#define SEND_MS		1000

struct reader_link {
	struct wire	 wire;
	char		 path[108];
	int		(*dial)(void *);
	void		*dial_ctx;
	int64_t		 dialled;	/* last try */
	int		 fd;
	bool		 lost, used;	/* tell LINK_DOWN; frame to be forgotten */
	bool		 greeted;	/* the reader has said something */
};

static int
dial_path(void *ctx)
{
	const struct reader_link *l = ctx;
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd;

	if (!str_copy(sun.sun_path, sizeof(sun.sun_path), l->path))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&sun, sizeof(sun)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

struct reader_link *
reader_link_create_dial(int (*dial)(void *), void *ctx)
{
	struct reader_link *l = calloc(1, sizeof(*l));

	if (l == NULL)
		return NULL;
	l->fd = -1;
	l->dial = dial;
	l->dial_ctx = ctx;
	l->dialled = -DIAL_US;
	return l;
}

struct reader_link *
reader_link_create(const char *socket_path)
{
	struct reader_link *l = reader_link_create_dial(dial_path, NULL);

	if (l != NULL) {
		l->dial_ctx = l;
		(void)str_copy(l->path, sizeof(l->path), socket_path);
	}
	return l;
}

void
reader_link_free(struct reader_link *l)
{
	if (l == NULL)
		return;
	if (l->fd >= 0)
		close(l->fd);
	wire_next(&l->wire);
	free(l);
}

int
reader_link_fd(const struct reader_link *l)
{
	return l->fd;
}

void
reader_link_drop(struct reader_link *l)
{
	if (l->fd < 0)
		return;
	close(l->fd);
	l->fd = -1;
	l->lost = true;
	l->used = false;
	wire_next(&l->wire);
}

/* ---- events ---- */

static void
info_of(struct reader_info *i, const cJSON *o)
{
	i->present = json_bool(o, "present");
	i->image = json_bool(o, "image");
	i->swipe = json_bool(o, "swipe");
	i->ppi = json_number(o, "ppi");
	json_copy(i->driver, sizeof(i->driver), o, "driver");
	json_copy(i->name, sizeof(i->name), o, "name");
}

/* Sizes are the reader's word: they have to agree with what came. */
static bool
image_of(struct link_event *ev, const cJSON *o, const struct secret *payload)
{
	size_t pixels, print;

	ev->w = json_number(o, "w");
	ev->h = json_number(o, "h");
	if (ev->w < 1 || ev->w > 5000 || ev->h < 1 || ev->h > 5000 || json_number(o, "template") < 0)
		return false;
	pixels = (size_t)ev->w * (size_t)ev->h;
	print = (size_t)json_number(o, "template");
	if (pixels + print != payload->n)
		return false;
	ev->score = json_number(o, "score");
	ev->like = json_number(o, "same_as");
	if (ev->like < 0 || ev->like > 10)
		return false;
	ev->minutiae = json_number(o, "minutiae");
	ev->pixels = (struct bytes){ payload->p, pixels };
	ev->print = (struct bytes){ payload->p + pixels, print };
	return true;
}

static bool
event_of(struct link_event *ev, const cJSON *o, const struct secret *payload)
{
	char kind[16], word[32];

	json_copy(kind, sizeof(kind), o, "ev");
	json_copy(ev->job, sizeof(ev->job), o, "job");
	json_copy(word, sizeof(word), o, "reason");
	ev->reason = station_reason_of(word);
	if (str_eq(kind, "reader")) {
		ev->kind = LINK_INFO;
		info_of(&ev->info, o);
		return true;
	}
	if (str_eq(kind, "state")) {
		ev->kind = LINK_STATE;
		json_copy(word, sizeof(word), o, "state");
		ev->state = station_state_of(word);
		return ev->state < STATION__MAX && ev->reason < REASON__MAX;
	}
	if (str_eq(kind, "failed")) {
		ev->kind = LINK_FAILED;
		return ev->reason < REASON__MAX;
	}
	ev->kind = LINK_IMAGE;
	return str_eq(kind, "image") && image_of(ev, o, payload);
}

void
reader_link_next(struct reader_link *l, int64_t now, struct link_event *ev)
{
	cJSON *o;
	int got;

	memset(ev, 0, sizeof(*ev));
	if (l->used)
		wire_next(&l->wire);
	l->used = false;
	if (l->lost) {
		l->lost = false;
		ev->kind = LINK_DOWN;
		return;
	}
	if (l->fd < 0) {
		if (now - l->dialled < DIAL_US)
			return;
		l->dialled = now;
		l->greeted = false;
		if ((l->fd = l->dial(l->dial_ctx)) < 0)
			return;
	}
	if ((got = wire_read(&l->wire, l->fd)) == 0) {
		if (!l->greeted && now - l->dialled > GREET_US)
			reader_link_drop(l);
		return;
	}
	l->greeted = true;
	if (got == 1) {
		o = cJSON_ParseWithLength(l->wire.json, l->wire.json_len);
		l->used = event_of(ev, o, &l->wire.payload);
		cJSON_Delete(o);
		if (l->used)
			return;
		memset(ev, 0, sizeof(*ev));
	}
	reader_link_drop(l);
	l->lost = false;
	ev->kind = LINK_DOWN;
}

/* ---- commands ---- */

static int
send_line(struct reader_link *l, cJSON *o, struct bytes payload)
{
	char line[WIRE_JSON_MAX];
	bool fits = cJSON_PrintPreallocated(o, line, (int)sizeof(line), false);

	cJSON_Delete(o);
	if (l->fd < 0)
		return -1;
	if (fits && wire_write(l->fd, line, payload, SEND_MS) == 0)
		return 0;
	reader_link_drop(l);
	return -1;
}

static cJSON *
command(const char *cmd)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "cmd", cmd);
	return o;
}

int
reader_link_capture(struct reader_link *l, const char *job, const char *casefile, int finger,
    int timeout_s, bool all)
{
	cJSON *o = command("capture");

	cJSON_AddStringToObject(o, "job", job);
	cJSON_AddStringToObject(o, "case", casefile);
	cJSON_AddNumberToObject(o, "finger", finger);
	cJSON_AddNumberToObject(o, "timeout", timeout_s);
	cJSON_AddBoolToObject(o, "all", all);
	return send_line(l, o, (struct bytes){ NULL, 0 });
}

int
reader_link_cancel(struct reader_link *l)
{
	return send_line(l, command("cancel"), (struct bytes){ NULL, 0 });
}

int
reader_link_keep(struct reader_link *l, int finger, struct bytes print)
{
	cJSON *o = command("keep");

	cJSON_AddNumberToObject(o, "finger", finger);
	return send_line(l, o, print);
}

int
reader_link_end(struct reader_link *l)
{
	return send_line(l, command("end"), (struct bytes){ NULL, 0 });
}
