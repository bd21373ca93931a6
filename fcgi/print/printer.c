#include "print/printer.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/printer_inside.h"

#define SERVERS	8
#define SERVER_SIZE 121
#define PAGE	500	/* CUPS answers no more jobs at once */

static char server[256] = "/run/cups/cups.sock", elsewhere[SERVER_SIZE];
static char silent[SERVERS][SERVER_SIZE];	/* that did not answer in this round */
static size_t silent_n;

void
printer_setup(const char *name, const char *user)
{
	(void)str_copy(server, sizeof server, name);
	cupsSetServer(server);
	cupsSetUser(user);
}

void
printer_use(const char *name)
{
	if (!str_copy(elsewhere, sizeof elsewhere, name))
		elsewhere[0] = '\0';
	/* libcups takes a connection to any other server than its own for one to a printer */
	cupsSetServer(elsewhere[0] != '\0' ? elsewhere : server);
}

void
printer_round(void)
{
	silent_n = 0;
}

static bool
is_silent(const char *name)
{
	for (size_t i = 0; i < silent_n; i++)
		if (str_eq(silent[i], name))
			return true;
	return false;
}

static int
away(struct err *e)
{
	if (elsewhere[0] == '\0')
		return err_set(e, ERR_AWAY, 0, "cannot connect to CUPS");
	if (silent_n < SERVERS && !is_silent(elsewhere))
		(void)str_copy(silent[silent_n++], SERVER_SIZE, elsewhere);
	return err_set(e, ERR_AWAY, 0, "cannot connect to CUPS at %s", elsewhere);
}

/* Nobody between this computer and itself can listen. */
static bool
here(const char *name)
{
	return name[0] == '/' || str_starts(name, "localhost") || str_starts(name, "127.") || str_starts(name, "[::1]");
}

http_t *
printer_dial(struct err *e)
{
	const char *name = elsewhere[0] != '\0' ? elsewhere : server, *colon = strrchr(name, ':');
	char host[256];
	int64_t port = ippPort();
	http_t *http;

	if (elsewhere[0] != '\0' && is_silent(elsewhere)) {
		(void)away(e);
		return NULL;
	}
	(void)str_copy(host, sizeof host, name);
	if (name[0] != '/' && colon != NULL && colon[1] != '\0' && str_int(colon + 1, 1, 65535, &port))
		host[colon - name] = '\0';
	http = httpConnect2(host, (int)port, NULL, AF_UNSPEC,
	    here(name) ? HTTP_ENCRYPTION_IF_REQUESTED : HTTP_ENCRYPTION_REQUIRED, 1, 3000, NULL);
	if (http == NULL)
		(void)away(e);
	else
		httpSetTimeout(http, 10, NULL, NULL);
	return http;
}

int
printer_blame(struct err *e, const char *what)
{
	ipp_status_t st = cupsLastError();
	enum err_kind kind = ERR_BROKEN;

	if (st == IPP_STATUS_ERROR_NOT_FOUND)
		kind = ERR_NOT_FOUND;
	else if (st == IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS || st == IPP_STATUS_ERROR_BUSY)
		kind = ERR_BUSY;
	else if (st == IPP_STATUS_ERROR_INTERNAL || st == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ||
	    st == IPP_STATUS_ERROR_DEVICE || st == IPP_STATUS_ERROR_TEMPORARY)
		kind = ERR_AWAY;	/* also: cupsd ended during the call */
	else if (st >= IPP_STATUS_ERROR_BAD_REQUEST && st < IPP_STATUS_ERROR_INTERNAL)
		kind = ERR_INPUT;
	return err_set(e, kind, (int)st, "%s: %s", what, cupsLastErrorString());
}

static void
queue_uri(char *buf, size_t size, const char *queue)
{
	(void)httpAssembleURIf(HTTP_URI_CODING_ALL, buf, (int)size, "ipp", NULL, "localhost",
	    0, "/printers/%s", queue);
}

static ipp_t *
request(ipp_op_t op, const char *queue)
{
	ipp_t *rq = ippNewRequest(op);
	char uri[HTTP_MAX_URI];

	queue_uri(uri, sizeof uri, queue);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
	    cupsUser());
	return rq;
}

/* NULL and e filled when CUPS says no. */
static ipp_t *
converse(ipp_t *rq, const char *path, const char *what, struct err *e)
{
	http_t *http = printer_dial(e);
	ipp_t *an;

	if (http == NULL) {
		ippDelete(rq);
		return NULL;
	}
	an = cupsDoRequest(http, rq, path);
	httpClose(http);
	if (an != NULL && cupsLastError() < IPP_STATUS_REDIRECTION_OTHER_SITE)
		return an;
	(void)printer_blame(e, what);
	ippDelete(an);
	return NULL;
}

