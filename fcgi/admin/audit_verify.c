/* The rows' side of the check.  Nothing of store/audit is used here, on purpose. */
#include "admin/audit_verify.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "admin/audit_find.h"
#include "sql/audit_verify.h"

#define ARENA_CAP	((size_t)64 << 20)
#define BATCH		10000
#define SHOWN		200	/* lines; what more there is is only counted */
#define HASH		32
#define ROW_MAX		4096	/* canonical bytes: 32 + 15 * 4 + all columns at their widest */

/* One strand on its way. */
struct walk {
	int64_t		 strand;
	bool		 has_head;
	int64_t		 head_seq, table_n;	/* by audit_head; by counting */
	uint8_t		 head_hash[HASH];
	uint8_t		 hash[HASH];	/* of the row before */
	int64_t		 seq, n;
	bool		 torn;		/* the row before is missing or not what it was */
	size_t		 point;		/* next one of this strand or a later */
};

struct walks {
	struct walk	*at;		/* by strand, ascending */
	size_t		 n;
};

void
verify_finding(struct verify *v, const char *fmt, ...)
{
	va_list ap;

	if (v->findings++ >= SHOWN)
		return;
	(void)fputs("TEMUAN: ", v->order->say);
	va_start(ap, fmt);
	(void)vfprintf(v->order->say, fmt, ap);
	va_end(ap);
	(void)fputc('\n', v->order->say);
}

/* ---- the canonical form, by its description ---- */

struct bytes_out {
	uint8_t		 p[ROW_MAX];
	size_t		 n;
};

static void
put(struct bytes_out *o, const void *p, size_t n)
{
	if (o->n + 4 + n > sizeof o->p) {
		o->n = sizeof o->p;	/* wider than any column: hashes to nothing known */
		return;
	}
	for (int shift = 24; shift >= 0; shift -= 8)
		o->p[o->n++] = (uint8_t)(n >> shift);
	memcpy(o->p + o->n, p, n);
	o->n += n;
}

static void
put_text(struct bytes_out *o, const char *s)
{
	put(o, s, strlen(s));
}

static void
put_number(struct bytes_out *o, int64_t n)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		digits[--at] = '-';
	put(o, digits + at, sizeof digits - at);
}

static void
put_optional(struct bytes_out *o, int64_t n)
{
	if (n == 0)
		put(o, "", 0);
	else
		put_number(o, n);
}

static void
row_hash(const struct verify_rows_row *r, uint8_t ret[HASH])
{
	static struct bytes_out o;

	memcpy(o.p, r->prev.p, HASH);
	o.n = HASH;
	put_text(&o, "rekam-audit-1");
	put_number(&o, r->strand);
	put_number(&o, r->seq);
	put_number(&o, r->at.us);
	put_number(&o, r->mono_us);
	put_text(&o, r->boot);
	put_optional(&o, r->office_id);
	put_optional(&o, r->actor_id);
	put_number(&o, r->roles);
	put_text(&o, r->session);
	put_text(&o, r->address);
	put_text(&o, r->request_id);
	put_text(&o, r->action);
	put_text(&o, r->object);
	put_text(&o, r->detail);
	(void)crypto_hash_sha256(ret, o.p, o.n);
}

/* ---- rows ---- */

/* Points up to this row: those before it name rows that are gone. */
static void
points(struct verify *v, struct walk *w, int64_t seq, const uint8_t *hash)
{
	for (; w->point < v->points; w->point++) {
		const struct verify_point *p = &v->point[w->point];

		if (p->strand != w->strand || p->seq > seq)
			return;
		if (p->seq < seq)
			verify_finding(v, "untai %" PRId64 ": baris %" PRId64 " yang dijangkar (jangkar %" PRId64
			    ") tidak ada lagi", p->strand, p->seq, p->anchor);
		else if (memcmp(p->hash, hash, HASH) != 0)
			verify_finding(v, "untai %" PRId64 " baris %" PRId64 ": berbeda dari jangkar %" PRId64
			    ", riwayat ditulis ulang", p->strand, p->seq, p->anchor);
	}
}

static void
order(struct verify *v, struct walk *w, const struct verify_rows_row *r)
{
	if (r->seq == w->seq + 1)
		return;
	w->torn = true;
	if (r->seq <= w->seq)
		verify_finding(v, "untai %" PRId64 ": nomor %" PRId64 " disisipkan (audit.id %" PRId64 ")",
		    w->strand, r->seq, r->id);
	else if (r->seq == w->seq + 2)
		verify_finding(v, "untai %" PRId64 ": baris %" PRId64 " dihapus", w->strand, w->seq + 1);
	else
		verify_finding(v, "untai %" PRId64 ": baris %" PRId64 " sampai %" PRId64 " dihapus", w->strand,
		    w->seq + 1, r->seq - 1);
}

