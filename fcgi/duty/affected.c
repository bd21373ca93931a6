#include "duty/affected.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "sql/affected.h"

#define PART		150000	/* each part asks the whole question again */
#define PART_ARENA	((size_t)256 << 20)

/* The rows of the three statements have the same members. */
#define COPY(rows)								\
	do {									\
		at = ARENA_ARRAY(a, rows.n, struct affected_row);		\
		for (size_t i = 0; at != NULL && i < rows.n; i++) {		\
			at[i] = (struct affected_row){ rows.at[i].case_id, rows.at[i].nik,	\
			    rows.at[i].name, rows.at[i].village, rows.at[i].phone,	\
			    rows.at[i].cases, rows.at[i].kinds, rows.at[i].looks,	\
			    rows.at[i].first_at, rows.at[i].last_at };		\
			total = rows.at[i].total;				\
		}								\
		n = at == NULL ? 0 : rows.n;					\
	} while (0)

int
affected_load(struct db *db, struct arena *a, const struct affected_question *q,
    int64_t skip, int64_t size, struct affected *ret, struct err *e)
{
	struct affected_row *at = NULL;
	int64_t total = 0;
	size_t n = 0;

	if (q->backup_at.us != 0) {
		const struct affected_by_backup_in in = { .office = q->office,
		    .backup_at = q->backup_at, .skip = skip, .size = size };
		struct affected_by_backup_rows rows;
		if (affected_by_backup(db, a, &in, &rows, e) == -1)
			return -1;
		COPY(rows);
	} else if (q->station != 0) {
		const struct affected_by_station_in in = { .office = q->office, .station = q->station,
		    .from_at = q->from, .to_at = q->to, .skip = skip, .size = size };
		struct affected_by_station_rows rows;
		if (affected_by_station(db, a, &in, &rows, e) == -1)
			return -1;
		COPY(rows);
	} else {
		const struct affected_by_trace_in in = { .office = q->office, .user = q->user,
		    .address = q->address, .from_at = q->from, .to_at = q->to, .lists = q->lists,
		    .skip = skip, .size = size };
		struct affected_by_trace_rows rows;
		if (affected_by_trace(db, a, &in, &rows, e) == -1)
			return -1;
		COPY(rows);
	}
	*ret = (struct affected){ at, n, total };
	return 0;
}

int
affected_lists_seen(struct db *db, struct arena *a, const struct affected_question *q,
    int64_t *ret_n, struct err *e)
{
	const struct affected_lists_in in = { .office = q->office, .user = q->user,
	    .address = q->address, .from_at = q->from, .to_at = q->to };
	struct affected_lists_row row = { 0 };

	*ret_n = 0;
	if (q->backup_at.us != 0 || q->station != 0)
		return 0;
	if (affected_lists(db, a, &in, &row, e) == -1)
		return -1;
	*ret_n = row.lists;
	return 0;
}

int
affected_hash(struct db *db, const struct affected_question *q,
    uint8_t ret_sha256[32], int64_t *ret_total, struct err *e)
{
	struct arena *a = arena_create(PART_ARENA);
	crypto_hash_sha256_state h;
	struct affected part;
	int64_t n = 0;
	int rc = a == NULL ? err_set(e, ERR_FULL, 0, "no memory") : 0;

	(void)crypto_hash_sha256_init(&h);
	while (rc == 0) {
		rc = affected_load(db, a, q, n, PART, &part, e);
		if (rc == -1 || part.n == 0)
			break;
		for (size_t i = 0; i < part.n; i++) {
			(void)crypto_hash_sha256_update(&h, (const uint8_t *)part.at[i].nik, strlen(part.at[i].nik));
			(void)crypto_hash_sha256_update(&h, (const uint8_t *)"\n", 1);
		}
		n += (int64_t)part.n;
		if (part.n < PART)
			break;
		arena_reset(a);
	}
	arena_free(a);
	if (rc == 0) {
		(void)crypto_hash_sha256_final(&h, ret_sha256);
		*ret_total = n;
	}
	return rc;
}

const char *
affected_kinds_text(struct arena *a, int64_t kinds)
{
	static const struct { int64_t bit; const char *label; } all[] = {
#define X(id, bit, label) { bit, label },
		AFFECTED_KINDS(X)
#undef X
	};
	const char *s = "";

	/* who was seen for certain is not also told that he may have been */
	if ((kinds & ~(int64_t)AFFECTED_LIST) != 0)
		kinds &= ~(int64_t)AFFECTED_LIST;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (kinds & all[i].bit)
			s = *s == '\0' ? all[i].label : arena_printf(a, "%s, %s", s, all[i].label);
	return s;
}

/* One value of a CSV line (RFC 4180). */
static void
value(struct out *o, const char *s, char end)
{
	out_str(o, "\"");
	if (*s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		out_str(o, "'");
	for (; *s != '\0'; s++)
		if (*s == '"')
			out_str(o, "\"\"");
		else
			out_raw(o, s, 1);
	out_str(o, "\"");
	out_raw(o, &end, 1);
}

void
affected_csv_head(struct out *o)
{
	out_str(o, "\"nama\",\"nik\",\"desa\",\"telepon\",\"data\",\"permohonan\",\"kali\",\"pertama\",\"terakhir\"\n");
}

void
affected_csv(struct out *o, struct arena *a, const struct affected *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct affected_row *r = &rows->at[i];
		struct fmt first, last;
		value(o, r->name, ',');
		value(o, r->nik, ',');
		value(o, r->village, ',');
		value(o, r->phone, ',');
		value(o, affected_kinds_text(a, r->kinds), ',');
		out_printf(o, "%lld,%lld,", (long long)r->cases, (long long)r->looks);
		value(o, fmt_machine(&first, r->first_at), ',');
		value(o, fmt_machine(&last, r->last_at), '\n');
	}
}
