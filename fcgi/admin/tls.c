#include "admin/tls.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/fmt.h"
#include "base/str.h"

#define ARENA_CAP	((size_t)4 << 20)

/* A host name: labels of a-z 0-9 and '-', together short enough for the CA's own name. */
static bool
host_ok(const char *s)
{
	size_t label = 0, n = strlen(s);

	if (n == 0 || n > 50 || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-.") != n)
		return false;
	for (size_t i = 0; i <= n; i++) {
		if (s[i] != '.' && s[i] != '\0') {
			label++;
			continue;
		}
		if (label == 0 || label > 63 || s[i - 1] == '-' || s[i - label] == '-')
			return false;
		label = 0;
	}
	return true;
}

/* One spelling of an address; false: none, or one that names no host. */
static bool
address_ok(const char *s, char ret[46])
{
	unsigned char raw[16];
	int family = strchr(s, ':') != NULL ? AF_INET6 : AF_INET;

	return inet_pton(family, s, raw) == 1 && inet_ntop(family, raw, ret, 46) != NULL &&
	    !str_eq(ret, "0.0.0.0") && !str_eq(ret, "::");
}

static int
names(struct tls_job *j, const char *host, const char *address, int port, struct err *e)
{
	struct transport *t = &j->t;
	size_t first = strcspn(host, ".");

	*t = (struct transport){ .plain_port = port };
	if (!host_ok(host))
		return err_set(e, ERR_INPUT, 0, "--host '%.60s': a host name is at most 50 of a-z 0-9 - and dots", host);
	if (!address_ok(address, t->address))
		return err_set(e, ERR_INPUT, 0, "--ip '%.60s' is no IP address of this machine", address);
	(void)str_copy(t->host, sizeof t->host, host);
	/* rekam.kantor is rekam.local too: what mDNS calls the machine */
	if (strlen(host) < 6 || !str_eq(host + strlen(host) - 6, ".local"))
		(void)snprintf(t->local, sizeof t->local, "%.*s.local", (int)first, host);
	(void)snprintf(t->names, sizeof t->names, "%s %s%s%s", t->host, t->local, t->local[0] != '\0' ? " " : "", t->address);
	return 0;
}

static int
words(struct tls_job *j, int argc, char **argv, struct err *e)
{
	const char *host = NULL, *address = NULL;
	int64_t port = 80;

	for (int i = 0; i + 1 < argc; i += 2)
		if (str_eq(argv[i], "--host"))
			host = argv[i + 1];
		else if (str_eq(argv[i], "--ip"))
			address = argv[i + 1];
		else if (!str_eq(argv[i], "--plain-port") || !str_int(argv[i + 1], 1, 65535, &port))
			return CTL_USAGE;
	if (argc % 2 != 0 || host == NULL || address == NULL)
		return CTL_USAGE;
	return names(j, host, address, (int)port, e);
}

/* May be repeated: what is there stays, what is missing is made. */
static int
init(struct tls_job *j, int argc, char **argv, struct err *e)
{
	const struct transport was = j->t;
	const char *key = arena_printf(j->arena, "%s/ca.key", j->keys);
	int rc = words(j, argc, argv, e);

	if (rc != 0)
		return rc;
	if (file_there(key) && !j->there)
		return err_set(e, ERR_CONFLICT, 0, "there is a CA (%s) but no %s/state: put the folder back from a copy, "
		    "or move that key away to begin anew; then every PC needs the new CA", key, j->dir);
	if (file_there(key) && !str_eq(was.names, j->t.names))
		return err_set(e, ERR_CONFLICT, 0, "the CA that is there is for %s only and is not overwritten. To begin "
		    "anew move %s and %s away; then every PC needs the new CA", was.names, key, j->dir);
	if (j->there) {
		j->t.hsts = was.hsts;
		j->t.hsts_at = was.hsts_at;
		j->t.crl_until = was.crl_until;
	}
	tls_folder(j->dir, 0755);
	tls_folder(j->keys, 0700);
	if (tls_books(j, e) == -1)
		return -1;
	if (file_there(key)) {
		printf("the CA is there already and stays as it is\n");
	} else if (tls_make_ca(j, e) == -1) {
		return -1;
	} else {
		printf("made the CA: key %s (0600), certificate %s/ca.crt\n", key, j->dir);
	}
	if (!file_there(tls_path(j, "site.crt"))) {
		if (tls_make_site(j, false, e) == -1)
			return -1;
		printf("made the certificate for %s\n", j->t.names);
	}
	if ((!file_there(tls_path(j, "crl.pem")) && tls_make_crl(j, e) == -1) ||
	    tls_publish(j, e) == -1 || tls_safe_note(j, e) == -1)
		return -1;
	printf("CA SHA-256  %s\nprint the sheet for the PCs: rekamctl tls sheet | lp\n", j->t.ca_sha256);
	return 0;
}

static int
renew(struct tls_job *j, int argc, char **argv, struct err *e)
{
	bool new_key = argc == 1 && str_eq(argv[0], "--new-key");
	bool force = new_key || (argc == 1 && str_eq(argv[0], "--force"));
	struct tls_facts site;
	struct fmt f;

	if (argc > 1 || (argc == 1 && !force))
		return CTL_USAGE;
	if (tls_read_facts(j, tls_path(j, "site.crt"), &site, e) == -1)
		return -1;
	int64_t days = transport_days(j->now, site.until);
	if (days >= TLS_RENEW_DAYS && !force) {
		printf("%lld days are left; it is renewed when fewer than %d are (--force: now)\n", (long long)days,
		    TLS_RENEW_DAYS);
		return 0;
	}
	if (transport_days(j->now, j->t.ca_until) < TLS_SITE_DAYS)
		return err_set(e, ERR_CONFLICT, 0, "the CA itself ends on %s: begin anew with another one (tls init "
		    "says how) and install it on every PC", fmt_iso(&f, utc_day_wib(j->t.ca_until)));
	if (tls_books(j, e) == -1 || tls_make_site(j, new_key, e) == -1 || tls_make_crl(j, e) == -1 ||
	    tls_publish(j, e) == -1 || tls_reload(j, e) == -1)
		return -1;
	printf("renewed%s, until %s; the PCs need nothing\n", new_key ? " with a new key" : "",
	    fmt_iso(&f, utc_day_wib(j->t.until)));
	return 0;
}

static int
revoke(struct tls_job *j, int argc, char **argv, struct err *e)
{
	const char *reason = argc == 3 && str_eq(argv[1], "--reason") ? argv[2] : "superseded";
	struct tls_facts site, ca;

	if (argc != 1 && (argc != 3 || !str_eq(argv[1], "--reason")))
		return CTL_USAGE;
	if (!str_eq(reason, "superseded") && !str_eq(reason, "keyCompromise"))
		return err_set(e, ERR_INPUT, 0, "a reason is superseded or keyCompromise");
	if (tls_read_facts(j, tls_path(j, "ca.crt"), &ca, e) == -1 ||
	    tls_read_facts(j, tls_path(j, "site.crt"), &site, e) == -1)
		return -1;
	if (str_eq(argv[0], ca.serial))
		return err_set(e, ERR_INPUT, 0, "that is the CA itself; it is taken off the PCs, not revoked");
	if (tls_books(j, e) == -1 || tls_revoke(j, argv[0], reason, e) == -1 || tls_make_crl(j, e) == -1 ||
	    tls_publish(j, e) == -1)
		return -1;
	printf("revoked %s; list number %lld\n", argv[0], (long long)j->t.crl_number);
	if (str_eq(argv[0], site.serial))
		printf("the site still uses it: rekamctl tls renew --new-key\n");
	return 0;
}

static int
dispatch(struct tls_job *j, int argc, char **argv, struct err *e)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if (str_eq(verb, "init"))
		return init(j, argc - 2, argv + 2, e);
	if (!j->there)
		return err_set(e, ERR_NOT_FOUND, 0, "there is no certificate in %s: rekamctl tls init --host NAME --ip ADDRESS",
		    j->dir);
	if (str_eq(verb, "renew"))
		return renew(j, argc - 2, argv + 2, e);
	if (str_eq(verb, "revoke"))
		return revoke(j, argc - 2, argv + 2, e);
	if (str_eq(verb, "hsts"))
		return tls_hsts(j, argc - 2, argv + 2, e);
	if (argc != 2)
		return CTL_USAGE;
	if (str_eq(verb, "list"))
		return tls_list(j, e);
	if (str_eq(verb, "sheet"))
		return tls_sheet(j, e);
	return str_eq(verb, "page") ? tls_publish(j, e) : CTL_USAGE;
}

int
ctl_tls(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct tls_job j = { .ctl = c, .dir = transport_folder(c->conf), .now = utc_now() };
	int r;

	if ((j.keys = conf_must(c->conf, "paths", "keys", e)) == NULL)
		return -1;
	if ((j.arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	/* keys are never readable by others, not even for a moment; what is public says so itself */
	mode_t was = umask(077);
	if (transport_read(j.dir, &j.t, e) == 0) {
		j.there = true;
		r = dispatch(&j, argc, argv, e);
	} else {
		r = e->kind == ERR_NOT_FOUND ? dispatch(&j, argc, argv, e) : -1;
	}
	(void)umask(was);
	arena_free(j.arena);
	return r;
}
