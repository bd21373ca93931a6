/* The anchors' side of the check: the log outside of the database and the table inside. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "admin/audit_find.h"
#include "base/file.h"
#include "base/str.h"
#include "sign/anchor.h"
#include "sql/audit_verify.h"

/* One source of anchors in order of number. */
struct source {
	const char	*name;
	struct anchor	*before, *now;		/* large */
	bool		 any;
	uint8_t		 digest[ANCHOR_HASH];
};

static bool
grow(void **p, size_t *cap, size_t n, size_t size)
{
	size_t want = *cap == 0 ? 1024 : *cap * 2;
	void *more;

	if (n < *cap)
		return true;
	if ((more = realloc(*p, want * size)) == NULL)
		return false;
	*p = more;
	*cap = want;
	return true;
}

static int
points_add(struct verify *v, const struct anchor *a, struct err *e)
{
	for (size_t i = 0; i < a->heads; i++) {
		const struct anchor_head *h = &a->head[i];
		void *p = v->point;

		if (!grow(&p, &v->points_cap, v->points, sizeof *v->point))
			return err_set(e, ERR_FULL, 0, "no memory");
		v->point = p;
		v->point[v->points] = (struct verify_point){ h->strand, h->seq, a->no, { 0 } };
		memcpy(v->point[v->points++].hash, h->hash, ANCHOR_HASH);
	}
	return 0;
}

/* Heads only go on. */
static void
monotonous(struct verify *v, const struct source *s)
{
	size_t k = 0;

	for (size_t i = 0; i < s->before->heads; i++) {
		const struct anchor_head *w = &s->before->head[i];

		while (k < s->now->heads && s->now->head[k].strand < w->strand)
			k++;
		if (k == s->now->heads || s->now->head[k].strand != w->strand ||
		    s->now->head[k].seq < w->seq)
			verify_finding(v, "jangkar %" PRId64 " (%s): untai %" PRId64 " mundur terhadap jangkar"
			    " sebelumnya", s->now->no, s->name, w->strand);
	}
}

/* 1: a good anchor, taken in; 0: a bad one, said; -1. */
static int
take(struct verify *v, struct source *s, const struct anchor_entry *entry, int64_t no,
    struct err *e)
{
	struct anchor *swap;

	if (v->order->has_key && !anchor_signed_by(entry, v->order->public_key)) {
		verify_finding(v, "jangkar %" PRId64 " (%s): tanda tangan tidak sah atau dari kunci lain (kunci %s)",
		    no, s->name, entry->key_id);
		return 0;
	}
	if (!anchor_parse(entry->body, entry->n, s->now) || (no != 0 && s->now->no != no)) {
		verify_finding(v, "jangkar %" PRId64 " (%s): bukan teks jangkar", no, s->name);
		return 0;
	}
	if (s->any && s->now->no != s->before->no + 1)
		verify_finding(v, "%s: setelah jangkar %" PRId64 " datang jangkar %" PRId64, s->name,
		    s->before->no, s->now->no);
	else if (s->any && memcmp(s->now->prev, s->digest, ANCHOR_HASH) != 0)
		verify_finding(v, "jangkar %" PRId64 " (%s): tidak menyambung ke jangkar sebelumnya", s->now->no,
		    s->name);
	if (s->any)
		monotonous(v, s);
	anchor_digest(entry->body, entry->n, s->digest);
	if (s->now->no >= v->newest) {
		v->newest = s->now->no;
		anchor_code(s->digest, v->code);
	}
	if (points_add(v, s->now, e) == -1)
		return -1;
	swap = s->before;
	s->before = s->now;
	s->now = swap;
	s->any = true;
	return 1;
}

static int
source_open(struct source *s, const char *name, struct err *e)
{
	*s = (struct source){ .name = name };
	s->before = calloc(1, sizeof *s->before);
	s->now = calloc(1, sizeof *s->now);
	return s->before != NULL && s->now != NULL ? 0 : err_set(e, ERR_FULL, 0, "no memory");
}

static void
source_close(struct source *s)
{
	free(s->before);
	free(s->now);
}

