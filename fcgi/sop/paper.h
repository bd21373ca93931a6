/*
 * paper.h - the kinds of paper that the office makes (DOMAIN.md 5) and their names.
 * A kind is stored by its word in document.kind; a word is never given another meaning.
 */
#ifndef SOP_PAPER_H
#define SOP_PAPER_H

/*	id		word			title, as on pages */
#define PAPERS(X)							\
	X(RECOMMENDATION, "REKOMENDASI",	"Rekomendasi")		\
	X(RECEIPT,	"TANDA_BUKTI",		"Tanda Bukti Pendaftaran") \
	X(RECORDED,	"BUKTI_PEREKAMAN",	"Tanda Bukti Perekaman") \
	X(HANDED,	"TANDA_TERIMA",		"Tanda Terima Rekomendasi") \
	X(RETURNED,	"PENGEMBALIAN",		"Tanda Pengembalian Berkas") \
	X(COVER,	"PENGANTAR",		"Surat Pengantar")	\
	X(FORM,		"KP1",			"Formulir K.P1")	\
	X(REGISTER,	"REGISTER",		"Buku Register")	\
	X(OUTGOING,	"AGENDA_KELUAR",	"Buku Agenda Surat Keluar") \
	X(REPORT,	"LAPORAN",		"Laporan")		\
	X(MINUTES,	"BERITA_ACARA",		"Berita Acara")		\
	X(COPY,		"CETAK_ULANG",		"Cetak Ulang")		\
	X(TEST,		"UJI_CETAK",		"Uji Cetak")

enum paper {
#define X(id, word, title) PAPER_##id,
	PAPERS(X)
#undef X
	PAPER__MAX
};

const char	*paper_word(enum paper);
const char	*paper_title(enum paper);
enum paper	 paper_by_word(const char *);	/* PAPER__MAX: none */
/* The title for a stored word; the word itself when no kind has it. */
const char	*paper_name(const char *word);

#endif
