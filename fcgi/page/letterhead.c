/* /pengaturan/kop: what stands on top of letters, their classification, copies and paper (account admin). */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/letterhead_fit.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/view_settings.h"
#include "page/wordings.h"
#include "sop/number.h"
#include "sql/letterhead.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE			"/pengaturan/kop"
#define LETTER_NUMBER_MAX	60	/* document.letter_number */

static const char *const papers[] = { "iso_a4_210x297mm", "om_folio_210x330mm", "jis_exec_216x330mm", NULL };
static const char *const paper_labels[] = { "A4 (210 × 297 mm)", "F4 (210 × 330 mm)", "F4 (216 × 330 mm)", NULL };

struct head {
	const char	*government, *name, *place, *regency, *address, *phone, *email, *website;
	const char	*agency_code, *letter_class, *letter_format, *agenda_format, *paper;
	int64_t		 copies;
};

/* at: the renderer's name of it ("office: ...", doc_recommendation.h). */
static const struct form_field form[] = {
	FORM_AS("pemerintah", struct head, government, 1, 100, "Pemerintah daerah"),
	FORM_AS("nama_kantor", struct head, name, 1, 100, "Nama kantor"),
	FORM_AS("tempat", struct head, place, 1, 60, "Tempat pada tanggal surat"),
	FORM_AS("kabupaten", struct head, regency, 1, 60, "Kabupaten"),
	FORM_AS("alamat_kantor", struct head, address, 1, 200, "Alamat"),
	FORM_MAY_AS("telepon", struct head, phone, 0, 40, "Telepon"),
	FORM_MAY_AS("surel", struct head, email, 0, 100, "Pos-el"),
	FORM_MAY_AS("laman", struct head, website, 0, 100, "Laman"),
	FORM_AS("kode_perangkat", struct head, agency_code, 1, 20, "Kode perangkat daerah"),
	FORM_AS("klasifikasi", struct head, letter_class, 1, 20, "Klasifikasi surat"),
	FORM_AS("format_surat", struct head, letter_format, 1, 60, "Cara menulis nomor surat"),
	FORM_AS("format_agenda", struct head, agenda_format, 1, 40, "Cara menulis nomor agenda"),
	FORM_AS("lembar", struct head, copies, 1, 5, "Lembar yang dicetak"),
	FORM_CHOICE_AS("kertas", struct head, paper, papers, "Kertas"),
	FORM_END
};

static int
office_read(struct visit *v, struct office_get_row *o, struct doc_office *head)
{
	const struct office_get_in in = { .id = v->who.office };

	return office_get(v->db, v->arena, &in, o, &v->err) != 1 ? -1 : paper_letterhead(v, v->db, o, head, &v->err);
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct letterhead_page p = { .layout = visit_layout(v, "Kop Surat"), .form = visit_form(v, HERE, 0) };
	struct office_get_row o;
	struct doc_office head;

	if (office_read(v, &o, &head) == -1) {
		visit_failed(v);
		return;
	}
	p.government = field_text(&src, "pemerintah", o.government);
	p.name = field_text(&src, "nama_kantor", o.name);
	p.place = field_text(&src, "tempat", o.place);
	p.regency = field_text(&src, "kabupaten", o.regency);
	p.address = field_text(&src, "alamat_kantor", o.address);
	p.phone = field_text(&src, "telepon", o.phone);
	p.email = field_text(&src, "surel", o.email);
	p.website = field_text(&src, "laman", o.website);
	p.agency_code = field_text(&src, "kode_perangkat", o.agency_code);
	p.letter_class = field_text(&src, "klasifikasi", o.letter_class);
	p.letter_format = field_text(&src, "format_surat", o.letter_format);
	p.letter_format.hint = "Bagian: {nomor} atau {nomor:4}, {tahun}, {bulan}, {klasifikasi}, {kode}.";
	p.agenda_format = field_text(&src, "format_agenda", o.agenda_format);
	p.agenda_format.hint = "Bagian: {nomor} atau {nomor:4}, dan {tahun}.";
	p.next_letter = number_letter(v->arena, o.letter_format, &(struct number_parts){ o.letter_class, o.agency_code, 123, v->today.y, v->today.m });
	p.next_agenda = number_agenda(v->arena, o.agenda_format, 123, v->today.y);
	p.copies = field_digits(&src, "lembar", arena_printf(v->arena, "%lld", (long long)o.letter_copies));
	p.paper = field_choice(&src, "kertas", FIELD_RADIO, papers, paper_labels, o.paper);
	p.copies.size = 4;
	p.letter_class.hint = "Misalnya 400.12.2.1";
	p.agency_code.hint = "Misalnya 406.08";
	p.logo = head.logo.n > 0;
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_letterhead(visit_page(v, status), &p);
}

