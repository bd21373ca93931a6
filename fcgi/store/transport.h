/*
 * transport.h - what `rekamctl tls` knows about the site's certificate, for the pages and for
 * nginxgen: the file TLS/state, one key=value a line, public, replaced as a whole.
 *
 *	[tls]
 *	host=rekam		local=rekam.local	address=192.168.1.10
 *	names=rekam rekam.local 192.168.1.10		what the certificate is for
 *	plain_port=80		where /pasang and the CRL are
 *	ca_sha256=3F2A 91C0 ...	fingerprint of the CA, 16 groups of four
 *	ca_sha1=...		the same by SHA-1: Windows shows nothing else ("Thumbprint")
 *	ca_since= ca_until= since= until= crl_until=	seconds since 1970
 *	crl_number=2
 *	hsts=NEVER|ON|BACK	hsts_at=	BACK: max-age=0 is sent, so that browsers forget it
 */
#ifndef STORE_TRANSPORT_H
#define STORE_TRANSPORT_H

#include <stddef.h>

#include "base/conf.h"
#include "base/day.h"
#include "base/err.h"

#define TRANSPORT_WARN_DAYS	30	/* from then on administrators see a banner */
#define TRANSPORT_SEEN_DAYS	14	/* a PC that was used since then counts for HSTS */

enum hsts { HSTS_NEVER, HSTS_ON, HSTS_BACK, HSTS__MAX };

struct transport {
	char		 host[64], local[64], address[46];
	char		 names[192];
	int		 plain_port;
	char		 ca_sha256[88], ca_sha1[56];
	struct utc	 ca_since, ca_until, since, until, crl_until;
	int64_t		 crl_number;
	enum hsts	 hsts;
	struct utc	 hsts_at;
};

/* The folder of the installation: [paths] tls, default /etc/rekam/tls. */
const char	*transport_folder(const struct conf *);
/* FOLDER/state.  ERR_NOT_FOUND: there is no certificate of ours (yet). */
int	 transport_read(const char *folder, struct transport *ret, struct err *);
int	 transport_write(const char *folder, const struct transport *, struct err *);
/* Full days from now to then; negative when it is over. */
int64_t	 transport_days(struct utc now, struct utc then);
const char	*transport_hsts_word(enum hsts);

#endif
