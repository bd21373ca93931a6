/*
 * main.c - fakefinger: synthetic fingers for demonstration and tests.
 *
 *	fakefinger --png OUT --seed TEXT --finger F --impression I [--quality Q]
 *	fakefinger --serve SOCKET [--control PATH] [--hint PATH] [--seed TEXT] [--delay MS]
 *	fakefinger --control PATH --say "COMMAND"
 *
 * F is the ISO number 1..10, Q good dry wet partial faint.  serve.h has the
 * commands.  An all-zero exit means done.
 */
#include <getopt.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakefinger/serve.h"

static int
usage(void)
{
	fprintf(stderr, "usage: fakefinger --png OUT --seed TEXT --finger 1..10 --impression N "
	    "[--quality good|dry|wet|partial|faint]\n"
	    "       fakefinger --serve SOCKET [--control PATH] [--hint PATH] [--seed TEXT] "
	    "[--delay MS]\n"
	    "       fakefinger --control PATH --say COMMAND\n");
	return 2;
}

static int
write_png(const char *path, const struct finger_order *o)
{
	png_image image = { .version = PNG_IMAGE_VERSION, .width = FINGER_W,
		.height = FINGER_H, .format = PNG_FORMAT_GRAY };
	static uint8_t pixels[FINGER_W * FINGER_H];

	if (finger_draw(o, pixels) != 0 ||
	    !png_image_write_to_file(&image, path, 0, pixels, FINGER_W, NULL)) {
		fprintf(stderr, "fakefinger: %s: cannot be written\n", path);
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = { { "png", 1, NULL, 'p' },
		{ "seed", 1, NULL, 's' }, { "finger", 1, NULL, 'f' },
		{ "impression", 1, NULL, 'i' }, { "quality", 1, NULL, 'q' },
		{ "serve", 1, NULL, 'S' }, { "control", 1, NULL, 'c' },
		{ "hint", 1, NULL, 'h' }, { "delay", 1, NULL, 'd' }, { "say", 1, NULL, 'y' },
		{ NULL, 0, NULL, 0 } };
	struct finger_order o = { 0 };
	struct serve serve = { .delay_ms = 1200 };
	const char *png = NULL, *say = NULL, *quality = "good";
	int c, q;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'p': png = optarg; break;
		case 's': serve.seed = optarg; break;
		case 'f': o.finger = atoi(optarg); break;
		case 'i': o.impression = atoi(optarg); break;
		case 'q': quality = optarg; break;
		case 'S': serve.socket = optarg; break;
		case 'c': serve.control = optarg; break;
		case 'h': serve.hint = optarg; break;
		case 'd': serve.delay_ms = atoi(optarg); break;
		case 'y': say = optarg; break;
		default: return usage();
		}
	}
	if (say != NULL && serve.control != NULL)
		return serve_say(serve.control, say);
	if (serve.socket != NULL)
		return serve_run(&serve);
	if (png == NULL || serve.seed == NULL || o.finger < 1 || o.finger > 10 ||
	    (q = quality_named(quality)) < 0)
		return usage();
	o.seed = finger_seed(serve.seed);
	o.quality = (enum finger_quality)q;
	return write_png(png, &o);
}
