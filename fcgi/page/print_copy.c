#include "page/print_copy.h"

#include <sodium.h>

#include "base/str.h"
#include "print/mark.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "sql/audit.h"
#include "sql/document.h"
#include "sql/print_queue.h"
#include "store/audit.h"
#include "store/print_queue.h"

enum { TRIES = 3 };

/* The original, its bytes still those that were frozen. */
static int
original(struct visit *v, int64_t document, struct document_copy_next_row *o)
{
	const struct document_copy_next_in in = { .id = document, .office = v->who.office };
	uint8_t hash[crypto_hash_sha256_BYTES];
	int n = document_copy_next(v->db, v->arena, &in, o, &v->err);

	if (n != 1)
		return n;
	if (o->is_void != 0 || o->bytes.p == NULL || o->bytes.n == 0)
		return 0;
	crypto_hash_sha256(hash, o->bytes.p, o->bytes.n);
	if (o->sha256.n != sizeof hash || sodium_memcmp(hash, o->sha256.p, sizeof hash) != 0)
		return err_set(&v->err, ERR_BROKEN, 0, "document %lld: bytes differ from their hash", (long long)o->id);
	return 1;
}

static int
draw(struct visit *v, const struct document_copy_next_row *o, const char *reason, struct pdf_result *ret)
{
	struct fmt f;
	const struct mark m = {
		.page = { .fonts = v->site->fonts, .media = "", .made = v->now },
		.head = arena_printf(v->arena, "CETAK ULANG KE-%lld", (long long)o->no),
		.foot = arena_printf(v->arena, "Cetak ulang ke-%lld, %s. Alasan: %s", (long long)o->no,
		    fmt_when(&f, v->now), reason),
		.paper = o->bytes, .pages = (int)o->pages,
	};

	return mark_render(v->arena, &m, ret, &v->err);
}

static int
store(struct visit *v, const struct document_copy_next_row *o, const struct pdf_result *pdf,
    const char *reason)
{
	const struct document_add_in add = { .office = v->who.office, .case_id = o->case_id,
	    .kind = paper_word(PAPER_COPY), .letter_number = o->letter_number, .at = v->act.at,
	    .actor = v->act.actor };
	int64_t id = document_add(v->db, &add, &v->err);

	if (id < 0)
		return -1;
	const struct document_freeze_in freeze = { .id = id, .bytes = pdf->bytes,
	    .sha256 = { pdf->sha256, sizeof pdf->sha256 }, .pages = pdf->pages, .code = "", .at = v->act.at };
	const struct document_copy_add_in copy = { .document = id, .original = o->id, .no = o->no,
	    .reason = reason };
	if (document_freeze(v->db, &freeze, &v->err) != 1 || document_copy_add(v->db, &copy, &v->err) < 0)
		return -1;
	return print_enqueue(v->db, v->arena, &v->act, id, pdf->sha256, 1, &v->err) == -1 ||
	    audit_write(v->db, &v->act, "SALINAN_DITANDAI", arena_printf(v->arena, "document/%lld",
	    (long long)id), arena_printf(v->arena, "ke-%lld dari document/%lld: %s", (long long)o->no,
	    (long long)o->id, reason), &v->err) == -1 ? -1 : 1;
}

static int
make(struct visit *v, int64_t job, const char *reason)
{
	const struct print_lock_document_in lock = { .id = job, .office = v->who.office };
	const struct print_one_in one = { .id = job, .office = v->who.office };
	const struct request_add_in done = { .request = v->act.request, .user = v->act.actor,
	    .at = v->act.at, .location = "/cetak" };
	struct print_lock_document_row locked;
	struct document_copy_next_row o;
	struct print_one_row r;
	struct pdf_result pdf;
	const char *location;
	int n;

	if ((n = print_lock_document(v->db, v->arena, &lock, &locked, &v->err)) != 1 ||
	    (n = change_repeated(v->db, v->arena, &v->act, &location, &v->err)) != 0 ||
	    (n = print_one(v->db, v->arena, &one, &r, &v->err)) != 1)
		return n;
	if (print_state_by_word(r.state) != PRINT_PRINTED || r.case_done == 0 || r.letter_void != 0)
		return 0;
	if ((n = original(v, locked.id, &o)) != 1)
		return n;
	if (draw(v, &o, reason, &pdf) == -1 || store(v, &o, &pdf, reason) == -1 ||
	    request_add(v->db, &done, &v->err) < 0)
		return -1;
	return 1;
}

int
print_copy_make(struct visit *v, int64_t job, const char *reason)
{
	int r = -1;

	for (int try = 0; try < TRIES; try++) {
		if (db_begin(v->db, &v->err) == -1)
			return -1;
		r = make(v, job, reason);
		if (r == 1 && db_commit(v->db, &v->err) == -1)
			r = -1;
		if (r != 1)
			(void)db_rollback(v->db, NULL);
		if (r != -1 || !db_retry(&v->err))
			break;
	}
	return r;
}
