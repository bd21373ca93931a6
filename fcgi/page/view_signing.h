/* view_signing.h - /pengaturan/pejabat, and the pages where many letters are approved or moved at once. */
#ifndef PAGE_VIEW_SIGNING_H
#define PAGE_VIEW_SIGNING_H

#include "page/view_work.h"

struct view_official {
	int64_t			 id;
	const char		*name, *nip, *rank, *title, *form;	/* form: " (Plh.)" or "" */
	const char		*order;		/* Nomor 800/12/2026, 1 November 2026; "" */
	struct day		 from, to;	/* to.y 0: open */
	const char		*username;	/* "": signs on paper only */
	struct view_status	 status;
	bool			 may_end;
	int64_t			 waiting;	/* letters that wait in this name */
	const char		*change;	/* address of the form filled with it; NULL: ended */
};

struct view_officials {
	const struct view_official	*at;
	size_t				 n;
};

/* /pengaturan/pejabat: tindakan SIMPAN (the form), AKHIRI (pejabat, terakhir). */
struct officials_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_officials	 rows;
	const char		*follows;	/* hidden `dari`: whose row is replaced; NULL */
	const char		*follows_name;
	struct view_field	 name, nip, rank, title, role, sign_form, from, to, order, order_day, user, last;
};

/* One letter of many, as it will be signed. */
struct view_sign_letter {
	int64_t			 id;		/* of the case: berkas[] */
	int64_t			 version;	/* versi[] */
	const char		*hash;		/* sidik[] */
	const char		*href;		/* /permohonan/{id}/persetujuan */
	const char		*name, *nik, *birth, *village;
	const char		*number;
	struct day		 day;
	const char		*signatory;
	struct view_typed_list	 facts;
	const char		*duty;		/* he verified it himself; NULL */
};

struct view_sign_letters {
	const struct view_sign_letter	*at;
	size_t				 n;
};

/* /meja-tanda-tangan/bersama: tindakan SETUJUI. */
struct approve_many_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_sign_letters	 letters;
	struct view_field	 code;		/* kode_otp; name NULL: nothing can be signed */
	struct view_field	 duty_reason;	/* alasan_sama; name NULL: not needed */
	const char		*enrol;		/* where to get a second factor; NULL: has one */
	const char		*left_out;	/* letters that are not shown, and why; NULL */
};

/* A letter that waits, in whose name. */
struct view_waiting {
	const char	*href, *name, *number, *signatory;
	struct utc	 since;
	bool		 ended;		/* he is out of office today */
};

struct view_waitings {
	const struct view_waiting	*at;
	size_t				 n;
};

/* /penandatanganan/alihkan: tindakan ALIHKAN moves all that wait in one name to another. */
struct reassign_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_waitings	 rows;
	struct view_field	 from, to, reason;
};

struct view_block {
	int64_t		 year, first, last, left;
	const char	*note, *who;
	struct utc	 at;
};

struct view_blocks {
	const struct view_block	*at;
	size_t			 n;
};

/* /pengaturan/nomor: tindakan SIMPAN (source), TAMBAH (a block). */
struct numbers_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 source;
	struct view_blocks	 blocks;
	struct view_field	 year, first, last, note;
};

/* /pengaturan/naskah: tindakan SIMPAN; PRATINJAU goes to /pengaturan/naskah/contoh. */
struct wording_page {
	struct layout		 layout;
	struct view_form	 form;
	int64_t			 version;	/* 0: the built-in sentences */
	struct view_field_list	 texts;		/* one a sentence */
	struct view_field	 ground;	/* contoh */
};

struct view_replacement {
	const char		*old_number, *new_number, *reason, *fate, *maker, *end_reason, *received_by, *signatory;
	struct view_status	 status;
	struct utc		 made_at, ended_at, handed_at;
};

struct view_replacements {
	const struct view_replacement	*at;
	size_t				 n;
};

/* /permohonan/{id}/pengganti: tindakan BUAT, TANDA (signed in ink), BATAL, SERAHKAN. */
struct replace_page {
	struct layout			 layout;
	struct view_case		 head;
	struct view_form		 form;
	struct view_replacements	 rows;
	struct view_paper_list		 papers;
	const char			*why_not;	/* nothing can be done now; NULL */
	struct view_field		 reason, fate, signatory, number;	/* BUAT; name NULL: not now */
	struct view_action		 begin, signed_ink, drop, hand;
	const char			*correct;	/* where the applicant's data are corrected, with BUAT */
	struct view_field		 drop_reason;	/* alasan_batal */
	struct view_field		 duty_reason;	/* alasan_sama; name NULL: not needed */
	const char			*duty;
	struct view_field		 receiver;	/* penerima */
};

#endif