static int
feed(http_t *http, const struct printer_order *o, int id, struct err *e)
{
	if (cupsStartDocument(http, o->queue, id, o->title, CUPS_FORMAT_PDF, 1) !=
	    HTTP_STATUS_CONTINUE)
		return printer_blame(e, "Send-Document");
	if (cupsWriteRequestData(http, (const char *)o->pdf.p, o->pdf.n) !=
	    HTTP_STATUS_CONTINUE)
		return printer_blame(e, "document data");
	if (cupsFinishDocument(http, o->queue) > IPP_STATUS_OK_CONFLICTING)
		return printer_blame(e, "document end");
	return 0;
}

int
printer_submit(const struct printer_order *o, int *ret_job, struct err *e)
{
	http_t *http = printer_dial(e);
	cups_option_t *opt = NULL;
	char copies[16];
	int n = 0, id, r = -1;

	if (http == NULL)
		return -1;
	(void)snprintf(copies, sizeof copies, "%d", o->copies);
	n = cupsAddOption("media", o->media, n, &opt);
	n = cupsAddOption("copies", copies, n, &opt);
	n = cupsAddOption("job-sheets", "none", n, &opt);
	if (!str_empty(o->tray))
		n = cupsAddOption("media-source", o->tray, n, &opt);
	if (o->fallback)
		n = cupsAddOption("rekam-fallback", "yes", n, &opt);
	id = cupsCreateJob(http, o->queue, o->title, n, opt);
	if (id == 0)
		(void)printer_blame(e, "Create-Job");
	else
		r = feed(http, o, id, e);
	if (id != 0 && r == -1)
		(void)cupsCancelJob2(http, o->queue, id, 1);
	cupsFreeOptions(n, opt);
	httpClose(http);
	if (r == 0)
		*ret_job = id;
	return r;
}

static enum printer_job_state
job_state(int ipp)
{
	switch (ipp) {
	case IPP_JSTATE_HELD:
		return PJOB_HELD;
	case IPP_JSTATE_PROCESSING:
		return PJOB_PRINTING;
	case IPP_JSTATE_STOPPED:
		return PJOB_STOPPED;
	case IPP_JSTATE_CANCELED:
		return PJOB_CANCELLED;
	case IPP_JSTATE_ABORTED:
		return PJOB_ABORTED;
	case IPP_JSTATE_COMPLETED:
		return PJOB_COMPLETED;
	default:
		return PJOB_WAITING;
	}
}

static const char *const job_wanted[] = {
	"job-id", "job-name", "job-state", "job-media-sheets-completed",
	"job-printer-state-message", "time-at-processing",
};

/* Reads one group of job attributes from *at on, which then stands on the next group. */
static bool
read_job(ipp_t *an, ipp_attribute_t **at, const char *title, struct printer_job *ret)
{
	struct printer_job job = { 0 };
	bool ours = title == NULL;

	while (*at != NULL && ippGetGroupTag(*at) != IPP_TAG_JOB)
		*at = ippNextAttribute(an);
	for (; *at != NULL && ippGetGroupTag(*at) == IPP_TAG_JOB; *at = ippNextAttribute(an)) {
		const char *name = ippGetName(*at);

		if (str_eq(name, "job-id"))
			job.id = ippGetInteger(*at, 0);
		else if (str_eq(name, "job-state"))
			job.state = job_state(ippGetInteger(*at, 0));
		else if (str_eq(name, "job-name") && title != NULL)
			ours = str_eq(ippGetString(*at, 0, NULL), title);
		else if (str_eq(name, "job-media-sheets-completed"))
			job.sheets = ippGetInteger(*at, 0);
		else if (str_eq(name, "time-at-processing"))
			job.begun = ippGetValueTag(*at) == IPP_TAG_INTEGER && ippGetInteger(*at, 0) > 0;
		else if (str_eq(name, "job-printer-state-message"))
			(void)str_copy(job.message, sizeof job.message,
			    ippGetString(*at, 0, NULL));
	}
	if (!ours || job.id == 0)
		return false;
	*ret = job;
	return true;
}

static int
find_page(const char *queue, const char *which, int first, const char *title, int *ret_seen,
    struct printer_job *ret, struct err *e)
{
	ipp_t *rq = request(IPP_OP_GET_JOBS, queue), *an;
	int found = 0, seen = 0;

	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, which);
	ippAddBoolean(rq, IPP_TAG_OPERATION, "my-jobs", 1);
	ippAddInteger(rq, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "first-index", first);
	ippAddInteger(rq, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", PAGE);
	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    (int)(sizeof job_wanted / sizeof job_wanted[0]), NULL, job_wanted);
	an = converse(rq, "/", "Get-Jobs", e);
	if (an == NULL)
		return -1;
	for (ipp_attribute_t *at = ippFirstAttribute(an); at != NULL; at = ippNextAttribute(an)) {
		struct printer_job job;

		if (ippGetGroupTag(at) != IPP_TAG_JOB)
			continue;
		seen++;
		if (read_job(an, &at, title, &job) && (!found || job.id > ret->id)) {
			*ret = job;
			found = 1;
		}
		if (at == NULL)
			break;
	}
	ippDelete(an);
	*ret_seen = seen;
	return found;
}

