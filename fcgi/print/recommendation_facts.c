/* The facts of a recommendation: what is signed, and whether each can be printed. */
#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "print/recommendation_inside.h"

/* The facts of the letter: name in messages and in the canonical text, in its order. */
enum need {
	MAY,
	MUST,
	RARE			/* no line of the canonical text when it is empty */
};

struct field {
	const char	*name, *value;
	enum need	 need;
};

#define FIELDS_MAX	48

static const char *const ground_word[GROUND__MAX] = {
	[GROUND_AGE] = "17_TAHUN",
	[GROUND_MARRIED] = "TELAH_KAWIN",
	[GROUND_WAS_MARRIED] = "PERNAH_KAWIN",
	[GROUND_EARLY] = "PEREKAMAN_AWAL",
};

enum recommendation_ground
recommendation_ground(struct day birth, const char *marital, struct day on)
{
	if (day_age(birth, on) >= 17)
		return GROUND_AGE;
	if (str_starts(marital, "KAWIN"))
		return GROUND_MARRIED;
	if (str_starts(marital, "CERAI"))
		return GROUND_WAS_MARRIED;
	return GROUND_EARLY;
}

static const char *
iso(struct arena *a, struct day d)
{
	return day_valid(d) ? arena_strdup(a, fmt_iso(&(struct fmt){ 0 }, d)) : "";
}

bool
recommendation_revokes(const struct doc_recommendation *d)
{
	return !str_empty(d->revokes_number);
}

bool
recommendation_introduced(const struct doc_recommendation *d)
{
	return !str_empty(d->intro_number);
}

static size_t
fields(struct arena *a, const struct doc_recommendation *d, struct field *f)
{
	const struct field all[] = {
		{ "government", d->office.government, MUST },
		{ "office", d->office.name, MUST },
		{ "place", d->office.place, MUST },
		{ "regency", d->office.regency, MUST },
		{ "office_address", d->office.address, MUST },
		{ "number", d->number, MUST },
		{ "day", iso(a, d->day), MUST },
		{ "revokes_number", d->revokes_number, RARE },
		{ "revokes_day", iso(a, d->revokes_day), recommendation_revokes(d) ? MUST : RARE },
		{ "recorded_day", iso(a, d->recorded), RARE },
		{ "form", d->signer.form, MUST },
		{ "signer", d->signer.name, MUST },
		{ "signer_nip", d->signer.nip, MUST },
		{ "signer_rank", d->signer.rank, MUST },
		{ "signer_title", d->signer.title, MUST },
		{ "signer_order", d->signer.order, RARE },
		{ "intro_number", d->intro_number, MAY },
		{ "intro_day", iso(a, d->intro_day), recommendation_introduced(d) ? MUST : MAY },
		{ "form_name", str_empty(d->form_name) ? RECOMMENDATION_FORM : d->form_name, MUST },
		{ "agenda_no", d->agenda_no > 0 ?
		    arena_printf(a, "%" PRId64, d->agenda_no) : "", MUST },
		{ "agenda_day", iso(a, d->agenda_day), MUST },
		{ "name", d->name, MUST },
		{ "nik", d->nik, MUST },
		{ "kk", d->kk, MAY },
		{ "birth_place", d->birth_place, MUST },
		{ "birth_day", iso(a, d->birth_day), MUST },
		{ "sex", d->sex, MUST },
		{ "blood", d->blood, MAY },
		{ "religion", d->religion, MAY },
		{ "marital", d->marital, MAY },
		{ "job", d->job, MAY },
		{ "citizenship", d->citizenship, MAY },
		{ "address", d->address, MAY },
		{ "rt", d->rt, MAY },
		{ "rw", d->rw, MAY },
		{ "village_kind", d->village_kind, MUST },
		{ "village", d->village, MUST },
		{ "wording", d->words == NULL ? "" : d->words->mark, RARE },
		{ "ground", d->ground < GROUND__MAX ? ground_word[d->ground] : "", MUST },
	};
	size_t n = sizeof all / sizeof all[0];

	_Static_assert(sizeof all / sizeof all[0] <= FIELDS_MAX, "FIELDS_MAX");
	memcpy(f, all, sizeof all);
	return n;
}

const char *
recommendation_canonical(struct arena *a, const struct doc_recommendation *d, struct err *e)
{
	struct field f[FIELDS_MAX];
	size_t n = fields(a, d, f);
	const char *text = "rekam-rekomendasi-1\n";

	for (size_t i = 0; i < n; i++) {
		const char *v = f[i].value != NULL ? f[i].value : "";

		if (f[i].need == RARE && str_empty(v))
			continue;
		if (f[i].need == MUST && str_empty(v)) {
			(void)err_set(e, ERR_INPUT, 0, "%s: is missing", f[i].name);
			return NULL;
		}
		if (!str_utf8_valid(v, strlen(v)) || strpbrk(v, "\r\n") != NULL) {
			(void)err_set(e, ERR_INPUT, 0, "%s: is not one line of text",
			    f[i].name);
			return NULL;
		}
		text = arena_printf(a, "%s%s: %s\n", text, f[i].name, v);
	}
	if (arena_overflowed(a)) {
		(void)err_set(e, ERR_FULL, 0, "canonical: arena is full");
		return NULL;
	}
	return text;
}

void
recommendation_preflight(struct sheet *s, const struct doc_recommendation *d)
{
	struct field f[FIELDS_MAX];
	size_t n = fields(s->arena, d, f);

	for (size_t i = 0; i < n; i++) {
		if (f[i].need == MUST && str_empty(f[i].value))
			sheet_fail(s, f[i].name, "is missing");
		sheet_check(s, f[i].name, f[i].value);
	}
	for (enum wording w = 0; w < WORDING__MAX; w++)
		sheet_check(s, wording_part[w].column, d->words == NULL ? wording_builtin(w) : d->words->at[w]);
	sheet_check(s, "phone", d->office.phone);
	sheet_check(s, "email", d->office.email);
	sheet_check(s, "website", d->office.website);
	sheet_check(s, "code", d->code);
}
