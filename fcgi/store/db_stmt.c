#include <mysql.h>
#include <stdlib.h>
#include <string.h>

#include "store/db_inside.h"

static int
fail_stmt(struct db *db, const struct slot *k, struct err *e)
{
	unsigned code = mysql_stmt_errno(k->st);

	/* what ends a result half way the Connector notes at the connection alone */
	if (code == 0)
		return db_fail(db, k->s->name, mysql_errno(db->my), mysql_error(db->my), e);
	return db_fail(db, k->s->name, code, mysql_stmt_error(k->st), e);
}

static bool
type_fits(const struct sql_col *c, const MYSQL_FIELD *f)
{
	bool binary = f->charsetnr == 63;

	switch ((int)f->type) {
	case MYSQL_TYPE_TINY: case MYSQL_TYPE_SHORT: case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONG: case MYSQL_TYPE_LONGLONG: case MYSQL_TYPE_YEAR:
	case MYSQL_TYPE_NEWDECIMAL:
		return c->type == SQL_INT64;
	case MYSQL_TYPE_DATE: case MYSQL_TYPE_NEWDATE:
		return c->type == SQL_DAY;
	case MYSQL_TYPE_DATETIME: case MYSQL_TYPE_TIMESTAMP:
		return c->type == SQL_UTC;
	case MYSQL_TYPE_STRING: case MYSQL_TYPE_VAR_STRING: case MYSQL_TYPE_TINY_BLOB:
	case MYSQL_TYPE_BLOB: case MYSQL_TYPE_MEDIUM_BLOB: case MYSQL_TYPE_LONG_BLOB:
		return c->type == (binary ? SQL_BLOB : SQL_TEXT);
	case MYSQL_TYPE_NULL:
		return c->null;
	default:
		return false;
	}
}

/* The declaration and what the server says must agree. */
static int
check_shape(struct slot *k, struct err *e)
{
	const struct sql_stmt *s = k->s;
	size_t nrow = mysql_stmt_field_count(k->st);
	MYSQL_RES *meta;

	if (mysql_stmt_param_count(k->st) != s->nplace)
		return err_set(e, ERR_BROKEN, 0, "%s: %lu places, %zu declared", s->name,
		    mysql_stmt_param_count(k->st), s->nplace);
	if (nrow != s->nrow)
		return err_set(e, ERR_BROKEN, 0, "%s: %zu columns, %zu declared", s->name, nrow,
		    s->nrow);
	if (nrow == 0 || (meta = mysql_stmt_result_metadata(k->st)) == NULL)
		return 0;
	const MYSQL_FIELD *f = mysql_fetch_fields(meta);
	int bad = 0;
	for (size_t i = 0; i < nrow && bad == 0; i++)
		if (!type_fits(&s->row[i], &f[i]))
			bad = err_set(e, ERR_BROKEN, 0, "%s: column %s (%s) has another type: %d",
			    s->name, s->row[i].name, f[i].name, (int)f[i].type);
	mysql_free_result(meta);
	return bad;
}

static const enum enum_field_types wire[] = { [SQL_INT64] = MYSQL_TYPE_LONGLONG,
    [SQL_TEXT] = MYSQL_TYPE_STRING, [SQL_DAY] = MYSQL_TYPE_DATE,
    [SQL_UTC] = MYSQL_TYPE_DATETIME, [SQL_BLOB] = MYSQL_TYPE_BLOB };

static void
bind_cell(MYSQL_BIND *b, enum sql_type type, struct cell *c)
{
	b->buffer_type = wire[type];
	b->is_null = &c->null;
	b->length = &c->len;
	b->error = &c->error;
	if (type == SQL_INT64) {
		b->buffer = &c->i;
		b->buffer_length = sizeof c->i;
	} else if (type == SQL_DAY || type == SQL_UTC) {
		b->buffer = &c->t;
		b->buffer_length = sizeof c->t;
	}
}

static bool
slot_alloc(struct slot *k)
{
	const struct sql_stmt *s = k->s;

	k->in = calloc(s->nplace + 1, sizeof *k->in);
	k->out = calloc(s->nrow + 1, sizeof *k->out);
	k->inv = calloc(s->nin + 1, sizeof *k->inv);
	k->outv = calloc(s->nrow + 1, sizeof *k->outv);
	if (k->in == NULL || k->out == NULL || k->inv == NULL || k->outv == NULL)
		return false;
	for (size_t i = 0; i < s->nplace; i++)
		bind_cell(&k->in[i], s->in[s->place[i]].type, &k->inv[s->place[i]]);
	for (size_t i = 0; i < s->nrow; i++)
		bind_cell(&k->out[i], s->row[i].type, &k->outv[i]);
	return true;
}

