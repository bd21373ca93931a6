/* say.c - what the person at the terminal reads. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "devrun/devrun.h"

static bool quiet;

void
say_quiet(bool on)
{
	quiet = on;
}

int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
say(const char *who, const char *fmt, ...)
{
	char clock[16], text[1024];
	time_t now = time(NULL);
	struct tm tm;
	va_list ap;

	if (quiet)
		return;
	localtime_r(&now, &tm);
	strftime(clock, sizeof clock, "%H:%M:%S", &tm);
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	printf("%s  %-14s %s\n", clock, who, text);
	fflush(stdout);
}

void
say_error(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("devrun: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

/* Keeps the last lines in a ring; logs of one start are small. */
void
say_tail(const char *path, int nlines)
{
	char ring[32][512];
	int n = 0;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return;
	if (nlines > 32)
		nlines = 32;
	while (fgets(ring[n % nlines], sizeof ring[0], f) != NULL)
		n++;
	fclose(f);
	fprintf(stderr, "  end of %s:\n", path);
	for (int i = n > nlines ? n - nlines : 0; i < n; i++)
		fprintf(stderr, "  | %s%s", ring[i % nlines],
		    strchr(ring[i % nlines], '\n') != NULL ? "" : "\n");
}
