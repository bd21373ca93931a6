/* serve.c - see serve.h. */
#include "fakefinger/serve.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define QUEUE	32
#define TICK_MS	50

struct hint {
	char	casefile[64], job[64];
	int	finger, attempt;
};

struct state {
	const struct serve *o;
	char		 control[200], hint[200];
	int		 ctl, device;		/* -1: not there */
	char		 queue[QUEUE][32];
	int		 queued, delay_ms;
	struct hint	 last;
	int64_t		 due;			/* 0: nothing to present */
	int		 touches;
	uint8_t		 pixels[FINGER_W * FINGER_H];
};

static const char *const words[FINGER_QUALITY__MAX] = { "good", "dry", "wet", "partial", "faint" };

int
quality_named(const char *word)
{
	int i;

	for (i = 0; i < FINGER_QUALITY__MAX; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
pause_ms(int ms)
{
	const struct timespec t = { ms / 1000, ms % 1000 * 1000000l };

	(void)nanosleep(&t, NULL);
}

static bool
address(struct sockaddr_un *sun, const char *path)
{
	memset(sun, 0, sizeof(*sun));
	sun->sun_family = AF_UNIX;
	if (strlen(path) >= sizeof(sun->sun_path))
		return false;
	memcpy(sun->sun_path, path, strlen(path) + 1);
	return true;
}

/* ---- the device ---- */

static void
put(struct state *s, const void *p, size_t n)
{
	const char *at = p;
	ssize_t w;

	while (n > 0 && s->device >= 0) {
		w = send(s->device, at, n, MSG_NOSIGNAL);
		if (w > 0) {
			at += w;
			n -= (size_t)w;
		} else if (w < 0 && errno != EINTR) {
			close(s->device);
			s->device = -1;
		}
	}
}

static void
put_pair(struct state *s, int32_t a, int32_t b)
{
	const int32_t pair[2] = { a, b };

	put(s, pair, sizeof(pair));
}

/* The socket is there only while the device is open. */
static void
device_watch(struct state *s)
{
	struct sockaddr_un sun;
	struct timeval wait = { 5, 0 };
	char c;

	if (s->device >= 0 && recv(s->device, &c, 1, MSG_DONTWAIT) == 0) {
		close(s->device);
		s->device = -1;
	}
	if (s->device >= 0 || !address(&sun, s->o->socket) || access(s->o->socket, F_OK) != 0)
		return;
	s->device = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s->device < 0)
		return;
	if (connect(s->device, (const struct sockaddr *)&sun, sizeof(sun)) != 0) {
		close(s->device);
		s->device = -1;
		return;
	}
	(void)setsockopt(s->device, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
}

/* ---- what to present ---- */

static void
touch(struct state *s, int finger, enum finger_quality quality, bool cut, bool stay)
{
	struct finger_order o = { .finger = finger, .impression = s->touches++,
		.quality = quality };
	struct timespec at;
	char person[128];

	snprintf(person, sizeof(person), "%s%s", s->o->seed == NULL ? "" : s->o->seed,
	    s->last.casefile);
	o.seed = finger_seed(person);
	if (finger_draw(&o, s->pixels) != 0)
		return;
	if (cut)
		memset(s->pixels + FINGER_W * FINGER_H / 2, 0, FINGER_W * FINGER_H / 2);
	/* laid down, held, lifted: the page shows each */
	put_pair(s, -3, 0);
	put_pair(s, -4, 1);
	pause_ms(s->delay_ms / 3);
	put_pair(s, FINGER_W, FINGER_H);
	put(s, s->pixels, sizeof(s->pixels));
	pause_ms(s->delay_ms / 3);
	if (stay)
		return;
	put_pair(s, -4, 0);
	clock_gettime(CLOCK_REALTIME, &at);
	fprintf(stderr, "fakefinger: lifted at %lld\n", (long long)at.tv_sec * 1000 + at.tv_nsec / 1000000);
}

static void
touch_noise(struct state *s, int w, int h)
{
	uint8_t *p;
	long i;

	if (w < 1 || h < 1 || w > 2000 || h > 2000 ||
	    (p = malloc((size_t)w * (size_t)h)) == NULL)
		return;
	for (i = 0; i < (long)w * h; i++)
		p[i] = (uint8_t)(finger_seed((const char[]){ (char)(i % 127 + 1),
		    (char)(i / 127 % 127 + 1), (char)(i / 16129 % 127 + 1), 0 }) >> 32);
	put_pair(s, -3, 1);
	put_pair(s, w, h);
	put(s, p, (size_t)w * (size_t)h);
	free(p);
}

static void
present(struct state *s)
{
	char command[32] = "good";
	int a = 0, b = 0, q;

	if (s->queued > 0) {
		memcpy(command, s->queue[0], sizeof(command));
		memmove(s->queue[0], s->queue[1], sizeof(s->queue[0]) * (QUEUE - 1));
		s->queued--;
	}
	if (strcmp(command, "good") != 0)
		fprintf(stderr, "fakefinger: %s (finger %d)\n", command, s->last.finger);
	if ((q = quality_named(command)) >= 0)
		touch(s, s->last.finger, (enum finger_quality)q, false, false);
	else if (sscanf(command, "finger %d", &a) == 1)
		touch(s, a, FINGER_GOOD, false, false);
	else if (sscanf(command, "retry %d", &a) == 1)
		put_pair(s, -1, a);
	else if (sscanf(command, "error %d", &a) == 1)
		put_pair(s, -2, a);
	else if (strcmp(command, "remove") == 0)
		put_pair(s, -5, 0);
	else if (sscanf(command, "size %d %d", &a, &b) == 2)
		touch_noise(s, a, b);
	else if (strcmp(command, "cut") == 0)
		touch(s, s->last.finger, FINGER_GOOD, true, false);
	else if (strcmp(command, "stay") == 0)
		touch(s, s->last.finger, FINGER_GOOD, false, true);
	/* else: silent */
}

static void
hint_watch(struct state *s)
{
	struct hint h;
	FILE *f = fopen(s->hint, "re");
	int n;

	if (f == NULL)
		return;
	n = fscanf(f, "%63s %d %63s %d", h.casefile, &h.finger, h.job, &h.attempt);
	fclose(f);
	if (n != 4 || h.finger < 1 || h.finger > 10 || (strcmp(h.job, s->last.job) == 0 &&
	    h.attempt == s->last.attempt))
		return;
	s->last = h;
	s->due = now_ms() + s->delay_ms;
}

static void
control_read(struct state *s)
{
	char line[32];
	ssize_t n;

	while ((n = recv(s->ctl, line, sizeof(line) - 1, MSG_DONTWAIT)) > 0) {
		line[n] = '\0';
		line[strcspn(line, "\r\n")] = '\0';
		if (strcmp(line, "clear") == 0)
			s->queued = 0;
		else if (strncmp(line, "delay ", 6) == 0)
			s->delay_ms = atoi(line + 6);
		else if (s->queued < QUEUE)
			memcpy(s->queue[s->queued++], line, sizeof(line));
	}
}

static int
control_open(struct state *s)
{
	struct sockaddr_un sun;

	s->ctl = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	(void)unlink(s->control);
	if (s->ctl < 0 || !address(&sun, s->control) ||
	    bind(s->ctl, (const struct sockaddr *)&sun, sizeof(sun)) != 0) {
		fprintf(stderr, "fakefinger: %s: %s\n", s->control, strerror(errno));
		return -1;
	}
	return 0;
}

int
serve_run(const struct serve *o)
{
	static struct state s;
	struct pollfd p = { .events = POLLIN };

	s.o = o;
	s.device = -1;
	s.delay_ms = o->delay_ms;
	if (o->control != NULL)
		snprintf(s.control, sizeof(s.control), "%s", o->control);
	else
		snprintf(s.control, sizeof(s.control), "%s.ctl", o->socket);
	if (o->hint != NULL)
		snprintf(s.hint, sizeof(s.hint), "%s", o->hint);
	else
		snprintf(s.hint, sizeof(s.hint), "%s.hint", o->socket);
	(void)unlink(s.hint);	/* what an earlier reader asked for is past */
	if (control_open(&s) != 0)
		return 1;
	p.fd = s.ctl;
	for (;;) {
		if (poll(&p, 1, TICK_MS) > 0)
			control_read(&s);
		device_watch(&s);
		hint_watch(&s);
		if (s.due != 0 && now_ms() >= s.due && s.device >= 0) {
			s.due = 0;
			present(&s);
		}
	}
}

int
serve_say(const char *control, const char *command)
{
	struct sockaddr_un sun;
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int failed = fd < 0 || !address(&sun, control) ||
	    sendto(fd, command, strlen(command), 0, (const struct sockaddr *)&sun,
	    sizeof(sun)) < 0;

	if (failed)
		fprintf(stderr, "fakefinger: %s: %s\n", control, strerror(errno));
	if (fd >= 0)
		close(fd);
	return failed;
}
