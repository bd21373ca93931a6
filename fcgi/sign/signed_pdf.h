/*
 * signed_pdf.h - is this PDF signed by a certificate that the office trusts?  For letters that an official
 * signs with the government's certificate service (BSrE) instead of ink: the file comes back as PDF with
 * a PAdES signature (ETSI EN 319 142-1; ISO 32000-1 12.8) and is kept byte for byte.
 *
 * Checked: that the last signature is over the whole file and every other one over what was there before;
 * each message digest and signature (CMS, RFC 5652; SHA-256 or stronger); each certificate's chain to a
 * trusted one, valid now, for signing, of at least 112 bits.  Not checked, since the office has no network:
 * whether a certificate was revoked.  The time of signing is what the signer's computer said.
 */
#ifndef SIGN_SIGNED_PDF_H
#define SIGN_SIGNED_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"

#define SIGNED_PDF_SIGNERS	4

struct certificate {
	const char	*subject;	/* common name; "" */
	const char	*organisation;	/* "" */
	const char	*issuer;	/* common name, else organisation */
	const char	*serial;	/* hexadecimal */
	struct utc	 valid_from, valid_to;
	uint8_t		 sha256[32];	/* of its DER */
	bool		 authority;	/* may certify others */
	struct bytes	 der;
};

struct signed_pdf {
	struct certificate	 signer[SIGNED_PDF_SIGNERS];	/* in the order of signing */
	struct utc		 signed_at[SIGNED_PDF_SIGNERS];	/* none: not said */
	size_t			 n;
};

enum signed_pdf_verdict {
	SIGNED_PDF_GOOD,
	SIGNED_PDF_NO_PDF,
	SIGNED_PDF_UNSIGNED,
	SIGNED_PDF_FORM,	/* a signature that is not laid out as the standard says, or of an old kind */
	SIGNED_PDF_CHANGED,	/* something was added after the last signature, or a digest does not fit */
	SIGNED_PDF_WEAK,	/* SHA-1 and the like */
	SIGNED_PDF_STRANGER,	/* no chain to a trusted certificate */
	SIGNED_PDF_OUT_OF_DATE,	/* a certificate is not valid now */
	SIGNED_PDF_NOT_FOR_SIGNING,
	SIGNED_PDF__MAX
};

/* The verdict; ret is filled for GOOD, and with what is known for STRANGER and OUT_OF_DATE.
 * -1 (ERR_FULL): no memory. */
int	 signed_pdf_check(struct arena *, struct bytes pdf, const struct certificate *trusted, size_t trusted_n,
	    struct utc now, struct signed_pdf *ret, struct err *);

/* One certificate, PEM or DER.  0; -1 with ERR_INPUT: it is none. */
int	 certificate_read(struct arena *, struct bytes file, struct certificate *ret, struct err *);

#endif
