#include "store/audit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "sql/audit.h"
#include "store/audit_form.h"

#define TEN_MINUTES_US	(600 * INT64_C(1000000))
#define DETAIL_MAX	500
#define SCRATCH		4096

enum { TRIES = 3 };

/* What a transaction holds: the head it took, as it stands now. */
struct head {
	int64_t		 strand, seq;	/* strand 0: none taken yet */
	uint8_t		 hash[AUDIT_HASH];
};
_Static_assert(sizeof(struct head) <= DB_HELD, "a head fits what a transaction may hold");

/* Begin of the kernel's boot id: mono_us means something within one boot alone. */
static const char *
boot_id(void)
{
	static char boot[9];
	int fd;

	if (boot[0] != '\0')
		return boot;
	fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	if (fd == -1 || read(fd, boot, 8) != 8 || strspn(boot, "0123456789abcdef") != 8)
		memcpy(boot, "00000000", 9);
	if (fd != -1)
		(void)close(fd);
	return boot;
}

/* Bytes of the character at s, 0 when it is none that the column would take. */
static size_t
character(const char *s)
{
	uint8_t c = (uint8_t)*s;
	size_t n = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

	return c >= 0x20 && c != 0x7f && strnlen(s, n) == n && str_utf8_valid(s, n) ? n : 0;
}

/* What is hashed must be what is stored: the text is made storable before both. */
static void
clean(char dst[4 * DETAIL_MAX + 1], const char *s)
{
	size_t n;

	for (int i = 0; i < DETAIL_MAX && *s != '\0'; i++) {
		if ((n = character(s)) == 0) {
			*dst++ = '?';
			s++;
			continue;
		}
		memcpy(dst, s, n);
		dst += n;
		s += n;
	}
	*dst = '\0';
}

static int
take_head(struct db *db, struct head *h, struct err *e)
{
	static struct arena *scratch;	/* one per process */
	const struct audit_head_free_in in = { .account = db_account(db) };
	const struct audit_head_wait_in wait_in = { .account = db_account(db) };
	struct audit_head_free_row row;
	struct audit_head_wait_row waited;
	int n;

	if (scratch == NULL && (scratch = arena_create(SCRATCH)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	arena_reset(scratch);
	if ((n = audit_head_free(db, scratch, &in, &row, e)) == 0) {
		n = audit_head_wait(db, scratch, &wait_in, &waited, e);
		row = (struct audit_head_free_row){ waited.strand, waited.seq, waited.hash };
	}
	if (n == -1)
		return -1;
	if (n == 0 || row.hash.n != AUDIT_HASH)
		return err_set(e, ERR_BROKEN, 0, "audit: account '%s' has no strand", db_account(db));
	h->seq = row.seq;
	memcpy(h->hash, row.hash.p, AUDIT_HASH);
	h->strand = row.strand;
	return 0;
}

static int
add(struct db *db, const struct act *act, const char *action, const char *object,
    const char *detail, struct err *e)
{
	char text[4 * DETAIL_MAX + 1];
	struct head *h = db_held(db);
	uint8_t hash[AUDIT_HASH];

	if (h->strand == 0 && take_head(db, h, e) == -1)
		return -1;
	clean(text, detail);
	const struct audit_form f = {
		.strand = h->strand, .seq = h->seq + 1, .at_us = act->at.us, .mono_us = mono_us(),
		.boot = boot_id(), .office = act->office, .actor = act->actor, .roles = act->roles,
		.session = act->session == NULL ? "" : act->session, .address = act->address,
		.request = act->request, .action = action, .object = object, .detail = text,
	};
	audit_form_hash(h->hash, &f, hash);
	const struct audit_add_in in = {
		.strand = f.strand, .seq = f.seq, .at = act->at, .mono_us = f.mono_us,
		.boot = f.boot, .office = f.office, .actor = f.actor, .roles = f.roles,
		.session = f.session, .address = f.address, .request = f.request,
		.action = f.action, .object = f.object, .detail = f.detail,
		.prev = { h->hash, AUDIT_HASH }, .hash = { hash, AUDIT_HASH },
	};
	if (audit_add(db, &in, e) < 0)
		return -1;
	h->seq++;
	memcpy(h->hash, hash, AUDIT_HASH);
	return 0;
}

int
audit_write(struct db *db, const struct act *act, const char *action, const char *object,
    const char *detail, struct err *e)
{
	struct err why;
	int r = -1;

	if (db_in_transaction(db))
		return add(db, act, action, object, detail, e);
	if (e == NULL)
		e = &why;
	for (int try = 0; try < TRIES; try++) {
		if (db_begin(db, e) == -1)
			return -1;
		r = add(db, act, action, object, detail, e);
		if (r == 0)
			r = db_commit(db, e);
		if (r == 0)
			return 0;
		(void)db_rollback(db, NULL);
		if (!db_retry(e))
			break;
	}
	return r;
}

int
audit_look(struct db *db, struct arena *a, const struct act *act, const char *action,
    const char *object, struct err *e)
{
	const struct audit_seen_lately_in in = {
		.object = object, .action = action, .actor = act->actor,
		.session = act->session == NULL ? "" : act->session,
		.since = { act->at.us - TEN_MINUTES_US },
	};
	struct audit_seen_lately_row seen;

	if (audit_seen_lately(db, a, &in, &seen, e) < 0)
		return -1;
	return seen.n > 0 ? 0 : audit_write(db, act, action, object, "", e);
}
