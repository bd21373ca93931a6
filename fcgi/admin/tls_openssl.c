/* What openssl is asked to do, and the configuration that tells it how. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "admin/pipeline.h"
#include "admin/tls.h"
#include "base/file.h"
#include "base/str.h"

#define US	INT64_C(1000000)
#define DAY_US	(86400 * US)
#define LOG_MAX	100000

/* In order: folder (3), the CA's key, folder, host (2), what the CA may vouch for, the names of
 * the certificate, address of the plain site. */
static const char config[] =
"# written by rekamctl tls\n"
"[ca]\ndefault_ca = books\n"
"[books]\n"
"database = %s/index.txt\nnew_certs_dir = %s/issued\ncertificate = %s/ca.crt\nprivate_key = %s\n"
"crlnumber = %s/crlnumber\nrand_serial = yes\ndefault_md = sha256\npolicy = policy\n"
"copy_extensions = none\nunique_subject = no\nemail_in_dn = no\ncrl_extensions = crl\n"
"[policy]\ncommonName = supplied\n"
"[req_ca]\ndistinguished_name = dn_ca\nprompt = no\nutf8 = yes\n"
"[dn_ca]\nCN = CA rekam %s\n"
"[req_site]\ndistinguished_name = dn_site\nprompt = no\nutf8 = yes\n"
"[dn_site]\nCN = %s\n"
"[v3_ca]\n"
"basicConstraints = critical,CA:TRUE,pathlen:0\nkeyUsage = critical,keyCertSign,cRLSign\n"
"subjectKeyIdentifier = hash\nnameConstraints = critical,%s\n"
"[v3_site]\n"
"basicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n"
"extendedKeyUsage = serverAuth\nsubjectAltName = %s\nsubjectKeyIdentifier = hash\n"
"authorityKeyIdentifier = keyid\ncrlDistributionPoints = URI:http://%s/pasang/rekam.crl\n"
"[crl]\nauthorityKeyIdentifier = keyid:always\n";

const char *
tls_path(const struct tls_job *j, const char *name)
{
	return arena_printf(j->arena, "%s/%s", j->dir, name);
}

void
tls_folder(const char *path, mode_t mode)
{
	if (mkdir(path, 0700) == 0)
		(void)chmod(path, mode);	/* what fails here fails again, and is said, at the first file */
}

static const char *
ca_key(const struct tls_job *j)
{
	return arena_printf(j->arena, "%s/ca.key", j->keys);
}

/* The last line that openssl said: it is the reason, the others are where it was found. */
static int
failed(const struct tls_job *j, struct err *e)
{
	const char *path = tls_path(j, "openssl.log");
	struct err ignored;
	size_t n = 0;
	char *text = file_read(path, LOG_MAX, false, &n, &ignored);

	if (text != NULL) {
		while (n > 0 && text[n - 1] == '\n')
			text[--n] = '\0';
		const char *line = strrchr(text, '\n');
		line = line == NULL ? text : line + 1;
		(void)err_set(e, e->kind, e->code, "%.60s: %.90s (all of it: %s)", e->text, line, path);
		free(text);
	}
	return -1;
}

