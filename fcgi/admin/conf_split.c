#include "admin/conf_split.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

#define WEB	"paths database web signd station render"

const struct split_program split_program[] = {
	{ "web-pages",	"rekam-web-pages",	"web",		WEB,	"" },
	{ "web-auth",	"rekam-web-auth",	"auth",		WEB,	"" },
	{ "web-admin",	"rekam-web-admin",	"admin",	WEB,	"" },
	{ "web-station", "rekam-web-station",	"station",	WEB,	"station.key" },
	{ "web-upload",	"rekam-web-upload",	"web",		WEB,	"paths.keys/scan.key" },
	{ "signd",	"rekam-signd",		"signd",	"paths database signd",
	    "signd.letter_key signd.factor_key signd.anchor_key paths.keys/anchor.key" },
	{ "printd",	"rekam-printd",		"printd",	"paths database cups", "" },
	{ "station",	"rekam-station",	"",		"station", "station.sign_key" },
	{ "reader",	"rekam-reader",		"",		"station reader", "" },
	{ "backup",	"rekam-backup",		"backup",	"paths database backup signd office",
	    "paths.keys/backup.key" },
	{ "expire",	"rekam-expire",		"web",		"paths database", "" },
	{ NULL, NULL, NULL, NULL, NULL },
};

struct split {
	const struct conf	*conf;
	const char	*into;
	bool		 own;	/* files belong to the caller: a private instance */
};

/* ---- the text ---- */

struct writing {
	const struct split_program	*p;
	FILE		*f;
	const char	*section;	/* of the line before */
};

static int
line(void *ctx, const char *section, const char *key, const char *value)
{
	struct writing *w = ctx;
	bool account = str_starts(section, "account.");

	if (account ? !str_eq(section + strlen("account."), w->p->account) :
	    !str_listed(w->p->sections, section))
		return 0;
	if (!str_eq(section, w->section))
		fprintf(w->f, "\n[%s]\n", section);
	w->section = section;
	fprintf(w->f, "%s=%s\n", key, value);
	return 0;
}

int
split_write(const struct conf *conf, const struct split_program *p, FILE *f, struct err *e)
{
	struct writing w = { p, f, "" };

	fprintf(f, "; Made by rekamctl config split: change the master file and make it anew.\n");
	(void)conf_each(conf, line, &w);
	return ferror(f) ? err_set(e, ERR_FULL, 0, "no memory") : 0;
}

/* ---- the files ---- */

static int
group_of(const struct split *j, const struct split_program *p, gid_t *ret_gid, struct err *e)
{
	const struct group *g;

	*ret_gid = getegid();
	if (j->own)
		return 0;
	if (geteuid() != 0)
		return err_set(e, ERR_INPUT, 0, "only root can give the files to their programs (or: --own)");
	if ((g = getgrnam(p->user)) == NULL)
		return err_set(e, ERR_NOT_FOUND, 0, "there is no group %s: systemd-sysusers makes it from"
		    " /usr/lib/sysusers.d/rekam.conf", p->user);
	*ret_gid = g->gr_gid;
	return 0;
}

/* To root and the program's group: it reads, nobody else does. */
static int
give(const struct split *j, const char *path, gid_t gid, struct err *e)
{
	if (!j->own && (chown(path, 0, gid) == -1 || chmod(path, 0640) == -1))
		return err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
	return 0;
}

static int
write_one(const struct split *j, const struct split_program *p, gid_t gid, struct err *e)
{
	char path[PATH_MAX], *text = NULL;
	size_t n = 0;
	FILE *f;
	int r;

	if ((size_t)snprintf(path, sizeof path, "%s/%s.conf", j->into, p->name) >= sizeof path)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", j->into);
	if ((f = open_memstream(&text, &n)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	r = split_write(j->conf, p, f, e);
	(void)fclose(f);
	if (r == 0)
		r = file_write(path, 0600, text, n, e);
	file_free(text, n);
	if (r == 0)
		r = give(j, path, gid, e);
	if (r == 0)
		printf("%s\n", path);
	return r;
}

/* One word of a row's keys: "signd.letter_key", or "paths.keys/backup.key" for a file below the
 * folder that the setting names. */
static int
give_key(const struct split *j, const char *word, size_t n, gid_t gid, struct err *e)
{
	char text[80] = "", path[PATH_MAX];
	char *key, *file;
	const char *value;

	if (n >= sizeof text)
		return err_set(e, ERR_BROKEN, 0, "conf_split: a long word");
	memcpy(text, word, n);
	key = text + strcspn(text, ".");
	*key++ = '\0';
	file = key + strcspn(key, "/");
	bool below = *file == '/';
	*file = '\0';
	if ((value = conf_str(j->conf, text, key, NULL)) == NULL)
		return 0;
	(void)snprintf(path, sizeof path, "%s%s%s", value, below ? "/" : "", below ? file + 1 : "");
	return file_there(path) ? give(j, path, gid, e) : 0;
}

static int
give_keys(const struct split *j, const struct split_program *p, gid_t gid, struct err *e)
{
	for (const char *s = p->keys; *s != '\0'; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		if (give_key(j, s, n, gid, e) == -1)
			return -1;
		s += n;
	}
	return 0;
}

static int
split(const struct split *j, struct err *e)
{
	for (const struct split_program *p = split_program; p->name != NULL; p++) {
		gid_t gid;

		if (group_of(j, p, &gid, e) == -1 || write_one(j, p, gid, e) == -1 ||
		    give_keys(j, p, gid, e) == -1)
			return -1;
	}
	return 0;
}

int
ctl_config(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct split j = { .conf = c->conf, .into = "/etc/rekam" };

	if (argc < 2 || !str_eq(argv[1], "split"))
		return CTL_USAGE;
	for (int i = 2; i < argc; i++)
		if (str_eq(argv[i], "--own"))
			j.own = true;
		else if (str_eq(argv[i], "--into") && i + 1 < argc)
			j.into = argv[++i];
		else
			return CTL_USAGE;
	return split(&j, e);
}
