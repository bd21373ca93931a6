/*
 * doc_report.h - LAPORAN HARIAN and LAPORAN BULANAN: counts from the register, no names.  Each
 * count says on the paper what it counts.  Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_REPORT_H
#define PRINT_DOC_REPORT_H

#include <stddef.h>

#include "print/doc.h"

/* What happened in the period. */
struct report_counts {
	int64_t	men, women, numbered;	/* nomor agenda; numbered >= men + women */
	int64_t	letters, recorded, handed;
};

struct report_village {
	const char	*name;
	struct report_counts	n;
};

struct report_day {
	struct day	 day;
	int64_t		 first_no, last_no;	/* 0: none that day */
	struct report_counts	n;
};

struct report_event {
	const char	*label;		/* Berkas dikembalikan */
	int64_t		 n;
};

struct doc_report {
	struct doc_page		 page;
	struct doc_office	 office;
	struct day	 first, last;	/* equal: LAPORAN HARIAN */
	struct report_counts	 all;
	const struct report_village *villages;
	size_t		 villages_n;
	const struct report_day	*days;	/* of a monthly report, days on which something happened */
	size_t		 days_n;
	const struct report_event *events;
	size_t		 events_n;
	const char	*officer;
};

int	 report_render(struct arena *, const struct doc_report *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
