#include "store/row.h"

#include <string.h>

#define DAY_US	INT64_C(86400000000)

static void
split_utc(struct utc t, struct row_value *v)
{
	int64_t days = t.us / DAY_US, us = t.us % DAY_US;

	if (us < 0) {
		us += DAY_US;
		days--;
	}
	v->day = day_from_number(days);
	v->micro = (int)(us % 1000000);
	v->second = (int)(us / 1000000 % 60);
	v->minute = (int)(us / 60000000 % 60);
	v->hour = (int)(us / INT64_C(3600000000));
}

static int64_t
join_utc(const struct row_value *v)
{
	int64_t seconds = (int64_t)v->hour * 3600 + (int64_t)v->minute * 60 + v->second;

	return day_number(v->day) * DAY_US + seconds * 1000000 + v->micro;
}

int
row_get(const struct sql_stmt *s, const void *in, size_t i, struct row_value *v, struct err *e)
{
	const struct sql_col *c = &s->in[i];
	const void *p = (const char *)in + c->at;
	bool absent = false;

	*v = (struct row_value){ .null = false };
	switch (c->type) {
	case SQL_INT64:
		memcpy(&v->i, p, sizeof v->i);
		v->null = c->null && v->i == 0;
		break;
	case SQL_TEXT:
		memcpy(&v->p, p, sizeof v->p);
		absent = v->p == NULL;
		v->n = absent ? 0 : strlen(v->p);
		break;
	case SQL_BLOB: {
		struct bytes b;

		memcpy(&b, p, sizeof b);
		v->p = b.p;
		v->n = b.n;
		absent = b.p == NULL;
		break;
	}
	case SQL_DAY:
		memcpy(&v->day, p, sizeof v->day);
		absent = v->day.y == 0;
		if (!absent && !day_valid(v->day))
			return err_set(e, ERR_BROKEN, 0, "%s: input %s is no day", s->name, c->name);
		break;
	case SQL_UTC: {
		struct utc t;

		memcpy(&t, p, sizeof t);
		v->null = c->null && t.us == 0;
		split_utc(t, v);
		break;
	}
	}
	if (absent && !c->null)
		return err_set(e, ERR_BROKEN, 0, "%s: input %s is absent", s->name, c->name);
	v->null = v->null || absent;
	return 0;
}

int
row_put(const struct sql_stmt *s, void *row, size_t i, const struct row_value *v, struct err *e)
{
	const struct sql_col *c = &s->row[i];
	void *p = (char *)row + c->at;

	if (v->null) {
		if (!c->null)
			return err_set(e, ERR_BROKEN, 0, "%s: column %s is NULL", s->name, c->name);
		return 0;	/* the row is zeroed */
	}
	switch (c->type) {
	case SQL_INT64:
		memcpy(p, &v->i, sizeof v->i);
		break;
	case SQL_TEXT: {
		const char *t = v->p;

		memcpy(p, &t, sizeof t);
		break;
	}
	case SQL_BLOB: {
		struct bytes b = { .p = v->p, .n = v->n };

		memcpy(p, &b, sizeof b);
		break;
	}
	case SQL_DAY:
		if (!day_valid(v->day))
			return err_set(e, ERR_BROKEN, 0, "%s: column %s is no day", s->name, c->name);
		memcpy(p, &v->day, sizeof v->day);
		break;
	case SQL_UTC: {
		struct utc t = { .us = join_utc(v) };

		memcpy(p, &t, sizeof t);
		break;
	}
	}
	return 0;
}
