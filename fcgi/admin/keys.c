#include "admin/keys.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/pipeline.h"
#include "admin/trace.h"
#include "base/file.h"
#include "base/str.h"
#include "sign/factor.h"
#include "sign/letter_key.h"
#include "sign/letter_public.h"
#include "sign/scan_box.h"
#include "station/keys.h"

#define EXPORT_MONTHS	13
#define FILE_MAX	4000
#define PUBLIC_MAX	8192

static const char read_me[] =
"KUNCI CADANGAN DAN EKSPOR - SIMPAN DI BRANKAS CAMAT\n"
"\n"
"Folder ini berisi kunci rahasia yang TIDAK boleh tinggal di peladen:\n"
"\n"
"  recovery.key         membuka cadangan (rekamctl restore --identity recovery.key)\n"
"  export-TTTT-BB.key   membuka rekaman sidik jari bulan itu; pemusnahannya\n"
"                       memusnahkan semua rekaman bulan itu, juga di cadangan\n"
"  backup.pub           memeriksa tanda tangan cadangan; bukan rahasia\n"
"  anchor.pub           memeriksa jangkar jejak audit; bukan rahasia\n"
"  scan.key             membuka gambar berkas pemohon; peladen memakainya setiap hari.\n"
"                       Kembalikan ke folder kunci bila peladen diganti\n"
"  letter-keys.pub      memeriksa kode verifikasi surat, juga yang lama; bukan rahasia.\n"
"                       Kembalikan ke folder kunci bila peladen diganti\n"
"\n"
"Di kantor: salin seluruh folder ke dua media (USB) dan cetak recovery.key di kertas,\n"
"masukkan ke dalam amplop bersegel, simpan di brankas Camat dan satu tempat lain, catat\n"
"siapa yang memegangnya, lalu hapus folder ini dari peladen. Tanpa kunci ini cadangan\n"
"tidak dapat dibuka oleh siapa pun.\n";

static int
join(char path[PATH_MAX], const char *folder, const char *name, struct err *e)
{
	int n = snprintf(path, PATH_MAX, "%s/%s", folder, name);

	return n > 0 && n < PATH_MAX ? 0 :
	    err_set(e, ERR_INPUT, 0, "path is too long: %s", folder);
}

static int
folder_make(const char *path, struct err *e)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return 0;
	return err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
}

/* "age1..." of 62 characters behind prefix, on a line of its own */
static bool
recipient_find(const char *text, const char *prefix, char *dst, size_t size)
{
	const char *p = strstr(text, prefix);
	size_t n;

	if (p == NULL)
		return false;
	p += strlen(prefix);
	n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");
	if (!str_starts(p, "age1") || n != 62 || n >= size)
		return false;
	memcpy(dst, p, n);
	dst[n] = '\0';
	return true;
}

/* What age-keygen prints: the identity, its recipient in a comment. */
static int
age_keygen(char *dst, size_t size, int *ret_n, struct err *e)
{
	const char *const argv[] = { "age-keygen", NULL };
	struct pipeline p = { .argv = { argv }, .n = 1, .in = -1, .log = 2, .keep = -1 };
	size_t n = 0;
	ssize_t got;

	if (pipeline_start(&p, e) == -1)
		return -1;
	while (n < size - 1 && ((got = read(p.out, dst + n, size - 1 - n)) > 0 ||
	    (got == -1 && errno == EINTR)))
		n += got > 0 ? (size_t)got : 0;
	(void)close(p.out);
	dst[n] = '\0';
	*ret_n = (int)n;
	return pipeline_wait(&p, e) == 0 ? 0 : -1;
}

static int
make_recovery(const char *safe, FILE *say, struct err *e)
{
	char path[PATH_MAX], text[FILE_MAX], recipient[80];
	int n, rc;

	if (join(path, safe, "recovery.key", e) == -1)
		return -1;
	if (file_there(path))
		return 0;
	if (age_keygen(text, sizeof text, &n, e) == -1)
		return -1;
	if (!recipient_find(text, "# public key: ", recipient, sizeof recipient))
		rc = err_set(e, ERR_BROKEN, 0, "age-keygen: its output is not understood");
	else
		rc = file_write(path, 0600, text, (size_t)n, e);
	explicit_bzero(text, sizeof text);
	if (rc == 0)
		(void)fprintf(say, "made %s (keep it away from this machine)\n", path);
	return rc;
}

/* KEYS/recovery.pub from the identity in the safe, while that is still here. */
static int
publish_recovery(const char *keys, const char *safe, struct err *e)
{
	char path[PATH_MAX], secret[PATH_MAX], recipient[80], line[82];
	char *text;
	size_t n;
	int rc;

	if (join(path, keys, "recovery.pub", e) == -1 ||
	    join(secret, safe, "recovery.key", e) == -1)
		return -1;
	if (file_there(path))
		return 0;
	if ((text = file_read(secret, FILE_MAX, true, &n, e)) == NULL)
		return -1;
	if (!recipient_find(text, "# public key: ", recipient, sizeof recipient)) {
		rc = err_set(e, ERR_BROKEN, 0, "%s: no recipient in it", secret);
	} else {
		rc = snprintf(line, sizeof line, "%s\n", recipient);
		rc = file_write(path, 0644, line, (size_t)rc, e);
	}
	file_free(text, n);
	return rc;
}

