/*
 * /latihan: Kantor Latihan.  Whoever works here may practise any work of the procedure on made-up people;
 * the session then belongs to the training office, and nothing it does touches the real one.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_training.h"
#include "page/visit.h"
#include "sop/training.h"
#include "sql/session.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/latihan"

static const char *const role_words[] = { "SEMUA", "PETUGAS", "OPERATOR", "KASI", NULL };
static const char *const role_texts[] = { "Semua langkah", "Petugas Loket", "Petugas Perekaman", "Kasi Pelayanan", NULL };
static const role_set role_bits[] = { ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR) | ROLE_BIT(KASI), ROLE_BIT(PETUGAS),
	ROLE_BIT(OPERATOR), ROLE_BIT(KASI) };

struct choice {
	const char	*role;
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("peran", struct choice, role, role_words, "Peran"),
	FORM_END
};

static struct view_trainee_list
people(struct visit *v)
{
	struct view_trainee *at = ARENA_ARRAY(v->arena, training_people_n, struct view_trainee);

	for (size_t i = 0; at != NULL && i < training_people_n; i++) {
		const struct training_person *p = &training_people[i];
		at[i] = (struct view_trainee){ .name = p->name, .sex = p->sex, .birth_place = p->birth_place, .birth_day = training_birth(p, v->today),
		    .marital = p->marital, .religion = p->religion, .job = p->job, .blood = p->blood, .address = p->address, .rt = p->rt,
		    .rw = p->rw, .village = p->village, .guardian = p->guardian, .lesson = p->lesson,
		    .nik = training_nik(v->arena, p, v->who.user, v->today), .kk = training_kk(v->arena, p, v->who.user, v->today) };
	}
	return (struct view_trainee_list){ at, at == NULL ? 0 : training_people_n };
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source s = { v->arena, form, typed };
	struct training_page p = { .layout = visit_layout(v, "Kantor Latihan"), .form = visit_form(v, HERE, 0),
	    .inside = v->who.training, .people = people(v),
	    .role = field_choice(&s, "peran", FIELD_RADIO, role_words, role_texts, "SEMUA") };

	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_training(visit_page(v, status), &p);
}

void
training_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* In, or out again. */
static void
turn(struct visit *v, role_set roles, const char *word, const char *to, const char *notice)
{
	const struct session_train_in in = { .token_hash = v->who.token_hash, .roles = roles };

	if (db_begin(v->db, &v->err) == 0 && session_train(v->db, &in, &v->err) >= 0 &&
	    audit_write(v->db, &v->act, roles == 0 ? "LATIHAN_SELESAI" : "LATIHAN_MULAI", arena_printf(v->arena, "user/%lld",
	    (long long)v->who.user), word, &v->err) == 0 && db_commit(v->db, &v->err) == 0) {
		visit_done(v, to, notice);
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}

void
training_post(struct visit *v)
{
	struct form_result r;
	struct choice in;

	if (str_eq(visit_action(v), "SELESAI")) {
		turn(v, 0, "", "/beranda", "latihan-selesai");
		return;
	}
	if (!visit_action_is(v, "MULAI"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	for (size_t i = 0; role_words[i] != NULL; i++)
		if (str_eq(role_words[i], in.role))
			turn(v, role_bits[i], in.role, HERE, "latihan-mulai");
}
