/*
 * doc.h - what all papers share: the page, the office, the signer, the result.
 *
 * Texts are UTF-8, never NULL ("" or NULL both mean "not given").  Values of the
 * applicant arrive in upper case, as they stand on the family card (KK); each
 * paper chooses how to show them (words.h).
 */
#ifndef PRINT_DOC_H
#define PRINT_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"

/* How a paper is made.  made is written into the PDF as its creation date: the
 * same inputs with the same time give the same bytes. */
struct doc_page {
	const char	*fonts;		/* folder of LiberationSans-*.ttf: [paths] fonts */
	const char	*media;		/* PWG name, office.paper; "": iso_a4_210x297mm */
	struct utc	 made;
};

/* The office as in its row; phone, email and website may be "". */
struct doc_office {
	const char	*government;	/* PEMERINTAH KABUPATEN TRENGGALEK */
	const char	*name;		/* KECAMATAN WATULIMO */
	const char	*place;		/* Watulimo */
	const char	*regency;	/* Trenggalek */
	const char	*address, *phone, *email, *website;
	struct bytes	 logo;		/* PNG or JPEG; none, or unreadable: left out */
	const char	*agenda_format;	/* sop/number.h */
	bool		 training;	/* LATIHAN stands across every page */
};

/* A row of signatory.  form: LANGSUNG AN AN_UB PLT PLH. */
struct doc_signer {
	const char	*form;
	const char	*name;		/* with title: Jati Mustika Dani, S.STP. */
	const char	*nip;		/* 19810629 200012 1 001 */
	const char	*rank;		/* Pembina Tingkat I (IV/b) */
	const char	*title;		/* his own office: Camat Watulimo */
	const char	*order;		/* Surat Perintah, "Nomor 800/12/2026 tanggal 2026-11-01"; "": none */
};

/* A finished paper; everything lives in the arena given to the maker. */
struct pdf_result {
	struct bytes	 bytes;
	uint8_t		 sha256[32];
	int		 pages;
};

#endif
