#include "sign/anchoring.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "sql/signd.h"

static int
changed(struct err *e, const char *path)
{
	return err_set(e, ERR_CONFLICT, 0, "the anchor log %s is not as it was left", path);
}

/* The next of those known: signed by us, in order. */
static bool
follows(struct anchoring *k, const struct anchor_entry *a)
{
	struct anchor next;

	if (!anchor_signed_by(a, k->key->public_key) || !anchor_parse(a->body, a->n, &next) ||
	    (k->known && (next.no != k->last.no + 1 ||
	    memcmp(next.prev, k->digest, ANCHOR_HASH) != 0)))
		return false;
	k->last = next;
	k->known = true;
	anchor_digest(a->body, a->n, k->digest);
	return true;
}

int
anchoring_open(struct anchoring *k, const char *path, const struct letter_key *key,
    struct err *e)
{
	struct anchor_entry a;
	size_t n, at = 0;
	char *text;
	int r;

	*k = (struct anchoring){ .key = key };
	if (!str_copy(k->path, sizeof k->path, path))
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", path);
	k->ready = !file_there(path);
	if (k->ready)
		return 0;
	if ((text = anchor_log_read(path, &n, e)) == NULL)
		return -1;
	while ((r = anchor_log_next(text, n, &at, &a)) == 1)
		if (!follows(k, &a)) {
			r = -1;
			break;
		}
	file_free(text, n);
	k->size = n;
	k->ready = r == 0;
	return r == 0 ? 0 : changed(e, path);
}

static int
heads_read(struct db *db, struct arena *a, struct anchor *ret, struct err *e)
{
	struct signd_heads_rows rows;

	if (signd_heads(db, a, &rows, e) == -1)
		return -1;
	if (rows.n > ANCHOR_HEADS)
		return err_set(e, ERR_BROKEN, 0, "more than %d strands", ANCHOR_HEADS);
	memset(ret, 0, sizeof *ret);
	for (size_t i = 0; i < rows.n; i++) {
		struct anchor_head *h = &ret->head[ret->heads++];

		h->strand = rows.at[i].strand;
		h->seq = rows.at[i].seq;
		(void)str_copy(h->account, sizeof h->account, rows.at[i].account);
		memcpy(h->hash, rows.at[i].hash.p, ANCHOR_HASH);
		ret->rows += h->seq;
	}
	return 0;
}

static const struct anchor_head *
head_of(const struct anchor *a, int64_t strand)
{
	for (size_t i = 0; i < a->heads; i++)
		if (a->head[i].strand == strand)
			return &a->head[i];
	return NULL;
}

static int
back(struct err *e, const struct anchor *was, const struct anchor_head *h, const char *what)
{
	return err_set(e, ERR_CONFLICT, 0, "strand %" PRId64 " %s since anchor %" PRId64 " (row %" PRId64
	    "): the database was rolled back or rewritten", h->strand, what, was->no, h->seq);
}

/* Everything that was anchored is still there. */
static int
compare(struct db *db, struct arena *a, const struct anchor *was, const struct anchor *now,
    struct err *e)
{
	for (size_t i = 0; i < was->heads; i++) {
		const struct anchor_head *w = &was->head[i], *n = head_of(now, w->strand);
		const struct signd_trace_in in = { .strand = w->strand, .seq = w->seq };
		struct signd_trace_row row = { .hash = { NULL, 0 } };

		if (n == NULL)
			return back(e, was, w, "has vanished");
		if (n->seq < w->seq)
			return back(e, was, w, "went back");
		if (n->seq == w->seq && memcmp(n->hash, w->hash, ANCHOR_HASH) != 0)
			return back(e, was, w, "has another head");
		if (w->seq == 0)
			continue;
		if (signd_trace(db, a, &in, &row, e) == -1)
			return -1;
		if (row.hash.n != ANCHOR_HASH || memcmp(row.hash.p, w->hash, ANCHOR_HASH) != 0)
			return back(e, was, w, "has another row");
	}
	return 0;
}

static int
table_add(struct db *db, const struct anchor *a, const struct anchor_entry *entry,
    struct arena *arena, struct err *e)
{
	uint8_t digest[ANCHOR_HASH];
	char code[ANCHOR_CODE_SIZE];