static int
log_remember(struct verify *v, const struct source *s, struct err *e)
{
	void *p = v->anchor;

	if (!grow(&p, &v->anchors_cap, v->anchors, sizeof *v->anchor))
		return err_set(e, ERR_FULL, 0, "no memory");
	v->anchor = p;
	v->anchor[v->anchors].no = s->before->no;
	memcpy(v->anchor[v->anchors++].digest, s->digest, ANCHOR_HASH);
	return 0;
}

static int
log_walk(struct verify *v, struct source *s, const char *text, size_t n, struct err *e)
{
	struct anchor_entry entry;
	size_t at = 0;
	int r, good = 1;

	while ((r = anchor_log_next(text, n, &at, &entry)) == 1 && good != -1) {
		good = take(v, s, &entry, 0, e);
		if (good == 1)
			good = log_remember(v, s, e);
	}
	if (r == -1)
		verify_finding(v, "berkas jangkar: mulai bita %zu bukan jangkar yang utuh", at);
	return good == -1 ? -1 : 0;
}

int
verify_log(struct verify *v, struct err *e)
{
	struct source s;
	char *text;
	size_t n;
	int r;

	if (v->order->log == NULL)
		return 0;
	if ((text = anchor_log_read(v->order->log, &n, e)) == NULL)
		return -1;
	r = source_open(&s, "berkas", e);
	if (r == 0)
		r = log_walk(v, &s, text, n, e);
	source_close(&s);
	file_free(text, n);
	return r;
}

static const struct verify_anchor *
log_has(const struct verify *v, int64_t no)
{
	for (size_t i = v->anchors; i > 0; i--)
		if (v->anchor[i - 1].no == no)
			return &v->anchor[i - 1];
	return NULL;
}

static int
table_row(struct verify *v, struct source *s, const struct verify_anchors_row *r, struct err *e)
{
	struct anchor_entry entry = { .body = r->body, .n = strlen(r->body) };
	const struct verify_anchor *same = log_has(v, r->no);
	int good;

	(void)str_copy(entry.key_id, sizeof entry.key_id, r->key_id);
	if (r->signature.n == ANCHOR_SIGNATURE)
		memcpy(entry.signature, r->signature.p, ANCHOR_SIGNATURE);
	if ((good = take(v, s, &entry, r->no, e)) != 1)
		return good;
	if (r->total != s->before->rows || r->digest.n != ANCHOR_HASH ||
	    memcmp(r->digest.p, s->digest, ANCHOR_HASH) != 0)
		verify_finding(v, "jangkar %" PRId64 " (basis data): kolomnya tidak sama dengan teksnya", r->no);
	if (same != NULL && memcmp(same->digest, s->digest, ANCHOR_HASH) != 0)
		verify_finding(v, "jangkar %" PRId64 ": di basis data lain daripada di berkas", r->no);
	v->table_last = r->no;
	return 0;
}

/* The log is written first: what the table has and the log has not was taken out of the log. */
static void
compare_sources(struct verify *v)
{
	int64_t log_last = v->anchors == 0 ? 0 : v->anchor[v->anchors - 1].no;

	if (v->order->log != NULL && !v->order->outside && v->table_last > log_last + 1)
		verify_finding(v, "berkas jangkar berakhir pada jangkar %" PRId64 ", basis data pada %" PRId64
		    ": berkas dipotong", log_last, v->table_last);
	if (log_last > v->table_last + 1)
		verify_finding(v, "jangkar %" PRId64 " sampai %" PRId64 " tidak ada lagi di basis data: dihapus,"
		    " atau basis data dikembalikan ke keadaan lama", v->table_last + 1, log_last);
}

int
verify_table(struct verify *v, struct err *e)
{
	struct verify_anchors_in in = { .after = 0 };
	struct verify_anchors_rows rows;
	struct source s;
	int r = source_open(&s, "basis data", e);

	do {
		arena_reset(v->arena);
		if (r == 0 && (r = verify_anchors(v->db, v->arena, &in, &rows, e)) == -1)
			break;
		for (size_t i = 0; r == 0 && i < rows.n; i++) {
			in.after = rows.at[i].no;
			if (table_row(v, &s, &rows.at[i], e) == -1)
				r = -1;
		}
	} while (r == 0 && rows.n > 0);
	source_close(&s);
	if (r == 0)
		compare_sources(v);
	return r;
}