void
letterhead_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* A part of a letter number: the code on a letter holds no more (sign/letter_code.h), and between two
 * strokes stands something. */
static bool
code_ok(const char *s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	for (;;) {
		size_t n = strcspn(s, "/");

		if (strcspn(s, letters) >= n)
			return false;
		for (size_t i = 0; i < n; i++)
			if (strchr(letters, s[i]) == NULL && s[i] != '.' && s[i] != '-')
				return false;
		if (s[n] == '\0')
			return true;
		s += n + 1;
	}
}

/* What the renderer says of a field belongs to the control of that field. */
static void
blame(struct visit *v, struct form_result *r, const struct letterhead_fit *fit)
{
	static const struct { const char *said, *control; } where[] = {
		{ "government:", "pemerintah" }, { "office:", "nama_kantor" }, { "place:", "tempat" },
		{ "regency:", "kabupaten" }, { "office_address:", "alamat_kantor" }, { "phone:", "telepon" },
		{ "email:", "surel" }, { "website:", "laman" }, { "number:", "klasifikasi" },
	};

	for (size_t i = 0; i < sizeof where / sizeof *where; i++)
		if (str_starts(fit->said, where[i].said)) {
			form_add(r, form, where[i].control, "Ada huruf yang tidak dapat dicetak dengan jenis huruf surat. Pakai huruf Latin.");
			return;
		}
	if (fit->name_alone)
		form_add(r, form, "nama_kantor", "Dengan nama kantor ini surat tidak muat pada satu lembar. Perpendek namanya.");
	else
		form_add(r, form, "alamat_kantor", str_starts(fit->said, "page:") ?
		    "Dengan kop ini surat tidak muat pada satu lembar. Perpendek alamat, atau perkecil lambangnya." :
		    arena_printf(v->arena, "Contoh surat tidak dapat dibuat (%s).", fit->said));
}

static int
judge(struct visit *v, const struct head *in, const struct doc_office *now, struct form_result *r)
{
	const struct doc_office head = { in->government, in->name, in->place, in->regency, in->address, in->phone, in->email,
	    in->website, now->logo, now->agenda_format, now->training };
	struct letterhead_fit fit;

	if (!code_ok(in->agency_code))
		form_add(r, form, "kode_perangkat", "Kode hanya berisi huruf, angka, titik, garis miring, dan tanda hubung; setiap bagiannya memuat huruf atau angka.");
	if (!code_ok(in->letter_class))
		form_add(r, form, "klasifikasi", "Klasifikasi hanya berisi huruf, angka, titik, garis miring, dan tanda hubung; setiap bagiannya memuat huruf atau angka.");
	const char *trouble = number_format_trouble(in->letter_format, true);
	if (trouble != NULL)
		form_add(r, form, "format_surat", trouble);
	if ((trouble = number_format_trouble(in->agenda_format, false)) != NULL)
		form_add(r, form, "format_agenda", trouble);
	if (!r->ok)
		return 0;
	const struct number_parts longest = { in->letter_class, in->agency_code, 999999, v->today.y, 8 };
	if (strlen(number_letter(v->arena, in->letter_format, &longest)) > LETTER_NUMBER_MAX) {
		form_add(r, form, "format_surat", "Nomor surat dengan cara ini lebih dari 60 huruf. Perpendek.");
		return 0;
	}
	if (letterhead_fit(v, &head, in->paper, number_letter(v->arena, in->letter_format,
	    &(struct number_parts){ in->letter_class, in->agency_code, 9999, v->today.y, 8 }), &fit) == -1)
		return -1;
	if (!fit.fits)
		blame(v, r, &fit);
	return 0;
}

