/*
 * number.h - how agenda and letter numbers are written (DOMAIN 5.2).
 * The two series are separate; both begin at 1 each calendar year (WIB).
 *
 * An office writes them as it is used to, by a format: text in which stand
 *	{nomor}		the running number, {nomor:4} with at least four digits (1 to 6)
 *	{tahun}		the year
 *	{bulan}		the month in Roman numerals		letters only
 *	{klasifikasi}	the letter's class			letters only
 *	{kode}		the agency's code			letters only
 * {nomor} and {tahun} stand there once each, so that no two numbers look alike; the rest is letters, digits
 * and . / - _ ( ) of ASCII.
 */
#ifndef SOP_NUMBER_H
#define SOP_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Words of counter.series. */
#define SERIES_AGENDA	"AGENDA"
#define SERIES_LETTER	"SURAT"

/* What offices begin with: "0123/2026", "400.12.2.1/123/406.08/2026". */
#define NUMBER_AGENDA_FORMAT	"{nomor:4}/{tahun}"
#define NUMBER_LETTER_FORMAT	"{klasifikasi}/{nomor}/{kode}/{tahun}"

struct number_parts {
	const char	*letter_class, *agency_code;	/* NULL: an agenda number */
	int64_t		 no, year;
	int		 month;		/* 1..12 */
};

/* format NULL or "": that of an agenda number to begin with. */
char	*number_agenda(struct arena *, const char *format, int64_t no, int64_t year);
char	*number_letter(struct arena *, const char *format, const struct number_parts *);
/* Why it is no format, as a sentence in Indonesian; NULL: it is one. */
const char	*number_format_trouble(const char *format, bool letter);
/* Is that text an agenda number of this format, whatever its case, blanks and zeros in front? */
bool	 number_agenda_read(struct arena *, const char *format, const char *text, int64_t *ret_no, int64_t *ret_year);

#endif
