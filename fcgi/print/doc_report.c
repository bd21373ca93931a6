#include "print/doc_report.h"

#include "base/fmt.h"
#include "base/str.h"
#include "print/small.h"
#include "print/grid.h"
#include "print/words.h"

static const struct grid_column village_columns[] = {
	{ "Desa", 36, false }, { "Laki-laki", 18, true }, { "Perempuan", 22, true },
	{ "Nomor agenda", 20, true }, { "Rekomendasi", 22, true }, { "Direkam", 18, true },
	{ "Diserahkan", 20, true },
};
static const struct grid_column day_columns[] = {
	{ "Tanggal", 34, false }, { "No. agenda", 30, false }, { "Nomor agenda", 20, true },
	{ "Rekomendasi", 22, true }, { "Direkam", 18, true }, { "Diserahkan", 20, true },
};
static const struct grid_column event_columns[] = {
	{ "Keadaan", 90, false }, { "Permohonan", 25, true },
};

static const char *
count(struct arena *a, int64_t n)
{
	return n == 0 ? "-" : arena_strdup(a, fmt_thousands(&(struct fmt){ 0 }, n));
}

static void
subhead(struct sheet *s, const char *text)
{
	sheet_room(s, 24);
	sheet_gap(s, 0.9);
	sheet_flow(s, PDF_BOLD, s->size, (struct column){ s->left, sheet_inner(s) }, false, text);
	sheet_gap(s, 0.2);
}

static void
village_row(struct grid *t, const char *name, const struct report_counts *n)
{
	struct arena *a = t->sheet->arena;
	const char *cell[] = { name, count(a, n->men), count(a, n->women), count(a, n->numbered),
	    count(a, n->letters), count(a, n->recorded), count(a, n->handed) };

	grid_row(t, cell);
}

static void
villages(struct sheet *s, const struct doc_report *d)
{
	struct grid t;

	subhead(s, "A. Menurut desa");
	grid_begin(&t, s, 9, village_columns, sizeof village_columns / sizeof village_columns[0]);
	for (size_t i = 0; i < d->villages_n; i++)
		village_row(&t, words_title(s->arena, d->villages[i].name), &d->villages[i].n);
	village_row(&t, "JUMLAH", &d->all);
}

static void
days(struct sheet *s, const struct doc_report *d)
{
	struct arena *a = s->arena;
	struct grid t;

	subhead(s, "B. Menurut hari");
	grid_begin(&t, s, 9, day_columns, sizeof day_columns / sizeof day_columns[0]);
	for (size_t i = 0; i < d->days_n; i++) {
		const struct report_day *r = &d->days[i];
		const char *cell[] = { paper_short(a, r->day), r->first_no == 0 ? "-" :
		    r->first_no == r->last_no ? paper_no(a, r->first_no) : arena_printf(a, "%s s.d. %s",
		    paper_no(a, r->first_no), paper_no(a, r->last_no)), count(a, r->n.numbered),
		    count(a, r->n.letters), count(a, r->n.recorded), count(a, r->n.handed) };
		grid_row(&t, cell);
	}
	if (d->days_n == 0)
		grid_note(&t, "Tidak ada kegiatan dalam bulan ini.");
}

static void
events(struct sheet *s, const struct doc_report *d, const char *letter)
{
	struct grid t;

	subhead(s, arena_printf(s->arena, "%s. Perjalanan permohonan", letter));
	grid_begin(&t, s, 9, event_columns, 2);
	for (size_t i = 0; i < d->events_n; i++) {
		const char *cell[] = { d->events[i].label, count(s->arena, d->events[i].n) };
		grid_row(&t, cell);
	}
}

static void
definitions(struct sheet *s)
{
	static const char *const text[] = {
		"Nomor agenda: permohonan yang diberi nomor agenda pada tanggal dalam periode ini.",
		"Rekomendasi: surat rekomendasi yang bertanggal dalam periode ini dan tidak dibatalkan.",
		"Direkam: permohonan yang perekamannya dinyatakan selesai dalam periode ini.",
		"Diserahkan: permohonan yang rekomendasinya diserahkan atau dikirim langsung ke Dinas dalam "
		"periode ini.",
		"Perjalanan permohonan: banyaknya permohonan yang sampai pada keadaan itu dalam periode ini; "
		"satu permohonan dihitung sekali pada tiap keadaan.",
	};

	subhead(s, "Keterangan");
	sheet_room(s, 22);
	sheet_clauses(s, 0, text, sizeof text / sizeof text[0]);
}

static void
compose(struct sheet *s, const struct doc_report *d, bool monthly)
{
	struct arena *a = s->arena;
	const char *period = monthly ? arena_printf(a, "%s s.d. %s", words_day(a, d->first),
	    words_day(a, d->last)) : words_day(a, d->first);

	s->y = 11;
	letter_head(s, &d->office, 0.9);
	sheet_gap(s, 0.8);
	letter_title(s, monthly ? "LAPORAN BULANAN PEREKAMAN KTP-el" :
	    "LAPORAN HARIAN PEREKAMAN KTP-el", "");
	sheet_centred(s, PDF_REGULAR, s->size, arena_printf(a, "Periode %s", period));
	villages(s, d);
	if (monthly)
		days(s, d);
	events(s, d, monthly ? "C" : "B");
	definitions(s);
	sheet_room(s, 34);
	sheet_gap(s, 1);
	sheet_put(s, PDF_REGULAR, s->size, s->left + sheet_inner(s) / 2 + 12, arena_printf(a, "%s, %s",
	    d->office.place, words_day(a, utc_day_wib(d->page.made))));
	sheet_gap(s, 1.2);
	letter_hands(s, &(struct letter_hand){ "Petugas,", d->officer },
	    &(struct letter_hand){ arena_printf(a, "%s,", letter_chief(a, &d->office)), "" });
	sheet_page_numbers(s, arena_printf(a, "Dibuat %s dari Buku Register", paper_moment(a, d->page.made)), 0);
}

int
report_render(struct arena *a, const struct doc_report *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	bool monthly = day_cmp(d->first, d->last) != 0;
	struct sheet s;
	int r;

	if (sheet_open(&s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	s.left = 25;
	s.bottom = 18;
	paper_check_office(&s, &d->office);
	sheet_check(&s, "officer", d->officer);
	if (!day_valid(d->first) || !day_valid(d->last) || day_cmp(d->first, d->last) > 0)
		sheet_fail(&s, "day", "is missing");
	for (size_t i = 0; i < d->villages_n; i++)
		paper_need(&s, "village", d->villages[i].name);
	if (s.err.kind == ERR_NONE) {
		sheet_begin(&s, &(struct sheet_size){ 10.5, 1.15 });
		compose(&s, d, monthly);
	}
	r = sheet_finish(&s, monthly ? "LAPORAN BULANAN" : "LAPORAN HARIAN", ret_pdf, e);
	sheet_close(&s);
	return r;
}
