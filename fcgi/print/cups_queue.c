#include "print/cups_queue.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "print/printer_inside.h"
#include "rekam_ppd.h"

#define MODEL_PDF	"Rekam PDF printer"	/* begin of *NickName in rekam.ppd */
#define DRAFT		"rekam_percobaan"	/* the temporary queue whose PPD is taken */
#define PATIENCE	40			/* half seconds until CUPS has made a PPD */

static const char *
no_password(const char *prompt, http_t *http, const char *method, const char *resource, void *data)
{
	(void)prompt, (void)http, (void)method, (void)resource, (void)data;
	return NULL;
}

static ipp_t *
request(ipp_op_t op, const char *name)
{
	ipp_t *rq = ippNewRequest(op);
	char uri[HTTP_MAX_URI];

	(void)httpAssembleURIf(HTTP_URI_CODING_ALL, uri, (int)sizeof uri, "ipp", NULL, "localhost", 0,
	    "/printers/%s", name);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser());
	return rq;
}

/* file: sent behind the request, or -1.  NULL and e filled when CUPS says no. */
static ipp_t *
converse(ipp_t *rq, const char *path, int file, const char *what, struct err *e)
{
	http_t *http = printer_dial(e);
	ipp_t *an;

	if (http == NULL) {
		ippDelete(rq);
		return NULL;
	}
	cupsSetPasswordCB2(no_password, NULL);
	an = cupsDoIORequest(http, rq, path, file, -1);
	if (an == NULL || cupsLastError() >= IPP_STATUS_REDIRECTION_OTHER_SITE) {
		if (cupsLastError() == IPP_STATUS_ERROR_FORBIDDEN || cupsLastError() == IPP_STATUS_ERROR_NOT_AUTHORIZED ||
		    cupsLastError() == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
		    cupsLastError() == IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED)
			(void)err_set(e, ERR_INPUT, (int)cupsLastError(), "CUPS does not let %.40s do this: "
			    "run as root, or as a member of CUPS' SystemGroup (lpadmin)", cupsUser());
		else
			(void)printer_blame(e, what);
		ippDelete(an);
		an = NULL;
	}
	httpClose(http);
	return an;
}

static int
tell(ipp_t *rq, int file, const char *what, struct err *e)
{
	ipp_t *an = converse(rq, "/admin/", file, what, e);

	ippDelete(an);
	return an == NULL ? -1 : 0;
}

static int
own_ppd(struct err *e)
{
	int fd = memfd_create("ppd", MFD_CLOEXEC);

	if (fd == -1 || write(fd, rekam_ppd, sizeof rekam_ppd - 1) != (ssize_t)(sizeof rekam_ppd - 1)) {
		if (fd != -1)
			(void)close(fd);
		return err_set(e, ERR_FULL, errno, "no room for the PPD: %s", strerror(errno));
	}
	return fd;
}

/* CUPS asks the printer in the background; until then there is no such file. */
static int
fetch(int fd, struct err *e)
{
	http_status_t status = HTTP_STATUS_ERROR;

	for (int i = 0; i < PATIENCE && status != HTTP_STATUS_OK; i++) {
		http_t *http = printer_dial(e);

		if (http == NULL)
			return -1;
		(void)usleep(500000);
		if (ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0)
			status = cupsGetFd(http, "/printers/" DRAFT ".ppd", fd);
		httpClose(http);
	}
	return status == HTTP_STATUS_OK ? 0 : err_set(e, ERR_BROKEN, (int)status,
	    "CUPS cannot make a PPD from what this printer says: take the maker's with --ppd");
}

/* Only a local printer, which is temporary, gets a PPD made by CUPS: it is taken from there. */
static int
everywhere_ppd(const struct cups_device *d, struct err *e)
{
	ipp_t *rq = ippNewRequest(IPP_OP_CUPS_CREATE_LOCAL_PRINTER), *an;
	int fd, r;

	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, "ipp://localhost/");
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser());
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-name", NULL, DRAFT);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, d->real);
	an = converse(rq, "/", -1, "Create-Local-Printer", e);
	ippDelete(an);
	if (an == NULL)
		return -1;
	fd = memfd_create("ppd", MFD_CLOEXEC);
	r = fd == -1 ? err_set(e, ERR_FULL, errno, "no room for the PPD") : fetch(fd, e);
	(void)tell(request(IPP_OP_CUPS_DELETE_PRINTER, DRAFT), -1, "Delete-Printer", NULL);
	if (r == -1 && fd != -1)
		(void)close(fd);
	return r == -1 ? -1 : fd;
}

static int
ppd_of(const struct cups_queue *q, struct err *e)
{
	int fd;

	switch (q->how) {
	case CUPS_QUEUE_EVERYWHERE:
		return everywhere_ppd(q->device, e);
	case CUPS_QUEUE_PPD:
		fd = open(q->ppd, O_RDONLY | O_CLOEXEC);
		return fd != -1 ? fd : err_set(e, ERR_INPUT, errno, "%.120s: %s", q->ppd, strerror(errno));
	case CUPS_QUEUE_PDF:
	default:
		return own_ppd(e);
	}
}

