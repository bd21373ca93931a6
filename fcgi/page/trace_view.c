#include "page/trace_view.h"

#include <string.h>

#include "base/str.h"
#include "page/case_view.h"
#include "sop/trace_word.h"

#define HOUR_US		(3600 * INT64_C(1000000))
#define ANCHOR_LATE	2000	/* rows without an anchor; rekam-signd makes one at 1000 */

static const struct {
	const char	*word, *label, *href;	/* href: of the place with the id behind it */
} objects[] = {
	{ "casefile/", "Permohonan", "/permohonan/" }, { "document/", "Surat", NULL },
	{ "print_job/", "Cetakan", NULL }, { "user/", "Pengguna", NULL },
	{ "office/", "Kantor", NULL }, { "register/", "Buku Register", NULL },
	{ "schema/", "Basis data versi", NULL },
};

bool
trace_is_move(const char *word)
{
	for (enum move m = 0; m < MOVE__MAX; m++)
		if (str_eq(sop_move[m].word, word))
			return true;
	return false;
}

bool
trace_action_known(const char *word)
{
	return trace_word_label(word) != word;
}

struct view_option_list
trace_actions(struct visit *v, const char *chosen)
{
	size_t words = 0, n = 0;
	while (trace_words[words].word != NULL)
		words++;
	struct view_option *at = ARENA_ARRAY(v->arena, 1 + words + MOVE__MAX, struct view_option);

	if (at == NULL)
		return (struct view_option_list){ 0 };
	at[n++] = (struct view_option){ "", "Semua tindakan", *chosen == '\0' };
	for (size_t i = 0; i < words; i++)
		at[n++] = (struct view_option){ trace_words[i].word, trace_words[i].label, str_eq(trace_words[i].word, chosen) };
	for (enum move m = 0; m < MOVE__MAX; m++)
		at[n++] = (struct view_option){ sop_move[m].word, arena_printf(v->arena, "Langkah %d: %s",
		    (int)sop_move[m].step, sop_move[m].verb), str_eq(sop_move[m].word, chosen) };
	return (struct view_option_list){ at, n };
}

static const char *
roles_text(struct visit *v, role_set roles)
{
	const char *s = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (roles & (role_set)1 << r)
			s = *s == '\0' ? role_label(r) : arena_printf(v->arena, "%s, %s", s, role_label(r));
	return s;
}

static void
object_view(struct visit *v, const char *object, struct view_trace *t)
{
	t->object = object;
	for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
		size_t n = strlen(objects[i].word);

		if (!str_starts(object, objects[i].word))
			continue;
		t->object = str_eq(object + n, "?") ? "Pengguna tidak dikenal" :
		    arena_printf(v->arena, "%s %s", objects[i].label, object + n);
		if (objects[i].href != NULL)
			t->href = arena_printf(v->arena, "%s%s", objects[i].href, object + n);
	}
}

struct view_trace
trace_view(struct visit *v, const struct trace_list_row *r)
{
	bool stranger = r->actor == 0 && (str_eq(r->action, "GAGAL_MASUK") || str_eq(r->action, "DITOLAK") ||
	    str_eq(r->action, "PERIKSA_SURAT"));
	struct view_trace t = {
		.at = r->at, .roles = roles_text(v, (role_set)r->roles), .detail = r->detail,
		.address = r->address, .what = trace_word_label(r->action),
		.who = r->name != NULL ? r->name : r->actor != 0 ? arena_printf(v->arena, "pengguna %lld",
		    (long long)r->actor) : stranger ? "tidak dikenal" : "sistem",
		.denied = str_eq(r->action, "DITOLAK") || str_eq(r->action, "KODE_DITOLAK") ||
		    str_starts(r->action, "GAGAL_"),
	};

	object_view(v, r->object, &t);
	return t;
}

struct view_trace_list
trace_views(struct visit *v, const struct trace_list_row *rows, size_t n)
{
	struct view_trace *at = ARENA_ARRAY(v->arena, n, struct view_trace);

	for (size_t i = 0; at != NULL && i < n; i++)
		at[i] = trace_view(v, &rows[i]);
	return (struct view_trace_list){ at, at == NULL ? 0 : n };
}

#define ASK_IN(type)	(struct type){ .office = v->who.office, .from = ask->from, .to = ask->to, \
	.to_id = ask->to_id, .action = ask->action, .denied = ask->denied, .size = ask->size }

/* The three statements have the same row; only how they find it differs. */
int
trace_rows(struct visit *v, const struct trace_ask *ask, struct trace_list_rows *ret,
    struct err *e)
{
	_Static_assert(sizeof(struct trace_list_row) == sizeof(struct trace_list_case_row) &&
	    sizeof(struct trace_list_row) == sizeof(struct trace_list_actor_row), "one row");
	struct trace_list_case_rows of_case;
	struct trace_list_actor_rows of_actor;

	if (ask->case_id != 0) {
		struct trace_list_case_in in = ASK_IN(trace_list_case_in);

		in.case_id = ask->case_id;
		in.actor = ask->actor;
		if (trace_list_case(v->db, v->arena, &in, &of_case, e) == -1)
			return -1;
		*ret = (struct trace_list_rows){ (const void *)of_case.at, of_case.n };
		return 0;
	}
	if (ask->actor != 0) {
		struct trace_list_actor_in in = ASK_IN(trace_list_actor_in);

		in.actor = ask->actor;
		if (trace_list_actor(v->db, v->arena, &in, &of_actor, e) == -1)
			return -1;
		*ret = (struct trace_list_rows){ (const void *)of_actor.at, of_actor.n };
		return 0;
	}
	const struct trace_list_in in = ASK_IN(trace_list_in);
	return trace_list(v->db, v->arena, &in, ret, e);
}

int
trace_anchor_view(struct visit *v, struct view_anchor *ret)
{
	struct trace_anchor_rows anchor;
	struct trace_state_row state;

	*ret = (struct view_anchor){ .there = false };
	if (trace_anchor(v->db, v->arena, &anchor, &v->err) == -1)
		return -1;
	if (anchor.n == 1)
		*ret = (struct view_anchor){ .there = true, .no = anchor.at[0].no, .at = anchor.at[0].at,
		    .total = anchor.at[0].total, .code = anchor.at[0].code };
	const struct trace_state_in in = { .since = { anchor.n == 1 ? ret->at.us : 1 } };
	if (trace_state(v->db, v->arena, &in, &state, &v->err) != 1)
		return -1;
	ret->since = state.total - ret->total;
	if (state.heads > 0 || state.torn > 0 || ret->since < 0) {
		ret->status = (struct view_status){ "Rantai tidak utuh", TONE_PROBLEM };
		ret->advice = "Jejak audit telah diubah di luar program. Jangan mematikan server; hubungi administrator"
		    " untuk menjalankan rekamctl audit verify dan mencocokkan kode jangkar dengan cetakan.";
	} else if (!ret->there || v->now.us - ret->at.us > 25 * HOUR_US || ret->since > ANCHOR_LATE) {
		ret->status = (struct view_status){ "Jangkar tertunda", TONE_WAIT };
		ret->advice = "Program penanda tangan (rekam-signd) tidak membuat jangkar baru. Administrator"
		    " memeriksa catatannya; jejak tetap ditulis.";
	} else
		ret->status = (struct view_status){ "Rantai utuh", TONE_DONE };
	return 0;
}
