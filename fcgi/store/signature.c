#include "store/signature.h"

#include <string.h>

#include "base/str.h"
#include "sql/signature.h"

const char *
signature_fact(struct arena *a, const char *canonical, const char *key)
{
	size_t n = strlen(key);

	for (const char *line = canonical; line != NULL && *line != '\0';) {
		size_t len = strcspn(line, "\n");

		if (len >= n + 2 && memcmp(line, key, n) == 0 && memcmp(line + n, ": ", 2) == 0)
			return arena_strndup(a, line + n + 2, len - n - 2);
		line += len + (line[len] == '\n');
	}
	return "";
}

int
signature_write(struct db *db, struct arena *a, const struct act *act, const struct signature *s,
    struct err *e)
{
	const struct signature_add_in in = {
		.office = act->office, .case_id = s->case_id, .document = s->document,
		.mode = s->electronic ? "ELEKTRONIK" : "TINTA",
		.form = signature_fact(a, s->canonical, "form"),
		.name = signature_fact(a, s->canonical, "signer"),
		.nip = signature_fact(a, s->canonical, "signer_nip"),
		.rank = signature_fact(a, s->canonical, "signer_rank"),
		.title = signature_fact(a, s->canonical, "signer_title"),
		.actor = act->actor, .at = act->at, .canonical = s->canonical,
		.text_hash = s->text_hash, .factor = s->factor,
	};

	if (str_empty(in.name))
		return err_set(e, ERR_BROKEN, 0, "the signed text names no signatory");
	return signature_add(db, &in, e) < 0 ? -1 : 0;
}
