/*
 * /permohonan/{id}/pengganti: a finished case gets another letter (sop/replacement.h).  The clerk makes
 * it, brings it to the official (ink) or waits for his yes (electronic, approve.c), hands it over.
 */
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/view_signing.h"
#include "sop/replacement.h"
#include "sql/office.h"
#include "sql/replacement.h"
#include "step/letter_fields.h"
#include "step/replacing.h"
#include "step/signing.h"
#include "step/step.h"
#include "tpl.h"

static const char *const fates[] = { FATE_TAKEN, FATE_LOST, NULL };
static const char *const fate_labels[] = { "Ditarik dari pemegangnya", "Hilang", NULL };

struct replace {
	const char	*reason, *fate, *drop_reason, *same_reason, *receiver;
	int64_t		 signatory, number;
};

static const struct form_field form[] = {
	FORM_LINES_MAY_AS("alasan", struct replace, reason, 400, "Alasan penggantian"),
	FORM_CHOICE_MAY_AS("surat_lama", struct replace, fate, fates, "Surat lama"),
	FORM_MAY_AS("penanda_tangan", struct replace, signatory, 0, INT64_MAX, "Penanda tangan"),
	FORM_MAY_AS("nomor_surat", struct replace, number, 1, 999999, "Nomor urut surat"),
	FORM_LINES_MAY_AS("alasan_sama", struct replace, same_reason, 400, "Alasan verifikator menandatangani sendiri"),
	FORM_LINES_MAY_AS("alasan_batal", struct replace, drop_reason, 400, "Alasan pembatalan"),
	FORM_MAY_AS("penerima", struct replace, receiver, 1, 100, "Nama penerima"),
	FORM_END
};

static struct view_replacement
row_view(const struct replacement_list_row *r)
{
	enum replacement s = replacement_by_word(r->state);

	return (struct view_replacement){ .old_number = r->old_number, .new_number = r->new_number, .reason = r->reason,
	    .fate = str_eq(r->fate, FATE_LOST) ? "hilang" : "ditarik", .maker = r->maker, .end_reason = r->end_reason,
	    .received_by = r->received_by, .signatory = r->signatory, .status = { replacement_label(s), replacement_tone(s) },
	    .made_at = r->made_at, .ended_at = r->ended_at, .handed_at = r->handed_at };
}

/* The form of a new one. */
static int
fields_new(struct visit *v, const struct field_source *src, struct replace_page *p)
{
	p->reason = field_lines(src, "alasan", "");
	p->fate = field_choice(src, "surat_lama", FIELD_RADIO, fates, fate_labels, FATE_TAKEN);
	p->signatory = field_text(src, "penanda_tangan", "");
	p->signatory.kind = FIELD_RADIO;
	p->reason.required = p->fate.required = p->signatory.required = true;
	p->begin = (struct view_action){ .verb = "Buat surat pengganti", .value = "BUAT" };
	return signatory_options(v, p->signatory.value, &p->signatory.options) == -1 ||
	    letter_number_field(v, src, &p->number) == -1 ? -1 : 0;
}

/* The user of the signatory; 0: none. */
static int
user_of(struct visit *v, int64_t signatory, int64_t *ret)
{
	const struct signatory_get_in in = { .id = signatory, .office = v->who.office };
	struct signatory_get_row row;
	int n = signatory_get(v->db, v->arena, &in, &row, &v->err);

	*ret = n == 1 ? row.user_id : 0;
	return n == -1 ? -1 : 0;
}

static int
fields_waiting(struct visit *v, const struct casefile_get_row *row, const struct document_letter_row *letter,
    const struct field_source *src, struct replace_page *p)
{
	struct signing_duty d;
	int64_t user;

	p->drop = (struct view_action){ .verb = "Batalkan surat pengganti", .value = "BATAL" };
	p->drop_reason = field_lines(src, "alasan_batal", "");
	p->drop_reason.required = true;
	if (str_eq(row->sign_mode, "ELEKTRONIK")) {
		p->why_not = "Surat pengganti menunggu persetujuan pejabat di meja tanda tangannya.";
		return 0;
	}
	p->signed_ink = (struct view_action){ .verb = "Tandai telah ditandatangani", .value = "TANDA" };
	if (user_of(v, letter->signatory_id, &user) == -1 || signing_duty(v, row->id, user, &d) == -1)
		return -1;
	p->duty = d.text;
	if (d.duty == DUTY_BLOCKED)
		p->signed_ink.why_not = d.text;
	if (d.duty == DUTY_REASON) {
		p->duty_reason = field_lines(src, "alasan_sama", "");
		p->duty_reason.required = true;
	}
	return 0;
}

static int
fill(struct visit *v, const struct casefile_get_row *row, const struct field_source *src, struct replace_page *p)
{
	const struct replacement_list_in list = { .case_id = row->id };
	const struct document_letter_in waits = { .case_id = row->id, .pending = 1 };
	struct replacement_list_rows rows;
	struct document_letter_row letter;
	int n;

	if (replacement_list(v->db, v->arena, &list, &rows, &v->err) == -1 ||
	    (n = document_letter(v->db, v->arena, &waits, &letter, &v->err)) == -1 ||
	    case_view_papers(v, row, "REKOMENDASI", &p->papers) == -1)
		return -1;
	struct view_replacement *at = ARENA_ARRAY(v->arena, rows.n, struct view_replacement);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = row_view(&rows.at[i]);
	p->rows = (struct view_replacements){ at, at == NULL ? 0 : rows.n };
	if (!visit_has(v, SOP_CLERK))
		return 0;
	if (n == 1)
		return fields_waiting(v, row, &letter, src, p);
	if (rows.n > 0 && str_eq(rows.at[0].state, replacement_word(REPLACEMENT_SIGNED))) {
		p->hand = (struct view_action){ .verb = "Catat diserahkan", .value = "SERAHKAN" };
		p->receiver = field_upper(src, "penerima", row->name);
		p->receiver.required = true;
		return 0;
	}
	return fields_new(v, src, p);
}

