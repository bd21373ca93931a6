/* keys.c - see keys.h. */
#include "station/keys.h"

#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

#define STATION_TAG	"rekam-station-key-1 "
#define EXPORT_TAG	"rekam-export-key-1 "
#define KEY_FILE_MAX	65536

static int
path_join(char *dst, size_t size, const char *dir, const char *name, struct err *e)
{
	int n = snprintf(dst, size, "%s/%s", dir, name);

	if (n < 0 || (size_t)n >= size)
		return err_set(e, ERR_INPUT, 0, "path too long: %s/%s", dir, name);
	return 0;
}

static int
key_write(const char *dir, const char *name, mode_t mode, const char *text, struct err *e)
{
	char path[4096];

	if (path_join(path, sizeof(path), dir, name, e) != 0)
		return -1;
	return file_write(path, mode, text, strlen(text), e);
}

static bool
key_there(const char *dir, const char *name)
{
	char path[4096];

	return path_join(path, sizeof(path), dir, name, NULL) == 0 && file_there(path);
}

static int
station_pair_create(const char *dir, struct err *e)
{
	uint8_t seed[32], pub[32], sec[64];
	char hex[65], line[128];
	int rc;

	randombytes_buf(seed, sizeof(seed));
	crypto_sign_seed_keypair(pub, sec, seed);
	str_hex(hex, seed, sizeof(seed));
	snprintf(line, sizeof(line), STATION_TAG "%s\n", hex);
	rc = key_write(dir, "station.key", 0600, line, e);
	if (rc == 0) {
		str_hex(hex, pub, sizeof(pub));
		snprintf(line, sizeof(line), "%s\n", hex);
		rc = key_write(dir, "station.pub", 0644, line, e);
	}
	sodium_memzero(seed, sizeof(seed));
	sodium_memzero(sec, sizeof(sec));
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(line, sizeof(line));
	return rc;
}

bool
seal_epoch_valid(const char *s)
{
	return (strlen(s) == SEAL_EPOCH_LEN && s[4] == '-' &&
	    strspn(s, "0123456789") == 4 && strspn(s + 5, "0123456789") == 2 &&
	    strcmp(s + 5, "01") >= 0 && strcmp(s + 5, "12") <= 0);
}

static void
epoch_name(char dst[SEAL_EPOCH_LEN + 1], struct utc when, int months_later)
{
	struct day d = utc_day_wib(when);
	unsigned m = (unsigned)((d.m + 11) % 12 + months_later);
	unsigned y = ((unsigned)d.y + m / 12) % 10000u;

	snprintf(dst, SEAL_EPOCH_LEN + 1, "%04u-%02u", y, m % 12 + 1);
}

/* The secret goes to the safe first: a public key without its secret would
 * seal records that nobody can ever open. */
static int
export_pair_create(const char *safe_dir, const char *epoch, char *ret_line, size_t size,
    struct err *e)
{
	uint8_t pub[32], sec[32];
	char hex[65], line[160], name[64], path[4096], there[SEAL_EPOCH_LEN + 1];
	int rc;

	snprintf(name, sizeof(name), "export-%s.key", epoch);
	if (path_join(path, sizeof(path), safe_dir, name, e) != 0)
		return -1;
	if (key_there(safe_dir, name)) {
		rc = seal_export_secret_read(path, there, sec, e);
		if (rc == 0)
			crypto_scalarmult_base(pub, sec);
	} else {
		crypto_box_keypair(pub, sec);
		str_hex(hex, sec, sizeof(sec));
		snprintf(line, sizeof(line), EXPORT_TAG "%s %s\n", epoch, hex);
		rc = key_write(safe_dir, name, 0600, line, e);
	}
	sodium_memzero(sec, sizeof(sec));
	sodium_memzero(line, sizeof(line));
	str_hex(hex, pub, sizeof(pub));		/* over the secret's digits */
	if (rc == 0)
		snprintf(ret_line, size, "%s %s\n", epoch, hex);
	return rc == 0 ? 0 : -1;
}

static bool
epoch_listed(const char *text, const char *epoch)
{
	for (; text != NULL && *text != '\0'; text = strchr(text, '\n')) {
		text += strspn(text, "\n");
		if (strncmp(text, epoch, SEAL_EPOCH_LEN) == 0)
			return true;
	}
	return false;
}

static int
export_pairs_create(const char *keys_dir, const char *safe_dir, struct utc from, int months,
    struct err *e)
{
	char path[4096], epoch[SEAL_EPOCH_LEN + 1], *text = NULL;
	size_t n;
	int i, rc = 0;

