#include "sign/signed_pdf.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "sign/pdf_ranges.h"

#define LEVEL	2	/* of OpenSSL: 112 bits, no SHA-1 in a chain */

/* ---- certificates ---- */

static const char *
name_part(struct arena *a, const X509_NAME *name, int nid)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *text = NULL;
	const char *copy = "";
	int n;

	if (at < 0)
		return "";
	n = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (n > 0 && memchr(text, '\0', (size_t)n) == NULL)
		copy = arena_strndup(a, (const char *)text, (size_t)n);
	OPENSSL_free(text);
	return copy == NULL ? "" : copy;
}

static struct utc
when(const ASN1_TIME *t)
{
	struct tm tm;

	if (t == NULL || ASN1_TIME_to_tm(t, &tm) != 1)
		return (struct utc){ 0 };
	return (struct utc){ (int64_t)timegm(&tm) * 1000000 };
}

static const char *
serial_of(struct arena *a, const X509 *x)
{
	BIGNUM *n = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
	char *hex = n == NULL ? NULL : BN_bn2hex(n);
	const char *copy = hex == NULL ? "" : arena_strndup(a, hex, strlen(hex));

	OPENSSL_free(hex);
	BN_free(n);
	return copy == NULL ? "" : copy;
}

static int
describe(struct arena *a, X509 *x, struct certificate *ret, struct err *e)
{
	unsigned char *der = NULL;
	int n = i2d_X509(x, &der);
	uint8_t *copy = n <= 0 ? NULL : arena_alloc(a, (size_t)n);

	if (copy != NULL)
		memcpy(copy, der, (size_t)n);
	OPENSSL_free(der);
	if (copy == NULL || X509_digest(x, EVP_sha256(), ret->sha256, NULL) != 1)
		return err_set(e, ERR_FULL, 0, "certificate");
	ret->der = (struct bytes){ copy, (size_t)n };
	ret->subject = name_part(a, X509_get_subject_name(x), NID_commonName);
	ret->organisation = name_part(a, X509_get_subject_name(x), NID_organizationName);
	ret->issuer = name_part(a, X509_get_issuer_name(x), NID_commonName);
	if (str_empty(ret->issuer))
		ret->issuer = name_part(a, X509_get_issuer_name(x), NID_organizationName);
	ret->serial = serial_of(a, x);
	ret->valid_from = when(X509_get0_notBefore(x));
	ret->valid_to = when(X509_get0_notAfter(x));
	ret->authority = X509_check_ca(x) == 1;
	return 0;
}

int
certificate_read(struct arena *a, struct bytes file, struct certificate *ret, struct err *e)
{
	const unsigned char *at = file.p;
	BIO *in = file.n > INT32_MAX ? NULL : BIO_new_mem_buf(file.p, (int)file.n);
	X509 *x = in == NULL ? NULL : PEM_read_bio_X509(in, NULL, NULL, NULL);
	int rc;

	if (x == NULL && in != NULL && (x = d2i_X509(NULL, &at, (long)file.n)) != NULL &&
	    at != file.p + file.n) {	/* something behind it */
		X509_free(x);
		x = NULL;
	}
	rc = x == NULL ? err_set(e, ERR_INPUT, 0, "no certificate") : describe(a, x, ret, e);
	X509_free(x);
	BIO_free(in);
	ERR_clear_error();
	return rc;
}

/* ---- the chain ---- */

static X509_STORE *
store_of(const struct certificate *trusted, size_t n)
{
	X509_STORE *s = X509_STORE_new();

	for (size_t i = 0; s != NULL && i < n; i++) {
		const unsigned char *at = trusted[i].der.p;
		X509 *x = d2i_X509(NULL, &at, (long)trusted[i].der.n);

		if (x == NULL || X509_STORE_add_cert(s, x) != 1) {
			X509_STORE_free(s);
			s = NULL;
		}
		X509_free(x);
	}
	return s;
}

/* A certificate of a web server signs no letters, whoever issued it. */
static bool
for_signing(X509 *x)
{
	uint32_t use = X509_get_key_usage(x), more = X509_get_extended_key_usage(x);

	return (use & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0 &&
	    (more == UINT32_MAX || (more & ~(uint32_t)(XKU_SSL_SERVER | XKU_SSL_CLIENT)) != 0);
}

static enum signed_pdf_verdict
chain(X509_STORE *store, X509 *signer, STACK_OF(X509) *others, struct utc now)
{
	X509_STORE_CTX *c = X509_STORE_CTX_new();
	enum signed_pdf_verdict v = SIGNED_PDF_STRANGER;

	if (c != NULL && X509_STORE_CTX_init(c, store, signer, others) == 1) {
		X509_VERIFY_PARAM *p = X509_STORE_CTX_get0_param(c);

		X509_VERIFY_PARAM_set_time(p, (time_t)(now.us / 1000000));
		X509_VERIFY_PARAM_set_auth_level(p, LEVEL);
		/* the office may trust the issuer without its root */
		(void)X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_PARTIAL_CHAIN);
		if (X509_verify_cert(c) == 1)
			v = for_signing(signer) ? SIGNED_PDF_GOOD : SIGNED_PDF_NOT_FOR_SIGNING;
		else if (X509_STORE_CTX_get_error(c) == X509_V_ERR_CERT_HAS_EXPIRED ||
		    X509_STORE_CTX_get_error(c) == X509_V_ERR_CERT_NOT_YET_VALID)
			v = SIGNED_PDF_OUT_OF_DATE;
		else if (X509_STORE_CTX_get_error(c) == X509_V_ERR_EE_KEY_TOO_SMALL ||
		    X509_STORE_CTX_get_error(c) == X509_V_ERR_CA_KEY_TOO_SMALL ||
		    X509_STORE_CTX_get_error(c) == X509_V_ERR_CA_MD_TOO_WEAK)
			v = SIGNED_PDF_WEAK;
	}
	X509_STORE_CTX_free(c);
	return v;
}

