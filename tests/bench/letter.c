/*
 * letter.c - how long a letter takes: the recommendation with embedded fonts, logo and QR, N times;
 * prints the medians of one in microseconds, by the wall clock and of the processor, and leaves the last in the file that is named.
 * usage: letter N FILE LOGO
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/unit/papers.h"

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static int64_t
cpu_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int
main(int argc, char **argv)
{
	static int64_t us[10000], cpu[10000];
	struct arena *logo_arena = arena_create(4u << 20), *a = arena_create(16u << 20);
	struct doc_recommendation d = specimen_letter();
	struct pdf_result r = { 0 };
	struct err e = { 0 };
	char code[200];
	int n = argc == 4 ? atoi(argv[1]) : 0;
	FILE *f;

	if (n < 1 || n > 10000 || logo_arena == NULL || a == NULL)
		return fputs("usage: letter N FILE LOGO\n", stderr), 2;
	for (size_t i = 0; i < sizeof code - 1; i++)
		code[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[i * 7 % 64];
	code[sizeof code - 1] = '\0';
	d.code = code;
	d.office.logo = specimen_logo(logo_arena, argv[3]);
	for (int i = 0; i < n; i++) {
		int64_t begun = mono_us(), cpu_begun = cpu_us();

		arena_reset(a);
		if (recommendation_render(a, &d, &r, &e) == -1)
			return fprintf(stderr, "letter: %s\n", e.text), 1;
		us[i] = mono_us() - begun;
		cpu[i] = cpu_us() - cpu_begun;
	}
	qsort(us, (size_t)n, sizeof us[0], by_size);
	qsort(cpu, (size_t)n, sizeof cpu[0], by_size);
	if ((f = fopen(argv[2], "w")) == NULL || fwrite(r.bytes.p, 1, r.bytes.n, f) != r.bytes.n || fclose(f) != 0)
		return perror(argv[2]), 1;
	printf("%lld %lld\n", (long long)us[n / 2], (long long)cpu[n / 2]);
	return 0;
}
