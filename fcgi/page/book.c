/*
 * /register/cetak: books, reports and minutes as papers, for days or for numbers.  What is seen
 * is made anew; what is printed is frozen as a document like every paper.
 */
#include "base/str.h"
#include "page/book_make.h"
#include "page/book_table.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_book.h"
#include "store/audit.h"
#include "tpl.h"

#define NUMBER_MAX	999999

struct ask {
	const char	*kind;
	struct day	 first, last;
	int64_t		 no_first, no_last, year;
};

static const char *const kinds[] = { "REGISTER", "SURAT_KELUAR", "HARIAN", "BULANAN", "PENUTUPAN", "PEMUSNAHAN", NULL };
static const char *const kind_labels[] = {
	"Buku Register Permohonan", "Buku Agenda Surat Keluar", "Laporan harian", "Laporan bulanan",
	"Berita acara penutupan Buku Register", "Berita acara pemusnahan surat yang dibatalkan", NULL,
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("kertas", struct ask, kind, kinds, "Yang dicetak"),
	FORM_MAY_AS("dari", struct ask, first, 0, 0, "Dari tanggal"),
	FORM_MAY_AS("sampai", struct ask, last, 0, 0, "Sampai tanggal"),
	FORM_MAY_AS("nomor_dari", struct ask, no_first, 1, NUMBER_MAX, "Dari nomor"),
	FORM_MAY_AS("nomor_sampai", struct ask, no_last, 1, NUMBER_MAX, "Sampai nomor"),
	FORM_MAY_AS("tahun", struct ask, year, 2000, 2199, "Tahun nomor"),
	FORM_END
};

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const char *wanted = request_query(v->req, "kertas");
	struct book_page p = {
		.layout = visit_layout(v, "Cetak Buku dan Laporan"), .form = visit_form(v, "/register/cetak", 0),
		.kind = field_choice(&src, "kertas", FIELD_SELECT, kinds, kind_labels, wanted == NULL ? "REGISTER" : wanted),
		.first = field_day(&src, "dari", v->today), .last = field_day(&src, "sampai", v->today),
		.no_first = field_text(&src, "nomor_dari", ""), .no_last = field_text(&src, "nomor_sampai", ""),
		.year = field_text(&src, "tahun", arena_printf(v->arena, "%d", v->today.y)),
		.may_print = visit_has(v, ROLE_STAFF),
	};

	p.no_first.size = p.no_last.size = p.year.size = 6;
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/register", "Buku Register");
	tpl_page_book(visit_page(v, status), &p);
}

void
book_get(struct visit *v)
{
	show(v, 200, NULL);
}

static int
days_of_month(int y, int m)
{
	int d = 31;

	while (!day_valid((struct day){ (int16_t)y, (int8_t)m, (int8_t)d }))
		d--;
	return d;
}

/* Numbers, or days of one year, none of them in the future. */
static void
judge(struct visit *v, const struct ask *in, struct book_order *o, struct form_result *r)
{
	bool numbers = in->no_first != 0 || in->no_last != 0;

	if (numbers && o->kind != BOOK_REGISTER && o->kind != BOOK_OUTGOING)
		form_add(r, form, "nomor_dari", "Nomor hanya untuk kedua buku. Kosongkan nomor, dan pilih tanggal.");
	else if (numbers) {
		if (in->no_first == 0 || in->no_last == 0)
			form_add(r, form, in->no_first == 0 ? "nomor_dari" : "nomor_sampai", "Isi nomor awal dan nomor akhir, atau kosongkan keduanya.");
		else if (in->no_last < in->no_first)
			form_add(r, form, "nomor_sampai", "Nomor akhir lebih kecil daripada nomor awal. Periksa kembali.");
		if (in->year == 0)
			form_add(r, form, "tahun", "Tahun nomor belum diisi.");
		*o = (struct book_order){ .kind = o->kind, .year = (int)in->year,
		    .first = { (int16_t)in->year, 1, 1 }, .last = { (int16_t)in->year, 12, 31 },
		    .no_first = in->no_first, .no_last = in->no_last, .by_number = true };
	} else if (in->first.y == 0)
		form_add(r, form, "dari", "Dari tanggal belum diisi. Isi tanggal, atau nomor awal dan nomor akhir.");
	else {
		bool one = o->kind == BOOK_DAY;
		*o = (struct book_order){ .kind = o->kind, .year = in->first.y, .first = in->first,
		    .last = in->last.y == 0 || one ? in->first : in->last, .no_first = 1, .no_last = NUMBER_MAX };
		if (o->kind == BOOK_MONTH) {
			o->first.d = 1;
			o->last = (struct day){ in->first.y, in->first.m, (int8_t)days_of_month(in->first.y, in->first.m) };
		}
		if (day_cmp(o->first, v->today) > 0)
			form_add(r, form, "dari", "Dari tanggal tidak boleh setelah hari ini.");
		else if (day_cmp(o->last, o->first) < 0)
			form_add(r, form, "sampai", "Sampai tanggal lebih awal daripada dari tanggal. Periksa kembali.");
		else if (o->last.y != o->first.y)
			form_add(r, form, "sampai", "Nomor dimulai kembali tiap tahun. Pilih tanggal dalam satu tahun.");
	}
}

