/*
 * rekam-signd - holds the letter key and signs approved letters; holds the key of the second
 * factors and says whether a code is right; holds the anchor key and says where the traces stand.
 *
 *	rekam-signd -c FILE
 *
 * Listens on the Unix socket that it inherits as descriptor 3 (protocol: sign/client.h).  It
 * believes nothing that the caller says: it reads the document, its case, the approving user
 * and the signatory itself, takes that user's own code, bound to the text's hash (or to those of all letters that he
 * approved in one go), and signs
 * what sign_check() and factor_check() let through.  Its account can only SELECT, and INSERT
 * that a code was used or was wrong, and its anchors (sign/anchoring.h: once a minute it looks
 * whether one is due).  The keys never leave this process: locked memory, no
 * core dump, no ptrace by its own user.
 */
#include <inttypes.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/file.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/str.h"
#include "sign/anchoring.h"
#include "sign/factor_check.h"
#include "sign/letter_key.h"
#include "sign/signd_loop.h"
#include "sql/signd.h"
#include "store/db.h"

#define LISTEN_FD	3
#define ARENA_CAP	(4u << 20)

struct signd {
	struct conf		*conf;
	struct letter_key	*key;
	struct box_key	*factor_key;
	struct letter_key	*anchor_key;	/* NULL: not made yet */
	struct anchoring	 anchoring;
	char			 anchor_log[PATH_MAX];
	struct db		*db;
	struct arena		*arena;
};

static void
facts_from_row(int64_t id, const struct signd_document_row *r, struct sign_facts *f)
{
	*f = (struct sign_facts){
		.kind = r->kind, .sign_mode = r->sign_mode, .status = r->status,
		.case_uuid = r->case_uuid, .agency = r->agency,
		.void_ = r->is_void != 0, .frozen = r->frozen != 0,
		.letter_no = r->letter_no, .letter_year = r->letter_year,
		.letter_day = r->letter_day, .canonical = r->canonical,
		.text_hash = r->text_hash, .approved_by = r->approved_by,
		.approved_at = r->approved_at, .signer_active = r->signer_active == 1,
		.signer_roles = (role_set)r->signer_roles,
		.signatory_user = r->signatory_user, .signatory_from = r->valid_from,
		.signatory_to = r->valid_to, .same_person = r->same_person,
		.verified_by = r->verified_by, .document = id, .set = r->approved_set,
		.replacing = r->replacing == 1,
	};
}

/* What else was approved with it. */
static int
set_read(struct signd *s, struct sign_facts *f, struct err *e)
{
	const struct signd_set_in in = { .set = f->set, .actor = f->approved_by };
	struct signd_set_rows rows;

	if (f->set.n == 0)
		return 0;
	if (signd_set(s->db, s->arena, &in, &rows, e) == -1)
		return -1;
	f->members = ARENA_ARRAY(s->arena, rows.n, struct sign_set_member);
	if (f->members == NULL)
		return err_set(e, ERR_FULL, 0, "arena");
	f->members_n = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		f->members[i] = (struct sign_set_member){ rows.at[i].id, rows.at[i].text_hash };
	return 0;
}

/* The code of that person, for that; ret_answer says how long to wait, or is left alone. */
static enum sign_refusal
person_code(struct signd *s, const struct factor_ask *ask, enum factor_kind *ret_kind,
    char ret_answer[SIGND_ANSWER_SIZE], struct err *e)
{
	int64_t wait = 0;
	enum sign_refusal why = factor_check(s->db, s->arena, s->factor_key, ask, ret_kind, &wait, e);

	if (why == SIGN_NO_TRIES)
		(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%" PRId64, wait);
	return why;
}

static enum sign_refusal
read_and_sign(struct signd *s, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE],
    struct err *e)
{
	const struct signd_document_in in = { w->id };
	struct signd_document_row row;
	struct sign_facts facts;
	struct letter_code code;
	enum sign_refusal why;
	enum factor_kind kind;
	char text[LETTER_CODE_SIZE];
	uint8_t binding[32];
	int rc = signd_document(s->db, s->arena, &in, &row, e);

