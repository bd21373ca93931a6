/*
 * sop.h - THE TABLE: the office's procedure as data (SOP.txt; DOMAIN 8.2, 8.4).
 *
 * Steps, states and transitions stand here once; pages, permissions, queue,
 * clock, tests and manual are made from them.  What the office may revise
 * (minutes, requirements, titles) is not here but in sop_version rows.
 */
#ifndef SOP_SOP_H
#define SOP_SOP_H

#include <stdbool.h>
#include <stddef.h>

#include "sop/role.h"

/*	id		no	path under /permohonan/{id}/	label */
#define SOP_STEPS(X)							\
	X(INTAKE,	1,	"penerimaan",		"Penerimaan Berkas")		\
	X(VERIFY,	2,	"verifikasi",		"Verifikasi dan Validasi Data")	\
	X(NUMBER,	3,	"penomoran",		"Penomoran Agenda")		\
	X(SIGN,		4,	"penandatanganan",	"Penandatanganan Berkas")	\
	X(CAPTURE,	5,	"perekaman",		"Perekaman Biometrik")		\
	X(HANDOVER,	6,	"penyerahan",		"Penyerahan Rekomendasi")

enum step {
	STEP_NONE,
#define X(id, no, path, label) STEP_##id = no,
	SOP_STEPS(X)
#undef X
	STEP__MAX
};

/* tone: how a status tag looks; step: where the case stands (what is next to do) */
enum tone { TONE_WORK, TONE_WAIT, TONE_PROBLEM, TONE_DONE, TONE_OFF };

/*	code			label					step it waits in	tone	open */
#define SOP_STATES(X)							\
	X(DRAF,			"Draf",					INTAKE,		WORK,	1) \
	X(BERKAS_DITERIMA,	"Berkas diterima",			VERIFY,		WORK,	1) \
	X(BERKAS_DIKEMBALIKAN,	"Berkas dikembalikan (belum lengkap)",	INTAKE,		PROBLEM, 1) \
	X(TERVERIFIKASI,	"Terverifikasi",			NUMBER,		WORK,	1) \
	X(DATA_TIDAK_SESUAI,	"Data tidak sesuai",			VERIFY,		PROBLEM, 1) \
	X(TERAGENDA,		"Teragenda",				SIGN,		WORK,	1) \
	X(MENUNGGU_TTD,		"Menunggu penandatanganan",		SIGN,		WAIT,	1) \
	X(DITANDATANGANI,	"Telah ditandatangani",			CAPTURE,	WORK,	1) \
	X(TTD_DIKEMBALIKAN,	"Dikembalikan oleh pejabat",		SIGN,		PROBLEM, 1) \
	X(SEDANG_DIREKAM,	"Sedang direkam",			CAPTURE,	WORK,	1) \
	X(TEREKAM,		"Telah direkam",			HANDOVER,	WORK,	1) \
	X(PEREKAMAN_GAGAL,	"Perekaman gagal",			CAPTURE,	PROBLEM, 1) \
	X(DIJADWALKAN_ULANG,	"Dijadwalkan ulang",			CAPTURE,	WAIT,	1) \
	X(SELESAI,		"Selesai – rekomendasi diserahkan",	NONE,		DONE,	0) \
	X(DITOLAK,		"Ditolak",				NONE,		OFF,	0) \
	X(DIBATALKAN,		"Dibatalkan",				NONE,		OFF,	0) \
	X(KEDALUWARSA,		"Kedaluwarsa",				NONE,		OFF,	0)

enum status {
#define X(code, label, step, tone, open) STATUS_##code,
	SOP_STATES(X)
#undef X
	STATUS__MAX
};

#define SOP_SIGNER	(ROLE_SIGNERS)
#define SOP_CLERK	(ROLE_BIT(PETUGAS))
#define SOP_OPERATOR	(ROLE_BIT(OPERATOR))
#define SOP_KASI	(ROLE_BIT(KASI) | ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))
#define SOP_SYSTEM	((role_set)0)
#define SOP_SIGNED_BY	(SOP_CLERK | SOP_SIGNER)	/* made with SIGNED_INK or APPROVE, no button of its own */

/* guard: what must be true besides state and role; checked by sop_may() callers
 * through struct sop_facts. */
