/* The counts of a day or a month. */
#include "base/str.h"
#include "page/book_make.h"
#include "print/doc_report.h"
#include "sop/sop.h"
#include "sql/paper.h"

/* Where a case can come to that a report tells of. */
static const enum status told[] = {
	STATUS_BERKAS_DITERIMA, STATUS_BERKAS_DIKEMBALIKAN, STATUS_DATA_TIDAK_SESUAI, STATUS_TERAGENDA,
	STATUS_DITANDATANGANI, STATUS_TTD_DIKEMBALIKAN, STATUS_TEREKAM, STATUS_PEREKAMAN_GAGAL,
	STATUS_DIJADWALKAN_ULANG, STATUS_SELESAI, STATUS_DITOLAK, STATUS_DIBATALKAN, STATUS_KEDALUWARSA,
};
enum { TOLD = sizeof told / sizeof told[0] };

static void
villages(struct arena *a, const struct paper_villages_rows *rows, struct doc_report *d)
{
	struct report_village *at = ARENA_ARRAY(a, rows->n, struct report_village);

	for (size_t i = 0; at != NULL && i < rows->n; i++) {
		const struct paper_villages_row *r = &rows->at[i];
		at[i] = (struct report_village){ r->name,
		    { r->men, r->women, r->numbered, r->letters, r->recorded, r->handed } };
		d->all.men += r->men;
		d->all.women += r->women;
		d->all.numbered += r->numbered;
		d->all.letters += r->letters;
		d->all.recorded += r->recorded;
		d->all.handed += r->handed;
	}
	d->villages = at;
	d->villages_n = at == NULL ? 0 : rows->n;
}

static void
days(struct arena *a, const struct paper_days_rows *rows, struct doc_report *d)
{
	struct report_day *at = ARENA_ARRAY(a, rows->n, struct report_day);

	for (size_t i = 0; at != NULL && i < rows->n; i++) {
		const struct paper_days_row *r = &rows->at[i];
		at[i] = (struct report_day){ r->day, r->first_no, r->last_no,
		    { .numbered = r->numbered, .letters = r->letters, .recorded = r->recorded, .handed = r->handed } };
	}
	d->days = at;
	d->days_n = at == NULL ? 0 : rows->n;
}

static int64_t
event_count(const struct paper_events_rows *rows, const char *word)
{
	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->at[i].status, word))
			return rows->at[i].n;
	return 0;
}

static void
events(struct arena *a, const struct paper_events_rows *rows, struct doc_report *d)
{
	struct report_event *at = ARENA_ARRAY(a, TOLD + 1, struct report_event);

	if (at == NULL)
		return;
	for (size_t i = 0; i < TOLD; i++)
		at[i] = (struct report_event){ sop_status_label(told[i]), event_count(rows, sop_status_word(told[i])) };
	at[TOLD] = (struct report_event){ "Penyimpangan SOP: perekaman mendahului tanda tangan",
	    event_count(rows, "REKAM_DAHULU") };
	d->events = at;
	d->events_n = TOLD + 1;
}

int
book_report(struct visit *v, struct db *db, const struct book_order *o,
    const char *media, const struct doc_office *office, struct pdf_result *ret_pdf, struct err *e)
{
	struct utc since = utc_from_wib(o->first, 0, 0, 0);
	struct utc until = utc_from_wib(day_from_number(day_number(o->last) + 1), 0, 0, 0);
	const struct paper_villages_in villages_in = { .office = v->act.office, .first = o->first,
	    .last = o->last, .since = since, .until = until };
	const struct paper_days_in days_in = { .office = v->act.office, .first = o->first,
	    .last = o->last, .since = since, .until = until };
	const struct paper_events_in events_in = { .office = v->act.office, .since = since, .until = until };
	struct paper_villages_rows by_village;
	struct paper_days_rows by_day;
	struct paper_events_rows by_event;
	struct doc_report d = {
		.page = { .fonts = v->site->fonts, .media = media, .made = v->now },
		.office = *office, .first = o->first, .last = o->last,
		.officer = v->who.name,
	};

	if (paper_villages(db, v->arena, &villages_in, &by_village, e) == -1 ||
	    paper_days(db, v->arena, &days_in, &by_day, e) == -1 ||
	    paper_events(db, v->arena, &events_in, &by_event, e) == -1)
		return -1;
	villages(v->arena, &by_village, &d);
	days(v->arena, &by_day, &d);
	events(v->arena, &by_event, &d);
	return report_render(v->arena, &d, ret_pdf, e);
}