static void
row(struct verify *v, struct walk *w, const struct verify_rows_row *r)
{
	uint8_t hash[HASH];

	if (w == NULL)		/* came between two statements of one snapshot: cannot be */
		return;
	order(v, w, r);
	if (r->prev.n != HASH || r->hash.n != HASH) {
		verify_finding(v, "untai %" PRId64 " baris %" PRId64 ": tanpa sidik rantai", w->strand, r->seq);
		return;
	}
	row_hash(r, hash);
	if (memcmp(hash, r->hash.p, HASH) != 0)
		verify_finding(v, "untai %" PRId64 " baris %" PRId64 ": isi diubah, ditukar atau disisipkan (audit.id"
		    " %" PRId64 ")", w->strand, r->seq, r->id);
	else if (!w->torn && memcmp(r->prev.p, w->hash, HASH) != 0)
		verify_finding(v, "untai %" PRId64 " baris %" PRId64 ": tidak menyambung ke baris sebelumnya",
		    w->strand, r->seq);
	points(v, w, r->seq, r->hash.p);
	memcpy(w->hash, r->hash.p, HASH);
	w->torn = false;
	w->seq = r->seq;
	w->n++;
}

static struct walk *
walk_of(const struct walks *all, int64_t strand)
{
	size_t lo = 0, hi = all->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (all->at[mid].strand < strand)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < all->n && all->at[lo].strand == strand ? &all->at[lo] : NULL;
}

static int
rows_walk(struct verify *v, const struct walks *all, struct err *e)
{
	struct verify_rows_in in = { .after = INT64_MIN, .size = BATCH };
	struct verify_rows_rows rows;

	do {
		arena_reset(v->arena);
		if (verify_rows(v->db, v->arena, &in, &rows, e) == -1)
			return -1;
		for (size_t i = 0; i < rows.n; i++)
			row(v, walk_of(all, rows.at[i].strand), &rows.at[i]);
		if (rows.n > 0)
			in.after = rows.at[rows.n - 1].id;
	} while (rows.n == BATCH);
	return 0;
}

static void
tail(struct verify *v, struct walk *w)
{
	points(v, w, INT64_MAX, w->hash);	/* what is left was behind the last row */
	if (!w->has_head)
		verify_finding(v, "untai %" PRId64 ": kepalanya tidak ada", w->strand);
	else if (w->head_seq > w->seq)
		verify_finding(v, "untai %" PRId64 ": ekor terpotong, baris %" PRId64 " sampai %" PRId64 " tidak ada",
		    w->strand, w->seq + 1, w->head_seq);
	else if (w->head_seq < w->seq)
		verify_finding(v, "untai %" PRId64 ": baris %" PRId64 " sampai %" PRId64 " disisipkan di belakang"
		    " kepala", w->strand, w->head_seq + 1, w->seq);
	else if (memcmp(w->head_hash, w->hash, HASH) != 0)
		verify_finding(v, "untai %" PRId64 ": sidik kepala lain daripada baris terakhirnya", w->strand);
	if (w->n != w->table_n)
		verify_finding(v, "untai %" PRId64 ": %" PRId64 " baris di tabel, %" PRId64 " di dalam rantai",
		    w->strand, w->table_n, w->n);
	v->rows += w->n;
	v->strands++;
}

