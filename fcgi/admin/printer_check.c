#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/printer_inside.h"
#include "base/file.h"
#include "base/str.h"
#include "print/cups_queue.h"
#include "sql/print_queue.h"

#define FILE_MAX	(256 * 1024)

enum scope { TOP, POLICY };	/* outside of every <...>; in <Policy default> */

/* One setting of cupsd: what counts when it does not stand there, and what is right. */
struct rule {
	const char	*key, *absent, *right[3];
	enum scope	 scope;
	const char	*why;
};

static const struct rule cupsd[] = {
	{ "PreserveJobFiles", "86400", { "No", "Off", "0" }, TOP, "letters stay in the spool after they are printed" },
	{ "PreserveJobHistory", "Yes", { "Yes", "On" }, TOP, "else rekam-printd cannot see how a job ended" },
	{ "MaxJobs", "500", { "0" }, TOP, "else old jobs are forgotten before rekam-printd has seen their end" },
	{ "DirtyCleanInterval", "30", { "0" }, TOP, "else a power cut takes jobs that CUPS had accepted" },
	{ "ErrorPolicy", "stop-printer", { "retry-job", "abort-job" }, TOP, "else one failure stops the whole queue" },
	{ "JobRetryInterval", "30", { "5", "10", "30" }, TOP, "else a job waits long after a passing failure" },
	{ "Browsing", "No", { "No", "Off" }, TOP, "printers of the office are not announced to the network" },
	{ "WebInterface", "Yes", { "No", "Off" }, TOP, "nobody changes queues or jobs past rekam" },
	{ "JobPrivateAccess", "default", { "all" }, POLICY, "else rekam-printd does not find its own jobs by name" },
	{ "JobPrivateValues", "default", { "none" }, POLICY, "else CUPS hides the jobs' names from rekam-printd" },
};
static const struct rule files[] = {
	{ "SyncOnClose", "No", { "Yes", "On" }, TOP, "else a power cut leaves empty documents in the spool" },
};

const char *
printer_conf_file(const struct job *j, const char *folder, const char *name)
{
	if (folder == NULL)
		folder = conf_str(j->ctl->conf, "cups", "conf", "/etc/cups");
	return arena_printf(j->arena, "%s/%s", folder, name);
}

/* The lines of a file of cupsd, cut apart where they are: each call gives the next directive,
 * its value without white space around it, and where it stands. */
struct lines {
	char	*at;
	int	 depth;		/* in how many <...> */
	bool	 policy;	/* the outermost one is <Policy default> */
};

static bool
next(struct lines *l, const char **ret_key, const char **ret_value)
{
	char *line;

	while ((line = strsep(&l->at, "\n")) != NULL) {
		size_t n;

		line += strspn(line, " \t");
		for (n = strlen(line); n > 0 && strchr(" \t\r", line[n - 1]) != NULL; n--)
			line[n - 1] = '\0';
		if (*line == '\0' || *line == '#')
			continue;
		if (strncmp(line, "</", 2) == 0) {
			l->depth--;
			continue;
		}
		if (*line == '<') {
			if (l->depth++ == 0)
				l->policy = strcasecmp(line, "<Policy default>") == 0;
			continue;
		}
		*ret_key = line;
		line += strcspn(line, " \t");
		if (*line != '\0')
			*line++ = '\0';
		*ret_value = line + strspn(line, " \t");
		return true;
	}
	return false;
}

static bool
here(const struct lines *l, enum scope s)
{
	return s == TOP ? l->depth == 0 : l->depth == 1 && l->policy;
}

/* What stands there for key, the last line of them as cupsd takes it; NULL: nothing. */
static const char *
value_of(struct job *j, const char *text, const char *key, enum scope scope)
{
	struct lines l = { .at = arena_strdup(j->arena, text) };
	const char *k, *v, *found = NULL;

	while (l.at != NULL && next(&l, &k, &v))
		if (here(&l, scope) && strcasecmp(k, key) == 0)
			found = v;
	return found;
}

static int
say(bool right, const char *file, const char *key, const char *stands, const char *should, const char *why)
{
	printf("%s %s %s: %s", right ? "ok " : "BAD", file, key, stands);
	if (!right)
		printf(", should be: %s (%s)", should, why);
	(void)putchar('\n');
	return right ? 0 : 1;
}

static int
obey(struct job *j, const char *file, const char *text, const struct rule *r)
{
	const char *v = value_of(j, text, r->key, r->scope), *counts = v == NULL ? r->absent : v;
	bool right = false;

	for (size_t i = 0; i < 3; i++)
		right = right || (r->right[i] != NULL && strcasecmp(counts, r->right[i]) == 0);
	return say(right, file, r->key, v == NULL ? arena_printf(j->arena, "%s (nothing is said)", counts) : v,
	    r->right[0], r->why);
}

/* Every way in must be a socket of this machine. */
static int
listens(struct job *j, const char *text)
{
	struct lines l = { .at = arena_strdup(j->arena, text) };
	const char *k, *v;
	int bad = 0, seen = 0;

	while (l.at != NULL && next(&l, &k, &v)) {
		if (strcasecmp(k, "Listen") != 0 && strcasecmp(k, "Port") != 0 && strcasecmp(k, "SSLListen") != 0 &&
		    strcasecmp(k, "SSLPort") != 0)
			continue;
		seen++;
		bad += say(strcasecmp(k, "Listen") == 0 && *v == '/', "cupsd.conf", k, v,
		    "Listen /run/cups/cups.sock alone", "whoever reaches a port could print past rekam");
	}
	return seen > 0 ? bad : say(false, "cupsd.conf", "Listen", "nothing is said",
	    "Listen /run/cups/cups.sock", "without it nobody reaches CUPS");
}

