/*
 * view_step.h - the pages of the six steps, under /permohonan/{id}/.
 * All forms post to their own page's address with `tindakan` = word of the move
 * (enum move, sop/sop.h) unless said otherwise.
 */
#ifndef PAGE_VIEW_STEP_H
#define PAGE_VIEW_STEP_H

#include "page/view_case.h"

/* How this step is doing against the SOP; on top of each step's page. */
struct view_clock {
	int		 no;		/* 1..6 */
	const char	*label, *activity;
	struct utc	 begun_at;
	int64_t		 seconds;
	int		 minutes;	/* 0: the SOP gives none */
	bool		 late;
	bool		 ended;
};

/* /permohonan/baru (head.href NULL) and /permohonan/{id}/penerimaan: step 1.
 * tindakan: ACCEPT (or ACCEPT_AGAIN), RETURN_PAPERS, SIMPAN (draf). */
struct intake_page {
	struct layout		 layout;
	struct view_case	 head;		/* href NULL: new */
	struct view_clock	 clock;
	struct view_form	 form;
	struct view_field	 nik, name, birth_day, village;	/* nik nama tgl_lahir desa */
	struct view_field	 recorded;	/* pernah_rekam: TIDAK YA TIDAK_TAHU */
	struct view_field	 intro_number, intro_day; /* pengantar_nomor pengantar_tanggal */
	bool			 minor;		/* show the guardian as required */
	struct view_field	 guardian;	/* wali */
	struct view_field	 consent;	/* setuju_wali */
	struct view_field	 phone;		/* no_hp */
	struct view_requirement_list requirements;
	struct view_warning_list warnings;	/* of the NIK rules, eligibility */
	struct view_field	 confirm;	/* sesuai_kk, FIELD_CHECKBOX; shown with warnings */
	struct view_kept	 kept;
	struct view_field	 repeat_reason;	/* alasan_ulang; name NULL: nobody recorded him before */
	struct view_field	 return_reason;	/* alasan; for RETURN_PAPERS */
	struct view_action	 accept;	/* primary */
	struct view_action	 save;		/* "Simpan sebagai draf" */
	struct view_action	 send_back;	/* "Kembalikan berkas" */
	const char		*follows, *follows_href, *follows_name;	/* dari: whose data are copied; NULL: none */
	const char		*hint_href;	/* help while typing (htmx); NULL: none */
	bool			 duplicate;	/* NIK has an open case */
	const char		*duplicate_href, *duplicate_text;
};

/* Help while typing in step 1: a fragment beside the fields. */
struct intake_hint {
	const char		*region;	/* where the NIK was given; "" or NULL: unknown */
	struct day		 birth_day;	/* as in the NIK, a proposal; y == 0: none */
	const char		*age;		/* "17 tahun: memenuhi syarat usia."; NULL */
	struct view_warning_list warnings;
	const char		*open_href, *open_text;	/* a case of that NIK that is not closed */
	struct view_earlier_list {
		const struct view_earlier {
			const char	*href, *again_href, *name, *status;
			struct utc	 at;
			const char	*agenda;	/* "0123/2026"; NULL */
		}		*at;
		size_t		 n;
	} earlier;
};

/* A datum that may differ from KK or SIAK: tick beda_<field>, text menurut_<field>. */
struct view_difference {
	const char	*field, *label, *entered, *found;
	const char	*tick, *note;	/* names of the controls; NULL: only shown */
	bool		 marked;
};

struct view_difference_list {
	const struct view_difference	*at;
	size_t				 n;
};

