/* Sealed records opened with the key of the safe, without a database; see record.h. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/record.h"
#include "base/file.h"
#include "base/str.h"
#include "station/finger_file.h"
#include "station/keys.h"
#include "station/seal.h"

#define STATIONS	16
#define RECORDS		12
#define INDEX_MAX	65536

struct opened {
	char		 name[40];	/* without .rekam */
	struct seal_head head;
	uint8_t		*image;		/* sodium_malloc'ed */
};

struct opening {
	const char	*from, *keys, *into;
	char		 casefile[37];
	struct { char code[40]; uint8_t key[32]; } station[STATIONS];
	struct opened	 record[RECORDS];
	struct finger_missing missing[10];
	size_t		 stations, records, n_missing;
	int		 failed;
};

static bool
path_of(char path[PATH_MAX], const char *folder, const char *name, const char *end)
{
	return snprintf(path, PATH_MAX, "%s/%s%s", folder, name, end) < PATH_MAX;
}

/* finger-02 belongs to finger 2, foto to the face and so on. */
static bool
name_fits(const char *name, const struct seal_head *h)
{
	int finger = 0;

	if (sscanf(name, "finger-%2d", &finger) == 1)
		return finger == h->finger && str_eq(h->purpose, SEAL_FINGER);
	return h->finger == 0 && str_eq(h->purpose, str_eq(name, "foto") ? SEAL_FACE :
	    str_eq(name, "tanda-tangan") ? SEAL_SIGN : SEAL_EXCEPTION);
}

static int
verify(const struct opening *o, struct bytes sealed, struct seal_head *h, size_t *ret_station, struct err *e)
{
	for (size_t i = 0; i < o->stations; i++)
		if (seal_verify(sealed, o->station[i].key, h, e) == 0) {
			*ret_station = i;
			return 0;
		}
	return o->stations == 0 ? err_set(e, ERR_INPUT, 0, "isi.txt names no station") : -1;
}

static int
open_one(struct opening *o, const char *name, struct bytes sealed, struct opened *r, struct err *e)
{
	char path[PATH_MAX], epoch[SEAL_EPOCH_LEN + 1];
	uint8_t secret[32];
	size_t station;
	int rc;

	if (verify(o, sealed, &r->head, &station, e) == -1)
		return -1;
	if (!str_eq(r->head.casefile, o->casefile) || !name_fits(name, &r->head))
		return err_set(e, ERR_BROKEN, 0, "it is a record of another case or finger");
	if (snprintf(path, sizeof path, "%s/export-%s.key", o->keys, r->head.epoch) >= (int)sizeof path)
		return err_set(e, ERR_INPUT, 0, "path too long");
	if (seal_export_secret_read(path, epoch, secret, e) == -1)
		return -1;
	if ((r->image = sodium_malloc(r->head.image_size)) == NULL) {
		sodium_memzero(secret, sizeof secret);
		return err_set(e, ERR_FULL, 0, "no locked memory");
	}
	rc = seal_open(sealed, o->station[station].key, epoch, secret, r->image, r->head.image_size, e);
	sodium_memzero(secret, sizeof secret);
	if (rc == -1) {
		sodium_free(r->image);
		r->image = NULL;
	}
	return rc;
}

static void
take(struct opening *o, const char *file)
{
	struct err e = { .kind = ERR_NONE };
	struct opened *r = &o->record[o->records];
	char path[PATH_MAX];
	size_t n = 0, len = strlen(file);
	char *sealed = NULL;

	if (o->records == RECORDS || len < 7 || len - 6 >= sizeof r->name || strcmp(file + len - 6, ".rekam") != 0 || strchr(file, '/') != NULL)
		(void)err_set(&e, ERR_INPUT, 0, "no name of a record");
	else {
		memcpy(r->name, file, len - 6);
		r->name[len - 6] = '\0';
		if (path_of(path, o->from, file, "") && (sealed = file_read(path, SEAL_IMAGE_MAX + SEAL_OVERHEAD, false, &n, &e)) != NULL &&
		    open_one(o, r->name, (struct bytes){ (const uint8_t *)sealed, n }, r, &e) == 0)
			o->records++;
		file_free(sealed, n);
	}
	if (e.kind != ERR_NONE) {
		fprintf(stderr, "%.60s: %s\n", file, e.text);
		o->failed++;
	}
}

static void
missing(struct opening *o, const char *finger, bool amputated)
{
	int64_t f;

	if (str_int(finger, 1, 10, &f))
		o->missing[o->n_missing++] = (struct finger_missing){ (int)f, amputated };
}

/* A finger of which there is an image is not missing, whatever was noted. */
static void
drop_present(struct opening *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_missing; i++) {
		bool there = false;
		for (size_t k = 0; k < o->records; k++)
			there |= o->record[k].head.finger == o->missing[i].finger;
		if (!there)
			o->missing[n++] = o->missing[i];
	}
	o->n_missing = n;
}

