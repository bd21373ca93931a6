/*
 * tls.h - "rekamctl tls": an office without a domain gets its own certificate authority that can
 * vouch for this one host and for nothing else, and a certificate from it.
 *
 *	KEYS/ca.key		key of the CA, 0600; needed to renew and to revoke, never by nginx
 *	TLS/ca.crt		the CA, ten years; name constraints: host, its .local name, address
 *	TLS/site.key site.crt	of nginx; 397 days (browsers refuse more than 398)
 *	TLS/crl.pem		revoked certificates
 *	TLS/issued/ index.txt crlnumber openssl.cnf openssl.log	openssl's own books
 *	TLS/public/		rekam-ca.crt (DER) rekam-ca.pem rekam.crl (DER) pasang.html: the plain site
 *	TLS/hsts.map		included by nginx (nginx/site.conf)
 *	TLS/state		what the pages and nginxgen may know (store/transport.h)
 *
 * TLS is [paths] tls.  All X.509 is made by the openssl program.  Files appear whole or not at
 * all; a CA is never overwritten.  [tls] reload: the command that makes nginx read it all again.
 */
#ifndef ADMIN_TLS_H
#define ADMIN_TLS_H

#include <stdbool.h>
#include <sys/types.h>

#include "admin/ctl.h"
#include "base/arena.h"
#include "store/transport.h"

#define TLS_CA_DAYS	3652
#define TLS_SITE_DAYS	396	/* and one day back, for PCs whose clock is behind */
#define TLS_CRL_DAYS	400
#define TLS_RENEW_DAYS	45	/* `renew` does nothing while more are left */

struct tls_job {
	const struct ctl	*ctl;
	struct arena		*arena;
	const char		*dir, *keys;
	struct transport	 t;
	bool			 there;		/* there is a CA, t was read */
	struct utc		 now;
};

struct tls_facts {
	char		 sha256[88], sha1[56];	/* in groups */
	char		 serial[48];
	struct utc	 since, until;
};

/* "rekamctl tls init|renew|list|revoke|hsts|page|sheet" */
ctl_command	 ctl_tls;

/* ---- tls_openssl.c: the steps that openssl does */

/* "DIR/name"; in the arena. */
const char	*tls_path(const struct tls_job *, const char *name);
/* Made when it is not there, whatever the umask is. */
void	 tls_folder(const char *path, mode_t);
/* openssl.cnf from j->t, and openssl's empty books when there are none. */
int	 tls_books(struct tls_job *, struct err *);
int	 tls_make_ca(struct tls_job *, struct err *);
/* new_key: also a new key, else the one that is there is kept. */
int	 tls_make_site(struct tls_job *, bool new_key, struct err *);
int	 tls_make_crl(struct tls_job *, struct err *);
int	 tls_revoke(struct tls_job *, const char *serial, const char *reason, struct err *);
int	 tls_read_facts(struct tls_job *, const char *path, struct tls_facts *ret, struct err *);

/* ---- tls_publish.c: what others read */

/* Public folder, hsts.map and state from what is there now; j->t is filled. */
int	 tls_publish(struct tls_job *, struct err *);
int	 tls_write_hsts(struct tls_job *, struct err *);
int	 tls_list(struct tls_job *, struct err *);
/* One sheet of paper: where to go and what to compare. */
int	 tls_sheet(struct tls_job *, struct err *);
/* The CA's key stands in the list of what belongs into the safe. */
int	 tls_safe_note(struct tls_job *, struct err *);
/* nginx reads its files again, or a line says how. */
int	 tls_reload(struct tls_job *, struct err *);

/* ---- tls_hsts.c: "tls hsts on [--force] | off | status" */

int	 tls_hsts(struct tls_job *, int argc, char **argv, struct err *);

#endif