/* The statement, prepared once per connection; NULL: failed. */
static struct slot *
prepared(struct db *db, const struct sql_stmt *s, struct err *e)
{
	size_t h = ((uintptr_t)s >> 4) * 2654435761u;
	struct slot *k = NULL;

	for (size_t i = 0; i < SLOTS; i++) {
		k = &db->slot[(h + i) & (SLOTS - 1)];
		if (k->s == s)
			return k;
		if (k->s == NULL)
			break;
	}
	if (k->s != NULL) {
		err_set(e, ERR_BROKEN, 0, "more than %d statements", SLOTS);
		return NULL;
	}
	k->s = s;
	db->queries++;
	if (!slot_alloc(k) || (k->st = mysql_stmt_init(db->my)) == NULL)
		err_set(e, ERR_FULL, 0, "%s: no memory", s->name);
	else if (mysql_stmt_prepare(k->st, s->text, (unsigned long)strlen(s->text)) != 0)
		(void)fail_stmt(db, k, e);
	else if (check_shape(k, e) == 0)
		return k;
	if (k->s != NULL)	/* a disconnect frees it as well */
		db_slot_free(k);
	return NULL;
}

/* ---- values ---- */

static void
time_out(MYSQL_TIME *t, const struct row_value *v, bool with_clock)
{
	*t = (MYSQL_TIME){ .year = (unsigned)v->day.y, .month = (unsigned)v->day.m,
	    .day = (unsigned)v->day.d, .time_type = MYSQL_TIMESTAMP_DATE };
	if (!with_clock)
		return;
	t->hour = (unsigned)v->hour;
	t->minute = (unsigned)v->minute;
	t->second = (unsigned)v->second;
	t->second_part = (unsigned long)v->micro;
	t->time_type = MYSQL_TIMESTAMP_DATETIME;
}

static int
bind_inputs(struct db *db, struct slot *k, const void *in, struct err *e)
{
	const struct sql_stmt *s = k->s;
	struct row_value v;

	if (s->nplace == 0)
		return 0;
	for (size_t i = 0; i < s->nin; i++) {
		struct cell *c = &k->inv[i];

		if (row_get(s, in, i, &v, e) == -1)
			return -1;
		c->null = v.null;
		c->i = v.i;
		c->p = v.p;
		c->len = (unsigned long)v.n;
		if (s->in[i].type == SQL_DAY || s->in[i].type == SQL_UTC)
			time_out(&c->t, &v, s->in[i].type == SQL_UTC);
	}
	for (size_t i = 0; i < s->nplace; i++) {
		enum sql_type type = s->in[s->place[i]].type;

		if (type == SQL_TEXT || type == SQL_BLOB) {
			const struct cell *c = &k->inv[s->place[i]];

			/* the connector only reads it, but its field is not const */
			memcpy(&k->in[i].buffer, &c->p, sizeof c->p);
			k->in[i].buffer_length = c->len;
		}
	}
	if (mysql_stmt_bind_param(k->st, k->in) != 0)
		return fail_stmt(db, k, e);
	return 0;
}

/* Sends it; NULL: failed. */
static struct slot *
execute(struct db *db, const struct sql_stmt *s, const void *in, struct err *e)
{
	struct slot *k;

	if (db_ready(db, e) == -1 || (k = prepared(db, s, e)) == NULL ||
	    bind_inputs(db, k, in, e) == -1)
		return NULL;
	db->queries++;
	if (mysql_stmt_execute(k->st) != 0) {
		(void)fail_stmt(db, k, e);
		return NULL;
	}
	if (s->nrow > 0 && !k->bound) {
		if (mysql_stmt_bind_result(k->st, k->out) != 0) {
			(void)fail_stmt(db, k, e);
			return NULL;
		}
		k->bound = true;
	}
	return k;
}

/* A text or blob: its length is known now, so it is fetched once, into the arena. */
static int
fetch_long(struct db *db, struct slot *k, size_t i, struct arena *a, struct row_value *v,
    struct err *e)
{
	struct cell *c = &k->outv[i];
	MYSQL_BIND b = { .buffer_type = wire[k->s->row[i].type], .length = &c->len,
	    .is_null = &c->null, .error = &c->error, .buffer_length = c->len };
	char *p = arena_alloc(a, c->len + 1);

	if (p == NULL)
		return err_set(e, ERR_FULL, 0, "%s: no room for column %s", k->s->name,
		    k->s->row[i].name);
	b.buffer = p;
	if (c->len > 0 && mysql_stmt_fetch_column(k->st, &b, (unsigned)i, 0) != 0)
		return fail_stmt(db, k, e);
	p[b.buffer_length] = '\0';
	v->p = p;
	v->n = b.buffer_length;
	return 0;
}

