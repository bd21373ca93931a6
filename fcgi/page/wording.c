/* /pengaturan/naskah: the sentences of the recommendation, with a preview (account admin). */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/view_signing.h"
#include "page/wordings.h"
#include "sql/wording.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/pengaturan/naskah"

static const char *const grounds[] = { "AGE", "MARRIED", "WAS_MARRIED", "EARLY", NULL };
static const char *const ground_labels[] = { "Telah berusia 17 tahun", "Telah kawin", "Pernah kawin", "Perekaman awal", NULL };

struct texts {
	const char	*opening, *grounds, *purpose, *first, *age, *married, *was_married, *early, *closing, *recorded;
	const char	*ground;
};

/* The controls are named like the columns; a sentence is one line. */
static const struct form_field form[] = {
	FORM(struct texts, opening, 1, WORDING_LONGEST, "Pembuka"),
	FORM(struct texts, grounds, 1, WORDING_LONGEST, "Dasar"),
	FORM(struct texts, purpose, 1, WORDING_LONGEST, "Tujuan"),
	FORM(struct texts, first, 1, WORDING_LONGEST, "Butir 1"),
	FORM(struct texts, age, 1, WORDING_LONGEST, "Butir 2: telah berusia 17 tahun"),
	FORM(struct texts, married, 1, WORDING_LONGEST, "Butir 2: telah kawin"),
	FORM(struct texts, was_married, 1, WORDING_LONGEST, "Butir 2: pernah kawin"),
	FORM(struct texts, early, 1, WORDING_LONGEST, "Butir 2: perekaman awal"),
	FORM(struct texts, closing, 1, WORDING_LONGEST, "Penutup"),
	FORM(struct texts, recorded, 1, WORDING_LONGEST, "Tujuan bila sudah direkam (surat pengganti)"),
	FORM_CHOICE_MAY_AS("contoh", struct texts, ground, grounds, "Contoh untuk"),
	FORM_END
};

struct head {
	struct office_get_row	 row;
	struct doc_office	 doc;
};

static struct wordings
wordings_of(const struct texts *t)
{
	return (struct wordings){ .mark = "", .at = {
		[WORDING_OPENING] = t->opening, [WORDING_GROUNDS] = t->grounds, [WORDING_PURPOSE] = t->purpose,
		[WORDING_FIRST] = t->first, [WORDING_AGE] = t->age, [WORDING_MARRIED] = t->married,
		[WORDING_WAS_MARRIED] = t->was_married, [WORDING_EARLY] = t->early, [WORDING_CLOSING] = t->closing,
		[WORDING_RECORDED] = t->recorded,
	} };
}