static void
show(struct visit *v, int status, const struct casefile_get_row *row, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct replace_page p = { .layout = visit_layout(v, "Surat Pengganti"), .head = case_view_head(v, row),
	    .form = visit_form(v, case_href(v, row->id, "pengganti"), row->version),
	    .correct = case_href(v, row->id, "verifikasi") };

	if (fill(v, row, &src, &p) == -1) {
		visit_failed(v);
		return;
	}
	visit_crumb(v, &p.layout, p.head.href, row->name);
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_replace(visit_page(v, status), &p);
}

void
replace_get(struct visit *v)
{
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (!str_eq(row.status, "SELESAI")) {
		reply_redirect(v->reply, case_href(v, row.id, NULL));
		return;
	}
	show(v, 200, &row, NULL);
}

enum what { BEGIN, SIGNED, DROP, HAND, WHAT__MAX };

static const struct { const char *word, *notice; } acts[WHAT__MAX] = {
	[BEGIN] = { "BUAT", "pengganti-dibuat" }, [SIGNED] = { "TANDA", "pengganti-berlaku" },
	[DROP] = { "BATAL", "pengganti-batal" }, [HAND] = { "SERAHKAN", "pengganti-diserahkan" },
};

struct order {
	struct visit		*visit;
	const struct replace	*in;
	enum what		 what;
};

static enum change_end
begin(struct order *o, struct change *c, struct err *e)
{
	const struct replacing r = { .signatory = o->in->signatory, .number = o->in->number, .reason = o->in->reason,
	    .fate = o->in->fate };
	enum change_end end;
	int64_t user;

	if (user_of(o->visit, o->in->signatory, &user) == -1) {
		*e = o->visit->err;
		return CHANGE_FAILED;
	}
	end = signing_may(o->visit, c, user, e);
	return end == CHANGE_DONE ? replacing_begin(o->visit, c, &r, e) : end;
}

static enum change_end
signed_ink(struct order *o, struct change *c, const struct document_letter_row *letter, struct err *e)
{
	enum change_end end = c->electronic ? CHANGE_NOT_NOW : replacing_signed(c, letter, e);
	int64_t user;

	if (end != CHANGE_DONE)
		return end;
	if (user_of(o->visit, letter->signatory_id, &user) == -1) {
		*e = o->visit->err;
		return CHANGE_FAILED;
	}
	return signing_done(o->visit, c, letter, user, FACTOR_INK, o->in->same_reason, e);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	const struct document_letter_in in = { .case_id = c->id, .pending = o->what != HAND };
	struct document_letter_row letter;
	int n;

	if (o->what == BEGIN)
		return begin(o, c, e);
	if ((n = document_letter(c->db, c->arena, &in, &letter, e)) != 1)
		return n == 0 ? CHANGE_NOT_NOW : CHANGE_FAILED;
	if (o->what == SIGNED)
		return signed_ink(o, c, &letter, e);
	return o->what == DROP ? replacing_drop(c, &letter, o->in->drop_reason, e) :
	    replacing_hand(c, &letter, o->in->receiver, e);
}

static void
judge(enum what w, const struct replace *in, struct form_result *r)
{
	if (w == BEGIN && str_empty(in->reason))
		form_add(r, form, "alasan", "Alasan penggantian belum diisi. Tuliskan apa yang keliru atau mengapa surat hilang.");
	if (w == BEGIN && str_empty(in->fate))
		form_add(r, form, "surat_lama", "Pilih apakah surat lama ditarik atau hilang.");
	if (w == BEGIN && in->signatory == 0)
		form_add(r, form, "penanda_tangan", "Penanda tangan belum dipilih. Pilih pejabat yang menandatangani.");
	if (w == DROP && str_empty(in->drop_reason))
		form_add(r, form, "alasan_batal", "Alasan pembatalan belum diisi. Tuliskan alasannya dengan singkat.");
	if (w == HAND && str_empty(in->receiver))
		form_add(r, form, "penerima", "Nama penerima belum diisi.");
}

void
replace_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct replace in;
	const char *location;
	enum what w = BEGIN;

	if (!case_load(v, &row))
		return;
	while (w < WHAT__MAX && !str_eq(acts[w].word, visit_action(v)))
		w++;
	if (w == WHAT__MAX) {
		visit_error(v, 400);
		return;
	}
	if (form_read(form, v->req, v->arena, &in, &r))
		judge(w, &in, &r);
	if (!r.ok) {
		show(v, 422, &row, &r);
		return;
	}
	struct order o = { v, &in, w };
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run, .arg = &o,
	    .location = case_href(v, row.id, "pengganti") };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		form_add(&r, form, w == SIGNED ? "alasan_sama" : "penanda_tangan", w == SIGNED ? v->err.text :
		    arena_printf(v->arena, "Surat tidak dapat dibuat (%s).", v->err.text));
		show(v, 422, &row, &r);
		return;
	}
	if (w == BEGIN || w == SIGNED)
		v->poke_printer = end == CHANGE_DONE;
	visit_change_end(v, end, MOVE__MAX, case_href(v, row.id, NULL), location, acts[w].notice, form);
}
