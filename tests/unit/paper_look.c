/* Looking at papers: as text, as a picture, as a file, through a QR reader. */
#include "papers.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char *
slurp(FILE *f)
{
	char *text = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		if (cap - n < 4096) {
			cap += 65536;
			text = realloc(text, cap);
			assert_non_null(text);
		}
		size_t got = fread(text + n, 1, cap - n - 1, f);
		if (got == 0)
			break;
		n += got;
	}
	text[n] = '\0';
	return text;
}

static void
keep(const struct pdf_result *r, char path[static 32])
{
	int fd;

	(void)strcpy(path, "/tmp/rekam-paper-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd != -1);
	assert_int_equal(write(fd, r->bytes.p, r->bytes.n), r->bytes.n);
	(void)close(fd);
}

/* The output of a shell line in which %s is the file with the paper; its end must be 0. */
static char *
ask(const struct pdf_result *r, const char *before, const char *after, int *ret_rc)
{
	char path[32], command[256], *text;
	FILE *f;

	keep(r, path);
	(void)snprintf(command, sizeof command, "%s %s %s", before, path, after);
	f = popen(command, "r");
	assert_non_null(f);
	text = slurp(f);
	*ret_rc = pclose(f);
	(void)unlink(path);
	return text;
}

char *
paper_text(const struct pdf_result *r)
{
	int rc;
	char *text = ask(r, "pdftotext -layout", "-", &rc);

	assert_int_equal(rc, 0);
	return text;
}

static bool
updating(void)
{
	const char *update = getenv("UPDATE_GOLDEN");

	return update != NULL && *update == '1';
}

void
expect_golden(const struct pdf_result *r, const char *name)
{
	char path[128], *is = paper_text(r), *want;
	FILE *f;

	(void)snprintf(path, sizeof path, "tests/golden/%s.txt", name);
	if (updating()) {
		f = fopen(path, "w");
		assert_non_null(f);
		(void)fputs(is, f);
		(void)fclose(f);
	}
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s is missing", path);
	want = slurp(f);
	(void)fclose(f);
	assert_string_equal(is, want);
	free(want);
	free(is);
}

struct picture {
	png_image	 png;
	png_bytep	 at;
};

static struct picture
open_picture(const char *path)
{
	struct picture p = { .png = { .version = PNG_IMAGE_VERSION } };

	if (png_image_begin_read_from_file(&p.png, path) == 0)
		fail_msg("%s: %s (UPDATE_GOLDEN=1 makes it)", path, p.png.message);
	p.png.format = PNG_FORMAT_GRAY;
	p.at = malloc(PNG_IMAGE_SIZE(p.png));
	assert_non_null(p.at);
	assert_int_equal(png_image_finish_read(&p.png, NULL, p.at, 0, NULL), 1);
	return p;
}

static void
compare_pictures(const char *is_path, const char *want_path)
{
	struct picture is = open_picture(is_path), want = open_picture(want_path);
	size_t n = PNG_IMAGE_SIZE(want.png), far = 0;

	assert_int_equal(is.png.width, want.png.width);
	assert_int_equal(is.png.height, want.png.height);
	for (size_t i = 0; i < n; i++)
		far += abs(is.at[i] - want.at[i]) > 64;
	if (far * 1000 > n * 4)
		fail_msg("%s: %zu of %zu points differ", want_path, far, n);
	free(is.at);
	free(want.at);
}

/* PAPERS=folder: the paper itself, to be looked at. */
static void
show(const struct pdf_result *r, const char *name)
{
	const char *folder = getenv("PAPERS");
	char path[256];
	FILE *f;

	if (folder == NULL)
		return;
	(void)snprintf(path, sizeof path, "%s/%s.pdf", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(r->bytes.p, 1, r->bytes.n, f), r->bytes.n);
	(void)fclose(f);
}

void
expect_picture(const struct pdf_result *r, const char *name)
{
	char out[64], is[96], want[160], command[400];
	int rc;

	show(r, name);
	(void)snprintf(out, sizeof out, "/tmp/rekam-picture-%d", (int)getpid());
	for (int i = 1; i <= r->pages; i++) {
		(void)snprintf(command, sizeof command, "pdftoppm -r 40 -gray -png -singlefile -f %d -l %d", i, i);
		free(ask(r, command, out, &rc));
		assert_int_equal(rc, 0);
		(void)snprintf(is, sizeof is, "%s.png", out);
		(void)snprintf(want, sizeof want, "tests/golden/picture/%s-%d.png", name, i);
		if (updating()) {
			(void)snprintf(command, sizeof command, "mkdir -p tests/golden/picture && cp %s %s", is, want);
			assert_int_equal(system(command), 0);
		}
		compare_pictures(is, want);
		(void)unlink(is);
	}
}

/* Every line of pdffonts below its head says "yes" for embedded and subset. */
static void
expect_fonts(const char *text)
{
	const char *line = strstr(text, "---");

	assert_non_null(line);
	for (line = strchr(line, '\n') + 1; *line != '\0'; line = strchr(line, '\n') + 1) {
		char row[256];
		size_t n = strcspn(line, "\n");

		(void)snprintf(row, sizeof row, "%.*s", (int)n, line);
		if (strstr(row, "Liberation") == NULL || strstr(row, " yes ") == NULL)
			fail_msg("font is not embedded: %s", row);
	}
}

void
expect_sound(const struct pdf_result *r)
{
	char *text;
	int rc;

	text = ask(r, "qpdf --check", "2>&1", &rc);
	if (rc != 0)
		fail_msg("qpdf: %s", text);
	free(text);
	text = ask(r, "pdffonts", "2>&1", &rc);
	assert_int_equal(rc, 0);
	expect_fonts(text);
	free(text);
}

char *
paper_qr(const struct pdf_result *r)
{
	int rc;
	char *text = ask(r, "pdftoppm -r 150 -gray -f 1 -l 1", "| zbarimg -q --raw -Sdisable -Sqrcode.enable - 2>/dev/null", &rc);

	text[strcspn(text, "\n")] = '\0';
	return text;
}