enum guard {
	GUARD_NONE,
	GUARD_COMPLETE,		/* every mandatory requirement is present */
	GUARD_REASON,		/* a reason was given */
	GUARD_INK,		/* only where letters are signed in ink */
	GUARD_INK_REASON,	/* the same, and a reason was given */
	GUARD_ELECTRONIC,	/* only where letters are approved in the program */
	GUARD_NUMBERED,		/* the case has its agenda number */
	GUARD_FINGERS,		/* signed, and every finger is recorded or excepted */
	GUARD_NOT_NUMBERED,	/* no agenda number yet */
	/* Recording before the signature, a deviation from the SOP that an office may allow:
	 * the case goes back to wait for the signature, and on to TEREKAM once it is signed. */
	GUARD_FIRST,		/* allowed here, neither signed nor recorded, a reason was given */
	GUARD_FINGERS_FIRST,	/* not signed, and every finger is recorded or excepted */
	GUARD_SIGNED,
	GUARD_NOT_SIGNED,
	GUARD_SIGNED_REASON,	/* signed, and a reason was given */
	GUARD_NOT_SIGNED_REASON,
	GUARD_RECORDED,		/* signed, and recorded before that */
	GUARD__MAX
};

/*	action		from			to			step		who	guard		verb (button) */
#define SOP_MOVES(X)							\
	X(ACCEPT,	DRAF,			BERKAS_DITERIMA,	INTAKE,		CLERK,	COMPLETE,	"Terima berkas") \
	X(RETURN_PAPERS, DRAF,			BERKAS_DIKEMBALIKAN,	INTAKE,		CLERK,	REASON,		"Kembalikan berkas") \
	X(ACCEPT_AGAIN,	BERKAS_DIKEMBALIKAN,	BERKAS_DITERIMA,	INTAKE,		CLERK,	COMPLETE,	"Terima berkas") \
	X(VERIFY,	BERKAS_DITERIMA,	TERVERIFIKASI,		VERIFY,		CLERK,	NONE,		"Nyatakan sesuai") \
	X(MISMATCH,	BERKAS_DITERIMA,	DATA_TIDAK_SESUAI,	VERIFY,		CLERK,	REASON,		"Nyatakan tidak sesuai") \
	X(NEW_EVIDENCE,	DATA_TIDAK_SESUAI,	BERKAS_DITERIMA,	VERIFY,		CLERK,	REASON,		"Terima bukti baru") \
	X(REJECT,	BERKAS_DITERIMA,	DITOLAK,		VERIFY,		KASI,	REASON,		"Tolak") \
	X(REJECT_DATA,	DATA_TIDAK_SESUAI,	DITOLAK,		VERIFY,		KASI,	REASON,		"Tolak") \
	X(NUMBER,	TERVERIFIKASI,		TERAGENDA,		NUMBER,		CLERK,	NONE,		"Beri nomor agenda") \
	X(SUBMIT,	TERAGENDA,		MENUNGGU_TTD,		SIGN,		CLERK,	NUMBERED,	"Ajukan penandatanganan") \
	X(SIGNED_INK,	MENUNGGU_TTD,		DITANDATANGANI,		SIGN,		CLERK,	INK,		"Tandai telah ditandatangani") \
	X(SIGNED_FILE,	MENUNGGU_TTD,		DITANDATANGANI,		SIGN,		CLERK,	INK,		"Pakai surat bertanda tangan elektronik") \
	X(APPROVE,	MENUNGGU_TTD,		DITANDATANGANI,		SIGN,		SIGNER,	ELECTRONIC,	"Setujui") \
	X(RETURN_INK,	MENUNGGU_TTD,		TTD_DIKEMBALIKAN,	SIGN,		CLERK,	INK_REASON,	"Catat dikembalikan") \
	X(RETURN_SIGN,	MENUNGGU_TTD,		TTD_DIKEMBALIKAN,	SIGN,		SIGNER,	REASON,		"Kembalikan") \
	X(REASSIGN,	MENUNGGU_TTD,		MENUNGGU_TTD,		SIGN,		CLERK,	REASON,		"Alihkan penanda tangan") \
	X(RECORD_FIRST,	MENUNGGU_TTD,		SEDANG_DIREKAM,		SIGN,		KASI,	FIRST,		"Izinkan perekaman mendahului tanda tangan") \
	X(REVERIFY,	TTD_DIKEMBALIKAN,	BERKAS_DITERIMA,	SIGN,		CLERK,	REASON,		"Verifikasi ulang") \
	X(RESUBMIT,	TTD_DIKEMBALIKAN,	MENUNGGU_TTD,		SIGN,		CLERK,	NUMBERED,	"Ajukan kembali") \
	X(REJECT_SIGN,	TTD_DIKEMBALIKAN,	DITOLAK,		SIGN,		KASI,	REASON,		"Tolak") \
	X(BEGIN,	DITANDATANGANI,		SEDANG_DIREKAM,		CAPTURE,	OPERATOR, NONE,		"Mulai perekaman") \
	X(FINISH,	SEDANG_DIREKAM,		TEREKAM,		CAPTURE,	OPERATOR, FINGERS,	"Selesaikan perekaman") \
	X(FAIL,		SEDANG_DIREKAM,		PEREKAMAN_GAGAL,	CAPTURE,	OPERATOR, SIGNED_REASON, "Nyatakan gagal") \
	X(ROLL_BACK,	SEDANG_DIREKAM,		DITANDATANGANI,		CAPTURE,	OPERATOR, SIGNED,	"Tunda perekaman") \
	X(FINISH_FIRST,	SEDANG_DIREKAM,		MENUNGGU_TTD,		CAPTURE,	OPERATOR, FINGERS_FIRST, "Selesaikan perekaman, lalu tanda tangan") \
	X(FAIL_FIRST,	SEDANG_DIREKAM,		MENUNGGU_TTD,		CAPTURE,	OPERATOR, NOT_SIGNED_REASON, "Nyatakan gagal, kembali ke tanda tangan") \
	X(ROLL_BACK_FIRST, SEDANG_DIREKAM,	MENUNGGU_TTD,		CAPTURE,	OPERATOR, NOT_SIGNED,	"Tunda, kembali ke tanda tangan") \
	X(RECORDED,	DITANDATANGANI,		TEREKAM,		CAPTURE,	SIGNED_BY, RECORDED,	"Lanjutkan ke penyerahan (sudah direkam)") \
	X(POSTPONE,	DITANDATANGANI,		DIJADWALKAN_ULANG,	CAPTURE,	OPERATOR, REASON,	"Jadwalkan ulang") \
	X(RETRY,	PEREKAMAN_GAGAL,	SEDANG_DIREKAM,		CAPTURE,	OPERATOR, NONE,		"Ulangi perekaman") \
	X(RESCHEDULE,	PEREKAMAN_GAGAL,	DIJADWALKAN_ULANG,	CAPTURE,	OPERATOR, REASON,	"Jadwalkan ulang") \
	X(COME_BACK,	DIJADWALKAN_ULANG,	SEDANG_DIREKAM,		CAPTURE,	OPERATOR, NONE,		"Mulai perekaman") \
	X(GIVE_UP,	PEREKAMAN_GAGAL,	DIBATALKAN,		CAPTURE,	KASI,	REASON,		"Batalkan permohonan") \
	X(HAND_OVER,	TEREKAM,		SELESAI,		HANDOVER,	CLERK,	NONE,		"Serahkan rekomendasi")

