#include "store/db.h"

#include <fcntl.h>
#include <mysql.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db_error.h"
#include "store/db_inside.h"

#define SLOW_US		200000	/* a failed connect that took this long is not repeated ... */
#define REST_US		1000000	/* ... for this long */

/* Words of the session and of transactions: the only SQL that is not in sql/. */
#define SESSION \
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE," \
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'," \
    " tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 5, max_statement_time = "

/* ---- connection ---- */

static struct db *
open_as(const struct conf *c, const char *user, const char *password, struct err *e)
{
	struct db *db = calloc(1, sizeof *db);

	if (db == NULL) {
		err_set(e, ERR_FULL, 0, "no memory");
		return NULL;
	}
	db->account = "";
	db->user = user;
	db->password = password;
	db->socket = conf_must(c, "database", "socket", e);
	db->name = conf_must(c, "database", "name", e);
	if (db->socket == NULL || db->name == NULL) {
		free(db);
		return NULL;
	}
	return db;
}

struct db *
db_open(const struct conf *c, const char *account, struct err *e)
{
	char section[40] = "account.";
	const char *user, *password;

	strncat(section, account, sizeof section - sizeof "account.");
	if ((user = conf_must(c, section, "user", e)) == NULL ||
	    (password = conf_must(c, section, "password", e)) == NULL)
		return NULL;
	struct db *db = open_as(c, user, password, e);
	if (db != NULL)
		db->account = account;
	return db;
}

struct db *
db_open_as(const struct conf *c, const char *user, struct err *e)
{
	struct db *db = open_as(c, user, NULL, e);

	if (db != NULL) {
		db->patient = true;
		db->name = NULL;
	}
	return db;
}

void
db_patient(struct db *db)
{
	db->patient = true;
}

void
db_slot_free(struct slot *k)
{
	if (k->st != NULL)
		(void)mysql_stmt_close(k->st);
	free(k->in);
	free(k->out);
	free(k->inv);
	free(k->outv);
	*k = (struct slot){ .s = NULL };
}

static void
disconnect(struct db *db)
{
	if (db->my == NULL)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		if (db->slot[i].s != NULL)
			db_slot_free(&db->slot[i]);
	mysql_close(db->my);
	db->my = NULL;
	if (db->in_tx)
		db->lost = true;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	disconnect(db);
	free(db->rows);
	free(db);
}

int
db_fail(struct db *db, const char *what, unsigned code, const char *text, struct err *e)
{
	err_set(e, db_error_kind(code), (int)code, "%s: %s", what, text);
	if (db_error_gone(code))
		disconnect(db);
	return -1;
}

static int
fail_my(struct db *db, const char *what, struct err *e)
{
	return db_fail(db, what, mysql_errno(db->my), mysql_error(db->my), e);
}

int
db_connect(struct db *db, struct err *e)
{
	unsigned connect = 2, io = db->patient ? 600 : 10;
	my_bool no = 0, yes = 1;
	int64_t begin = mono_us();

	if (db->my != NULL)
		return 0;
	if (begin < db->rest_until)
		return err_set(e, ERR_AWAY, 2002, "connect: failed a moment ago");
	if ((db->my = mysql_init(NULL)) == NULL)
		return err_set(e, ERR_FULL, 0, "connect: no memory");
	(void)mysql_options(db->my, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
	(void)mysql_options(db->my, MYSQL_OPT_READ_TIMEOUT, &io);
	(void)mysql_options(db->my, MYSQL_OPT_WRITE_TIMEOUT, &io);
	(void)mysql_options(db->my, MYSQL_OPT_RECONNECT, &no);
	(void)mysql_options(db->my, MYSQL_REPORT_DATA_TRUNCATION, &yes);
	(void)mysql_options(db->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	(void)mysql_options(db->my, MYSQL_INIT_COMMAND, db->patient ? SESSION "0" : SESSION "8");
	if (mysql_real_connect(db->my, NULL, db->user, db->password, db->name, 0, db->socket,
	    CLIENT_FOUND_ROWS) != NULL) {
		(void)fcntl((int)mysql_get_socket(db->my), F_SETFD, FD_CLOEXEC);
		return 0;
	}
	if (mono_us() - begin > SLOW_US)
		db->rest_until = mono_us() + REST_US;
	(void)fail_my(db, "connect", e);
	disconnect(db);
	return -1;
}

/* The server never speaks first: something to read on an idle connection is its end. */
static bool
idle_dead(const struct db *db)
{
	struct pollfd p = { .fd = mysql_get_socket(db->my), .events = POLLIN };

	return poll(&p, 1, 0) != 0;
}

int
db_ready(struct db *db, struct err *e)
{
	if (db->lost)
		return err_set(e, ERR_AWAY, 2013, "the connection was lost inside a transaction");
	if (db->my != NULL && !db->in_tx && idle_dead(db))
		disconnect(db);
	return db_connect(db, e);
}

/* ---- transactions ---- */

static int
command(struct db *db, const char *text, struct err *e)
{
	db->queries++;
	if (mysql_real_query(db->my, text, (unsigned long)strlen(text)) != 0)
		return fail_my(db, text, e);
	return 0;
}

int
db_begin(struct db *db, struct err *e)
{
	if (db->in_tx)
		return err_set(e, ERR_BROKEN, 0, "begin inside a transaction");
	if (db_ready(db, e) == -1 || command(db, "START TRANSACTION", e) == -1)
		return -1;
	db->in_tx = true;
	memset(db->held, 0, sizeof db->held);
	return 0;
}

int
db_commit(struct db *db, struct err *e)
{
	if (!db->in_tx)
		return err_set(e, ERR_BROKEN, 0, "commit without a transaction");
	if (db->lost)
		return db_ready(db, e);
	if (command(db, "COMMIT", e) == -1)
		return -1;
	db->in_tx = false;
	return 0;
}

int
db_rollback(struct db *db, struct err *e)
{
	bool there = db->in_tx && !db->lost && db->my != NULL;

	if (there && command(db, "ROLLBACK", e) == -1)
		disconnect(db);		/* the server rolls back then */
	db->in_tx = db->lost = false;
	return 0;
}

bool
db_in_transaction(const struct db *db)
{
	return db->in_tx;
}

const char *
db_account(const struct db *db)
{
	return db->account;
}

void *
db_held(struct db *db)
{
	return db->in_tx ? db->held : NULL;
}

bool
db_retry(const struct err *e)
{
	return e->kind == ERR_BUSY && db_error_retry((unsigned)e->code);
}

int64_t
db_last_insert_id(const struct db *db)
{
	return db->last_id;
}

unsigned
db_queries(const struct db *db)
{
	return db->queries;
}

void
db_count_reset(struct db *db)
{
	struct err ignored;

	(void)db_rollback(db, &ignored);	/* somebody forgot to end it */
	db->queries = 0;
}

int
db_script(struct db *db, const char *text, struct err *e)
{
	int more = 0;

	if (db_ready(db, e) == -1)
		return -1;
	(void)mysql_set_server_option(db->my, MYSQL_OPTION_MULTI_STATEMENTS_ON);
	if (mysql_real_query(db->my, text, (unsigned long)strlen(text)) != 0)
		return fail_my(db, "statement 1", e);
	for (int n = 1; more == 0; n++) {
		MYSQL_RES *r = mysql_store_result(db->my);

		mysql_free_result(r);
		if ((more = mysql_next_result(db->my)) > 0) {
			char what[40];

			(void)snprintf(what, sizeof what, "statement %d", n + 1);
			return fail_my(db, what, e);
		}
	}
	(void)mysql_set_server_option(db->my, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
	return 0;
}
