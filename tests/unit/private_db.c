#include "private_db.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"
#include "store/db.h"

struct private_db {
	char		 dir[64], conf_path[96], cnf[96];
	struct conf	*conf;
	pid_t		 pid;
};

static const char *const account[] = { "web", "auth", "admin", "station", "signd", "printd",
    "migrate", "backup", NULL };

static void
write_file(const char *path, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
write_file(const char *path, const char *fmt, ...)
{
	FILE *f = fopen(path, "w");
	va_list ap;

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	va_start(ap, fmt);
	vfprintf(f, fmt, ap);
	va_end(ap);
	fclose(f);
}

static pid_t
spawn(const char *log, char *const argv[])
{
	pid_t parent = getpid(), pid = fork();

	if (pid != 0)
		return pid;
	/* the server ends with the test, however the test ends */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == -1 || getppid() != parent)
		_exit(1);
	int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(fd, 1);
	dup2(fd, 2);
	execvp(argv[0], argv);
	_exit(127);
}

static int
run(const char *log, char *const argv[])
{
	int status = -1;
	pid_t pid = spawn(log, argv);

	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0 : -1;
}

static void
configure(struct private_db *p, const char *server_user)
{
	char accounts[1024] = "";
	size_t n = 0;

	snprintf(p->cnf, sizeof p->cnf, "%s/my.cnf", p->dir);
	/* a starting mariadbd deletes the temporary tables it finds: they must be its own */
	write_file(p->cnf, "[mysqld]\n%s%s\ndatadir=%s/db\nsocket=%s/sock\npid-file=%s/pid\ntmpdir=%s\n"
	    "skip-networking\nskip-name-resolve\ncharacter-set-server=utf8mb4\n"
	    "collation-server=utf8mb4_unicode_ci\nperformance_schema=OFF\n"
	    "max_allowed_packet=64M\ninnodb_flush_log_at_trx_commit=2\n"
	    "innodb_buffer_pool_size=32M\ninnodb_log_file_size=16M\n",
	    server_user[0] != '\0' ? "user=" : "", server_user, p->dir, p->dir, p->dir, p->dir);
	for (size_t i = 0; account[i] != NULL; i++)
		n += (size_t)snprintf(accounts + n, sizeof accounts - n,
		    "[account.%s]\nuser=rekam_%s\npassword=test-%s\n", account[i], account[i],
		    account[i]);
	snprintf(p->conf_path, sizeof p->conf_path, "%s/rekam.conf", p->dir);
	write_file(p->conf_path, "[paths]\nrun=%s\nkeys=%s\nbackup=%s\n"
	    "[database]\nsocket=%s/sock\nname=rekam\n%s[office]\ncode=350308\n"
	    "[station]\ncode=STASIUN-1\nurl=unix:%s/station-http.sock\nsign_key=%s/station.key\n",
	    p->dir, p->dir, p->dir, p->dir, accounts, p->dir, p->dir);
}

int
private_db_again(struct private_db *p)
{
	char log[96], defaults[120];
	struct err e = { .kind = ERR_NONE };

	snprintf(log, sizeof log, "%s/log", p->dir);
	snprintf(defaults, sizeof defaults, "--defaults-file=%s", p->cnf);
	char server[] = "mariadbd";
	p->pid = spawn(log, (char *[]){ server, defaults, NULL });
	struct db *db = db_open_as(p->conf, "root", &e);
	for (int i = 0; i < 400; i++) {
		if (db_connect(db, &e) == 0) {
			db_close(db);
			return 0;
		}
		usleep(25000);
	}
	fprintf(stderr, "the private MariaDB does not start: %s (log: %s)\n", e.text, log);
	db_close(db);
	return -1;
}

void
private_db_kill(struct private_db *p)
{
	if (p->pid > 0) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	p->pid = 0;
}

static int
make_accounts(struct private_db *p)
{
	char sql[2048];
	size_t n = 0;
	struct err e = { .kind = ERR_NONE };
	struct db *db = db_open_as(p->conf, "root", &e);

	n += (size_t)snprintf(sql, sizeof sql, "CREATE DATABASE rekam CHARACTER SET utf8mb4"
	    " COLLATE utf8mb4_unicode_ci");
	for (size_t i = 0; account[i] != NULL; i++)
		n += (size_t)snprintf(sql + n, sizeof sql - n,
		    "; CREATE USER rekam_%s@localhost IDENTIFIED BY 'test-%s'", account[i],
		    account[i]);
	snprintf(sql + n, sizeof sql - n,
	    "; GRANT ALL ON rekam.* TO rekam_migrate@localhost WITH GRANT OPTION");
	int r = db_script(db, sql, &e);
	if (r == -1)
		fprintf(stderr, "accounts: %s\n", e.text);
	db_close(db);
	return r;
}

struct private_db *
private_db_start(void)
{
	struct private_db *p = calloc(1, sizeof *p);
	const struct passwd *pw = getuid() == 0 ? getpwnam("mysql") : NULL;
	char log[96], defaults[120], db[96];
	struct err e;

	snprintf(p->dir, sizeof p->dir, "/tmp/rekam-db.XXXXXX");
	if (mkdtemp(p->dir) == NULL) {
		perror(p->dir);
		exit(1);
	}
	configure(p, pw != NULL ? "mysql" : getuid() == 0 ? "root" : "");
	snprintf(db, sizeof db, "%s/db", p->dir);
	mkdir(db, 0700);
	if (pw != NULL && (chown(db, pw->pw_uid, pw->pw_gid) == -1 ||
	    chown(p->dir, pw->pw_uid, pw->pw_gid) == -1))
		perror("chown");
	snprintf(log, sizeof log, "%s/log", p->dir);
	snprintf(defaults, sizeof defaults, "--defaults-file=%s", p->cnf);
	char install[] = "mariadb-install-db", a1[] = "--skip-test-db",
	    a2[] = "--auth-root-authentication-method=normal", a3[] = "--skip-name-resolve";
	if ((p->conf = conf_read(p->conf_path, &e)) == NULL ||
	    run(log, (char *[]){ install, defaults, a1, a2, a3, NULL }) == -1 ||
	    private_db_again(p) == -1 || make_accounts(p) == -1) {
		fprintf(stderr, "no private MariaDB: see %s\n", log);
		private_db_kill(p);	/* the folder stays: its log says why */
		return NULL;
	}
	return p;
}

void
private_db_stop(struct private_db *p)
{
	if (p == NULL)
		return;
	private_db_kill(p);
	conf_free(p->conf);
	char rm[] = "rm", rf[] = "-rf", end[] = "--";
	(void)run("/dev/null", (char *[]){ rm, rf, end, p->dir, NULL });
	free(p);
}

const struct conf *
private_db_conf(const struct private_db *p)
{
	return p->conf;
}

const char *
private_db_conf_path(const struct private_db *p)
{
	return p->conf_path;
}

const char *
private_db_folder(const struct private_db *p)
{
	return p->dir;
}
