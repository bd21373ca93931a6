#include "print/cups_device.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/printer_inside.h"

int
cups_device_parse(const char *uri, struct cups_device *ret, struct err *e)
{
	char scheme[32], user[64];
	struct cups_device d = { .port = 0 };
	/* of ledger:, usb: and their like libcups knows no port, but the parts */
	const http_uri_status_t st = httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user,
	    sizeof user, d.host, sizeof d.host, &d.port, d.path, sizeof d.path);

	if (strlen(uri) > 500 || st < HTTP_URI_STATUS_OK || st == HTTP_URI_STATUS_MISSING_SCHEME)
		return err_set(e, ERR_INPUT, 0, "'%.80s' is no address of a printer, as ipp://HOST/ipp/print is",
		    uri);
	d.tls = str_eq(scheme, "ipps") || str_eq(scheme, "ledgers");
	if (!d.tls && !str_eq(scheme, "ipp") && !str_eq(scheme, "ledger"))
		return err_set(e, ERR_INPUT, 0, "%.20s: printers are reached by ipp:// or ipps:// only, because "
		    "the ledger must be able to ask them (USB: package ipp-usb, ipp://localhost:60000/ipp/print)",
		    scheme);
	if (d.host[0] == '\0' || user[0] != '\0' || strlen(d.path) < 2 || strchr(d.path, '?') != NULL)
		return err_set(e, ERR_INPUT, 0, "'%.80s': host and path, no user and no options, as in "
		    "ipp://HOST/ipp/print", uri);
	if (d.port == 0)
		d.port = IPP_PORT;
	(void)httpAssembleURI(HTTP_URI_CODING_ALL, d.real, sizeof d.real, d.tls ? "ipps" : "ipp", NULL,
	    d.host, d.port, d.path);
	(void)httpAssembleURI(HTTP_URI_CODING_ALL, d.ledger, sizeof d.ledger, d.tls ? "ledgers" : "ledger",
	    NULL, d.host, d.port, d.path);
	*ret = d;
	return 0;
}

static void
read_facts(ipp_t *an, struct cups_device_facts *ret)
{
	ipp_attribute_t *at = ippFindAttribute(an, "document-format-supported", IPP_TAG_MIMETYPE);
	struct cups_device_facts f = { .pdf = at != NULL && ippContainsString(at, CUPS_FORMAT_PDF) };

	at = ippFindAttribute(an, "printer-make-and-model", IPP_TAG_TEXT);
	if (at != NULL && ippGetString(at, 0, NULL) != NULL)
		(void)str_copy(f.model, sizeof f.model, ippGetString(at, 0, NULL));
	*ret = f;
}

int
cups_device_ask(const struct cups_device *d, struct cups_device_facts *ret, struct err *e)
{
	static const char *const wanted[] = { "document-format-supported", "printer-make-and-model" };
	http_t *http = httpConnect2(d->host, d->port, NULL, AF_UNSPEC, d->tls ? HTTP_ENCRYPTION_ALWAYS :
	    HTTP_ENCRYPTION_IF_REQUESTED, 1, 5000, NULL);
	ipp_t *rq, *an;
	int r = 0;

	if (http == NULL)
		return err_set(e, ERR_AWAY, 0, "the printer does not answer at %.100s port %d: is it switched "
		    "on, is the cable in, is the address right?", d->host, d->port);
	httpSetTimeout(http, 10, NULL, NULL);
	rq = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, d->real);
	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL, wanted);
	an = cupsDoRequest(http, rq, d->path);
	if (an == NULL || cupsLastError() >= IPP_STATUS_REDIRECTION_OTHER_SITE)
		r = err_set(e, ERR_NOT_FOUND, (int)cupsLastError(), "%.100s answers, but has no printer at %.60s: %.60s",
		    d->host, d->path, cupsLastErrorString());
	else
		read_facts(an, ret);
	ippDelete(an);
	httpClose(http);
	return r;
}
