/*
 * rekam-ledger - the last step before the printer: a CUPS backend (scheme "ledger:")
 * around the packaged ipp backend.
 *
 * CUPS by itself prints twice after crashes and prints blanks after power cuts.  This
 * backend is called by cupsd as   ledger job user title copies options [file]   with
 * DEVICE_URI=ledger://host:port/path (or ledgers:// for ipps), and
 *  - takes the document into memory and refuses it (held, rekam-damaged) unless it is
 *    a PDF whose SHA-256 begins as the job's title says.  Where CUPS converts the
 *    document for the printer (FINAL_CONTENT_TYPE is not application/pdf) the bytes
 *    cannot be compared and only an empty document is refused;
 *  - says "done" at once, printing nothing, when the ledger has the title as done;
 *  - when the ledger has it as started: asks the printer for that very job (number and
 *    name, or name alone) and follows it to its end; one whose document never came is
 *    withdrawn at the printer and sent anew; if the printer does not know, the job is
 *    held (rekam-unknown) until a person has looked into the tray;
 *  - waits until the printer answers at all (offline-report meanwhile); with the job's
 *    option rekam-fallback only for GIVE_UP asks, then it is held (rekam-printer-away);
 *  - writes its lines (print/ledger.h) durably before and after ipp runs, relays ipp's
 *    messages to cupsd, and believes neither ipp's exit code nor its own hope but only
 *    the printer's job-state: completed is printed, everything else is held.
 *
 * The verdict goes to printd with what cupsd keeps of a job: job-media-sheets-completed
 * is above 0 only when the printer itself said completed; a held job's message begins
 * with rekam-unknown, -aborted, -damaged or -rejected.  (Measured: "completed" alone
 * proves nothing, cupsd says so too of a job whose backend was killed; and keywords in
 * job-state-reasons are overwritten.)  Copies are handed on, made by the printer
 * (measured: ipp sends copies=2), so some software printers show one file for two.
 *
 * Environment: LEDGER_DIR (needed), LEDGER_REAL (default /usr/lib/cups/backend/ipp).
 */
#include <cups/backend.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/harden.h"
#include "base/str.h"
#include "print/ledger.h"
#include "print/ledger_paper.h"
#include "print/ledger_printer.h"

#define SILENT_MAX	60	/* seconds without an answer: unknown */
#define EMPTY_SURE	3	/* answers in a row that no document came */
#define GIVE_UP		10	/* asks of a silent printer, where another one stands ready */

struct job {
	const char	*id, *user, *title, *copies, *options;
	char		 uri[1024];	/* of the printer, ipp: */
	struct ledger_paper	 paper;
	struct ledger	 ledger;
	int		 printer_job;
	struct err	 err;
};

enum end { END_PRINTED, END_ABORTED, END_CANCELLED, END_UNKNOWN, END_NOT_SENT };

static pid_t child;
static volatile sig_atomic_t told;	/* SIGTERM: cancelled, or cupsd ends */

static void
on_term(int sig)
{
	told = sig;
	if (child > 0)
		(void)kill(child, sig);
}

/* Held, with the word that printd looks for.  cupsd keeps the first error among a job's
 * messages, so relay() lets none of ipp's through as one. */
static int
hold(const char *word, const char *why)
{
	fprintf(stderr, "ERROR: rekam-%s %s\n", word, why);
	return CUPS_BACKEND_HOLD;
}

/* The sheets are the proof: no others are counted (see relay). */
static int
printed(const struct job *j)
{
	fprintf(stderr, "PAGE: total %s\n", j->copies);
	return CUPS_BACKEND_OK;
}

/* Reasons left over from earlier jobs; ipp adds those again that are still true. */
static void
forget_reasons(void)
{
	const char *old = getenv("PRINTER_STATE_REASONS");

	if (old != NULL && *old != '\0' && !str_eq(old, "none"))
		fprintf(stderr, "STATE: -%s\n", old);
}

static struct ledger_printer
printer_of(const struct job *j)
{
	return (struct ledger_printer){ j->uri, j->user, j->title };
}

/* Follows the printer's job to its end.  An empty one is the end when its sender was
 * killed; while ipp still sends, it is only the moment before the document. */
static enum end
follow(const struct job *j, bool sender_died)
{
	const struct ledger_printer p = printer_of(j);
	int silent = 0, empty = 0;

	for (;;) {
		enum ledger_state state = ledger_printer_job(&p, j->printer_job);

		silent = state == LEDGER_SILENT ? silent + 1 : 0;
		empty = state == LEDGER_EMPTY ? empty + 1 : 0;
		switch (state) {
		case LEDGER_STRANGER: return END_UNKNOWN;
		case LEDGER_COMPLETED: return END_PRINTED;
		case LEDGER_CANCELLED: return END_CANCELLED;
		case LEDGER_ABORTED: return END_ABORTED;
		case LEDGER_EMPTY:
			if (sender_died && empty >= EMPTY_SURE)
				return ledger_printer_withdraw(&p, j->printer_job) ?
				    END_NOT_SENT : END_UNKNOWN;
			break;
		case LEDGER_SILENT:
		case LEDGER_WORKING: break;
		}
		if (silent > SILENT_MAX || told)
			return END_UNKNOWN;
		(void)sleep(1);
	}
}

