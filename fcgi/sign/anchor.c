#include "sign/anchor.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

#define FIRST_LINE	"rekam-anchor-1\n"

#define INSTANT_SIZE	48

/* "2026-11-25T17:00:03.123456Z" */
static void
instant(char ret[INSTANT_SIZE], struct utc t)
{
	int64_t second = t.us / 1000000;
	struct day d = day_from_number(second / 86400);
	int s = (int)(second % 86400);

	(void)snprintf(ret, INSTANT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", d.y, d.m, d.d, s / 3600,
	    s / 60 % 60, s % 60, (int)(t.us % 1000000));
}

static bool
instant_parse(const char *s, struct utc *ret)
{
	int y, m, d, h, mi, sec, us;
	struct day day;

	if (sscanf(s, "%4d-%2d-%2dT%2d:%2d:%2d.%6dZ", &y, &m, &d, &h, &mi, &sec, &us) != 7)
		return false;
	day = (struct day){ (int16_t)y, (int8_t)m, (int8_t)d };
	if (!day_valid(day))
		return false;
	ret->us = (((day_number(day) * 24 + h) * 60 + mi) * 60 + sec) * 1000000 + us;
	return true;
}

size_t
anchor_body(const struct anchor *a, char ret_body[ANCHOR_BODY_MAX])
{
	char at[INSTANT_SIZE], hex[2 * ANCHOR_HASH + 1];
	size_t n;

	instant(at, a->at);
	str_hex(hex, a->prev, ANCHOR_HASH);
	n = (size_t)snprintf(ret_body, ANCHOR_BODY_MAX, FIRST_LINE "no %" PRId64 "\nat %s\nprev %s\nrows %"
	    PRId64 "\n", a->no, at, hex, a->rows);
	for (size_t i = 0; i < a->heads; i++) {
		const struct anchor_head *h = &a->head[i];

		str_hex(hex, h->hash, ANCHOR_HASH);
		n += (size_t)snprintf(ret_body + n, ANCHOR_BODY_MAX - n, "head %" PRId64 " %s %" PRId64
		    " %s\n", h->strand, h->account, h->seq, hex);
	}
	return n;
}

static bool
head_parse(const char *line, struct anchor *a)
{
	struct anchor_head *h = &a->head[a->heads];
	char hex[2 * ANCHOR_HASH + 1];

	if (a->heads == ANCHOR_HEADS || sscanf(line, "head %" SCNd64 " %8[a-z] %" SCNd64 " %64[0-9a-f]",
	    &h->strand, h->account, &h->seq, hex) != 4 || !str_unhex(h->hash, ANCHOR_HASH, hex) ||
	    (a->heads > 0 && h->strand <= h[-1].strand))
		return false;
	a->heads++;
	return true;
}

/* Read leniently, then written again: only what comes out the same is an anchor. */
bool
anchor_parse(const char *body, size_t n, struct anchor *ret)
{
	static char copy[ANCHOR_BODY_MAX], again[ANCHOR_BODY_MAX];
	char at[32], prev[2 * ANCHOR_HASH + 1];
	char *line, *rest;

	if (n >= sizeof copy || memchr(body, '\0', n) != NULL)
		return false;
	memcpy(copy, body, n);
	copy[n] = '\0';
	memset(ret, 0, sizeof *ret);
	if (sscanf(copy, FIRST_LINE "no %" SCNd64 "\nat %31s\nprev %64[0-9a-f]\nrows %" SCNd64 "\n",
	    &ret->no, at, prev, &ret->rows) != 4 || !instant_parse(at, &ret->at) ||
	    !str_unhex(ret->prev, ANCHOR_HASH, prev) || (rest = strstr(copy, "\nhead ")) == NULL)
		return false;
	for (rest++; (line = strsep(&rest, "\n")) != NULL && *line != '\0';)
		if (!head_parse(line, ret))
			return false;
	return anchor_body(ret, again) == n && memcmp(again, body, n) == 0;
}