/* ---- one signature ---- */

static CMS_ContentInfo *
cms_of(struct arena *a, struct bytes hex)
{
	size_t n = hex.n / 2;
	uint8_t *der = arena_alloc(a, n);
	const unsigned char *at = der;
	CMS_ContentInfo *cms;

	if (der == NULL || sodium_hex2bin(der, n, (const char *)hex.p, hex.n, NULL, NULL, NULL) != 0)
		return NULL;
	cms = d2i_CMS_ContentInfo(NULL, &at, (long)n);
	/* the place was made before the signature was known: zeros fill it up */
	while (cms != NULL && at < der + n)
		if (*at++ != 0) {
			CMS_ContentInfo_free(cms);
			cms = NULL;
		}
	return cms;
}

static bool
strong(CMS_SignerInfo *si)
{
	X509_ALGOR *digest = NULL;
	int nid;

	CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
	nid = digest == NULL ? NID_undef : OBJ_obj2nid(digest->algorithm);
	return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512 ||
	    nid == NID_sha3_256 || nid == NID_sha3_384 || nid == NID_sha3_512;
}

static struct utc
claimed_time(CMS_SignerInfo *si)
{
	int at = CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1);
	X509_ATTRIBUTE *t = at < 0 ? NULL : CMS_signed_get_attr(si, at);
	const ASN1_TYPE *v = t == NULL ? NULL : X509_ATTRIBUTE_get0_type(t, 0);

	if (v == NULL || (v->type != V_ASN1_UTCTIME && v->type != V_ASN1_GENERALIZEDTIME))
		return (struct utc){ 0 };
	return when(v->type == V_ASN1_UTCTIME ? v->value.utctime : v->value.generalizedtime);
}

static bool
holds(struct arena *a, CMS_ContentInfo *cms, const struct pdf_signature *s)
{
	size_t n = s->before.n + s->behind.n;
	uint8_t *signed_bytes = arena_alloc(a, n);
	BIO *data;
	bool good;

	if (signed_bytes == NULL || n > INT32_MAX)
		return false;
	memcpy(signed_bytes, s->before.p, s->before.n);
	memcpy(signed_bytes + s->before.n, s->behind.p, s->behind.n);
	data = BIO_new_mem_buf(signed_bytes, (int)n);
	good = data != NULL && CMS_verify(cms, NULL, NULL, data, NULL,
	    CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY) == 1;
	BIO_free(data);
	return good;
}

static int
look(struct arena *a, const struct pdf_signature *s, CMS_ContentInfo *cms, X509_STORE *store, struct utc now,
    struct signed_pdf *ret, struct err *e)
{
	STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
	STACK_OF(X509) *others;
	CMS_SignerInfo *si;
	X509 *signer = NULL;
	int v;

	if (infos == NULL || sk_CMS_SignerInfo_num(infos) != 1 || CMS_is_detached(cms) != 1)
		return SIGNED_PDF_FORM;
	si = sk_CMS_SignerInfo_value(infos, 0);
	if (!strong(si))
		return SIGNED_PDF_WEAK;
	(void)CMS_set1_signers_certs(cms, NULL, 0);
	CMS_SignerInfo_get0_algs(si, NULL, &signer, NULL, NULL);
	if (signer == NULL)
		return SIGNED_PDF_FORM;
	if (!holds(a, cms, s))
		return SIGNED_PDF_CHANGED;
	if (describe(a, signer, &ret->signer[ret->n], e) == -1)
		return -1;
	ret->signed_at[ret->n++] = claimed_time(si);
	others = CMS_get1_certs(cms);
	v = (int)chain(store, signer, others, now);
	sk_X509_pop_free(others, X509_free);
	return v;
}

int
signed_pdf_check(struct arena *a, struct bytes pdf, const struct certificate *trusted, size_t trusted_n,
    struct utc now, struct signed_pdf *ret, struct err *e)
{
	struct pdf_signature s[PDF_SIGNATURES_MOST];
	int n = pdf_signatures(pdf, s), v = SIGNED_PDF_GOOD;
	X509_STORE *store;

	*ret = (struct signed_pdf){ .n = 0 };
	if (pdf.n < 8 || memcmp(pdf.p, "%PDF-", 5) != 0)
		return SIGNED_PDF_NO_PDF;
	if (n <= 0)
		return n == 0 ? SIGNED_PDF_UNSIGNED : SIGNED_PDF_FORM;
	/* the file grows with each signature: only the last one is over all of it */
	for (int i = 0; i < n; i++)
		if (s[i].whole != (i == n - 1))
			return SIGNED_PDF_CHANGED;
	if ((store = store_of(trusted, trusted_n)) == NULL)
		return err_set(e, ERR_FULL, 0, "trusted certificates");
	for (int i = 0; i < n && v == SIGNED_PDF_GOOD; i++) {
		CMS_ContentInfo *cms = s[i].cms ? cms_of(a, s[i].hex) : NULL;

		v = cms == NULL ? SIGNED_PDF_FORM : look(a, &s[i], cms, store, now, ret, e);
		CMS_ContentInfo_free(cms);
	}
	X509_STORE_free(store);
	ERR_clear_error();
	return v;
}