struct run {
	struct visit		*visit;
	const struct book_order	*order;
	const char		*object;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct run *o = arg;
	struct pdf_result pdf;
	enum change_end end = book_render(o->visit, c->db, o->order, &pdf, e);

	if (end != CHANGE_DONE)
		return end;
	if (audit_write(c->db, c->act, "BUAT_KERTAS", o->object, kinds[o->order->kind], e) == -1)
		return CHANGE_FAILED;
	return paper_issue(o->visit, c, book_paper(o->order->kind), &pdf, 1, e);
}

static void
refused(struct visit *v, struct form_result *r)
{
	/* a sentence of book_render(), or the print queue's reason */
	form_add(r, form, "dari", str_starts(v->err.text, "belum ada printer") ?
	    "Belum ada printer yang aktif, sehingga tidak dicetak. Pilih Lihat PDF, atau hubungi administrator." :
	    arena_strdup(v->arena, v->err.text));
	show(v, 422, r);
}

static void
look(struct visit *v, const struct run *o, struct form_result *r)
{
	struct pdf_result pdf;
	enum change_end end = book_render(v, v->db, o->order, &pdf, &v->err);

	if (end == CHANGE_REFUSED)
		refused(v, r);
	else if (end != CHANGE_DONE || audit_write(v->db, &v->act, "UNDUH_BUKU", o->object,
	    kinds[o->order->kind], &v->err) == -1)
		visit_failed(v);
	else
		reply_pdf(v->reply, pdf.bytes, "buku.pdf");
}

/* The two books alone are tables. */
static void
table(struct visit *v, const struct run *o, bool csv, struct form_result *r)
{
	struct workbook book;
	struct bytes file;
	enum change_end end;

	if (o->order->kind != BOOK_REGISTER && o->order->kind != BOOK_OUTGOING) {
		form_add(r, form, "kertas", "Hanya Buku Register dan Buku Agenda Surat Keluar yang dapat diunduh sebagai tabel.");
		show(v, 422, r);
		return;
	}
	if ((end = book_table(v, v->db, o->order, &book, &v->err)) == CHANGE_REFUSED) {
		refused(v, r);
		return;
	}
	if (end != CHANGE_DONE || (!csv && workbook_render(v->arena, &book, &file, &v->err) == -1) ||
	    audit_write(v->db, &v->act, "UNDUH_BUKU", o->object, arena_printf(v->arena, "%s %s, %zu baris",
	    kinds[o->order->kind], csv ? "CSV" : "XLSX", book.rows), &v->err) == -1) {
		visit_failed(v);
		return;
	}
	if (csv) {
		struct out *out = reply_text(v->reply, 200);
		v->reply->type = "text/csv; charset=utf-8";
		book_table_csv(v->arena, out, &book);
	} else
		reply_bytes(v->reply, 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);
	reply_header(v->reply, "Content-Disposition", arena_printf(v->arena, "attachment; filename=\"%s-%d.%s\"",
	    o->order->kind == BOOK_REGISTER ? "buku-register" : "surat-keluar", o->order->year, csv ? "csv" : "xlsx"));
}

static void
print(struct visit *v, struct run *o, struct form_result *r)
{
	const struct change_order order = { .run = run, .arg = o, .location = "/cetak" };
	const char *location;

	if (!visit_has(v, ROLE_STAFF)) {
		visit_denied(v, "cetak");
		return;
	}
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED)
		refused(v, r);
	else
		visit_change_end(v, end, MOVE__MAX, "/register/cetak", location, "dicetak", form);
}

void
book_post(struct visit *v)
{
	struct book_order order = { .kind = BOOK__MAX };
	struct form_result r;
	struct ask in;

	const char *action = visit_action(v);
	bool csv = str_eq(action, "CSV"), xlsx = str_eq(action, "XLSX");

	if (!csv && !xlsx && !str_eq(action, "LIHAT") && !visit_action_is(v, "CETAK"))
		return;
	if (form_read(form, v->req, v->arena, &in, &r)) {
		for (enum book b = 0; b < BOOK__MAX; b++)
			if (str_eq(kinds[b], in.kind))
				order.kind = b;
		judge(v, &in, &order, &r);
	}
	if (!r.ok) {
		show(v, 422, &r);
		return;
	}
	struct run o = { v, &order, arena_printf(v->arena, "register/%d", order.year) };
	if (csv || xlsx)
		table(v, &o, csv, &r);
	else if (str_eq(action, "LIHAT"))
		look(v, &o, &r);
	else
		print(v, &o, &r);
}