int
cups_queue_make(const struct cups_queue *q, struct err *e)
{
	static const char *const none[] = { "none", "none" };
	int ppd = ppd_of(q, e), r;
	ipp_t *rq;

	if (ppd == -1)
		return -1;
	rq = request(IPP_OP_CUPS_ADD_MODIFY_PRINTER, q->name);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, q->device->ledger);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", NULL, q->label);
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", NULL, "retry-job");
	ippAddString(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-op-policy", NULL, "default");
	ippAddStrings(rq, IPP_TAG_PRINTER, IPP_TAG_NAME, "job-sheets-default", 2, NULL, none);
	ippAddBoolean(rq, IPP_TAG_PRINTER, "printer-is-shared", 0);
	ippAddBoolean(rq, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
	ippAddInteger(rq, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
	r = tell(rq, ppd, "Add-Modify-Printer", e);
	(void)close(ppd);
	return r;
}

int
cups_queue_remove(const char *name, struct err *e)
{
	return tell(request(IPP_OP_CUPS_DELETE_PRINTER, name), -1, "Delete-Printer", e);
}

static void
text_of(ipp_t *an, const char *name, char *buf, size_t size)
{
	ipp_attribute_t *at = ippFindAttribute(an, name, IPP_TAG_ZERO);
	const char *s = at == NULL ? NULL : ippGetString(at, 0, NULL);

	(void)str_copy(buf, size, s == NULL ? "" : s);
}

static bool
is_true(ipp_t *an, const char *name)
{
	ipp_attribute_t *at = ippFindAttribute(an, name, IPP_TAG_BOOLEAN);

	return at != NULL && ippGetBoolean(at, 0) != 0;
}

static void
read_look(ipp_t *an, struct cups_queue_facts *ret)
{
	struct cups_queue_facts f = { .shared = is_true(an, "printer-is-shared"),
	    .accepting = is_true(an, "printer-is-accepting-jobs") };
	ipp_attribute_t *at = ippFindAttribute(an, "printer-state", IPP_TAG_ENUM);

	f.stopped = at != NULL && ippGetInteger(at, 0) == IPP_PSTATE_STOPPED;
	text_of(an, "device-uri", f.device, sizeof f.device);
	text_of(an, "printer-make-and-model", f.model, sizeof f.model);
	text_of(an, "printer-error-policy", f.error_policy, sizeof f.error_policy);
	text_of(an, "printer-op-policy", f.policy, sizeof f.policy);
	at = ippFindAttribute(an, "job-sheets-default", IPP_TAG_ZERO);
	for (int i = 0; at != NULL && i < ippGetCount(at); i++)
		f.sheets = f.sheets || !str_eq(ippGetString(at, i, NULL), "none");
	f.ledger = str_starts(f.device, "ledger:") || str_starts(f.device, "ledgers:");
	f.same_bytes = f.ledger && str_starts(f.model, MODEL_PDF);
	*ret = f;
}

int
cups_queue_look(const char *name, struct cups_queue_facts *ret, struct err *e)
{
	static const char *const wanted[] = { "device-uri", "printer-make-and-model", "printer-error-policy",
	    "printer-op-policy", "job-sheets-default", "printer-is-shared", "printer-is-accepting-jobs",
	    "printer-state" };
	ipp_t *rq = request(IPP_OP_GET_PRINTER_ATTRIBUTES, name), *an;

	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    (int)(sizeof wanted / sizeof wanted[0]), NULL, wanted);
	an = converse(rq, "/", -1, "Get-Printer-Attributes", e);
	if (an == NULL)
		return -1;
	read_look(an, ret);
	ippDelete(an);
	return 0;
}

const char *
cups_queue_wrong(const struct cups_queue_facts *f, int i)
{
	const struct { bool wrong; const char *text; } rule[] = {
		{ !f->ledger, "no ledger in front of the printer: papers may come out twice; printer add QUEUE URI" },
		{ !str_eq(f->error_policy, "retry-job") && !str_eq(f->error_policy, "abort-job"),
		    "error policy is not retry-job: one failure stops the queue; printer add QUEUE URI" },
		{ f->sheets, "banner pages come out with each paper; printer add QUEUE URI" },
		{ f->shared, "shared: other machines may print here; printer add QUEUE URI" },
		{ !str_eq(f->policy, "default"), "operation policy is not default; printer add QUEUE URI" },
		{ !f->accepting, "takes no jobs; cupsaccept QUEUE" },
		{ f->stopped, "stopped; cupsenable QUEUE" },
	};

	for (size_t k = 0; k < sizeof rule / sizeof rule[0]; k++)
		if (rule[k].wrong && i-- == 0)
			return rule[k].text;
	return NULL;
}
