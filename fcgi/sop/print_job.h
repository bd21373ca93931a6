/*
 * print_job.h - states of a print job and the words a clerk reads for them.
 * The queue row is the truth; "tercetak" is said only when the printer itself
 * said so (ARCHITECTURE 4, Documents and print).
 */
#ifndef SOP_PRINT_JOB_H
#define SOP_PRINT_JOB_H

#include <stdbool.h>

/*	id		word in print_job.state	label			final */
#define PRINT_STATES(X)							\
	X(QUEUED,	"queued",		"Menunggu dicetak",	0) \
	X(CLAIMED,	"claimed",		"Sedang dikirim",	0) \
	X(ACCEPTED,	"accepted",		"Diterima printer",	0) \
	X(PRINTED,	"printed",		"Tercetak",		1) \
	X(HELD,		"held",			"Tertahan",		0) \
	X(WITHDRAWN,	"withdrawn",		"Dibatalkan",		1)

enum print_state {
#define X(id, word, label, final) PRINT_##id,
	PRINT_STATES(X)
#undef X
	PRINT__MAX
};

/* Why a job waits or is held; the sentence tells the clerk the remedy. */
#define PRINT_REASONS(X)						\
	X(NONE,		"",		"")				\
	X(CUPS_AWAY,	"cups-away",	"Layanan cetak tidak aktif. Pencetakan dilanjutkan sendiri setelah layanan kembali.") \
	X(PRINTER_AWAY,	"printer-away",	"Printer tidak terhubung. Periksa kabel dan sakelar printer.") \
	X(PAPER_OUT,	"paper-out",	"Kertas habis. Isi kertas; pencetakan berlanjut sendiri.") \
	X(JAM,		"jam",		"Kertas tersangkut. Keluarkan kertas, lalu tutup kembali printer.") \
	X(COVER,	"cover-open",	"Penutup printer terbuka. Tutup sampai berbunyi klik; pencetakan berlanjut sendiri.") \
	X(TONER,	"toner-empty",	"Toner atau tinta habis. Ganti kaset printer; pencetakan berlanjut sendiri.") \
	X(TRAY_FULL,	"tray-full",	"Baki keluaran penuh. Ambil kertas dari baki; pencetakan berlanjut sendiri.") \
	X(STOPPED,	"stopped",	"Antrean printer dihentikan. Hubungi administrator.") \
	X(REJECTED,	"rejected",	"Printer menolak pekerjaan ini. Hubungi administrator.") \
	X(NO_QUEUE,	"no-queue",	"Printer ini sudah tidak terpasang di server. Pindahkan cetakan ke printer lain, atau hubungi administrator.") \
	X(FROM_PC,	"from-pc",	"Dicetak dari PC dan belum dipastikan. Jika kertas sudah keluar, pilih Sudah tercetak; jika tidak, pilih Cetak ulang.") \
	X(ABORTED,	"aborted",	"Printer membatalkan cetakan. Periksa printer, lalu pilih Cetak ulang.") \
	X(CANCELLED,	"cancelled",	"Cetakan dibatalkan saat sudah di printer. Periksa baki kertas: jika surat sudah ada, pilih Sudah tercetak; jika belum, pilih Cetak ulang.") \
	X(UNKNOWN,	"unknown",	"Hasil cetak tidak dapat dipastikan. Periksa baki kertas: jika surat sudah ada, pilih Sudah tercetak; jika belum, pilih Cetak ulang.") \
	X(DAMAGED,	"damaged",	"Dokumen berubah di perjalanan dan tidak dicetak. Pilih Cetak ulang.")

enum print_reason {
#define X(id, word, text) PRINT_REASON_##id,
	PRINT_REASONS(X)
#undef X
	PRINT_REASON__MAX
};

const char	*print_state_word(enum print_state);
const char	*print_state_label(enum print_state);
enum print_state	 print_state_by_word(const char *);	/* PRINT__MAX: none */
bool		 print_state_final(enum print_state);
/* What is worth a trace of a job's way: that the printer was given it, and how it ended; or NULL. */
const char	*print_state_trace(enum print_state from, enum print_state to);
const char	*print_reason_word(enum print_reason);
const char	*print_reason_text(enum print_reason);
enum print_reason	 print_reason_by_word(const char *);	/* PRINT_REASON__MAX: none */
/* From IPP's printer-state-reasons such as media-empty-warning; the first that matters. */
enum print_reason	 print_reason_by_keywords(const char *);

#endif
