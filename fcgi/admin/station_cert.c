/* Certificates between rekam-web and stations on other PCs; see station.h.  All X.509 by the openssl program. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/job.h"
#include "admin/pipeline.h"
#include "admin/station.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/str.h"

#define DAYS_CA		"3652"
#define DAYS_END	"1826"	/* both ends are ours, no browser judges them */
#define CLIENT		"rekam-web"

static const char conf_text[] =
"# The station's API on the PC of the reader, over TLS with certificates both ways: rekam-web alone\n"
"# gets in.  Belongs into http { } of this PC's nginx; files of `rekamctl station cert` beside it.\n"
"map $ssl_client_s_dn $rekam_station_client {\n"
"	default 0;\n"
"	\"CN=" CLIENT "\" 1;\n"
"}\n"
"server {\n"
"	listen 8443 ssl;\n"
"	server_name %s;\n"
"	ssl_certificate %s/station.crt;\n"
"	ssl_certificate_key %s/station.key;\n"
"	ssl_client_certificate %s/ca.crt;\n"
"	ssl_verify_client on;\n"
"	ssl_verify_depth 1;\n"
"	ssl_protocols TLSv1.2 TLSv1.3;\n"
"	ssl_session_tickets off;\n"
"	access_log off;\n"
"	server_tokens off;\n"
"	client_max_body_size 3m;\n"
"	if ($rekam_station_client = 0) { return 403; }\n"
"	location /v1/ {\n"
"		include fastcgi_params;\n"
"		fastcgi_param REQUEST_ID $request_id;\n"
"		fastcgi_pass unix:/run/rekam/station.sock;\n"
"	}\n"
"	location / { return 404; }\n"
"}\n";

struct making {
	struct job	*j;
	const char	*keys, *into;
	int		 log;
};

static const char *
at(struct making *m, const char *folder, const char *name)
{
	return arena_printf(m->j->arena, "%s/%s", folder, name);
}

#define OPENSSL(m, e, ...)	pipeline_run((const char *const[]){ "openssl", __VA_ARGS__, NULL }, (m)->log, (e))

static int
key_make(struct making *m, const char *path, struct err *e)
{
	if (OPENSSL(m, e, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path) == -1)
		return -1;
	return chmod(path, 0600) == -1 ? err_set(e, ERR_AWAY, 0, "%s cannot be kept private", path) : 0;
}

/* The CA and the certificate of rekam-web, each made once. */
static int
ca_make(struct making *m, struct err *e)
{
	const char *key = at(m, m->keys, "station-ca.key"), *crt = at(m, m->keys, "station-ca.crt");

	if (file_there(key))
		return 0;
	const char *part = at(m, m->keys, "station-ca.key.part");
	if (key_make(m, part, e) == -1 || OPENSSL(m, e, "req", "-x509", "-new", "-key", part, "-sha256", "-days", DAYS_CA, "-subj",
	    "/CN=rekam stasiun", "-addext", "basicConstraints=critical,CA:TRUE,pathlen:0", "-addext",
	    "keyUsage=critical,keyCertSign,cRLSign", "-out", crt) == -1)
		return -1;
	if (rename(part, key) == -1)
		return err_set(e, ERR_AWAY, 0, "%s cannot be put in place", key);
	return file_sync_folder(key, e);
}

/* A certificate of the CA: folder/name.key and .crt. */
static int
end_make(struct making *m, const char *folder, const char *name, const char *subject, const char *extensions, struct err *e)
{
	const char *key = arena_printf(m->j->arena, "%s/%s.key", folder, name), *crt = arena_printf(m->j->arena, "%s/%s.crt", folder, name);
	const char *csr = arena_printf(m->j->arena, "%s/%s.csr", folder, name), *ext = arena_printf(m->j->arena, "%s/%s.ext", folder, name);

	if (key_make(m, key, e) == -1 || file_write(ext, 0600, extensions, strlen(extensions), e) == -1 ||
	    OPENSSL(m, e, "req", "-new", "-key", key, "-subj", subject, "-out", csr) == -1 ||
	    OPENSSL(m, e, "x509", "-req", "-in", csr, "-CA", at(m, m->keys, "station-ca.crt"), "-CAkey", at(m, m->keys, "station-ca.key"),
	    "-days", DAYS_END, "-sha256", "-extfile", ext, "-out", crt) == -1 ||
	    OPENSSL(m, e, "verify", "-x509_strict", "-CAfile", at(m, m->keys, "station-ca.crt"), crt) == -1)
		return -1;
	(void)unlink(csr);
	(void)unlink(ext);
	return 0;
}

static bool
host_ok(const char *s)
{
	size_t n = strlen(s);

	return n >= 1 && n <= 100 && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-") == n && s[0] != '-' && s[0] != '.';
}

static int
copy(struct making *m, const char *from, const char *to, struct err *e)
{
	size_t n;
	char *text = file_read(from, 65536, false, &n, e);
	int rc = text == NULL ? -1 : file_write(to, 0644, text, n, e);

	(void)m;
	file_free(text, n);
	return rc;
}

static int
make(struct making *m, const char *host, struct err *e)
{
	bool ip = strspn(host, "0123456789.") == strlen(host);
	const char *san = arena_printf(m->j->arena, "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
	    "extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nsubjectAltName=%s:%s\n", ip ? "IP" : "DNS", host);
	const char *client = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n"
	    "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
	const char *conf = arena_printf(m->j->arena, conf_text, host, "/etc/rekam/station", "/etc/rekam/station", "/etc/rekam/station");

	if (ca_make(m, e) == -1)
		return -1;
	if (!file_there(at(m, m->keys, "station-web.crt")) &&
	    end_make(m, m->keys, "station-web", "/CN=" CLIENT, client, e) == -1)
		return -1;
	if (end_make(m, m->into, "station", arena_printf(m->j->arena, "/CN=%s", host), san, e) == -1 ||
	    copy(m, at(m, m->keys, "station-ca.crt"), at(m, m->into, "ca.crt"), e) == -1 ||
	    file_write(at(m, m->into, "station-tls.conf"), 0644, conf, strlen(conf), e) == -1)
		return -1;
	printf("%s: take ca.crt station.crt station.key to /etc/rekam/station/ of the PC of the reader (the key 0600), and\n"
	    "station-tls.conf to its /etc/nginx/conf.d/.  Here: [station] ca=%s/station-ca.crt cert=%s/station-web.crt\n"
	    "key=%s/station-web.key, then rekamctl config split.\n", m->into, m->keys, m->keys, m->keys);
	return 0;
}

int
station_cert(struct job *j, int argc, char **argv, struct err *e)
{
	struct making m = { .j = j, .keys = conf_must(j->ctl->conf, "paths", "keys", e), .into = argc == 3 ? argv[2] : "" };

	if (argc != 3 || strcmp(argv[1], "--into") != 0)
		return CTL_USAGE;
	if (m.keys == NULL)
		return -1;
	if (!host_ok(argv[0]))
		return err_set(e, ERR_INPUT, 0, "'%.60s' is no name or address of a host", argv[0]);
	if (mkdir(m.into, 0700) == -1 && !file_there(m.into))
		return err_set(e, ERR_AWAY, 0, "%.200s cannot be made", m.into);
	const char *log = at(&m, m.into, "openssl.log");
	m.log = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (m.log == -1)
		return err_set(e, ERR_AWAY, 0, "%.200s cannot be written", log);
	int rc = make(&m, argv[0], e);
	(void)close(m.log);
	if (rc == 0)
		(void)unlink(log);
	return rc;
}