int
printer_find(const char *queue, const char *title, struct printer_job *ret_job, struct err *e)
{
	static const char *const which[] = { "not-completed", "completed" };

	for (size_t i = 0; i < 2; i++)
		for (int first = 1, seen = PAGE; seen >= PAGE; first += PAGE) {
			int r = find_page(queue, which[i], first, title, &seen, ret_job, e);

			if (r != 0)
				return r;
		}
	return 0;
}

int
printer_job(int id, struct printer_job *ret_job, struct err *e)
{
	ipp_t *rq = ippNewRequest(IPP_OP_GET_JOB_ATTRIBUTES), *an;
	ipp_attribute_t *at;
	struct err why = { 0 };
	char uri[64];
	int r;

	(void)snprintf(uri, sizeof uri, "ipp://localhost/jobs/%d", id);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "job-uri", NULL, uri);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
	    cupsUser());
	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    (int)(sizeof job_wanted / sizeof job_wanted[0]), NULL, job_wanted);
	an = converse(rq, "/jobs/", "Get-Job-Attributes", &why);
	if (an == NULL) {
		if (why.kind == ERR_NOT_FOUND)
			return 0;
		if (e != NULL)
			*e = why;
		return -1;
	}
	at = ippFirstAttribute(an);
	r = read_job(an, &at, NULL, ret_job) ? 1 : 0;
	ippDelete(an);
	return r;
}

int
printer_cancel(const char *queue, int id, bool purge, struct err *e)
{
	ipp_t *rq = request(IPP_OP_CANCEL_JOB, queue), *an;

	ippAddInteger(rq, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
	ippAddBoolean(rq, IPP_TAG_OPERATION, "purge-job", purge);
	an = converse(rq, "/jobs/", "Cancel-Job", e);
	if (an == NULL)
		return -1;
	ippDelete(an);
	return 0;
}

/* marker-names and -levels; a level below 0 is unknown (RFC 3805) and left out. */
static void
read_supplies(ipp_t *an, char *buf, size_t size)
{
	ipp_attribute_t *names = ippFindAttribute(an, "marker-names", IPP_TAG_NAME);
	ipp_attribute_t *levels = ippFindAttribute(an, "marker-levels", IPP_TAG_INTEGER);
	size_t used = 0;

	buf[0] = '\0';
	for (int i = 0; names != NULL && levels != NULL && i < ippGetCount(levels); i++) {
		const char *name = ippGetString(names, i, NULL);
		int level = ippGetInteger(levels, i);
		int n;

		if (name == NULL || level < 0 || level > 100)
			continue;
		n = snprintf(buf + used, size - used, "%s%.40s=%d", used == 0 ? "" : "; ", name, level);
		if (n < 0 || (size_t)n >= size - used) {
			buf[used] = '\0';
			return;
		}
		used += (size_t)n;
	}
}

static void
read_view(ipp_t *an, struct printer_view *v)
{
	ipp_attribute_t *at = ippFindAttribute(an, "printer-state", IPP_TAG_ENUM);
	const char *device;

	if (at != NULL && ippGetInteger(at, 0) == IPP_PSTATE_STOPPED)
		v->state = "stopped";
	else if (at != NULL && ippGetInteger(at, 0) == IPP_PSTATE_PROCESSING)
		v->state = "printing";
	at = ippFindAttribute(an, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
	v->accepting = at == NULL || ippGetBoolean(at, 0) != 0;
	at = ippFindAttribute(an, "device-uri", IPP_TAG_URI);
	device = at == NULL ? NULL : ippGetString(at, 0, NULL);
	v->ledger = device != NULL && str_starts(device, "ledger");
	at = ippFindAttribute(an, "printer-state-reasons", IPP_TAG_KEYWORD);
	if (at != NULL)
		(void)ippAttributeString(at, v->reasons, sizeof v->reasons);
	if (str_eq(v->reasons, "none"))
		v->reasons[0] = '\0';
	read_supplies(an, v->supplies, sizeof v->supplies);
	v->reason = print_reason_by_keywords(v->reasons);
	if (v->reason == PRINT_REASON_NONE && str_eq(v->state, "stopped"))
		v->reason = PRINT_REASON_STOPPED;
}

int
printer_view(const char *queue, struct printer_view *ret_view, struct err *e)
{
	static const char *const wanted[] = {
		"printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
		"device-uri", "marker-names", "marker-levels",
	};
	ipp_t *rq = request(IPP_OP_GET_PRINTER_ATTRIBUTES, queue), *an;
	struct printer_view v = { .state = "idle" };

	ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    (int)(sizeof wanted / sizeof wanted[0]), NULL, wanted);
	an = converse(rq, "/", "Get-Printer-Attributes", e);
	if (an == NULL)
		return -1;
	read_view(an, &v);
	ippDelete(an);
	*ret_view = v;
	return 0;
}
