#include "print/printer_setup.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/printer_inside.h"

#define POLICY	"retry-job"	/* a printer that is off keeps its jobs; the ledger knows what came out */

const char printer_identity_ppd[] =
    "*PPD-Adobe: \"4.3\"\n"
    "*FormatVersion: \"4.3\"\n"
    "*FileVersion: \"1.0\"\n"
    "*LanguageVersion: English\n"
    "*LanguageEncoding: ISOLatin1\n"
    "*PCFileName: \"REKAM.PPD\"\n"
    "*Manufacturer: \"Rekam\"\n"
    "*ModelName: \"PDF printer\"\n"
    "*Product: \"(PDF printer)\"\n"
    "*PSVersion: \"(3010.000) 0\"\n"
    "*LanguageLevel: \"3\"\n"
    "*FileSystem: False\n"
    "*NickName: \"Rekam PDF printer, documents go through unchanged\"\n"
    "*ShortNickName: \"Rekam PDF printer\"\n"
    "*ColorDevice: False\n"
    "*cupsVersion: 2.4\n"
    "*cupsSNMPSupplies: False\n"
    "*cupsLanguages: \"en\"\n"
    "*% No filter between us and the printer: the wrapper sees the very bytes that were frozen.\n"
    "*cupsFilter2: \"application/pdf application/pdf 0 -\"\n"
    "*OpenUI *PageSize: PickOne\n"
    "*OrderDependency: 10 AnySetup *PageSize\n"
    "*DefaultPageSize: A4\n"
    "*PageSize A4: \"<</PageSize[595.276 841.89]>>setpagedevice\"\n"
    "*CloseUI: *PageSize\n"
    "*OpenUI *PageRegion: PickOne\n"
    "*OrderDependency: 10 AnySetup *PageRegion\n"
    "*DefaultPageRegion: A4\n"
    "*PageRegion A4: \"<</PageSize[595.276 841.89]>>setpagedevice\"\n"
    "*CloseUI: *PageRegion\n"
    "*DefaultImageableArea: A4\n"
    "*DefaultPaperDimension: A4\n"
    "*ImageableArea A4: \"12 12 583 829\"\n"
    "*PaperDimension A4: \"595.276 841.89\"\n"
    "*DefaultResolution: 600dpi\n"
    "*DefaultFont: Courier\n";

bool
printer_device(const char *uri, char *buf, unsigned size)
{
	char scheme[32], user[64], host[256], path[256];
	int port, n;

	if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host, sizeof host,
	    &port, path, sizeof path) < HTTP_URI_STATUS_OK || strcspn(uri, " \t\r\n\"'\\") != strlen(uri))
		return false;
	if (str_eq(scheme, "ipp") || str_eq(scheme, "ipps")) {
		if (host[0] == '\0' || user[0] != '\0')
			return false;
		n = snprintf(buf, size, "ledger%s%s", scheme + 3, uri + strlen(scheme));
	} else
		n = snprintf(buf, size, "%s", uri);
	return n > 0 && (unsigned)n < size;
}

bool
printer_queue_name(const char *s)
{
	size_t n = strlen(s);

	return n >= 1 && n <= 60 &&
	    strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == n;
}

static void
read_probe(ipp_t *an, struct printer_probe *ret)
{
	ipp_attribute_t *at = ippFindAttribute(an, "document-format-supported", IPP_TAG_MIMETYPE);

	*ret = (struct printer_probe){ .pdf = at != NULL && ippContainsString(at, "application/pdf") };
	at = ippFindAttribute(an, "printer-make-and-model", IPP_TAG_TEXT);
	if (at != NULL)
		(void)snprintf(ret->model, sizeof ret->model, "%s", ippGetString(at, 0, NULL));
}

