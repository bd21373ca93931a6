#include "print/doc_destroyed.h"

#include "print/grid.h"
#include "print/small.h"
#include "print/words.h"

static const struct grid_column columns[] = {
	{ "No.", 10, true }, { "Nomor Agenda", 28, false }, { "Direkam", 22, false },
	{ "Sidik Jari", 20, true }, { "Foto/TTD", 19, true }, { "Keadaan Permohonan", 60, false },
};

static void
images(struct sheet *s, const struct doc_destroyed *d)
{
	struct arena *a = s->arena;
	struct grid t;
	int64_t n = 0;

	sheet_paragraph(s, arena_printf(a, "%s, telah dimusnahkan gambar sidik jari, pasfoto, dan tanda tangan "
	    "tersegel dari permohonan tersebut di bawah ini, karena masa simpannya telah berakhir menurut keputusan "
	    "kantor (%s): disimpan %s, atau sampai permohonan berakhir tanpa hasil.",
	    minutes_this_day(a, d->hands.day), d->basis, d->time));
	sheet_gap(s, 0.4);
	sheet_paragraph(s, "Gambar dihapus dari basis data. Tanggal, mutu, dan petugas perekaman tetap tercatat. Gambar "
	    "yang masih terdapat dalam cadangan tidak dapat dibuka lagi setelah kunci ekspor bulannya dimusnahkan.");
	sheet_gap(s, 0.6);
	grid_begin(&t, s, 10, columns, sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < d->n; i++) {
		const struct destroyed_case *r = &d->cases[i];
		const char *cell[] = { arena_printf(a, "%zu.", i + 1),
		    r->agenda_no == 0 ? "tanpa nomor" : paper_agenda(a, &d->office, r->agenda_no, r->agenda_year),
		    paper_short(a, r->day), arena_printf(a, "%lld", (long long)r->fingers),
		    arena_printf(a, "%lld", (long long)r->parts), r->state };

		sheet_check(s, "state", r->state);
		grid_row(&t, cell);
		n += r->fingers + r->parts;
	}
	grid_note(&t, arena_printf(a, "Jumlah: %s permohonan, %s gambar.", words_count(a, (int64_t)d->n), words_count(a, n)));
	minutes_foot(s, &d->office, &d->hands, d->page.made);
}

static void
key(struct sheet *s, const struct doc_destroyed *d)
{
	struct arena *a = s->arena;

	sheet_paragraph(s, arena_printf(a, "%s, telah dimusnahkan kunci ekspor rekaman biometrik bulan %s %d beserta seluruh "
	    "salinannya, dengan cara: %s.", minutes_this_day(a, d->hands.day), minutes_month(a, d->month), d->month.y, d->how));
	sheet_gap(s, 0.4);
	sheet_paragraph(s, "Gambar sidik jari, pasfoto, dan tanda tangan yang disegel dengan kunci itu telah dimusnahkan "
	    "seluruhnya dari basis data. Sejak saat ini gambar yang masih terdapat dalam cadangan tidak dapat dibuka oleh siapa pun.");
	minutes_foot(s, &d->office, &d->hands, d->page.made);
}

int
images_destroyed_render(struct arena *a, const struct doc_destroyed *d, struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int r;

	if (minutes_open(&s, a, &d->page, &d->office, &d->hands, e) == -1)
		return -1;
	paper_need(&s, "time", d->time);
	paper_need(&s, "basis", d->basis);
	if (d->n == 0)
		sheet_fail(&s, "cases", "is missing");
	if (s.err.kind == ERR_NONE) {
		minutes_head(&s, &d->office, "PEMUSNAHAN REKAMAN BIOMETRIK");
		images(&s, d);
	}
	r = sheet_finish(&s, "BERITA ACARA", ret_pdf, e);
	sheet_close(&s);
	return r;
}

int
key_destroyed_render(struct arena *a, const struct doc_destroyed *d, struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int r;

	if (minutes_open(&s, a, &d->page, &d->office, &d->hands, e) == -1)
		return -1;
	paper_need(&s, "how", d->how);
	if (!day_valid(d->month))
		sheet_fail(&s, "month", "is missing");
	if (s.err.kind == ERR_NONE) {
		minutes_head(&s, &d->office, "PEMUSNAHAN KUNCI EKSPOR REKAMAN BIOMETRIK");
		key(&s, d);
	}
	r = sheet_finish(&s, "BERITA ACARA", ret_pdf, e);
	sheet_close(&s);
	return r;
}
