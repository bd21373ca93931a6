/*
 * minutes.h - the parts of every BERITA ACARA: the day in words, heads, and who signs it.
 */
#ifndef PRINT_MINUTES_H
#define PRINT_MINUTES_H

#include "print/doc.h"
#include "print/layout.h"

struct minutes_hands {
	struct day	 day;		/* of the act */
	const char	*officer;	/* Petugas */
	const char	*witness;	/* Saksi; NULL: none is asked for */
};

/* "Pada hari ini, Kamis, tanggal 26 (dua puluh enam) bulan November tahun 2026 (dua ribu ...)" */
const char	*minutes_this_day(struct arena *, struct day);
/* "November" */
const char	*minutes_month(struct arena *, struct day);
/* Opens the sheet and checks office, officer, witness and day; 0, -1. */
int	 minutes_open(struct sheet *, struct arena *, const struct doc_page *, const struct doc_office *,
	    const struct minutes_hands *, struct err *);
void	 minutes_head(struct sheet *, const struct doc_office *, const char *about);
/* The closing sentence, place and day, and the hands. */
void	 minutes_foot(struct sheet *, const struct doc_office *, const struct minutes_hands *, struct utc made);

#endif