/* Runs openssl; what it writes to standard output is kept in ret (NULL: not wanted). */
static int
openssl(struct tls_job *j, const char *const *argv, char *ret, size_t size, struct err *e)
{
	struct pipeline p = { .argv = { argv }, .n = 1, .in = -1, .keep = -1 };
	char waste[4096];
	size_t n = 0;
	ssize_t got;

	p.log = open(tls_path(j, "openssl.log"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (p.log == -1)
		return err_set(e, ERR_AWAY, 0, "%s cannot be written: run it as the account that owns the folder",
		    tls_path(j, "openssl.log"));
	int rc = pipeline_start(&p, e);
	while (rc == 0 && (got = read(p.out, waste, sizeof waste)) > 0)
		if (ret != NULL && n + (size_t)got < size) {
			memcpy(ret + n, waste, (size_t)got);
			n += (size_t)got;
		}
	if (rc == 0) {
		(void)close(p.out);
		rc = pipeline_wait(&p, e) == 0 ? 0 : failed(j, e);
	}
	(void)close(p.log);
	if (ret != NULL)
		ret[n] = '\0';
	return rc;
}

#define OPENSSL(j, e, ...)	openssl((j), (const char *const[]){ "openssl", __VA_ARGS__, NULL }, NULL, 0, (e))

static int
put(const char *from, const char *to, mode_t mode, struct err *e)
{
	if (chmod(from, mode) == -1 || rename(from, to) == -1)
		return err_set(e, ERR_AWAY, 0, "%s cannot be put in place", to);
	return file_sync_folder(to, e);
}

static const char *
stamp(struct tls_job *j, struct utc t)
{
	time_t s = (time_t)(t.us / US);
	char text[24];
	struct tm tm;

	(void)gmtime_r(&s, &tm);
	(void)strftime(text, sizeof text, "%Y%m%d%H%M%SZ", &tm);
	return arena_strdup(j->arena, text);
}

static int
book(const char *path, const char *text, struct err *e)
{
	return file_there(path) ? 0 : file_write(path, 0644, text, strlen(text), e);
}

int
tls_books(struct tls_job *j, struct err *e)
{
	const struct transport *t = &j->t;
	const char *mask = strchr(t->address, ':') != NULL ?
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "255.255.255.255";
	bool v6 = strchr(t->address, ':') != NULL;
	const char *more = t->local[0] == '\0' ? "" : arena_printf(j->arena, "permitted;DNS:%s,", t->local);
	const char *may = arena_printf(j->arena, "permitted;DNS:%s,%spermitted;IP:%s/%s", t->host, more,
	    t->address, mask);
	const char *san = arena_printf(j->arena, "DNS:%s%s%s,IP:%s", t->host,
	    t->local[0] == '\0' ? "" : ",DNS:", t->local, t->address);
	const char *at = arena_printf(j->arena, v6 ? "[%s]" : "%s", t->address);
	if (t->plain_port != 80)
		at = arena_printf(j->arena, "%s:%d", at, t->plain_port);
	const char *text = arena_printf(j->arena, config, j->dir, j->dir, j->dir, ca_key(j), j->dir,
	    t->host, t->host, may, san, at);

	if (strpbrk(j->dir, "$#\\\"'\n") != NULL || strpbrk(j->keys, "$#\\\"'\n") != NULL)
		return err_set(e, ERR_INPUT, 0, "openssl cannot use a folder with such a name: %s", j->dir);
	tls_folder(tls_path(j, "issued"), 0755);
	if (book(tls_path(j, "index.txt"), "", e) == -1 || book(tls_path(j, "crlnumber"), "01\n", e) == -1 ||
	    file_write(tls_path(j, "openssl.cnf"), 0644, text, strlen(text), e) == -1)
		return -1;
	return 0;
}

static int
make_key(struct tls_job *j, const char *path, struct err *e)
{
	return OPENSSL(j, e, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path);
}

/* The key comes into its place last: it is the sign that there is a CA. */
int
tls_make_ca(struct tls_job *j, struct err *e)
{
	const char *key = arena_printf(j->arena, "%s.part", ca_key(j));
	const char *request = tls_path(j, "ca.csr"), *made = tls_path(j, "ca.crt.part");
	const char *conf = tls_path(j, "openssl.cnf");

	if (make_key(j, key, e) == -1 ||
	    OPENSSL(j, e, "req", "-new", "-config", conf, "-section", "req_ca", "-key", key, "-out", request) == -1 ||
	    OPENSSL(j, e, "ca", "-batch", "-notext", "-config", conf, "-selfsign", "-keyfile", key, "-extensions", "v3_ca",
	    "-startdate", stamp(j, (struct utc){ j->now.us - DAY_US }),
	    "-enddate", stamp(j, (struct utc){ j->now.us + TLS_CA_DAYS * DAY_US }), "-in", request, "-out", made) == -1)
		return -1;
	(void)unlink(request);
	return put(made, tls_path(j, "ca.crt"), 0644, e) == -1 || put(key, ca_key(j), 0600, e) == -1 ? -1 : 0;
}

int
tls_make_site(struct tls_job *j, bool new_key, struct err *e)
{
	const char *key = tls_path(j, "site.key"), *request = tls_path(j, "site.csr");
	const char *made = tls_path(j, "site.crt.part"), *conf = tls_path(j, "openssl.cnf");

	new_key = new_key || !file_there(key);
	const char *use = new_key ? tls_path(j, "site.key.part") : key;
	if ((new_key && make_key(j, use, e) == -1) ||
	    OPENSSL(j, e, "req", "-new", "-config", conf, "-section", "req_site", "-key", use, "-out", request) == -1 ||
	    OPENSSL(j, e, "ca", "-batch", "-notext", "-config", conf, "-extensions", "v3_site",
	    "-startdate", stamp(j, (struct utc){ j->now.us - DAY_US }),
	    "-enddate", stamp(j, (struct utc){ j->now.us + TLS_SITE_DAYS * DAY_US }), "-in", request, "-out", made) == -1 ||
	    /* what a browser will ask, asked here first */
	    OPENSSL(j, e, "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", tls_path(j, "ca.crt"),
	    "-verify_hostname", j->t.host, made) == -1 ||
	    OPENSSL(j, e, "verify", "-x509_strict", "-CAfile", tls_path(j, "ca.crt"), "-verify_ip", j->t.address, made) == -1)
		return -1;
	(void)unlink(request);
	if (new_key && put(use, key, 0600, e) == -1)
		return -1;
	return put(made, tls_path(j, "site.crt"), 0644, e);
}

int
tls_make_crl(struct tls_job *j, struct err *e)
{
	const char *made = tls_path(j, "crl.pem.part"), *conf = tls_path(j, "openssl.cnf");
	const char *days = arena_printf(j->arena, "%d", TLS_CRL_DAYS);

	if (OPENSSL(j, e, "ca", "-config", conf, "-updatedb") == -1 ||
	    OPENSSL(j, e, "ca", "-config", conf, "-gencrl", "-crldays", days, "-out", made) == -1)
		return -1;
	j->t.crl_until = (struct utc){ j->now.us + TLS_CRL_DAYS * DAY_US };
	return put(made, tls_path(j, "crl.pem"), 0644, e);
}

int
tls_revoke(struct tls_job *j, const char *serial, const char *reason, struct err *e)
{
	const char *path = arena_printf(j->arena, "%s/issued/%s.pem", j->dir, serial);
	size_t n = strlen(serial);

	if (n < 2 || n > 40 || strspn(serial, "0123456789ABCDEF") != n || !file_there(path))
		return err_set(e, ERR_NOT_FOUND, 0, "there is no certificate %s (rekamctl tls list names them)", serial);
	return OPENSSL(j, e, "ca", "-config", tls_path(j, "openssl.cnf"), "-revoke", path, "-crl_reason", reason);
}

/* "2027-12-27 22:49:24Z" */
static bool
read_date(const char *text, struct utc *ret)
{
	struct tm tm = { 0 };

	if (sscanf(text, "%d-%d-%d %d:%d:%dZ", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
	    &tm.tm_min, &tm.tm_sec) != 6)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	ret->us = (int64_t)timegm(&tm) * US;
	return true;
}

/* "AB:12:CD:..." becomes "AB12 CD.. ...": groups of four can be compared on paper. */
static void
group(const char *hex, char *dst, size_t size)
{
	size_t n = 0, digits = 0;

	for (; *hex != '\0' && *hex != '\n' && n + 3 <= size; hex++) {
		if (*hex == ':')
			continue;
		if (digits > 0 && digits % 4 == 0)
			dst[n++] = ' ';
		dst[n++] = *hex;
		digits++;
	}
	dst[n] = '\0';
}

int
tls_read_facts(struct tls_job *j, const char *path, struct tls_facts *ret, struct err *e)
{
	char text[1000], other[300];
	const char *hash, *hash1, *serial, *since, *until;

	if (openssl(j, (const char *const[]){ "openssl", "x509", "-in", path, "-noout", "-fingerprint", "-sha256",
	    "-serial", "-startdate", "-enddate", "-dateopt", "iso_8601", NULL }, text, sizeof text, e) == -1 ||
	    openssl(j, (const char *const[]){ "openssl", "x509", "-in", path, "-noout", "-fingerprint", "-sha1",
	    NULL }, other, sizeof other, e) == -1)
		return -1;
	*ret = (struct tls_facts){ 0 };
	hash = strstr(text, "Fingerprint=");
	hash1 = strstr(other, "Fingerprint=");
	serial = strstr(text, "serial=");
	since = strstr(text, "notBefore=");
	until = strstr(text, "notAfter=");
	if (hash == NULL || hash1 == NULL || serial == NULL || since == NULL || until == NULL ||
	    !read_date(since + strlen("notBefore="), &ret->since) ||
	    !read_date(until + strlen("notAfter="), &ret->until))
		return err_set(e, ERR_BROKEN, 0, "what openssl says about %s is not understood", path);
	group(hash + strlen("Fingerprint="), ret->sha256, sizeof ret->sha256);
	group(hash1 + strlen("Fingerprint="), ret->sha1, sizeof ret->sha1);
	serial += strlen("serial=");
	(void)snprintf(ret->serial, sizeof ret->serial, "%.*s", (int)strspn(serial, "0123456789ABCDEF"), serial);
	return 0;
}