void
anchor_digest(const char *body, size_t n, uint8_t ret[ANCHOR_HASH])
{
	(void)crypto_hash_sha256(ret, (const uint8_t *)body, n);
}

void
anchor_code(const uint8_t digest[ANCHOR_HASH], char ret_code[ANCHOR_CODE_SIZE])
{
	(void)snprintf(ret_code, ANCHOR_CODE_SIZE, "%02X%02X-%02X%02X-%02X%02X-%02X%02X", digest[0],
	    digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]);
}

void
anchor_sign(const char *body, size_t n, const struct letter_key *key,
    uint8_t ret_signature[ANCHOR_SIGNATURE])
{
	(void)crypto_sign_detached(ret_signature, NULL, (const uint8_t *)body, n, key->secret);
}

bool
anchor_signed_by(const struct anchor_entry *a, const uint8_t public_key[32])
{
	return crypto_sign_verify_detached(a->signature, (const uint8_t *)a->body, a->n,
	    public_key) == 0;
}

/* "sign KEYID SIGNATURE\n" and an empty line; false when it is not there or not whole. */
static bool
sign_line(const char *s, size_t n, struct anchor_entry *ret)
{
	char hex[2 * ANCHOR_SIGNATURE + 1];

	if (n < 144 || memcmp(s, "sign ", 5) != 0 || s[13] != ' ' || s[142] != '\n' || s[143] != '\n')
		return false;
	memcpy(ret->key_id, s + 5, 8);
	ret->key_id[8] = '\0';
	memcpy(hex, s + 14, sizeof hex - 1);
	hex[sizeof hex - 1] = '\0';
	return strspn(ret->key_id, "0123456789abcdef") == 8 &&
	    str_unhex(ret->signature, ANCHOR_SIGNATURE, hex);
}

char *
anchor_log_read(const char *path, size_t *ret_n, struct err *e)
{
	struct stat st;

	/* it may have grown by one since */
	return file_read(path, stat(path, &st) == -1 ? 0 : (size_t)st.st_size + 2 * (size_t)ANCHOR_BODY_MAX,
	    false, ret_n, e);
}

int
anchor_log_next(const char *text, size_t n, size_t *at, struct anchor_entry *ret)
{
	const char *body = text + *at, *sign;
	size_t left = n - *at;

	if (left == 0)
		return 0;
	if (left < sizeof FIRST_LINE || memcmp(body, FIRST_LINE, sizeof FIRST_LINE - 1) != 0 ||
	    (sign = memmem(body, left, "\nsign ", 6)) == NULL)
		return -1;
	sign++;
	ret->body = body;
	ret->n = (size_t)(sign - body);
	if (!sign_line(sign, left - ret->n, ret))
		return -1;
	*at += ret->n + 144;
	return 1;
}

static int
trouble(struct err *e, const char *path)
{
	return err_set(e, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_AWAY, errno,
	    "%s: %s", path, strerror(errno));
}

int
anchor_log_append(const char *path, const struct anchor_entry *a, struct err *e)
{
	char text[ANCHOR_BODY_MAX + 160], hex[2 * ANCHOR_SIGNATURE + 1];
	bool fresh = !file_there(path);
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644), rc = 0;
	struct stat st;
	size_t n;

	if (fd == -1)
		return trouble(e, path);
	str_hex(hex, a->signature, ANCHOR_SIGNATURE);
	n = (size_t)snprintf(text, sizeof text, "%.*ssign %s %s\n\n", (int)a->n, a->body, a->key_id, hex);
	if (fstat(fd, &st) == -1)
		rc = trouble(e, path);
	else if (write(fd, text, n) != (ssize_t)n || fsync(fd) == -1) {
		rc = trouble(e, path);
		if (ftruncate(fd, st.st_size) == -1)
			rc = trouble(e, path);
	}
	(void)close(fd);
	return rc == 0 && fresh ? file_sync_folder(path, e) : rc;
}