/* Heads and rows side by side: a strand may lack either. */
static int
walks_make(struct verify *v, struct walks *all, struct arena *keep, struct err *e)
{
	struct verify_heads_rows h;
	struct verify_strands_rows s;
	size_t i = 0, k = 0;

	if (verify_heads(v->db, keep, &h, e) == -1 || verify_strands(v->db, keep, &s, e) == -1)
		return -1;
	if ((all->at = ARENA_ARRAY(keep, h.n + s.n + 1, struct walk)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	for (all->n = 0; i < h.n || k < s.n; all->n++) {
		int64_t no = i == h.n ? s.at[k].strand : k == s.n ? h.at[i].strand :
		    h.at[i].strand < s.at[k].strand ? h.at[i].strand : s.at[k].strand;
		struct walk *w = &all->at[all->n];

		w->strand = no;
		if ((w->has_head = i < h.n && h.at[i].strand == no)) {
			w->head_seq = h.at[i].seq;
			if (h.at[i].hash.n == HASH)
				memcpy(w->head_hash, h.at[i].hash.p, HASH);
			i++;
		}
		if (k < s.n && s.at[k].strand == no)
			w->table_n = s.at[k++].n;
		while (w->point < v->points && (v->point[w->point].strand < no ||
		    (v->point[w->point].strand == no && v->point[w->point].seq == 0)))
			w->point++;
	}
	return 0;
}

static int
strands(struct verify *v, struct arena *keep, struct err *e)
{
	struct walks all = { 0 };

	if (walks_make(v, &all, keep, e) == -1 || rows_walk(v, &all, e) == -1)
		return -1;
	for (size_t i = 0; i < all.n; i++)
		tail(v, &all.at[i]);
	for (size_t p = 0; p < v->points; p++)
		if ((p == 0 || v->point[p - 1].strand != v->point[p].strand) &&
		    walk_of(&all, v->point[p].strand) == NULL)
			verify_finding(v, "untai %" PRId64 ": ada di jangkar %" PRId64 ", tidak ada lagi di basis data",
			    v->point[p].strand, v->point[p].anchor);
	return 0;
}

/* ---- all ---- */

static int
point_cmp(const void *a, const void *b)
{
	const struct verify_point *x = a, *y = b;

	if (x->strand != y->strand)
		return x->strand < y->strand ? -1 : 1;
	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	int d = memcmp(x->hash, y->hash, HASH);
	return d != 0 ? d : x->anchor < y->anchor ? -1 : x->anchor > y->anchor;
}

/* Most strands stand still from one anchor to the next: each point once. */
static void
points_sort(struct verify *v)
{
	size_t n = 0;

	if (v->points == 0)
		return;
	qsort(v->point, v->points, sizeof *v->point, point_cmp);
	for (size_t i = 1; i < v->points; i++)
		if (v->point[i].strand != v->point[n].strand || v->point[i].seq != v->point[n].seq ||
		    memcmp(v->point[i].hash, v->point[n].hash, HASH) != 0)
			v->point[++n] = v->point[i];
	v->points = n + 1;
}

static int
check(struct verify *v, struct arena *keep, struct err *e)
{
	int r = -1;

	/* the log first: what is anchored in it is in the snapshot that follows */
	if (verify_log(v, e) == -1 || verify_level(v->db, e) == -1 || verify_snapshot(v->db, e) == -1)
		return -1;
	if (verify_table(v, e) == 0) {
		points_sort(v);
		r = strands(v, keep, e);
	}
	(void)verify_end(v->db, NULL);
	return r;
}

static void
conclude(const struct verify *v)
{
	FILE *say = v->order->say;

	if (v->findings > SHOWN)
		(void)fprintf(say, "... dan %" PRId64 " temuan lain\n", v->findings - SHOWN);
	if (v->newest == 0)
		(void)fputs("catatan: belum ada jangkar\n", say);
	else if (v->order->log == NULL)
		(void)fputs("catatan: berkas jangkar tidak ada; basis data yang dikembalikan ke keadaan lama tidak"
		    " dapat dikenali\n", say);
	if (!v->order->has_key)
		(void)fputs("catatan: kunci publik tidak ada; tanda tangan jangkar tidak diperiksa\n", say);
	(void)fprintf(say, "%s: %" PRId64 " baris dalam %" PRId64 " untai", v->findings == 0 ? "utuh" :
	    "TIDAK UTUH", v->rows, v->strands);
	if (v->newest != 0)
		(void)fprintf(say, ", jangkar terakhir %" PRId64 " %s", v->newest, v->code);
	(void)fprintf(say, v->findings == 0 ? "\n" : ", %" PRId64 " temuan\n", v->findings);
}

int
audit_verify(const struct conf *conf, const struct verify_order *o, int64_t *ret_findings,
    struct err *e)
{
	struct verify v = { .order = o };
	struct arena *keep = arena_create(ARENA_CAP);
	int r = -1;

	v.arena = arena_create(ARENA_CAP);
	if (sodium_init() < 0 || keep == NULL || v.arena == NULL)
		(void)err_set(e, ERR_FULL, 0, "no memory");
	else if ((v.db = db_open(conf, "backup", e)) != NULL)
		r = check(&v, keep, e);
	if (r == 0) {
		conclude(&v);
		*ret_findings = v.findings;
	}
	db_close(v.db);
	arena_free(v.arena);
	arena_free(keep);
	free(v.point);
	free(v.anchor);
	return r;
}