/* /verifikasi: step 2. */
struct verify_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;
	/* order of the family card: no_kk alamat rt rw desa nama nik jenis_kelamin
	 * tempat_lahir tgl_lahir agama pekerjaan gol_darah status_perkawinan
	 * kewarganegaraan; then no_hp wali pernah_rekam */
	struct view_field	 kk, address, rt, rw, village;
	struct view_field	 name, nik, sex, birth_place, birth_day, religion, job,
				 blood, marital, citizenship;
	struct view_field	 phone, guardian, recorded;
	struct view_warning_list warnings;
	struct view_field	 confirm;	/* sesuai_kk */
	struct view_requirement_list requirements;	/* shown, not edited */
	struct view_action	 verify_number;	/* tindakan=VERIFY_NUMBER */
	struct view_action	 verify;	/* VERIFY */
	struct view_action	 save;		/* SIMPAN: keep what was typed, no transition */
	struct view_action	 mismatch;	/* MISMATCH, needs alasan */
	struct view_action	 correct;	/* PERBAIKI, needs alasan: a finished case, before a surat pengganti */
	struct view_action	 new_evidence;	/* NEW_EVIDENCE, needs alasan */
	struct view_action	 reject;	/* REJECT or REJECT_DATA, needs alasan */
	struct view_field	 reason;	/* alasan */
	const char		*mismatch_reason;	/* what was found, in DATA_TIDAK_SESUAI */
	struct view_field	 repeat_reason;	/* alasan_ulang; name NULL: nobody recorded him before */
	struct view_kept	 kept;
	struct view_field	 cause;		/* sebab, of mismatch and reject */
	struct view_difference_list differences;	/* rows to be marked, with mismatch */
	struct view_difference_list differed;	/* as declared last */
	struct view_action	 put_off;	/* TUNDA, needs sebab_tunda and kembali */
	struct view_field	 again_cause, again_on;	/* sebab_tunda kembali */
	const char		*again;		/* "Pemohon kembali ..."; NULL */
};

/* /penomoran: step 3. */
struct number_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;
	struct view_person	 person;
	const char		*next;		/* expected, not reserved */
	int			 year;
	struct day		 today;		/* the date it will get */
	struct view_action	 number;	/* NUMBER */
};

/* /penandatanganan: step 4, clerk's side, both modes. */
struct sign_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;
	struct view_person	 person;
	struct view_field	 signatory;	/* penanda_tangan: FIELD_RADIO */
	struct view_action	 submit;	/* SUBMIT or RESUBMIT */
	struct view_action	 signed_ink;	/* SIGNED_INK */
	struct view_action	 return_ink;	/* RETURN_INK, needs alasan */
	struct view_field	 number;	/* nomor_surat; name NULL: the program numbers */
	struct view_action	 reassign;	/* REASSIGN, needs penanda_tangan and alasan */
	struct view_field	 move_to;	/* penanda_tangan once more, for REASSIGN */
	struct view_action	 record_first;	/* RECORD_FIRST, needs alasan; the Kasi, where the office allows it */
	const char		*early;		/* the case deviates from the SOP's order; NULL: no */
	struct view_action	 reverify;	/* REVERIFY, needs alasan */
	struct view_action	 reject;	/* REJECT_SIGN, needs alasan */
	struct view_field	 reason;	/* alasan */
	const char		*duty;		/* who verified also signs; NULL: two persons */
	struct view_field	 duty_reason;	/* alasan_sama: FIELD_TEXTAREA when it is needed */
	const char		*chosen;	/* name and title of the signatory, after SUBMIT */
	const char		*returned_reason;	/* in TTD_DIKEMBALIKAN */
	const char		*returned_by;
	struct view_paper_list	 papers;	/* ink: the letter with its print state */
	const char		*import;	/* /surat-tte; NULL: the office trusts no certificate */
	struct view_field	 unprinted;	/* tanpa_cetak, with SUBMIT; name NULL: not offered */
};

/* /surat-tte: step 4, a letter that comes back signed with a certificate.
 * tindakan: UNGGAH (surat: a file), SIGNED_FILE (sidik_berkas, sesuai, alasan_sama), BUANG. */