	if (rc == -1)
		return e->kind == ERR_AWAY || e->kind == ERR_BUSY ? SIGN_NO_AWAY :
		    SIGN_NO_INTERNAL;
	if (rc == 0)
		return SIGN_NO_UNKNOWN;
	facts_from_row(w->id, &row, &facts);
	if (set_read(s, &facts, e) == -1)
		return e->kind == ERR_AWAY || e->kind == ERR_BUSY ? SIGN_NO_AWAY : SIGN_NO_INTERNAL;
	if ((why = sign_check(&facts, &code)) != SIGN_OK)
		return why;
	factor_binding(FACTOR_SIGN, facts.set.n != 0 ? facts.set.p : facts.text_hash.p, binding);
	const struct factor_ask ask = { .user = facts.approved_by, .code = w->code,
	    .binding = binding, .confirmed = true, .now = utc_now() };
	if ((why = person_code(s, &ask, &kind, ret_answer, e)) != SIGN_OK)
		return why;
	if (letter_code_sign(&code, s->key, text, e) == -1)
		return SIGN_NO_INTERNAL;
	(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%s %s", text, factor_word(kind));
	return SIGN_OK;
}

static void
log_end(const char *yes, const char *no, const char *what, int64_t id, enum sign_refusal why,
    const struct err *e)
{
	char number[24];

	(void)snprintf(number, sizeof number, "%" PRId64, id);
	if (why == SIGN_OK)
		log_event(LOG_LEVEL_INFO, yes, what, number, NULL);
	else
		log_event(LOG_LEVEL_WARN, no, what, number, "why", sign_refusal_word(why),
		    "error", e->text, NULL);
}

static enum sign_refusal
serve_sign(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	struct signd *s = ctx;
	struct err e = { 0 };
	enum sign_refusal why;

	arena_reset(s->arena);
	db_count_reset(s->db);
	why = read_and_sign(s, w, ret_answer, &e);
	log_end("letter signed", "signature refused", "document", w->id, why, &e);
	return why;
}

static enum sign_refusal
serve_check(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	struct signd *s = ctx;
	struct err e = { 0 };
	enum factor_kind kind;
	enum sign_refusal why;
	uint8_t binding[32];

	arena_reset(s->arena);
	db_count_reset(s->db);
	factor_binding(FACTOR_CHECK, w->hash, binding);
	const struct factor_ask ask = { .user = w->id, .code = w->code, .binding = binding,
	    .now = utc_now() };
	why = person_code(s, &ask, &kind, ret_answer, &e);
	if (why == SIGN_OK)
		(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%s", factor_word(kind));
	log_end("code right", "code refused", "user", w->id, why, &e);
	return why;
}

/* The log of anchors is read before the first look; until it is good, at each. */
static int
look(struct signd *s, bool now, struct err *e)
{
	if (s->anchor_key == NULL)
		return err_set(e, ERR_NOT_FOUND, 0, "no anchor key: run rekamctl keys init");
	if (!s->anchoring.ready && anchoring_open(&s->anchoring, s->anchor_log, s->anchor_key, e) == -1)
		return -1;
	return anchoring_look(&s->anchoring, s->db, s->arena, now, e);
}

static enum sign_refusal
anchor_refusal(const struct err *e)
{
	return e->kind == ERR_CONFLICT ? SIGN_NO_HISTORY : e->kind == ERR_NOT_FOUND ? SIGN_NO_KEY :
	    e->kind == ERR_AWAY || e->kind == ERR_BUSY ? SIGN_NO_AWAY : SIGN_NO_INTERNAL;
}

/* Whatever keeps an anchor from being made is said each minute until it ends. */
static enum sign_refusal
anchor(struct signd *s, bool now, char ret_answer[SIGND_ANSWER_SIZE])
{
	struct err e = { 0 };
	char no[24], code[ANCHOR_CODE_SIZE];
	int r;

	arena_reset(s->arena);
	db_count_reset(s->db);
	r = look(s, now, &e);
	if (r == -1) {
		log_event(LOG_LEVEL_ERROR, e.kind == ERR_CONFLICT ?
		    "TRACES ARE NOT AS ANCHORED, no anchor is signed" : "no anchor", "error", e.text, NULL);
		(void)str_copy(ret_answer, SIGND_ANSWER_SIZE, e.text);
		return anchor_refusal(&e);
	}
	if (r == 1) {
		anchor_code(s->anchoring.digest, code);
		(void)snprintf(no, sizeof no, "%" PRId64, s->anchoring.last.no);
		log_event(LOG_LEVEL_INFO, "traces anchored", "no", no, "code", code, NULL);
		(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%s %s %" PRId64, no, code,
		    s->anchoring.last.rows);
	}
	return SIGN_OK;
}

static enum sign_refusal
serve_anchor(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	(void)w;
	return anchor(ctx, true, ret_answer);
}

static enum sign_refusal
each_minute(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	(void)w;
	return anchor(ctx, false, ret_answer);
}

static const struct signd_command commands[] = {
	{ "SIGN", "ic", serve_sign },
	{ "CHECK", "ich", serve_check },
	{ "ANCHOR", "", serve_anchor },
	{ NULL, NULL, each_minute }
};

/* [signd] anchor_key and anchor_log, else files of those names among the keys. */
static int
anchor_path(const struct signd *s, const char *key, const char *name, char ret[PATH_MAX],
    struct err *e)
{
	const char *set = conf_str(s->conf, "signd", key, NULL);
	const char *keys = set != NULL ? "" : conf_must(s->conf, "paths", "keys", e);
	int n;

	if (keys == NULL)
		return -1;
	n = set != NULL ? snprintf(ret, PATH_MAX, "%s", set) : snprintf(ret, PATH_MAX, "%s/%s", keys, name);
	return n > 0 && n < PATH_MAX ? 0 : err_set(e, ERR_INPUT, 0, "path is too long: %s", name);
}

/* A server that has no anchor key yet still signs letters; the log says so each minute. */
static int
open_anchoring(struct signd *s, struct err *e)
{
	char key[PATH_MAX];

	if (anchor_path(s, "anchor_key", "anchor.key", key, e) == -1 ||
	    anchor_path(s, "anchor_log", "anchors.txt", s->anchor_log, e) == -1)
		return -1;
	return !file_there(key) || (s->anchor_key = signing_key_read(key, "anchor", e)) != NULL ? 0 : -1;
}

static int
open_all(struct signd *s, const char *conf_path, struct err *e)
{
	const char *key, *factor;

	if (harden(HARDEN_NO_EXEC, e) == -1 ||
	    (s->conf = conf_read_private(conf_path, e)) == NULL)
		return -1;
	if ((key = conf_must(s->conf, "signd", "letter_key", e)) == NULL ||
	    (s->key = letter_key_read(key, e)) == NULL ||
	    (factor = conf_must(s->conf, "signd", "factor_key", e)) == NULL ||
	    (s->factor_key = box_key_read(factor, FACTOR_KEY, e)) == NULL ||
	    (s->db = db_open(s->conf, "signd", e)) == NULL)
		return -1;
	if ((s->arena = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	return open_anchoring(s, e);
}

static void
close_all(struct signd *s)
{
	db_close(s->db);
	letter_key_free(s->key);
	box_key_free(s->factor_key);
	letter_key_free(s->anchor_key);
	arena_free(s->arena);
	conf_free(s->conf);
}

int
main(int argc, char **argv)
{
	struct signd s = { 0 };
	struct err e = { 0 };
	char id[2 * LETTER_KEY_ID_LEN + 1];
	int rc;

	log_name("rekam-signd");
	if (argc != 3 || !str_eq(argv[1], "-c")) {
		(void)fprintf(stderr, "usage: rekam-signd -c FILE\n");
		return 2;
	}
	rc = open_all(&s, argv[2], &e);
	if (rc == 0) {
		str_hex(id, s.key->id, LETTER_KEY_ID_LEN);
		log_event(LOG_LEVEL_INFO, "ready", "key", id, NULL);
		rc = signd_loop(LISTEN_FD, commands, &s, &e);
	}
	if (rc == -1)
		log_event(LOG_LEVEL_ERROR, "ends", "error", e.text, NULL);
	close_all(&s);
	return rc == 0 ? 0 : 1;
}
