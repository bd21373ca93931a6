#include "print/minutes.h"

#include "base/fmt.h"
#include "print/letter.h"
#include "print/small.h"
#include "print/words.h"

const char *
minutes_month(struct arena *a, struct day d)
{
	const char *s = fmt_long(&(struct fmt){ 0 }, d);
	size_t k = 0, n;

	while (s[k] != '\0' && s[k] != ' ')
		k++;
	s += s[k] == ' ' ? k + 1 : k;
	for (n = 0; s[n] != '\0' && s[n] != ' '; n++)
		;
	return arena_strndup(a, s, n);
}

static const char *
weekday(struct arena *a, struct day d)
{
	const char *s = fmt_weekday(&(struct fmt){ 0 }, d);
	size_t n = 0;

	while (s[n] != '\0' && s[n] != ',')
		n++;
	return arena_strndup(a, s, n);
}

const char *
minutes_this_day(struct arena *a, struct day d)
{
	return arena_printf(a, "Pada hari ini, %s, tanggal %s bulan %s tahun %s", weekday(a, d),
	    words_count(a, d.d), minutes_month(a, d), words_count(a, d.y));
}

int
minutes_open(struct sheet *s, struct arena *a, const struct doc_page *page, const struct doc_office *office,
    const struct minutes_hands *h, struct err *e)
{
	if (sheet_open(s, a, page, "iso_a4_210x297mm", e) == -1)
		return -1;
	paper_check_office(s, office);
	sheet_check(s, "officer", h->officer);
	if (h->witness != NULL)
		paper_need(s, "witness", h->witness);
	if (!day_valid(h->day))
		sheet_fail(s, "day", "is missing");
	sheet_begin(s, &(struct sheet_size){ 11.5, 1.2 });
	return 0;
}

void
minutes_head(struct sheet *s, const struct doc_office *office, const char *about)
{
	s->y = 11;
	letter_head(s, office, 1);
	sheet_gap(s, 1.2);
	letter_title(s, "BERITA ACARA", "");
	sheet_centred(s, PDF_BOLD, s->size, about);
	sheet_gap(s, 1.2);
}

void
minutes_foot(struct sheet *s, const struct doc_office *office, const struct minutes_hands *h, struct utc made)
{
	struct arena *a = s->arena;
	const struct letter_hand officer = { "Petugas,", h->officer }, witness = { "Saksi,", h->witness },
	    chief = { arena_printf(a, "Mengetahui, %s,", letter_chief(a, office)), "" };

	sheet_gap(s, 0.8);
	sheet_paragraph(s, "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan "
	    "sebagaimana mestinya.");
	sheet_room(s, h->witness == NULL ? 40 : 80);
	sheet_gap(s, 1);
	sheet_put(s, PDF_REGULAR, s->size, s->left + sheet_inner(s) / 2 + 8, arena_printf(a, "%s, %s",
	    office->place, words_day(a, h->day)));
	sheet_gap(s, 1.4);
	letter_hands(s, &officer, &chief);
	if (h->witness != NULL) {
		sheet_gap(s, 1.4);
		letter_hands(s, &witness, NULL);
	}
	sheet_page_numbers(s, arena_printf(a, "Dibuat %s", paper_moment(a, made)), 0);
}