struct import_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_form	 form;
	const char		*letter_number;
	struct day		 letter_day;
	const char		*signatory;	/* name – title */
	const char		*download;	/* the letter to be signed */
	const char		*ink;		/* the page of step 4 */
	bool			 trusts;	/* the office trusts a certificate */
	const char		*error;		/* what is wrong with the file; NULL */
	bool			 has_file;	/* checked, not taken yet: the rest is filled */
	const char		*signer, *organisation, *issuer, *serial;	/* of the certificate */
	int			 signers;
	struct utc		 signed_at;	/* as the signer's computer said; none */
	struct utc		 uploaded_at;
	const char		*uploaded_by;
	bool			 same_bytes;
	const char		*file_hash;	/* 64 hex: hidden field sidik_berkas */
	const char		*picture;
	struct view_warning_list warnings;
	struct view_field	 compared;	/* sesuai: with warnings */
	const char		*duty;
	struct view_field	 duty_reason;	/* alasan_sama */
	struct view_action	 take;		/* SIGNED_FILE */
	struct view_action	 drop;		/* BUANG */
};

/* /persetujuan: step 4, signer's side, electronic mode. */
struct approve_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;
	struct view_person	 person;
	struct view_requirement_list requirements;
	struct view_event_list	 events;
	const char		*letter_number;
	struct day		 letter_day;
	const char		*signatory, *signatory_title;
	struct view_typed_list	 letter_facts;	/* label, mine: the text to be signed, in words */
	const char		*letter;	/* the same text as it is signed, lines kept */
	const char		*text_hash;	/* 64 hex: hidden field `sidik_naskah` */
	struct view_action	 approve;	/* APPROVE */
	struct view_action	 send_back;	/* RETURN_SIGN, needs alasan */
	struct view_field	 reason;	/* alasan */
	struct view_field	 code;		/* kode_otp; name NULL: nothing to sign here */
	const char		*enrol;		/* where to get a second factor; NULL: has one */
	const char		*duty;		/* the signer verified it himself; NULL: two persons */
	struct view_field	 duty_reason;	/* alasan_sama: FIELD_TEXTAREA when it is needed */
	const char		*after;		/* decided already: what was decided, by whom */
};

enum finger_state {
	FINGER_OPEN,
	FINGER_DONE,
	FINGER_POOR,		/* kept, but of low quality */
	FINGER_EXCEPTED,
	FINGER_FAILED		/* tried, nothing usable */
};

struct view_finger {
	int			 no;		/* ISO 1..10 */
	const char		*name;		/* telunjuk kanan */
	enum finger_state	 state;
	const char		*state_label;	/* Belum, Terekam, Mutu kurang, Pengecualian, Gagal */
	bool			 current;
	int			 quality;	/* 0..100 */
	int			 attempts;
	const char		*exception;	/* reason, for those who may see it */
	const char		*href;		/* ?jari=N chooses it; NULL while a capture runs */
};

struct view_finger_list {
	const struct view_finger	*at;
	size_t				 n;
};

enum capture_tone {
	CAPTURE_IDLE,		/* nothing runs */
	CAPTURE_WAITING,	/* place the finger */
	CAPTURE_HOLD,		/* finger is on it */
	CAPTURE_LIFT,		/* lift it */
	CAPTURE_READING,	/* image is made */
	CAPTURE_GOOD,		/* last one was stored */
	CAPTURE_BAD,		/* last one was not */
	CAPTURE_AWAY		/* station or reader is not there */
};