/* A trace for each field that changed: an address alone may fill one.  How many, -1. */
static int
traces(struct visit *v, const struct office_get_row *o, const struct head *in)
{
	const struct { const char *what, *old, *now; } part[] = {
		{ "pemerintah", o->government, in->government }, { "nama", o->name, in->name }, { "tempat", o->place, in->place },
		{ "kabupaten", o->regency, in->regency }, { "alamat", o->address, in->address }, { "telepon", o->phone, in->phone },
		{ "pos-el", o->email, in->email }, { "laman", o->website, in->website },
		{ "kode", o->agency_code, in->agency_code }, { "klasifikasi", o->letter_class, in->letter_class },
		{ "cara nomor surat", o->letter_format, in->letter_format }, { "cara nomor agenda", o->agenda_format, in->agenda_format },
		{ "kertas", o->paper, in->paper },
		{ "lembar", arena_printf(v->arena, "%lld", (long long)o->letter_copies), arena_printf(v->arena, "%lld", (long long)in->copies) },
	};
	const char *object = arena_printf(v->arena, "office/%lld", (long long)v->who.office);
	int n = 0;

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if (str_eq(part[i].old, part[i].now))
			continue;
		if (audit_write(v->db, &v->act, "KOP", object, arena_printf(v->arena, "%s: %s -> %s", part[i].what,
		    part[i].old, part[i].now), &v->err) == -1)
			return -1;
		n++;
	}
	return n;
}

void
letterhead_post(struct visit *v)
{
	struct office_get_row o;
	struct doc_office now;
	struct form_result r;
	struct head in;

	if (!visit_action_is(v, "SIMPAN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	if (office_read(v, &o, &now) == -1 || judge(v, &in, &now, &r) == -1) {
		visit_failed(v);
		return;
	}
	if (!r.ok) {
		show(v, 422, &r);
		return;
	}
	const struct letterhead_set_in set = { .id = v->who.office, .government = in.government, .name = in.name,
	    .place = in.place, .regency = in.regency, .address = in.address, .phone = in.phone, .email = in.email,
	    .website = in.website, .agency_code = in.agency_code, .letter_class = in.letter_class, .letter_copies = in.copies,
	    .paper = in.paper, .letter_format = in.letter_format, .agenda_format = in.agenda_format };
	if (db_begin(v->db, &v->err) == -1 || letterhead_set(v->db, &set, &v->err) < 0 ||
	    traces(v, &o, &in) == -1 || db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, HERE, "pengaturan");
}

/* A letter about nobody with the letterhead as it is stored. */
void
letterhead_specimen_get(struct visit *v)
{
	struct office_get_row o;
	struct doc_office head;
	struct wordings w;
	struct pdf_result pdf;
	int64_t id, version;

	if (office_read(v, &o, &head) == -1 || wordings_read(v, v->db, 0, &w, &id, &version, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct doc_recommendation d = wordings_specimen(v, o.paper, &head, id == 0 ? NULL : &w, GROUND_AGE, false);
	d.number = number_letter(v->arena, o.letter_format,
	    &(struct number_parts){ o.letter_class, o.agency_code, 0, v->today.y, v->today.m });
	if (recommendation_render(v->arena, &d, &pdf, &v->err) == -1)
		visit_failed(v);
	else
		reply_pdf(v->reply, pdf.bytes, "contoh-rekomendasi.pdf");
}