static int
take_row(struct db *db, struct slot *k, struct arena *a, void *row, struct err *e)
{
	const struct sql_stmt *s = k->s;

	memset(row, 0, s->row_size);
	for (size_t i = 0; i < s->nrow; i++) {
		const struct cell *c = &k->outv[i];
		enum sql_type type = s->row[i].type;
		struct row_value v = { .null = c->null, .i = c->i };

		if (!v.null && (type == SQL_TEXT || type == SQL_BLOB)) {
			if (fetch_long(db, k, i, a, &v, e) == -1)
				return -1;
		} else if (!v.null && c->error)
			return err_set(e, ERR_BROKEN, 0, "%s: column %s was truncated", s->name,
			    s->row[i].name);
		else if (type == SQL_DAY || type == SQL_UTC) {
			v.day = (struct day){ .y = (int16_t)c->t.year, .m = (int8_t)c->t.month,
			    .d = (int8_t)c->t.day };
			v.hour = (int)c->t.hour;
			v.minute = (int)c->t.minute;
			v.second = (int)c->t.second;
			v.micro = (int)c->t.second_part;
		}
		if (row_put(s, row, i, &v, e) == -1)
			return -1;
	}
	return 0;
}

/* The next row: 1; no more: 0; -1.  After 1 the caller goes on to the end. */
static int
next_row(struct db *db, struct slot *k, struct err *e)
{
	int r = mysql_stmt_fetch(k->st);

	if (r == MYSQL_NO_DATA)
		return 0;
	if (r == 0 || r == MYSQL_DATA_TRUNCATED)
		return 1;	/* which column was truncated: take_row() */
	return fail_stmt(db, k, e);
}

/* What is left of the result is thrown away, the error stays; -1. */
static int
give_up(struct db *db, struct slot *k)
{
	if (db->my != NULL && k->st != NULL)
		(void)mysql_stmt_free_result(k->st);
	return -1;
}

int
db_one(struct db *db, struct arena *a, const struct sql_stmt *s, const void *in, void *ret_row,
    struct err *e)
{
	struct slot *k = execute(db, s, in, e);
	int r;

	if (k == NULL)
		return -1;
	if ((r = next_row(db, k, e)) <= 0)
		return r;
	if (take_row(db, k, a, ret_row, e) == -1)
		return give_up(db, k);
	if ((r = next_row(db, k, e)) == 0)
		return 1;
	if (r == 1)
		(void)err_set(e, ERR_BROKEN, 0, "%s: more than one row", s->name);
	return give_up(db, k);
}

static char *
row_room(struct db *db, size_t n, size_t size)
{
	size_t cap = db->rows_cap == 0 ? 16384 : db->rows_cap;
	char *p;

	if ((n + 1) * size > db->rows_cap) {
		while (cap < (n + 1) * size)
			cap *= 2;
		if ((p = realloc(db->rows, cap)) == NULL)
			return NULL;
		db->rows = p;
		db->rows_cap = cap;
	}
	return db->rows + n * size;
}

int
db_many(struct db *db, struct arena *a, const struct sql_stmt *s, const void *in,
    struct sql_rows *ret_rows, struct err *e)
{
	struct slot *k = execute(db, s, in, e);
	size_t n = 0;
	void *at = NULL;
	int r;

	if (k == NULL)
		return -1;
	while ((r = next_row(db, k, e)) == 1) {
		char *row = row_room(db, n, s->row_size);

		if (row == NULL) {
			(void)err_set(e, ERR_FULL, 0, "%s: no memory for row %zu", s->name, n);
			return give_up(db, k);
		}
		if (take_row(db, k, a, row, e) == -1)
			return give_up(db, k);
		n++;
	}
	if (r == -1)
		return -1;
	if (n > 0) {
		if ((at = arena_array(a, n, s->row_size)) == NULL)
			return err_set(e, ERR_FULL, 0, "%s: no room for %zu rows", s->name, n);
		memcpy(at, db->rows, n * s->row_size);
	}
	*ret_rows = (struct sql_rows){ .at = at, .n = n };
	return 0;
}

int64_t
db_exec(struct db *db, const struct sql_stmt *s, const void *in, struct err *e)
{
	struct slot *k = execute(db, s, in, e);

	if (k == NULL)
		return -1;
	db->last_id = (int64_t)mysql_stmt_insert_id(k->st);
	return s->kind == SQL_INSERT ? db->last_id : (int64_t)mysql_stmt_affected_rows(k->st);
}

int
db_prepare(struct db *db, const struct sql_stmt *s, struct err *e)
{
	return db_ready(db, e) == -1 || prepared(db, s, e) == NULL ? -1 : 0;
}