static void
show(struct visit *v, int status, struct form_result *typed, bool builtin)
{
	const struct field_source src = { v->arena, form, typed };
	struct wording_page p = { .layout = visit_layout(v, "Naskah Rekomendasi"), .form = visit_form(v, HERE, 0) };
	struct view_field *at = ARENA_ARRAY(v->arena, WORDING__MAX, struct view_field);
	struct wordings w;
	int64_t id;

	if (at == NULL || wordings_read(v, v->db, 0, &w, &id, &p.version, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	if (builtin)
		wordings_builtin(&w);
	for (enum wording i = 0; i < WORDING__MAX; i++) {
		const char *may = wording_placeholders(v->arena, i);
		at[i] = field_lines(&src, wording_part[i].column, w.at[i]);
		at[i].required = true;
		at[i].maxlength = WORDING_LONGEST;
		if (*may != '\0')
			at[i].hint = arena_printf(v->arena, "Isian: %s", may);
	}
	p.texts = (struct view_field_list){ at, WORDING__MAX };
	p.ground = field_choice(&src, "contoh", FIELD_SELECT, grounds, ground_labels, "AGE");
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_wording(visit_page(v, status), &p);
}

void
wording_page_get(struct visit *v)
{
	show(v, 200, NULL, str_eq(request_param(v->req, "bawaan"), "1"));
}

static enum recommendation_ground
ground_of(const char *word)
{
	return str_eq(word, "MARRIED") ? GROUND_MARRIED : str_eq(word, "WAS_MARRIED") ? GROUND_WAS_MARRIED :
	    str_eq(word, "EARLY") ? GROUND_EARLY : GROUND_AGE;
}

/* A message of the renderer ("grounds: ...") belongs to the sentence of that name. */
static void
blame(struct visit *v, struct form_result *r, const char *text)
{
	for (enum wording i = 0; i < WORDING__MAX; i++)
		if (str_starts(text, wording_part[i].column) && text[strlen(wording_part[i].column)] == ':') {
			form_add(r, form, wording_part[i].column, "Ada huruf yang tidak dapat dicetak dengan jenis huruf surat. Pakai huruf Latin.");
			return;
		}
	form_add(r, form, wording_part[WORDING_CLOSING].column, str_starts(text, "page:") ?
	    "Dengan nama dan alamat yang panjang, naskah ini tidak muat pada satu lembar. Perpendek kalimatnya." :
	    arena_printf(v->arena, "Contoh surat tidak dapat dibuat (%s).", text));
}

/* Placeholders, letters of the font, and room for the longest names in each of the four variants. */
static int
judge(struct visit *v, const struct wordings *w, const struct head *o, struct form_result *r)
{
	for (enum wording i = 0; i < WORDING__MAX; i++) {
		const char *why = wording_check(v->arena, i, w->at[i]);
		if (why != NULL)
			form_add(r, form, wording_part[i].column, why);
	}
	for (enum recommendation_ground g = 0; r->ok && g < GROUND__MAX; g++) {
		struct doc_recommendation d = wordings_specimen(v, o->row.paper, &o->doc, w, g, true);
		struct pdf_result pdf;
		struct err e = { 0 };

		d.revokes_number = d.number;
		d.revokes_day = d.day;
		d.recorded = d.day;
		if (recommendation_render(v->arena, &d, &pdf, &e) == 0)
			continue;
		if (e.kind != ERR_INPUT) {
			v->err = e;
			return -1;
		}
		blame(v, r, e.text);
	}
	return 0;
}

/* What was typed, judged; false after an answer was made. */
static bool
typed_good(struct visit *v, struct texts *in, struct wordings *w, struct head *o, struct form_result *r)
{
	const struct office_get_in office = { .id = v->who.office };

	if (!form_read(form, v->req, v->arena, in, r)) {
		show(v, 422, r, false);
		return false;
	}
	*w = wordings_of(in);
	if (office_get(v->db, v->arena, &office, &o->row, &v->err) != 1 ||
	    paper_letterhead(v, v->db, &o->row, &o->doc, &v->err) == -1 || judge(v, w, o, r) == -1) {
		visit_failed(v);
		return false;
	}
	if (!r->ok)
		show(v, 422, r, false);
	return r->ok;
}

static bool
save(struct visit *v, const struct texts *in)
{
	struct wordings old;
	int64_t id, version;

	if (db_begin(v->db, &v->err) == -1 || wordings_read(v, v->db, 0, &old, &id, &version, &v->err) == -1)
		return false;
	const struct wording_add_in add = { .office = v->who.office, .version = version + 1, .opening = in->opening,
	    .grounds = in->grounds, .purpose = in->purpose, .first = in->first, .age = in->age, .married = in->married,
	    .was_married = in->was_married, .early = in->early, .closing = in->closing,
	    .recorded = in->recorded, .at = v->now, .actor = v->who.user };
	return wording_add(v->db, &add, &v->err) >= 0 && audit_write(v->db, &v->act, "NASKAH",
	    arena_printf(v->arena, "office/%lld", (long long)v->who.office), arena_printf(v->arena, "naskah rekomendasi versi %lld",
	    (long long)version + 1), &v->err) == 0 && db_commit(v->db, &v->err) == 0;
}

void
wording_page_post(struct visit *v)
{
	struct head o;
	struct form_result r;
	struct wordings w;
	struct texts in;

	if (!visit_action_is(v, "SIMPAN") || !typed_good(v, &in, &w, &o, &r))
		return;
	if (save(v, &in)) {
		visit_done(v, HERE, "pengaturan");
		return;
	}
	(void)db_rollback(v->db, NULL);
	if (v->err.kind == ERR_CONFLICT)	/* another administrator saved this version just now */
		visit_error_text(v, 409, "Naskah sudah diubah", "Administrator lain baru saja menyimpan naskah. Kembali, salin kalimat Anda, lalu buka halaman ini lagi.");
	else
		visit_failed(v);
}

/* The typed sentences as a letter, stored nowhere. */
void
wording_preview_post(struct visit *v)
{
	struct head o;
	struct form_result r;
	struct pdf_result pdf;
	struct wordings w;
	struct texts in;

	if (!visit_action_is(v, "PRATINJAU") || !typed_good(v, &in, &w, &o, &r))
		return;
	struct doc_recommendation d = wordings_specimen(v, o.row.paper, &o.doc, &w, ground_of(in.ground), false);
	if (recommendation_render(v->arena, &d, &pdf, &v->err) == -1)
		visit_failed(v);
	else
		reply_pdf(v->reply, pdf.bytes, "contoh-rekomendasi.pdf");
}
