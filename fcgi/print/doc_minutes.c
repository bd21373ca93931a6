#include "print/doc_minutes.h"

#include "print/grid.h"
#include "print/minutes.h"
#include "print/small.h"
#include "print/words.h"

static const struct grid_column sheet_columns[] = {
	{ "No.", 10, true }, { "Nomor Surat", 55, false }, { "Tanggal Surat", 26, false },
	{ "Lembar", 18, true }, { "Keterangan", 50, false },
};

static struct minutes_hands
hands(const struct doc_minutes *d)
{
	return (struct minutes_hands){ d->day, d->officer, NULL };
}

static void
foot(struct sheet *s, const struct doc_minutes *d)
{
	const struct minutes_hands h = hands(d);

	minutes_foot(s, &d->office, &h, d->page.made);
}

static int
open_minutes(struct sheet *s, struct arena *a, const struct doc_minutes *d, struct err *e)
{
	const struct minutes_hands h = hands(d);

	if (minutes_open(s, a, &d->page, &d->office, &h, e) == -1)
		return -1;
	if (!day_valid(d->first) || !day_valid(d->last))
		sheet_fail(s, "day", "is missing");
	return 0;
}

static const char *
days(struct arena *a, const struct doc_minutes *d)
{
	return day_cmp(d->first, d->last) == 0 ? arena_printf(a, "tanggal %s", words_day(a, d->first)) :
	    arena_printf(a, "tanggal %s s.d. %s", words_day(a, d->first), words_day(a, d->last));
}

static void
closing(struct sheet *s, const struct doc_minutes *d)
{
	struct arena *a = s->arena;
	int64_t n = d->last_no == 0 ? 0 : d->last_no - d->first_no + 1;

	sheet_paragraph(s, arena_printf(a, "%s, Buku Register Permohonan Perekaman KTP-el Kantor "
	    "Kecamatan %s untuk %s telah diperiksa dan ditutup%s.", minutes_this_day(a, d->day),
	    d->office.place, days(a, d), d->last_no == 0 ? " tanpa nomor agenda" : arena_printf(a,
	    " dengan nomor agenda terakhir %s", paper_agenda(a, &d->office, d->last_no, d->year))));
	sheet_gap(s, 0.6);
	if (n > 0)
		sheet_paragraph(s, arena_printf(a, "Nomor agenda %s sampai dengan %s, sebanyak %s nomor, "
		    "berurutan tanpa nomor yang terlewat atau ganda, dengan rincian keadaan pada saat "
		    "penutupan:", paper_agenda(a, &d->office, d->first_no, d->year),
		    paper_agenda(a, &d->office, d->last_no, d->year), words_count(a, n)));
	sheet_gap(s, 0.4);
	for (size_t i = 0; i < d->facts_n; i++) {
		const struct fact f = { d->facts[i].label, arena_printf(a, "%s permohonan",
		    words_count(a, d->facts[i].n)), PDF_REGULAR };
		sheet_facts(s, 7, 82, &f, 1);
	}
	foot(s, d);
}

static void
destruction(struct sheet *s, const struct doc_minutes *d)
{
	struct arena *a = s->arena;
	struct grid t;
	int64_t sheets = 0;

	sheet_paragraph(s, arena_printf(a, "%s, telah dimusnahkan dengan cara dicacah lembar surat dengan "
	    "nomor tersebut di bawah ini, yang dibatalkan pada %s. Nomor surat tetap tercatat dalam Buku "
	    "Agenda Surat Keluar dengan keterangan DIBATALKAN dan tidak dipakai lagi.",
	    minutes_this_day(a, d->day), days(a, d)));
	sheet_gap(s, 0.6);
	grid_begin(&t, s, 10, sheet_columns, sizeof sheet_columns / sizeof sheet_columns[0]);
	for (size_t i = 0; i < d->n; i++) {
		const struct minutes_sheet *r = &d->sheets[i];
		const char *cell[] = { arena_printf(a, "%zu.", i + 1), r->number, paper_short(a, r->day),
		    arena_printf(a, "%lld", (long long)r->sheets), r->why };

		sheet_check(s, "number", r->number);
		sheet_check(s, "why", r->why);
		grid_row(&t, cell);
		sheets += r->sheets;
	}
	grid_note(&t, arena_printf(a, "Jumlah: %s surat, %s lembar.", words_count(a, (int64_t)d->n),
	    words_count(a, sheets)));
	foot(s, d);
}

int
closing_render(struct arena *a, const struct doc_minutes *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;
	int r;

	if (open_minutes(&s, a, d, e) == -1)
		return -1;
	if (d->last_no != 0 && d->first_no > d->last_no)
		sheet_fail(&s, "last_no", "is before the first");
	if (s.err.kind == ERR_NONE) {
		minutes_head(&s, &d->office, "PENUTUPAN BUKU REGISTER");
		closing(&s, d);
	}
	r = sheet_finish(&s, "BERITA ACARA", ret_pdf, e);
	sheet_close(&s);
	return r;
}

int
destruction_render(struct arena *a, const struct doc_minutes *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;
	int r;

	if (open_minutes(&s, a, d, e) == -1)
		return -1;
	if (d->n == 0)
		sheet_fail(&s, "sheets", "is missing");
	if (s.err.kind == ERR_NONE) {
		minutes_head(&s, &d->office, "PEMUSNAHAN LEMBAR SURAT YANG DIBATALKAN");
		destruction(&s, d);
	}
	r = sheet_finish(&s, "BERITA ACARA", ret_pdf, e);
	sheet_close(&s);
	return r;
}