/* SetEnv LEDGER_DIR FOLDER: the backend does not print without it. */
static int
ledger_folder(struct job *j, const char *text)
{
	struct lines l = { .at = arena_strdup(j->arena, text) };
	const char *k, *v, *dir = NULL;
	struct stat st;

	while (l.at != NULL && next(&l, &k, &v))
		if (strcasecmp(k, "SetEnv") == 0 && str_starts(v, "LEDGER_DIR"))
			dir = v + strlen("LEDGER_DIR") + strspn(v + strlen("LEDGER_DIR"), " \t");
	if (dir == NULL)
		return say(false, "cups-files.conf", "SetEnv LEDGER_DIR", "nothing is said",
		    "SetEnv LEDGER_DIR /var/lib/rekam/ledger", "the ledger must know where to write");
	/* in a folder that this user may not pass nothing is known */
	return say((stat(dir, &st) == 0 && S_ISDIR(st.st_mode)) || errno == EACCES, "cups-files.conf",
	    "SetEnv LEDGER_DIR", dir, "a folder that exists", "the ledger cannot write its lines there");
}

static char *
conf_text(const struct job *j, const char *folder, const char *name, struct err *e)
{
	const char *path = printer_conf_file(j, folder, name);
	char *text = file_read(path, FILE_MAX, false, NULL, e);

	if (text == NULL)
		(void)err_set(e, e->kind, e->code, "%.120s cannot be read (%.60s): run as root, or say --conf FOLDER",
		    path, strerror(e->code));
	return text;
}

int
printer_backend_there(struct job *j, struct err *e)
{
	struct err none = { .kind = ERR_NONE };
	char *text = conf_text(j, NULL, "cups-files.conf", &none);
	const char *bin = text == NULL ? NULL : value_of(j, text, "ServerBin", TOP), *path;
	struct stat st;

	path = arena_printf(j->arena, "%s/backend/ledger", bin == NULL ? "/usr/lib/cups" : bin);
	file_free(text, 0);
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 0111) != 0)
		return 0;
	return err_set(e, ERR_NOT_FOUND, errno, "CUPS has no backend ledger at %.150s: copy rekam-ledger there, "
	    "owner root, mode 0700", path);
}

static int
queues(struct job *j, int *bad, struct err *e)
{
	const struct print_printers_in in = { .office = j->act.office };
	struct print_printers_rows rows;

	if (print_printers(j->db, j->arena, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		struct cups_queue_facts f;
		struct err why = { .kind = ERR_NONE };
		const char *wrong;
		int n = 0;

		/* what another computer keeps is checked there */
		if (rows.at[i].active == 0 || !str_empty(rows.at[i].server))
			continue;
		if (cups_queue_look(rows.at[i].queue, &f, &why) == -1) {
			printf("BAD queue %s: %s\n", rows.at[i].queue, why.text);
			++*bad;
			continue;
		}
		for (; (wrong = cups_queue_wrong(&f, n)) != NULL; n++)
			printf("BAD queue %s: %s\n", rows.at[i].queue, wrong);
		if (n == 0)
			printf("ok  queue %s: %s\n", rows.at[i].queue, f.device);
		*bad += n;
	}
	return 0;
}

static int
all_rules(struct job *j, const char *folder, int *bad, struct err *e)
{
	char *text = conf_text(j, folder, "cupsd.conf", e);

	if (text == NULL)
		return -1;
	for (size_t i = 0; i < sizeof cupsd / sizeof cupsd[0]; i++)
		*bad += obey(j, "cupsd.conf", text, &cupsd[i]);
	*bad += listens(j, text);
	file_free(text, 0);
	if ((text = conf_text(j, folder, "cups-files.conf", e)) == NULL)
		return -1;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		*bad += obey(j, "cups-files.conf", text, &files[i]);
	*bad += ledger_folder(j, text);
	file_free(text, 0);
	return 0;
}

int
printer_check(struct job *j, int argc, char **argv, struct err *e)
{
	const char *server = NULL, *folder = NULL;
	struct err why = { .kind = ERR_NONE };
	int bad = 0;

	for (int i = 0; i < argc; i += 2) {
		if (i + 1 == argc || (!str_eq(argv[i], "--cups") && !str_eq(argv[i], "--conf")))
			return CTL_USAGE;
		*(str_eq(argv[i], "--cups") ? &server : &folder) = argv[i + 1];
	}
	if (printer_server(j, server, e) == -1 || all_rules(j, folder, &bad, e) == -1)
		return -1;
	if (printer_backend_there(j, &why) == -1) {
		printf("BAD backend: %s\n", why.text);
		bad++;
	}
	if (queues(j, &bad, e) == -1)
		return -1;
	return bad == 0 ? 0 : err_set(e, ERR_INPUT, 0, "%d of CUPS' settings are not as rekam needs them "
	    "(lines with BAD)", bad);
}
