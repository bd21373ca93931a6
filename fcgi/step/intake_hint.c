/*
 * Help while step 1 is typed: what the NIK says, whether the person was here before.  The same rules
 * are the law when the form is sent (person_form.h); here nothing is refused.
 */
#include "base/str.h"
#include "page/case_view.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "sop/region.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

enum { HINTS = 4 };

static void
hint(struct view_warning *at, size_t *n, const char *text)
{
	if (at != NULL && *n < HINTS && !str_empty(text))
		at[(*n)++].text = text;
}

/* The birth date in the NIK: of the two centuries the later one that is not in the future. */
static struct day
birth_in(const char *nik, struct day today)
{
	int d = (nik[6] - '0') * 10 + nik[7] - '0', m = (nik[8] - '0') * 10 + nik[9] - '0';
	int yy = (nik[10] - '0') * 10 + nik[11] - '0';
	struct day day = { (int16_t)(2000 + yy), (int8_t)m, (int8_t)(d > 40 ? d - 40 : d) };

	if (!day_valid(day) || day_cmp(day, today) > 0)
		day.y = (int16_t)(1900 + yy);
	return day_valid(day) ? day : (struct day){ 0 };
}

static const char *
age_text(struct visit *v, struct day born)
{
	int age = day_age(born, v->today);

	switch (person_eligibility(born, NULL, v->today)) {
	case ELIGIBLE_AGE: return arena_printf(v->arena, "%d tahun: memenuhi syarat usia.", age);
	case ELIGIBLE_EARLY: return "16 tahun: perekaman awal, KTP-el dicetak setelah 17 tahun. Isi nama orang tua/wali.";
	case ELIGIBLE_MARRIED:
	case ELIGIBLE_EVER_MARRIED:
	case ELIGIBLE_NO: break;
	}
	return arena_printf(v->arena, "%d tahun: hanya bila sudah atau pernah kawin. Isi nama orang tua/wali.", age);
}

/* Earlier cases of that NIK, each look at them leaves its trace; 0 or -1. */
static int
earlier(struct visit *v, const char *nik, struct intake_hint *h)
{
	const struct casefile_open_by_nik_in open = { .office = v->who.office, .nik = nik };
	const struct casefile_earlier_in in = { .office = v->who.office, .nik = nik };
	struct casefile_earlier_rows rows;
	struct casefile_open_by_nik_row o;
	int n = casefile_open_by_nik(v->db, v->arena, &open, &o, &v->err);

	if (n == -1 || casefile_earlier(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	if (n == 1) {
		h->open_href = case_href(v, o.id, NULL);
		h->open_text = "NIK ini masih memiliki permohonan yang sedang diproses.";
	}
	struct view_earlier *at = ARENA_ARRAY(v->arena, rows.n, struct view_earlier);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_earlier){ .href = case_href(v, rows.at[i].id, NULL),
		    .again_href = arena_printf(v->arena, "/permohonan/baru?dari=%lld", (long long)rows.at[i].id),
		    .name = rows.at[i].name, .at = rows.at[i].status_at,
		    .status = sop_status_label(sop_status_by_word(rows.at[i].status)),
		    .agenda = rows.at[i].agenda_no == 0 ? NULL :
		    visit_agenda(v, rows.at[i].agenda_no, rows.at[i].agenda_year) };
	h->earlier.at = at;
	h->earlier.n = at == NULL ? 0 : rows.n;
	return n == 0 && rows.n == 0 ? 0 : audit_write(v->db, &v->act, "CEK_NIK",
	    arena_printf(v->arena, "casefile/%lld", (long long)(n == 1 ? o.id : rows.at[0].id)), "", &v->err);
}

void
intake_hint_post(struct visit *v)
{
	const char *typed = request_param(v->req, "nik"), *date = request_param(v->req, "tgl_lahir");
	struct view_warning *at = ARENA_ARRAY(v->arena, HINTS, struct view_warning);
	struct intake_hint h = { 0 };
	struct day born = { 0 };
	size_t n = 0;

	const char *nik = nik_normal(v->arena, typed == NULL ? "" : typed);
	enum nik_finding f = nik_check(nik);
	if (date != NULL && day_parse(date, &born) && day_cmp(born, v->today) <= 0)
		h.age = age_text(v, born);
	if (*nik != '\0')
		hint(at, &n, nik_text(f));
	if (nik_severity(f) != NIK_BLOCK) {
		h.region = region_name(v->arena, nik);
		hint(at, &n, nik_text(nik_region(nik)));
		hint(at, &n, nik_text(nik_compare_birth(nik, born)));
		if (f == NIK_OK && born.y == 0)
			h.birth_day = birth_in(nik, v->today);
		if (earlier(v, nik, &h) == -1) {
			visit_failed(v);
			return;
		}
	}
	h.warnings = (struct view_warning_list){ at, n };
	tpl_partial_intake_hint(visit_page(v, 200), &h);
}