static int
say_made(int made, const char *folder, const char *name, FILE *say)
{
	if (made == 1)
		(void)fprintf(say, "made %s/%s\n", folder, name);
	return made == -1 ? -1 : 0;
}

/* The safe needs the public half too: it proves a backup, or the traces, on another machine; and what opens the scans.
 * grows: the file in KEYS may have more than the copy. */
static int
copy_key(const char *keys, const char *safe, const char *name, mode_t mode, bool grows, struct err *e)
{
	char from[PATH_MAX], to[PATH_MAX];
	size_t n;
	char *text;
	int rc;

	if (join(from, keys, name, e) == -1 || join(to, safe, name, e) == -1)
		return -1;
	if (!grows && file_there(to))
		return 0;
	if ((text = file_read(from, PUBLIC_MAX, mode == 0600, &n, e)) == NULL)
		return -1;
	rc = file_write(to, mode, text, n, e);
	file_free(text, n);
	return rc;
}

static int
write_read_me(const char *safe, struct err *e)
{
	char path[PATH_MAX];

	if (join(path, safe, "BACA-SAYA.txt", e) == -1)
		return -1;
	return file_there(path) ? 0 : file_write(path, 0644, read_me, sizeof read_me - 1, e);
}

/* Once the safe has been emptied, a recovery key is not made again: the recipient in
 * KEYS is the sign that there is one. */
int
keys_init(const struct conf *conf, FILE *say, struct err *e)
{
	const char *keys = conf_must(conf, "paths", "keys", e);
	const char *safe = keys == NULL ? NULL : conf_must(conf, "paths", "safe", e);
	char path[PATH_MAX];

	if (safe == NULL || folder_make(keys, e) == -1 || folder_make(safe, e) == -1 ||
	    join(path, keys, "recovery.pub", e) == -1)
		return -1;
	if (!file_there(path) &&
	    (make_recovery(safe, say, e) == -1 || publish_recovery(keys, safe, e) == -1))
		return -1;
	/* before and after: the key that a new one replaces is noted too */
	if (letter_public_note(keys, e) == -1 ||
	    say_made(letter_key_create(keys, e), keys, "letter.key", say) == -1 ||
	    letter_public_note(keys, e) == -1 ||
	    say_made(box_key_create(keys, FACTOR_KEY, e), keys, "factor.key", say) == -1 ||
	    say_made(box_key_create(keys, SCAN_KEY, e), keys, "scan.key", say) == -1 ||
	    say_made(signing_key_create(keys, "backup", e), keys, "backup.key", say) == -1 ||
	    say_made(signing_key_create(keys, "anchor", e), keys, "anchor.key", say) == -1)
		return -1;
	if (seal_keys_create(keys, safe, utc_now(), EXPORT_MONTHS, e) == -1 ||
	    copy_key(keys, safe, "backup.pub", 0644, false, e) == -1 ||
	    copy_key(keys, safe, "anchor.pub", 0644, false, e) == -1 ||
	    copy_key(keys, safe, "scan.key", 0600, false, e) == -1 ||
	    copy_key(keys, safe, "letter-keys.pub", 0644, true, e) == -1 || write_read_me(safe, e) == -1)
		return -1;
	(void)fprintf(say, "keys are complete: %s (private halves for the safe: %s)\n", keys, safe);
	return 0;
}

int
keys_recipient(const struct conf *conf, char *ret_recipient, size_t size, struct err *e)
{
	const char *set = conf_str(conf, "backup", "recipient", "");
	const char *keys;
	char path[PATH_MAX];
	char *text;
	size_t n;
	bool good;

	if (*set != '\0')
		return strlen(set) == 62 && recipient_find(set, "", ret_recipient, size) ? 0 :
		    err_set(e, ERR_INPUT, 0, "[backup] recipient is no age1... recipient");
	if ((keys = conf_must(conf, "paths", "keys", e)) == NULL ||
	    join(path, keys, "recovery.pub", e) == -1 ||
	    (text = file_read(path, FILE_MAX, false, &n, e)) == NULL)
		return -1;
	good = recipient_find(text, "", ret_recipient, size);
	file_free(text, n);
	return good ? 0 : err_set(e, ERR_BROKEN, 0, "%s: no recipient in it", path);
}

int
ctl_keys(const struct ctl *c, int argc, char **argv, struct err *e)
{
	if (argc > 1 && str_eq(argv[1], "destroy"))
		return keys_destroy(c, argc, argv, e);
	if (argc != 2 || !str_eq(argv[1], "init"))
		return CTL_USAGE;
	if (keys_init(c->conf, stdout, e) == -1)
		return -1;
	ctl_trace(c->conf, "migrate", "KUNCI_BARU", "kunci", "");
	return 0;
}
