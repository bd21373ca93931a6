/*
 * rekamctl - everything an administrator does from a terminal or a timer.
 *
 *	rekamctl -c FILE COMMAND [WORD ...]
 *	rekamctl help [COMMAND]
 *
 * Exit: 0 done, 1 failed (one line says why), 2 wrong words; a command may have
 * more (restore.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/expire.h"
#include "admin/audit_ctl.h"
#include "admin/backup.h"
#include "admin/conf_split.h"
#include "admin/ctl.h"
#include "admin/duty.h"
#include "admin/keys.h"
#include "admin/manual.h"
#include "admin/migrate.h"
#include "admin/office.h"
#include "admin/printer.h"
#include "admin/record.h"
#include "admin/restore.h"
#include "admin/role.h"
#include "admin/seed.h"
#include "admin/session.h"
#include "admin/station.h"
#include "admin/tls.h"
#include "admin/user.h"
#include "base/harden.h"
#include "base/log.h"

static const struct command {
	const char	*word, *words, *help;
	ctl_command	*run;
} command[] = {
	{ "migrate",	"",	"bring the database to this program's schema; set the rights", ctl_migrate },
	{ "schema",	"",	"is the database the one this program was built for?", ctl_schema },
	{ "seed-demo",	"",	"the demonstration office and one account per role", ctl_seed_demo },
	{ "keys",	"init|destroy MONTH [--safe DIR]",	"every key of this installation, each made once; the end of an export key", ctl_keys },
	{ "audit",	"anchor | verify [--anchors FILE] [--public KEY]",
	    "where the traces stand, signed; or: is every trace there as it was written?", ctl_audit },
	{ "backup",	"",	"the whole database, encrypted for the recovery key", ctl_backup },
	{ "restore",	"--from FILE --identity KEY --into DIR [--public KEY] [--binlog DIR]",
	    "a backup into an empty folder, proved there", ctl_restore },
	{ "expire",	"",	"closes what nobody moved for longer than the office waits", ctl_expire },
	{ "tls",	"init --host NAME --ip ADDRESS [--plain-port N] | renew [--force | --new-key] | list |\n"
	    "\t    revoke SERIAL [--reason keyCompromise] | hsts on [--force] | hsts off | hsts status | sheet | page",
	    "the office's own certificate: for one host, ten years of trust, renewed every year", ctl_tls },
	{ "subject",	"NIK --out FILE", "all data about a person and who saw them, as JSON and as text", ctl_subject },
	{ "affected",	"--from T --to T [--user NAME] [--address A] | --from T --to T --station CODE | --backup NAME|T; [--lists] [--csv]",
	    "whose data an account, an address, a station or a lost backup could show", ctl_affected },
	{ "user",	"list | show NAME | add NAME ROLES 'FULL NAME' [NIP] [--until DATE] [--assignment NUMBER]"
	    " [--password] | code NAME | passwd NAME | roles NAME ROLES | rename NAME 'FULL NAME' [NIP] |"
	    " until NAME DATE|never [ASSIGNMENT] | disable NAME | enable NAME | totp-reset NAME",
	    "people, their roles and how they come in", ctl_user },
	{ "office",	"list | show | set KEY VALUE", "the office and how it works", ctl_office },
	{ "printer",	"add QUEUE URI [--label TEXT] [--media PWG] [--pdf | --ppd FILE | --everywhere] | list |"
	    " test QUEUE [--wait SECONDS] | remove QUEUE | check [--cups SERVER] [--conf FOLDER]",
	    "printers, their queues at CUPS, and whether CUPS is set as it must be", ctl_printer },
	{ "record",	"list CASE | copy CASE --into FOLDER | open FOLDER --keys SAFE --into FOLDER",
	    "sealed records of a case out of the database, and opened where the export key is", ctl_record },
	{ "station",	"add CODE --url URL --key FILE [--label TEXT] | list | test CODE | rest CODE [WHY] | use CODE |"
	    " revoke CODE | cert HOST --into FOLDER", "hosts with a fingerprint reader, and their certificates", ctl_station },
	{ "role",	"list | matrix", "what the roles are and what each may do", ctl_role },
	{ "session",	"list | end NUMBER | end-user NAME | end-all", "who is logged in", ctl_session },
	{ "config",	"split [--into FOLDER] [--own]",
	    "a configuration for each program, made from this one", ctl_config },
};
#define COMMANDS	(sizeof command / sizeof command[0])

static int
usage(void)
{
	fputs("usage: rekamctl -c FILE COMMAND [WORD ...]\n       rekamctl help [COMMAND]\n", stderr);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(stderr, "  %s %s\n\t%s\n", command[i].word, command[i].words, command[i].help);
	return 2;
}

/* A page on standard output, as a man page would stand there. */
static int
help(const char *word)
{
	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command *k = &command[i];
		const char *page = manual_page(k->word);

		if (strcmp(k->word, word) != 0)
			continue;
		printf("NAME\n    rekamctl %s - %s\n\n", k->word, k->help);
		if (page != NULL)
			fputs(page, stdout);
		else
			printf("WORDS\n    %s %s\n", k->word, k->words);
		printf("\nEXIT\n    0 done, 1 failed (one line says why), 2 wrong words\n");
		return fflush(stdout) == 0 ? 0 : 1;
	}
	fprintf(stderr, "rekamctl: there is no command '%s'\n", word);
	return usage();
}

static int
run(const struct command *k, const char *path, int argc, char **argv)
{
	struct err e = { .kind = ERR_NONE };
	struct ctl c = { .conf_path = path };
	struct conf *conf = harden(0, &e) == -1 ? NULL : conf_read_private(path, &e);
	int r = -1;

	c.conf = conf;
	if (conf != NULL)
		r = k->run(&c, argc, argv, &e);
	conf_free(conf);
	if (r == CTL_USAGE) {
		fprintf(stderr, "usage: rekamctl -c FILE %s %s\n       rekamctl help %s\n", k->word, k->words,
		    k->word);
		return 2;
	}
	if (fflush(stdout) != 0 && r == 0) {
		perror("rekamctl: standard output");
		return 1;
	}
	if (r == -1)
		fprintf(stderr, "rekamctl %s: %s\n", k->word, e.text);
	return r == -1 ? 1 : r;
}

int
main(int argc, char **argv)
{
	log_name("rekamctl");
	if (argc > 1 && strcmp(argv[1], "help") == 0)
		return argc == 3 ? help(argv[2]) : usage();
	if (argc < 4 || strcmp(argv[1], "-c") != 0)
		return usage();
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(argv[3], command[i].word) == 0)
			return run(&command[i], argv[2], argc - 3, argv + 3);
	return usage();
}