/* The refreshed part of /perekaman; alone the answer of /perekaman/status. */
struct capture_live {
	const char		*href;		/* /permohonan/{id}/perekaman */
	const char		*poll;		/* .../perekaman/status; NULL: nothing runs */
	struct view_form	 scan;		/* action of the station commands below */
	/* tindakan of `scan`: PINDAI (jari), VERIFIKASI (jari), HENTIKAN,
	 * KECUALIKAN (jari=1..10|KANAN|KIRI|KEDUA, sebab, keterangan), CABUT_PENGECUALIAN (jari),
	 * TANGAN (tangan), TERIMA (jari, alasan_mutu), LEWATI (uji, alasan_uji), STASIUN (stasiun) */
	struct view_finger_list	 fingers;	/* ten, ISO order */
	int			 done, excepted, open;	/* of ten */
	enum capture_tone	 tone;
	const char		*instruction;	/* big: "Letakkan telunjuk kanan pada alat." */
	const char		*hint;		/* "Letakkan jari tepat di tengah alat." */
	int			 finger;	/* current, 0: none left */
	const char		*finger_name;
	bool			 running;
	bool			 verifying;	/* the running or offered one is a verification */
	const char		*preview;	/* img src; NULL: none */
	int			 quality;	/* of the preview; 0: unknown */
	struct view_action	 start;		/* "Pindai telunjuk kanan" (PINDAI|VERIFIKASI) */
	struct view_action	 again;		/* "Ulangi pemindaian" */
	struct view_action	 stop;		/* HENTIKAN */
	bool			 may_except;	/* an exception may be noted for `finger` */
	bool			 excepted_now;	/* `finger` is excepted: may be taken back */
	bool			 verify_right, verify_left;	/* verified (or not possible) */
	const char		*verify_right_label, *verify_left_label;	/* whole sentences */
	bool			 local;		/* the office captures fingers here */
	const char		*hand;		/* KANAN KIRI IBU_JARI: `start` confirms it; NULL */
	const char		*tries;		/* how often it was refused as poor; NULL: never */
	bool			 may_take;	/* often enough: TERIMA with a reason is offered */
	const char		*skip;		/* UJI_KANAN UJI_KIRI: LEWATI is offered; NULL */
};

/* Where this person records. */
struct capture_where {
	struct view_part	 part;		/* how the station is */
	bool			 chosen;
	struct view_option_list	 stations;	/* two or more: to choose from */
};

/* /perekaman: step 5. */
struct capture_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;		/* BEGIN RETRY COME_BACK FINISH(_FIRST) FAIL(_FIRST) ROLL_BACK(_FIRST) RESCHEDULE GIVE_UP */
	bool			 begun;		/* SEDANG_DIREKAM: live is filled */
	struct view_person	 person;
	struct capture_where	 where;
	bool			 decided, local;	/* what the office has decided; else: official result only */
	bool			 needs_local, needs_official;
	struct view_part_list	 parts;		/* photo, signature, official enrolment, iris */
	const char		*applicant;	/* href of the applicant's own screen; NULL */
	struct view_field	 take_reason, skip_reason;	/* alasan_mutu alasan_uji */
	struct capture_live	 live;
	struct view_action	 begin;		/* BEGIN, RETRY or COME_BACK */
	struct view_action	 finish;	/* FINISH */
	struct view_action	 fail;		/* FAIL, needs alasan */
	struct view_action	 roll_back;	/* ROLL_BACK */
	struct view_action	 reschedule;	/* RESCHEDULE or POSTPONE, needs sebab_tunda, kembali, alasan */
	struct view_field	 again_cause, again_on;	/* sebab_tunda kembali */
	const char		*again;		/* "Pemohon kembali ..."; NULL */
	struct view_action	 give_up;	/* GIVE_UP, needs alasan */
	struct view_field	 official_result;	/* hasil_resmi: required for FINISH */
	struct view_field	 reason;	/* alasan, of the transitions */
	struct view_field	 except_cause;	/* sebab: FIELD_SELECT */
	struct view_field	 except_note;	/* keterangan: FIELD_TEXT */
	const char		*early;		/* recording before the signature; NULL: no */
	const char		*failed_reason;	/* in PEREKAMAN_GAGAL, DIJADWALKAN_ULANG */
};

/* /penyerahan: step 6. */
struct handover_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_clock	 clock;
	struct view_form	 form;
	struct view_person	 person;
	const char		*letter_number;
	struct day		 letter_day;
	struct view_field	 receiver;	/* penerima */
	struct view_field	 relation;	/* hubungan: select; DIKIRIM = not collected */
	struct view_action	 hand_over;	/* HAND_OVER */
	struct view_paper_list	 papers;	/* letter, Tanda Terima, with print state */
	bool			 done;		/* SELESAI */
	const char		*received_by, *received_as;
	struct utc		 received_at;
};

#endif