/* A start without an end: the printer is asked for that very job by number, or by title
 * when the backend was killed before the number was noted. */
static enum end
resume(struct job *j)
{
	const struct ledger_printer p = printer_of(j);
	char number[16];

	for (int asked = 0; j->printer_job == 0; asked++) {
		int found = ledger_printer_find(&p);

		if (found == 0 || told || asked > SILENT_MAX)
			return END_UNKNOWN;
		if (found == -1) {
			(void)sleep(1);
			continue;
		}
		j->printer_job = found;
		(void)snprintf(number, sizeof number, "%d", found);
		if (ledger_note(&j->ledger, 'P', j->title, number, &j->err) == -1)
			return END_UNKNOWN;
	}
	return follow(j, true);
}

/* Until the printer answers, nothing is written down: cupsd may kill us meanwhile and no
 * doubt is left.  False: told to end, or given up in favour of another printer. */
static bool
wait_for_printer(const struct job *j)
{
	const struct ledger_printer p = printer_of(j);
	int left = strstr(j->options, "rekam-fallback") == NULL ? 0 : GIVE_UP;
	bool there = false;

	while (!told && !(there = ledger_printer_there(&p))) {
		fputs("STATE: +offline-report\nINFO: The printer does not answer.\n", stderr);
		if (left > 0 && --left == 0)
			return false;
		(void)sleep(2);
	}
	if (there)
		fputs("STATE: -offline-report\n", stderr);
	return there;
}

static _Noreturn void
become_ipp(const struct job *j, int err_fd)
{
	const char *real = getenv("LEDGER_REAL");
	char file[64];

	if (real == NULL)
		real = "/usr/lib/cups/backend/ipp";
	/* Dies with us, but without telling the printer to cancel. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)signal(SIGTERM, SIG_DFL);
	(void)dup2(err_fd, STDERR_FILENO);
	(void)setenv("DEVICE_URI", j->uri, 1);
	/* Else ipp leaves out "+reason" lines for reasons that cupsd already has. */
	(void)setenv("PRINTER_STATE_REASONS", "none", 1);
	(void)snprintf(file, sizeof file, "/proc/self/fd/%d", j->paper.fd);
	(void)execl(real, j->uri, j->id, j->user, j->title, j->copies, j->options, file,
	    (char *)NULL);
	_exit(CUPS_BACKEND_STOP);
}

/* Errors and warnings as information: the verdict is ours. */
static void
pass_on(const char *line)
{
	const char *text = str_starts(line, "ERROR:") ? line + strlen("ERROR:") :
	    str_starts(line, "WARNING:") ? line + strlen("WARNING:") : NULL;

	if (text != NULL)
		fprintf(stderr, "INFO:%s", text);
	else
		(void)fputs(line, stderr);
	(void)fflush(stderr);
}

/* Relays to cupsd what ipp says; the printer's job number goes into the ledger. */
static void
relay(struct job *j, FILE *f)
{
	char line[2048], number[16];
	int n;

	for (;;) {
		if (fgets(line, sizeof line, f) == NULL) {
			if (errno != EINTR || feof(f))
				return;
			clearerr(f);
			continue;
		}
		if (sscanf(line, "DEBUG: job-id integer %d", &n) == 1 && n > 0 &&
		    n != j->printer_job) {
			j->printer_job = n;
			(void)snprintf(number, sizeof number, "%d", n);
			(void)ledger_note(&j->ledger, 'P', j->title, number, &j->err);
		}
		if (!str_starts(line, "PAGE:"))
			pass_on(line);
	}
}

/* ipp's exit code, or CUPS_BACKEND_FAILED. */
static int
run(struct job *j)
{
	int p[2], status;
	FILE *f;

	if (pipe2(p, O_CLOEXEC) == -1)
		return CUPS_BACKEND_FAILED;
	child = fork();
	if (child == 0)
		become_ipp(j, p[1]);
	(void)close(p[1]);
	f = fdopen(p[0], "r");
	if (child == -1 || f == NULL)
		return CUPS_BACKEND_FAILED;
	if (told)		/* the signal came before there was a child */
		(void)kill(child, SIGTERM);
	errno = 0;
	relay(j, f);
	(void)fclose(f);
	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			return CUPS_BACKEND_FAILED;
	child = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : CUPS_BACKEND_FAILED;
}

/* Nothing reached the printer: the start is taken back, CUPS may try again. */
static int
not_sent(struct job *j, int rc)
{
	if (ledger_note(&j->ledger, 'N', j->title, "not-sent", &j->err) == -1)
		return hold("unknown", j->err.text);
	if (told)
		return CUPS_BACKEND_OK;
	if (rc == CUPS_BACKEND_CANCEL || rc == CUPS_BACKEND_HOLD || rc == CUPS_BACKEND_OK)
		return hold("rejected", "the printer does not take this job");
	return rc;
}