	if (path_join(path, sizeof(path), keys_dir, "export.pub", e) != 0)
		return -1;
	if (key_there(keys_dir, "export.pub"))
		text = file_read(path, KEY_FILE_MAX, false, NULL, e);
	else
		text = calloc(1, KEY_FILE_MAX + 1);
	if (text == NULL)
		return -1;
	for (i = 0; i < months && rc == 0; i++) {
		n = strlen(text);
		epoch_name(epoch, from, i);
		if (epoch_listed(text, epoch))
			continue;
		if (KEY_FILE_MAX - n < 80)
			rc = err_set(e, ERR_FULL, 0, "%s: too many epochs", path);
		else
			rc = export_pair_create(safe_dir, epoch, text + n, KEY_FILE_MAX - n, e);
	}
	if (rc == 0)
		rc = key_write(keys_dir, "export.pub", 0644, text, e);
	file_free(text, KEY_FILE_MAX);
	return rc;
}

int
seal_keys_create(const char *keys_dir, const char *safe_dir, struct utc from, int months,
    struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	if (months < 1 || months > 120)
		return err_set(e, ERR_INPUT, 0, "months: 1..120, not %d", months);
	if (!key_there(keys_dir, "station.key") && station_pair_create(keys_dir, e) != 0)
		return -1;
	return export_pairs_create(keys_dir, safe_dir, from, months, e);
}

struct seal_station_key *
seal_station_key_read(const char *path, struct err *e)
{
	struct seal_station_key *k = NULL;
	uint8_t seed[32];
	char *text;

	if (sodium_init() < 0) {
		err_set(e, ERR_BROKEN, 0, "libsodium does not start");
		return NULL;
	}
	if ((text = file_read(path, KEY_FILE_MAX, true, NULL, e)) == NULL)
		return NULL;
	text[strcspn(text, "\n")] = '\0';
	if (!str_starts(text, STATION_TAG) ||
	    !str_unhex(seed, sizeof(seed), text + strlen(STATION_TAG)))
		err_set(e, ERR_BROKEN, 0, "%s: no station key", path);
	else if ((k = sodium_malloc(sizeof(*k))) == NULL)
		err_set(e, ERR_FULL, ENOMEM, "no locked memory");
	else
		crypto_sign_seed_keypair(k->public_key, k->secret, seed);
	sodium_memzero(seed, sizeof(seed));
	file_free(text, KEY_FILE_MAX);
	return k;
}

void
seal_station_key_free(struct seal_station_key *k)
{
	sodium_free(k);
}

int
seal_public_key_read(const char *path, uint8_t ret_key[32], struct err *e)
{
	char *text = file_read(path, KEY_FILE_MAX, false, NULL, e);
	int rc = 0;

	if (text == NULL)
		return -1;
	text[strcspn(text, "\n")] = '\0';
	if (!str_unhex(ret_key, 32, text))
		rc = err_set(e, ERR_BROKEN, 0, "%s: no public key of 64 hex digits", path);
	file_free(text, KEY_FILE_MAX);
	return rc;
}

int
seal_export_key_read(const char *path, const char *epoch, struct utc now,
    struct seal_export_key *ret, struct err *e)
{
	char month[SEAL_EPOCH_LEN + 1], *text, *line, *save = NULL;
	struct seal_export_key best = { "", { 0 } }, k;
	bool automatic = str_eq(epoch, "auto");

	if ((text = file_read(path, KEY_FILE_MAX, false, NULL, e)) == NULL)
		return -1;
	epoch_name(month, now, 0);
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		if (*line == '#')
			continue;
		str_copy(k.epoch, sizeof(k.epoch), line);
		if (!seal_epoch_valid(k.epoch) || line[SEAL_EPOCH_LEN] != ' ' ||
		    !str_unhex(k.public_key, 32, line + SEAL_EPOCH_LEN + 1)) {
			file_free(text, KEY_FILE_MAX);
			return err_set(e, ERR_BROKEN, 0, "%s: a line is no \"EPOCH HEX\"", path);
		}
		if (automatic ? strcmp(k.epoch, month) <= 0 && strcmp(k.epoch, best.epoch) > 0 :
		    str_eq(k.epoch, epoch))
			best = k;
	}
	file_free(text, KEY_FILE_MAX);
	if (best.epoch[0] == '\0')
		return err_set(e, ERR_NOT_FOUND, 0, "%s: no export key for %s", path,
		    automatic ? month : epoch);
	*ret = best;
	return 0;
}

int
seal_export_secret_read(const char *path, char ret_epoch[SEAL_EPOCH_LEN + 1],
    uint8_t ret_secret[32], struct err *e)
{
	char *text = file_read(path, KEY_FILE_MAX, true, NULL, e), *p;
	int rc = -1;

	if (text == NULL)
		return -1;
	text[strcspn(text, "\n")] = '\0';
	p = text + strlen(EXPORT_TAG);
	if (str_starts(text, EXPORT_TAG) && strlen(p) == SEAL_EPOCH_LEN + 1 + 64 &&
	    p[SEAL_EPOCH_LEN] == ' ' && str_unhex(ret_secret, 32, p + SEAL_EPOCH_LEN + 1)) {
		str_copy(ret_epoch, SEAL_EPOCH_LEN + 1, p);
		rc = 0;
	} else
		err_set(e, ERR_BROKEN, 0, "%s: no export key", path);
	file_free(text, KEY_FILE_MAX);
	return rc;
}
