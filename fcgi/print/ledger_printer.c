#include "print/ledger_printer.h"

#include <cups/cups.h>

#include "base/str.h"

#define PATH_MAX_IPP	256
#define JOBS_MAX	200	/* ended jobs looked at, newest first */

/* A connection to the printer, its path and address; NULL: it does not answer. */
static http_t *
dial(const struct ledger_printer *p, char path[PATH_MAX_IPP], char uri[1024])
{
	char scheme[32], user[64], host[256];
	int port;
	http_t *http;

	if (httpSeparateURI(HTTP_URI_CODING_ALL, p->uri, scheme, sizeof scheme, user,
	    sizeof user, host, sizeof host, &port, path, PATH_MAX_IPP) < HTTP_URI_STATUS_OK)
		return NULL;
	path[strcspn(path, "?")] = '\0';
	(void)httpAssembleURI(HTTP_URI_CODING_ALL, uri, 1024, scheme, NULL, host, port, path);
	http = httpConnect2(host, port, NULL, AF_UNSPEC, str_eq(scheme, "ipps") ?
	    HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1, 5000, NULL);
	if (http != NULL)
		httpSetTimeout(http, 10, NULL, NULL);
	return http;
}

bool
ledger_printer_there(const struct ledger_printer *p)
{
	char path[PATH_MAX_IPP], uri[1024];
	http_t *http = dial(p, path, uri);

	if (http == NULL)
		return false;
	httpClose(http);
	return true;
}

/* One question; job 0: none is named; which NULL: no list.  NULL: no answer. */
static ipp_t *
ask(const struct ledger_printer *p, ipp_op_t op, int job, const char *which)
{
	static const char *const wanted[] = { "job-id", "job-name", "job-state" };
	char path[PATH_MAX_IPP], uri[1024];
	http_t *http = dial(p, path, uri);
	ipp_t *rq, *an;

	if (http == NULL)
		return NULL;
	rq = ippNewRequest(op);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
	if (job > 0)
		ippAddInteger(rq, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
	ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, p->user);
	if (which != NULL) {
		ippAddInteger(rq, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", JOBS_MAX);
		ippAddString(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, which);
		ippAddStrings(rq, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
		    3, NULL, wanted);
	}
	an = cupsDoRequest(http, rq, path);
	httpClose(http);
	if (an != NULL && cupsLastError() == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE) {
		ippDelete(an);
		return NULL;
	}
	return an;
}

/* The printer's own words for "Create-Job came, Send-Document did not".  job-incoming
 * beside it may be a document on its way, of which a sheet may be out already. */
static bool
empty(ipp_t *an)
{
	ipp_attribute_t *why = ippFindAttribute(an, "job-state-reasons", IPP_TAG_KEYWORD),
	    *documents = ippFindAttribute(an, "number-of-documents", IPP_TAG_INTEGER);

	return why != NULL && ippContainsString(why, "job-data-insufficient") &&
	    !ippContainsString(why, "job-incoming") &&
	    (documents == NULL || ippGetInteger(documents, 0) == 0);
}

static enum ledger_state
state_of(const struct ledger_printer *p, ipp_t *an)
{
	ipp_attribute_t *state = ippFindAttribute(an, "job-state", IPP_TAG_ENUM),
	    *name = ippFindAttribute(an, "job-name", IPP_TAG_NAME);
	const char *text = name == NULL ? NULL : ippGetString(name, 0, NULL);

	/* a printer that numbers its jobs anew after a restart has another name there */
	if (state == NULL || text == NULL || !str_eq(text, p->title))
		return LEDGER_STRANGER;
	switch ((ipp_jstate_t)ippGetInteger(state, 0)) {
	case IPP_JSTATE_COMPLETED: return LEDGER_COMPLETED;
	case IPP_JSTATE_CANCELED: return LEDGER_CANCELLED;
	case IPP_JSTATE_ABORTED: return LEDGER_ABORTED;
	case IPP_JSTATE_PENDING:
	case IPP_JSTATE_HELD:
	case IPP_JSTATE_PROCESSING:
	case IPP_JSTATE_STOPPED: break;
	}
	return empty(an) ? LEDGER_EMPTY : LEDGER_WORKING;
}

enum ledger_state
ledger_printer_job(const struct ledger_printer *p, int job)
{
	ipp_t *an = ask(p, IPP_OP_GET_JOB_ATTRIBUTES, job, NULL);
	enum ledger_state state = an == NULL ? LEDGER_SILENT : state_of(p, an);

	ippDelete(an);
	return state;
}

/* The job of that title in a list of jobs; a cancelled one is no answer: it may be one
 * that was withdrawn before the job in question began. */
static int
named(const struct ledger_printer *p, ipp_t *list)
{
	int found = 0, id = 0, state = 0;
	bool mine = false;

	for (ipp_attribute_t *a = ippFirstAttribute(list); ; a = ippNextAttribute(list)) {
		const char *name = a == NULL ? NULL : ippGetName(a);

		if (name == NULL) {		/* between two jobs, and behind the last */
			if (mine && state != IPP_JSTATE_CANCELED && id > found)
				found = id;
			id = state = 0;
			mine = false;
			if (a == NULL)
				return found;
		} else if (str_eq(name, "job-id"))
			id = ippGetInteger(a, 0);
		else if (str_eq(name, "job-state"))
			state = ippGetInteger(a, 0);
		else if (str_eq(name, "job-name"))
			mine = str_eq(ippGetString(a, 0, NULL), p->title);
	}
}

int
ledger_printer_find(const struct ledger_printer *p)
{
	static const char *const lists[] = { "not-completed", "completed" };
	int job = 0;

	for (size_t i = 0; i < 2 && job == 0; i++) {
		ipp_t *an = ask(p, IPP_OP_GET_JOBS, 0, lists[i]);

		if (an == NULL)
			return -1;
		job = named(p, an);
		ippDelete(an);
	}
	return job;
}

bool
ledger_printer_withdraw(const struct ledger_printer *p, int job)
{
	ipp_t *an = ask(p, IPP_OP_CANCEL_JOB, job, NULL);
	ipp_attribute_t *sheets;
	bool gone;

	ippDelete(an);
	an = ask(p, IPP_OP_GET_JOB_ATTRIBUTES, job, NULL);
	if (an == NULL)
		return false;
	sheets = ippFindAttribute(an, "job-media-sheets-completed", IPP_TAG_INTEGER);
	if (sheets == NULL)
		sheets = ippFindAttribute(an, "job-impressions-completed", IPP_TAG_INTEGER);
	gone = state_of(p, an) == LEDGER_CANCELLED &&
	    (sheets == NULL || ippGetInteger(sheets, 0) == 0);
	ippDelete(an);
	return gone;
}