static int
verdict(struct job *j, enum end end)
{
	if (end == END_PRINTED) {
		if (ledger_note(&j->ledger, 'D', j->title, "completed", &j->err) == -1)
			return hold("unknown", j->err.text);
		return printed(j);
	}
	(void)ledger_note(&j->ledger, 'U', j->title, end == END_ABORTED ? "aborted" :
	    end == END_CANCELLED ? "cancelled" : "unknown", &j->err);
	if (told && end == END_CANCELLED)
		return CUPS_BACKEND_OK;		/* as it was told */
	if (end == END_UNKNOWN)
		return hold("unknown", "the printer does not say what became of the job");
	return end == END_ABORTED ? hold("aborted", "the printer aborted the job") :
	    hold("cancelled", "the job was cancelled at the printer");
}

static int
print_anew(struct job *j)
{
	char start[80], hex[65];
	int rc;

	forget_reasons();
	if (!wait_for_printer(j))
		return told ? CUPS_BACKEND_OK : hold("printer-away", "nothing was sent");
	str_hex(hex, j->paper.sha256, 32);
	(void)snprintf(start, sizeof start, "%.12s:%s", j->id, hex);
	if (ledger_note(&j->ledger, 'S', j->title, start, &j->err) == -1)
		return hold("rejected", j->err.text);
	rc = run(j);
	return j->printer_job == 0 ? not_sent(j, rc) : verdict(j, follow(j, false));
}

/* A job whose document never came is withdrawn at the printer and sent once more. */
static int
go_on(struct job *j, const struct ledger_fact *fact)
{
	enum end end;

	j->printer_job = fact->printer_job;
	end = resume(j);
	if (end != END_NOT_SENT)
		return verdict(j, end);
	j->printer_job = 0;
	if (ledger_note(&j->ledger, 'N', j->title, "withdrawn", &j->err) == -1)
		return hold("unknown", j->err.text);
	return print_anew(j);
}

static int
serve(struct job *j)
{
	const char *dir = getenv("LEDGER_DIR"), *why = ledger_damage(&j->paper, j->title,
	    getenv("FINAL_CONTENT_TYPE"));
	struct ledger_fact fact;
	int rc;

	if (why != NULL)
		return hold("damaged", why);
	if (dir == NULL || ledger_open(&j->ledger, dir, j->title, &j->err) == -1 ||
	    ledger_read(&j->ledger, j->title, &fact, &j->err) == -1) {
		fprintf(stderr, "ERROR: ledger: %s\n", dir == NULL ? "LEDGER_DIR" : j->err.text);
		return told ? CUPS_BACKEND_OK : CUPS_BACKEND_STOP;
	}
	if (fact.done) {
		fputs("INFO: printed before, not printed again\n", stderr);
		rc = printed(j);
	} else if (fact.started)
		rc = go_on(j, &fact);
	else
		rc = print_anew(j);
	ledger_close(&j->ledger, j->title, rc == CUPS_BACKEND_OK && !told);
	return rc;
}

static int
printer_uri(struct job *j)
{
	const char *uri = getenv("DEVICE_URI");

	if (uri == NULL || !str_starts(uri, "ledger") || (uri[6] != ':' &&
	    strncmp(uri + 6, "s:", 2) != 0))
		return -1;
	(void)snprintf(j->uri, sizeof j->uri, "ipp%s", uri + strlen("ledger"));
	return 0;
}

int
main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = on_term };
	struct job j = { .paper.fd = -1 };
	int in = STDIN_FILENO;

	if (argc == 1) {
		puts("network ledger \"Unknown\" \"IPP printer with print ledger\"");
		return 0;
	}
	if (argc < 6 || argc > 7) {
		fputs("ERROR: Usage: ledger job user title copies options [file]\n", stderr);
		return CUPS_BACKEND_FAILED;
	}
	/* CUPS's side channels (3, 4) are for the real backend */
	if (harden(HARDEN_KEEP_FDS, &j.err) == -1)
		return hold("damaged", j.err.text);
	(void)sigaction(SIGTERM, &sa, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	j.id = argv[1];
	j.user = argv[2];
	j.title = argv[3];
	j.copies = argv[4];
	j.options = argv[5];
	if (sodium_init() == -1 || printer_uri(&j) == -1) {
		fputs("ERROR: DEVICE_URI is not ledger://host/path\n", stderr);
		return CUPS_BACKEND_STOP;
	}
	if (argc == 7 && (in = open(argv[6], O_RDONLY | O_CLOEXEC)) == -1)
		return hold("damaged", "the document cannot be opened");
	if (ledger_take(&j.paper, in, &j.err) == -1)
		return hold("damaged", j.err.text);
	return serve(&j);
}