int
printer_probe(const char *uri, struct printer_probe *ret, struct err *e)
{
	static const char *const wanted[] = { "document-format-supported", "printer-make-and-model" };
	char scheme[32], user[64], host[256], path[256];
	int port;

	if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host, sizeof host,
	    &port, path, sizeof path) < HTTP_URI_STATUS_OK)
		return err_set(e, ERR_INPUT, 0, "not an address of a printer: %.100s", uri);
	http_t *http = httpConnect2(host, port, NULL, AF_UNSPEC, str_eq(scheme, "ipps") ? HTTP_ENCRYPTION_ALWAYS :
	    HTTP_ENCRYPTION_IF_REQUESTED, 1, 5000, NULL);
	if (http == NULL)
		return err_set(e, ERR_AWAY, 0, "nothing answers at %.100s", uri);
	httpSetTimeout(http, 10, NULL, NULL);
	ipp_t *rq = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL, wanted);
	ipp_t *an = cupsDoRequest(http, rq, path);
	httpClose(http);
	if (an == NULL || cupsLastError() >= IPP_STATUS_REDIRECTION_OTHER_SITE) {
		ippDelete(an);
		return err_set(e, ERR_AWAY, (int)cupsLastError(), "no IPP printer answers at %.100s (%s)", uri,
		    cupsLastErrorString());
	}
	read_probe(an, ret);
	ippDelete(an);
	return 0;
}

int
printer_queue_put(const struct printer_queue *q, struct err *e)
{
	static const char *const banners[] = { "none", "none" };
	ipp_t *rq = printer_request(IPP_OP_CUPS_ADD_MODIFY_PRINTER, q->name), *an;

	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, q->device);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", NULL, q->label);
	ippAddInteger(rq, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
	ippAddBoolean(rq, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
	ippAddBoolean(rq, IPP_TAG_PRINTER, "printer-is-shared", 0);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", NULL, POLICY);
	ippAddStrings(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "job-sheets-default", 2, NULL, banners);
	an = printer_converse(rq, "/admin/", q->driver, "CUPS-Add-Modify-Printer", e);
	if (an == NULL)
		return -1;
	ippDelete(an);
	return 0;
}

int
printer_queue_remove(const char *name, struct err *e)
{
	ipp_t *an = printer_converse(printer_request(IPP_OP_CUPS_DELETE_PRINTER, name), "/admin/", NULL,
	    "CUPS-Delete-Printer", e);

	if (an == NULL)
		return e->kind == ERR_NOT_FOUND ? 0 : -1;
	ippDelete(an);
	return 1;
}

static void
text(ipp_t *an, const char *name, char *buf, size_t size)
{
	ipp_attribute_t *at = ippFindAttribute(an, name, IPP_TAG_ZERO);

	buf[0] = '\0';
	if (at != NULL)
		(void)ippAttributeString(at, buf, size);
}

int
printer_standing(const char *name, struct printer_standing *ret, struct err *e)
{
	static const char *const wanted[] = { "device-uri", "printer-state", "printer-is-accepting-jobs",
	    "printer-is-shared", "printer-error-policy", "printer-state-reasons" };
	ipp_t *rq = printer_request(IPP_OP_GET_PRINTER_ATTRIBUTES, name), *an;
	ipp_attribute_t *at;

	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    (int)(sizeof wanted / sizeof wanted[0]), NULL, wanted);
	if ((an = printer_converse(rq, "/", NULL, "Get-Printer-Attributes", e)) == NULL)
		return e->kind == ERR_NOT_FOUND ? 0 : -1;
	text(an, "device-uri", ret->device, sizeof ret->device);
	text(an, "printer-state", ret->state, sizeof ret->state);
	text(an, "printer-error-policy", ret->policy, sizeof ret->policy);
	text(an, "printer-state-reasons", ret->reasons, sizeof ret->reasons);
	at = ippFindAttribute(an, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
	ret->accepting = at == NULL || ippGetBoolean(at, 0) != 0;
	at = ippFindAttribute(an, "printer-is-shared", IPP_TAG_BOOLEAN);
	ret->shared = at != NULL && ippGetBoolean(at, 0) != 0;
	ret->ledger = str_starts(ret->device, "ledger");
	ippDelete(an);
	return 1;
}