/* Leaving the procedure: from every open state before TEREKAM, and never once the
 * person is recorded (nationally that cannot be undone).  DIBATALKAN by
 * the clerk while there is no agenda number, by the Kasi afterwards; KEDALUWARSA
 * by the system alone. */

enum move {
#define X(action, from, to, step, who, guard, verb) MOVE_##action,
	SOP_MOVES(X)
#undef X
	MOVE_CANCEL,		/* any open state before TEREKAM -> DIBATALKAN */
	MOVE_EXPIRE,		/* any open state before TEREKAM -> KEDALUWARSA */
	MOVE__MAX
};

struct sop_move {
	const char	*word;		/* "HAND_OVER", for audit and tests */
	enum status	 from, to;	/* from == STATUS__MAX: see sop_from() */
	enum step	 step;
	role_set	 who;		/* 0: the system alone */
	enum guard	 guard;
	const char	*verb;		/* button text */
};

/* What the guards look at; filled by the store from the locked case. */
struct sop_facts {
	enum status	 status;
	bool		 electronic;	/* sign_mode of the case */
	bool		 numbered;
	size_t		 missing;	/* mandatory requirements not present */
	size_t		 fingers_open;	/* neither recorded nor excepted, 0..10 */
	bool		 is_signed;	/* the letter that is in force */
	bool		 recorded;
	bool		 record_first;	/* the office allows recording before the signature */
	const char	*reason;	/* as typed; NULL or "": none */
};

enum sop_verdict {
	SOP_YES,
	SOP_NOT_NOW,		/* the status does not allow it */
	SOP_NOT_YOU,		/* the role does not */
	SOP_GUARD		/* the guard of the move says no */
};

extern const struct sop_move sop_move[MOVE__MAX];

const char	*sop_status_word(enum status);		/* "DRAF" */
const char	*sop_status_label(enum status);		/* "Draf" */
enum status	 sop_status_by_word(const char *);	/* STATUS__MAX: no such word */
enum step	 sop_status_step(enum status);		/* where the case waits */
enum tone	 sop_status_tone(enum status);
const char	*sop_tone_word(enum tone);		/* "kerja" "tunggu" "masalah" "selesai" "nonaktif" */
bool		 sop_status_open(enum status);

const char	*sop_step_path(enum step);
const char	*sop_step_label(enum step);
enum step	 sop_step_by_path(const char *);	/* STEP_NONE: no such path */

bool		 sop_from(enum move, enum status from);	/* the move may start there */
/* May these roles make this move on a case of which these are the facts? */
enum sop_verdict	 sop_may(enum move, role_set, const struct sop_facts *);

#endif
