#include "store/print_test.h"

#include "sop/paper.h"
#include "sql/document.h"
#include "store/audit.h"
#include "store/print_queue.h"

int64_t
print_test_add(struct db *db, struct arena *a, const struct act *act, const struct print_test *t,
    struct err *e)
{
	const struct document_add_in add = { .office = act->office, .kind = paper_word(PAPER_TEST),
	    .letter_number = "", .at = act->at, .actor = act->actor };
	const int64_t id = document_add(db, &add, e);

	if (id < 0)
		return -1;
	const struct document_freeze_in freeze = { .id = id, .bytes = t->bytes,
	    .sha256 = { t->sha256, 32 }, .pages = t->pages, .code = "", .at = act->at };
	return document_freeze(db, &freeze, e) != 1 ||
	    print_enqueue_on(db, a, act, t->printer, id, t->sha256, e) == -1 ||
	    audit_write(db, act, "UJI_CETAK", arena_printf(a, "document/%lld", (long long)id), t->queue,
	    e) == -1 ? -1 : id;
}