	anchor_digest(entry->body, entry->n, digest);
	anchor_code(digest, code);
	const struct signd_anchor_add_in in = { .no = a->no, .at = a->at, .total = a->rows,
	    .code = code, .digest = { digest, ANCHOR_HASH },
	    .body = arena_strndup(arena, entry->body, entry->n), .key_id = entry->key_id,
	    .signature = { entry->signature, ANCHOR_SIGNATURE } };
	return signd_anchor_add(db, &in, e) < 0 ? -1 : 0;
}

/* Anchors that a crash kept from the table: from no on, out of the log. */
static int
table_heal(struct anchoring *k, struct db *db, struct arena *arena, int64_t no, struct err *e)
{
	static struct anchor a;		/* large */
	struct anchor_entry entry;
	size_t n, at = 0;
	char *text = anchor_log_read(k->path, &n, e);
	int r = text == NULL ? -1 : 0;

	while (r == 0 && anchor_log_next(text, n, &at, &entry) == 1)
		if (anchor_parse(entry.body, entry.n, &a) && a.no >= no)
			r = table_add(db, &a, &entry, arena, e);
	file_free(text, n);
	return r;
}

/* The table and the log tell the same story.  A log that begins anew goes on from the table. */
static int
agree(struct anchoring *k, struct db *db, struct arena *arena, struct err *e)
{
	struct signd_anchor_last_row row;
	struct stat st = { .st_size = 0 };
	int n;

	if ((stat(k->path, &st) == 0 ? (size_t)st.st_size : 0) != k->size)
		return changed(e, k->path);
	if ((n = signd_anchor_last(db, arena, &row, e)) == -1)
		return -1;
	if (!k->known && n == 1) {
		struct anchor_entry a = { .body = row.body, .n = strlen(row.body) };

		if (row.signature.n == ANCHOR_SIGNATURE)
			memcpy(a.signature, row.signature.p, ANCHOR_SIGNATURE);
		if (!follows(k, &a))
			return err_set(e, ERR_CONFLICT, 0, "anchor %" PRId64 " in the database has no good "
			    "signature of this server", row.no);
		log_event(LOG_LEVEL_WARN, "anchor log begins anew", "path", k->path, NULL);
	}
	if (n == 1 && row.no > k->last.no)
		return err_set(e, ERR_CONFLICT, 0, "the database has anchor %" PRId64 ", the anchor log %s "
		    "ends with %" PRId64, row.no, k->path, k->last.no);
	return 0;
}

static bool
due(const struct anchoring *k, const struct anchor *now)
{
	return !k->known || now->rows - k->last.rows >= ANCHOR_ROWS ||
	    day_cmp(utc_day_wib(k->last.at), utc_day_wib(now->at)) < 0;
}

static int
make(struct anchoring *k, struct db *db, struct arena *arena, struct anchor *a, struct err *e)
{
	static char body[ANCHOR_BODY_MAX];
	struct anchor_entry entry = { .body = body };

	a->no = k->last.no + 1;
	memcpy(a->prev, k->digest, ANCHOR_HASH);
	entry.n = anchor_body(a, body);
	anchor_sign(body, entry.n, k->key, entry.signature);
	str_hex(entry.key_id, k->key->id, LETTER_KEY_ID_LEN);
	if (anchor_log_append(k->path, &entry, e) == -1)
		return -1;
	k->size += entry.n + 144;
	k->last = *a;
	k->known = true;
	anchor_digest(body, entry.n, k->digest);
	return table_add(db, a, &entry, arena, e) == -1 ? -1 : 1;
}

int
anchoring_look(struct anchoring *k, struct db *db, struct arena *arena, bool now, struct err *e)
{
	static struct anchor a;		/* large */
	struct signd_anchor_last_row row;
	int n;

	if (agree(k, db, arena, e) == -1 || heads_read(db, arena, &a, e) == -1)
		return -1;
	if (k->known && compare(db, arena, &k->last, &a, e) == -1)
		return -1;
	if (k->size > 0) {
		if ((n = signd_anchor_last(db, arena, &row, e)) == -1)
			return -1;
		if ((n == 0 ? 0 : row.no) < k->last.no &&
		    table_heal(k, db, arena, n == 0 ? 1 : row.no + 1, e) == -1)
			return -1;
	}
	a.at = utc_now();
	return now || due(k, &a) ? make(k, db, arena, &a, e) : 0;
}