static int
read_index(struct opening *o, struct err *e)
{
	char path[PATH_MAX], *text, *line, *save = NULL, word[3][80];
	size_t n;

	if (!path_of(path, o->from, "isi.txt", "") || (text = file_read(path, INDEX_MAX, false, &n, e)) == NULL)
		return -1;
	/* the stations first: records are checked with them */
	for (int round = 0; round < 2; round++) {
		char *copy = strdup(text);
		for (line = copy == NULL ? NULL : strtok_r(copy, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
			int got = sscanf(line, "%79s %79s %79s", word[0], word[1], word[2]);
			if (round == 0 && got == 2 && str_eq(word[0], "case"))
				(void)str_copy(o->casefile, sizeof o->casefile, word[1]);
			else if (round == 0 && got == 3 && str_eq(word[0], "station") && o->stations < STATIONS &&
			    str_unhex(o->station[o->stations].key, 32, word[2]))
				(void)str_copy(o->station[o->stations++].code, 40, word[1]);
			else if (round == 0 && got == 3 && str_eq(word[0], "missing") && o->n_missing < 10)
				missing(o, word[1], str_eq(word[2], "AMPUTASI"));
			else if (round == 1 && got >= 2 && str_eq(word[0], "record"))
				take(o, word[1]);
		}
		free(copy);
	}
	file_free(text, n);
	drop_present(o);
	return o->casefile[0] != '\0' ? 0 : err_set(e, ERR_INPUT, 0, "%s/isi.txt names no case", o->from);
}

/* ---- what is written ---- */

static FILE *
begin(const struct opening *o, const char *name, const char *end, struct err *e)
{
	char path[PATH_MAX];
	/* whatever the umask is: these are prints in the clear */
	int fd = path_of(path, o->into, name, end) ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
	FILE *f = fd == -1 ? NULL : fdopen(fd, "w");

	if (f == NULL)
		(void)err_set(e, ERR_AWAY, errno, "%s/%s%s: %s", o->into, name, end, strerror(errno));
	if (f == NULL && fd != -1)
		(void)close(fd);
	return f;
}

static int
write_image(const struct opening *o, const struct opened *r, struct err *e)
{
	FILE *f = begin(o, r->name, r->head.format == SEAL_PNG ? ".png" : r->head.format == SEAL_JPEG ? ".jpg" : ".raw", e);

	if (f == NULL)
		return -1;
	size_t n = fwrite(r->image, 1, r->head.image_size, f);
	return fclose(f) == 0 && n == r->head.image_size ? 0 : err_set(e, ERR_FULL, 0, "%s cannot be written", r->name);
}

static int
write_iso(struct opening *o, const struct opened *r, struct err *e)
{
	struct err why = { .kind = ERR_NONE };
	FILE *f;

	if (r->head.finger == 0)
		return 0;
	if (r->head.ppi == 0) {
		fprintf(stderr, "%s: no ISO record, the resolution of driver %s is unknown\n", r->name, r->head.driver);
		return 0;
	}
	if (r->head.ppi < FINGER_FILE_PPI_MIN)
		fprintf(stderr, "%s: %d ppi, below the %d that an identity file needs\n", r->name, r->head.ppi, FINGER_FILE_PPI_MIN);
	if ((f = begin(o, r->name, ".fir", e)) == NULL)
		return -1;
	int rc = finger_iso(f, &r->head, (struct bytes){ r->image, r->head.image_size }, &why);
	if (fclose(f) != 0 || rc == -1)
		return err_set(e, ERR_FULL, 0, "%s", why.kind == ERR_NONE ? "a file cannot be written" : why.text);
	return 0;
}

static int
write_nist(const struct opening *o, struct err *e)
{
	struct seal_head head[10];
	struct bytes png[10];
	struct finger_nist n = { .head = head, .png = png, .missing = o->missing, .n_missing = o->n_missing, .origin = "REKAM",
		.transaction = o->casefile, .now = utc_now() };
	FILE *f;

	for (size_t i = 0; i < o->records && n.n < 10; i++)
		if (o->record[i].head.finger != 0 && o->record[i].head.ppi != 0) {
			head[n.n] = o->record[i].head;
			png[n.n++] = (struct bytes){ o->record[i].image, o->record[i].head.image_size };
		}
	if (n.n == 0)
		return 0;
	if ((f = begin(o, "sidik-jari", ".an2", e)) == NULL)
		return -1;
	int rc = finger_nist(f, &n, e);
	return fclose(f) == 0 && rc == 0 ? 0 : rc == -1 ? -1 : err_set(e, ERR_FULL, 0, "a file cannot be written");
}

int
record_open(const char *from, const char *keys, const char *into, struct err *e)
{
	struct opening *o = calloc(1, sizeof *o);
	int rc;

	if (o == NULL || sodium_init() < 0)
		return err_set(e, ERR_FULL, 0, "no memory");
	o->from = from;
	o->keys = keys;
	o->into = into;
	if (mkdir(into, 0700) == -1 && errno != EEXIST)
		rc = err_set(e, ERR_AWAY, errno, "%s: %s", into, strerror(errno));
	else
		rc = read_index(o, e);
	for (size_t i = 0; rc == 0 && i < o->records; i++)
		if (write_image(o, &o->record[i], e) == -1 || write_iso(o, &o->record[i], e) == -1)
			rc = -1;
	if (rc == 0)
		rc = write_nist(o, e);
	if (rc == 0 && o->failed > 0)
		rc = err_set(e, ERR_BROKEN, 0, "%d records could not be opened, %zu were", o->failed, o->records);
	else if (rc == 0)
		printf("%zu records opened into %s\n", o->records, into);
	for (size_t i = 0; i < o->records; i++)
		sodium_free(o->record[i].image);
	free(o);
	return rc;
}
